"""Extraction in the background: each article once, failures told and tried again, pause, and the next process goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from components.extracting import Extracting
from components.jobs import ReadingFailedError, ReadingStoppedError
from components.model import Annotated, Article
from components.store import Store, open_store


def until(true: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("the state did not come")


@pytest.fixture
def three(sqlite_store: Store) -> Store:
    for name in "abc":
        sqlite_store.add(Annotated(Article(name, f"Text of {name}.", name.upper())))
    return sqlite_store


def test_each_article_that_waits_is_extracted_once_by_several_threads(three: Store) -> None:
    seen: list[str] = []
    assert three.tasks.ask(["a", "b", "c", "a", "nobody", "\0"]) == 3
    assert three.tasks.ask(["a"]) == 0
    beside = Extracting(three, seen.append, at_once=2, rest=0.01)
    until(lambda: three.tasks.counts() == {"waiting": 0, "failed": 0})
    beside.stop()
    assert sorted(seen) == ["a", "b", "c"]


def test_a_failure_is_told_and_leaves_the_others_alone_until_it_is_tried_again(three: Store) -> None:
    broken = {"b"}

    def again(article: str) -> None:
        if article in broken:
            raise ReadingFailedError("KeyError: 'x'")

    three.tasks.ask(["a", "b", "c"])
    beside = Extracting(three, again, rest=0.01)
    until(lambda: three.tasks.counts() == {"waiting": 0, "failed": 1})
    (failure,) = three.tasks.failures()
    assert (failure.article_id, failure.title, failure.message) == ("b", "B", "KeyError: 'x'")
    broken.clear()
    assert three.tasks.retry() == 1
    until(lambda: three.tasks.counts() == {"waiting": 0, "failed": 0})
    beside.stop()


def test_an_article_that_ends_its_worker_is_left_after_three_tries(three: Store) -> None:
    tried: list[str] = []

    def again(article: str) -> None:
        tried.append(article)
        if article == "a":
            raise ReadingStoppedError("The process that was reading the article is gone")

    three.tasks.ask(["a", "b"])
    beside = Extracting(three, again, rest=0.01)
    until(lambda: three.tasks.counts() == {"waiting": 0, "failed": 1})
    beside.stop()
    assert (tried.count("a"), tried.count("b")) == (3, 1)


def test_paused_it_begins_nothing_and_the_next_process_goes_on_where_it_was(three: Store, tmp_path: Path) -> None:
    seen: list[str] = []
    at_work, may_end = threading.Event(), threading.Event()

    def again(article: str) -> None:
        seen.append(article)
        at_work.set()
        assert may_end.wait(30)

    three.tasks.ask(["a", "b", "c"])
    beside = Extracting(three, again, rest=0.01)
    assert at_work.wait(30)
    beside.pause(True)
    may_end.set()
    until(lambda: three.tasks.counts()["waiting"] == 2)
    assert beside.progress().paused
    assert seen == ["a"]
    beside.stop()
    later = open_store(three.name)
    another = Extracting(later, seen.append, rest=0.01)
    until(lambda: later.tasks.counts()["waiting"] == 0)
    another.stop()
    later.close()
    assert sorted(seen) == ["a", "b", "c"]
