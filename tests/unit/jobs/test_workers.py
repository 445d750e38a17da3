"""Extraction in other processes: the same result, and nothing that a worker does or suffers reaches the server."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components import workspace
from components.extract import extract
from components.extract.missing import ModelMissingError
from components.jobs import ReadingFailedError, ReadingStoppedError, Workers, pool
from components.model import Annotated, Article, Extraction
from components.store import Store

ODD = (sys.executable, "-m", "tests.unit.jobs.odd_worker")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1, ODD)
    yield made
    made.close()


def until(true: Callable[[], bool]) -> None:
    """Waits for a state; a test that never sees it fails by the suite's own limit."""
    for _ in range(1_000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("the state did not come")


def runs(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_finds_what_this_process_finds() -> None:
    text = "“We go on,” said Odile Marn on Friday. At least 12 people were killed in Port Amara, the coast guard said."
    article = Article("a1", text, published="2024-02-10")
    workers, heard = Workers(1), list[float]()
    try:
        assert workers.find(article, heard.append) == extract(article)
        assert heard[-1] == 1.0
    finally:
        workers.close()


def test_no_process_is_started_before_it_is_needed_and_one_reads_many(workers: Workers) -> None:
    assert workers.pids() == []
    first, second = (workers.find(Article(name, "text")).problems for name in "ab")
    assert first == second == (f"by {workers.pids()[0]}",)


def test_a_killed_worker_is_told_and_another_takes_its_place(workers: Workers) -> None:
    with pytest.raises(ReadingStoppedError, match=r"is gone \(it was ended by signal 9\)"):
        workers.find(Article("a", "die"))
    assert workers.find(Article("b", "text")).sentences


def test_a_worker_killed_between_two_articles_is_not_missed(workers: Workers) -> None:
    workers.find(Article("a", "text"))
    subprocess.run(["kill", "-9", str(workers.pids()[0])], check=True)
    until(lambda: not workers.pids())
    assert workers.find(Article("b", "text")).sentences


@pytest.mark.parametrize("text", ["hang", "stop"])
def test_a_stuck_worker_is_set_aside(workers: Workers, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    workers.find(Article("a", "text"))
    (stuck,) = workers.pids()
    monkeypatch.setattr(pool, "PATIENCE", 0.2)
    with pytest.raises(ReadingStoppedError, match="stopped after 0 seconds"):
        workers.find(Article("a", text))
    assert not runs(stuck)
    monkeypatch.undo()
    assert workers.find(Article("b", "text")).sentences


def test_what_fails_in_the_article_leaves_the_worker_alone(workers: Workers) -> None:
    workers.find(Article("a", "text"))
    before = workers.pids()
    with pytest.raises(ReadingFailedError, match="KeyError: 'an odd article'"):
        workers.find(Article("a", "fail"))
    assert workers.find(Article("b", "text")).problems == (f"by {before[0]}",)


def test_a_broken_installation_is_told_as_such(workers: Workers) -> None:
    with pytest.raises(ModelMissingError, match="not installed"):
        workers.find(Article("a", "no model"))


def test_who_closes_the_window_stops_the_reading(workers: Workers) -> None:
    class WindowClosedError(Exception):
        pass

    def closed(share: float) -> None:
        raise WindowClosedError

    with pytest.raises(WindowClosedError):
        workers.find(Article("a", "hang"), closed)
    assert workers.find(Article("b", "text")).sentences


def test_who_waits_is_told_and_gets_the_next_free_worker(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TURN", 0.05)
    reading, waiting, stop = threading.Event(), threading.Event(), threading.Event()

    def first_tells(share: float) -> None:
        if share:
            reading.set()
        if stop.is_set():
            raise InterruptedError

    def first() -> None:
        with pytest.raises(InterruptedError):
            workers.find(Article("a", "hang"), first_tells)

    def second_tells(share: float) -> None:
        waiting.set()

    found: list[int] = []
    threads = [threading.Thread(target=first)]
    threads[0].start()
    assert reading.wait(30)
    threads.append(
        threading.Thread(target=lambda: found.append(len(workers.find(Article("b", "text"), second_tells).sentences)))
    )
    threads[1].start()
    assert waiting.wait(30)
    assert found == []
    stop.set()
    for thread in threads:
        thread.join(30)
    assert found == [1]


def test_an_article_that_could_not_be_read_is_stored_and_can_be_extracted_again(
    workers: Workers, sqlite_store: Store
) -> None:
    items = [Annotated(Article("a1", "die")), Annotated(Article("a2", "text"))]
    first, second = workspace.add(sqlite_store, items, finder=workers.find)
    assert (first.outcome, first.unread) == ("added", True)
    assert first.problems == (
        "The article was taken without highlights. The process that was reading the article is gone (it was ended by signal 9).",
    )
    assert (second.outcome, second.unread) == ("added", False)
    with pytest.raises(ReadingStoppedError):
        workspace.extract_again(sqlite_store, "a1", workers.find)
    assert sqlite_store.text("a1") == "die"
    assert workspace.extract_again(sqlite_store, "a2", workers.find).sentences


@pytest.mark.parametrize("signal", ["-9", "-15"])
def test_no_worker_outlives_the_server(signal: str) -> None:
    server = textwrap.dedent(f"""
        import threading
        from components.jobs import Workers
        from components.model import Article
        workers = Workers(2, {ODD!r})
        for _ in range(2):
            threading.Thread(target=lambda: workers.find(Article("a", "hang"), lambda share: share and print(*workers.pids(), flush=True))).start()
    """)
    process = subprocess.Popen([sys.executable, "-c", server], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    pids = next(found for line in process.stdout if len(found := [int(pid) for pid in line.split()]) == 2)
    subprocess.run(["kill", signal, str(process.pid)], check=True)
    process.wait()
    until(lambda: not any(map(runs, pids)))


def test_articles_are_added_several_at_a_time_in_the_order_of_the_input(sqlite_store: Store) -> None:
    seen: set[int] = set()
    both = threading.Barrier(2, timeout=30)

    def find(article: Article, tell: object = None, memory: object = None) -> Extraction:
        seen.add(threading.get_ident())
        both.wait()  # two are read at a time, or this is never passed
        return Extraction((), (), ())

    items = [Annotated(Article(f"a{n}", f"Text {n}.")) for n in range(6)]
    results = list(workspace.add_at_once(sqlite_store, items, find, 2))
    assert [r.article_id for r in results] == [f"a{n}" for n in range(6)]
    assert len(seen) == 2
    again = list(workspace.add_at_once(sqlite_store, items, find, 2))  # nothing is read: nobody waits at the barrier
    assert {r.outcome for r in again} == {"there"}
