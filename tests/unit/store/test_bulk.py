"""One change to many articles, and what takes it back."""

from __future__ import annotations

import pytest

from components.model import Annotated, Article, RecordError
from components.store import Query, Store


@pytest.fixture
def three(store: Store) -> Store:
    for name, tags in (("a", ("war",)), ("b", ()), ("c", ("flood", "war"))):
        store.add(Annotated(Article(name, f"Nothing happened in {name}.", tags=tags)))
    store.update_metadata("c", review_status="done")
    return store


def tags(store: Store) -> dict[str, tuple[str, ...]]:
    return {name: store.row(name).tags for name in "abc"}


def test_a_status_is_given_and_taken_back_where_it_was_another(three: Store) -> None:
    before = three.change(["a", "b", "c", "nowhere"], "status", "done")
    assert before == {"a": "new", "b": "new"}
    assert three.ids(Query(review_status="done")) == ["a", "b", "c"]
    three.restore("status", before)
    assert three.ids(Query(review_status="done")) == ["c"]


def test_tags_are_given_and_taken_and_come_back(three: Store) -> None:
    there = tags(three)
    given = three.change(list("abc"), "tag", " flood ")
    assert tags(three) == {"a": ("flood", "war"), "b": ("flood",), "c": ("flood", "war")}
    taken = three.change(list("abc"), "untag", "war")
    assert tags(three) == dict.fromkeys("abc", ("flood",))
    three.restore("untag", taken)
    three.restore("tag", given)
    assert tags(three) == there


def test_articles_are_taken_out_and_put_back(three: Store) -> None:
    pulse = three.pulse()
    before = three.change(["a", "b"], "take_out")
    assert three.ids() == ["c"]
    assert three.pulse() != pulse
    assert three.change(["a", "c"], "put_back").keys() == {"a"}
    three.restore("take_out", before)
    assert three.ids() == ["a", "b", "c"]
    assert list(three.check()) == []


@pytest.mark.parametrize(("what", "value"), [("status", "finished"), ("tag", "  ")])
def test_a_value_that_cannot_be_changes_nothing(three: Store, what: str, value: str) -> None:
    with pytest.raises(RecordError):
        three.change(["a"], what, value)  # type: ignore[arg-type]
    assert three.row("a").revision == 1


def test_more_articles_than_a_statement_takes(sqlite_store: Store) -> None:
    for n in range(1203):
        sqlite_store.add(Annotated(Article(f"n{n}", f"Text {n}.")))
    assert len(sqlite_store.change(sqlite_store.ids(), "tag", "many")) == 1203
    assert len(sqlite_store.ids(Query(tag="many"))) == 1203
