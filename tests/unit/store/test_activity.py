"""Who did what on which day, and how far a collection is: counted by both engines from the journals, by hand here."""

from __future__ import annotations

import pytest

from components.model import Annotated, Article
from components.store import Store, read_edits
from components.store.activity import Activity, Span
from tests.unit.store.making import (
    ANNOTATED,
    CLIENT,
    EXTRACTION,
    HADDAD,
    INJURED,
    KILLED,
    MAARAT,
    TEXT,
    accept,
    add,
    record,
)


@pytest.fixture
def worked(store: Store) -> Store:
    """Two articles, and two analysts over three days."""
    now = ["2024-03-01T08:00:00Z"]
    store._clock = lambda: now[0]
    store.add(ANNOTATED, EXTRACTION)
    store.add(Annotated(Article("b", "Nothing happened.")))
    now[0] = "2024-03-02T09:00:00Z"
    edit(store, "ana", "p1", accept(1, KILLED), accept(2, MAARAT), record(3, "reject", HADDAD.id, text="Rana Haddad"))
    now[0] = "2024-03-02T23:59:59Z"
    edit(store, "ben", "p2", {**add(1, "governor"), "op_id": "other"})
    now[0] = "2024-03-03T09:00:00Z"
    edit(store, "ana", "p3", {**accept(1, INJURED), "op_id": "later"})
    store.correct_details("a1", {"review_status": "done"}, "ana")
    return store


def edit(store: Store, author: str, client: str, *records: dict[str, object]) -> None:
    answer = store.append("a1", client, read_edits(list(records), "a1", client, len(TEXT)), author, working=True)
    assert (answer.stored, answer.refused) == (len(records), ())


ANA_2 = Activity("2024-03-02", "ana", 1, 3, 2, 1, 0, 0, 0)
BEN_2 = Activity("2024-03-02", "ben", 1, 1, 0, 0, 1, 0, 0)
ANA_3 = Activity("2024-03-03", "ana", 1, 1, 1, 0, 0, 0, 0)


def test_edits_are_counted_by_day_analyst_and_kind(worked: Store) -> None:
    assert worked.activity.everybody(Span()) == [ANA_3, ANA_2, BEN_2]
    assert worked.activity.mine("ben", Span()) == [BEN_2]
    assert worked.activity.everybody(Span(first="2024-03-03")) == [ANA_3]
    assert worked.activity.everybody(Span(last="2024-03-02")) == [ANA_2, BEN_2]
    other = worked.collections.make("Other").id
    worked.collections.add(other, ["b"])
    assert worked.activity.everybody(Span(collection=other)) == []


def test_progress_counts_each_status_at_the_end_of_each_day(worked: Store) -> None:
    found = worked.activity.progress()
    assert [(day, *counts.values()) for day, counts in found.days] == [
        ("2024-03-01", 2, 0, 0, 0), ("2024-03-02", 1, 1, 0, 0), ("2024-03-03", 1, 0, 1, 0),
    ]  # fmt: skip
    assert (found.remaining, found.hours, found.finished) == (1, 24.0, 1)


def test_progress_follows_the_collection_and_what_is_taken_out(worked: Store) -> None:
    mine = worked.collections.make("Mine").id
    assert worked.activity.progress(mine).days == ()
    worked.collections.add(mine, ["b"])
    assert worked.activity.progress(mine).now == {"new": 1, "in_progress": 0, "done": 0, "settled": 0}
    worked.change(["b"], "take_out")
    assert worked.activity.progress(mine).remaining == 0


def test_progress_agrees_with_the_rows_however_statuses_moved(worked: Store) -> None:
    worked.add(Annotated(Article("c", "Three."), (), review_status="settled"))
    before = worked.change(["b", "c"], "status", "done", "eve")
    worked.restore("status", before, "eve")
    worked.change(["a1"], "status", "settled", "eve")
    counted: dict[str, int] = {}
    for row in worked.find().rows:
        counted[row.review_status] = counted.get(row.review_status, 0) + 1
    assert {status: n for status, n in worked.activity.progress().now.items() if n} == counted
    assert CLIENT not in {row.author for row in worked.activity.everybody(Span())}


def test_a_clock_that_jumps_back_makes_no_count_negative(worked: Store) -> None:
    worked._clock = lambda: "2023-01-01T00:00:00Z"
    worked.change(["a1", "b"], "status", "settled", "eve")
    found = worked.activity.progress()
    assert min(n for _, counts in found.days for n in counts.values()) == 0
    assert found.now == {"new": 0, "in_progress": 0, "done": 0, "settled": 2}
