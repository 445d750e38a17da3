"""Whose work an article is: taken, given back, given by others, told once, and every step kept with who and when."""

from __future__ import annotations

import pytest

from components.model import Annotated, Article
from components.store import Query, Store, StoreError, read_edits
from components.store.assigning import Assignment
from tests.unit.store.making import ANNOTATED, CLIENT, EXTRACTION, KILLED, TEXT, accept


@pytest.fixture
def staffed(store: Store) -> Store:
    """Three articles, two analysts, an editor and a viewer."""
    for name in "abc":
        store.add(Annotated(Article(name, f"Nothing happened in {name}.", title=name)))
    for who, role in (("ana", "analyst"), ("ben", "analyst"), ("eve", "editor"), ("vic", "viewer")):
        store.users.put(who, role, "test")  # type: ignore[arg-type]
    return store


def whose(store: Store) -> dict[str, str | None]:
    return {row.id: row.assignee for row in store.find().rows}


def test_an_analyst_takes_what_is_free_and_gives_back_what_is_theirs(staffed: Store) -> None:
    assert staffed.assignments.take(["a", "b", "nowhere"], "ana") == {"a": None, "b": None}
    assert staffed.assignments.take(["b", "c"], "ben") == {"c": None}
    assert staffed.assignments.give_back(["a", "c"], "ana") == {"a": "ana"}
    assert whose(staffed) == {"a": None, "b": "ana", "c": "ben"}
    assert [(f.assignee, f.author) for f in staffed.assignments.history("a")] == [("ana", "ana"), (None, "ana")]


def test_an_editor_gives_work_and_takes_that_back(staffed: Store) -> None:
    staffed.assignments.take(["a"], "ana")
    before = staffed.assignments.assign(["a", "b"], "ben", "eve")
    assert before == {"a": "ana", "b": None}
    assert staffed.assignments.counts() == {"ben": 2}
    staffed.assignments.take_back(before, "eve")
    assert whose(staffed) == {"a": "ana", "b": None, "c": None}
    assert staffed.assignments.people() == ["ana", "ben", "eve"]


@pytest.mark.parametrize(
    ("who", "why"), [("nobody", "no user 'nobody'"), ("vic", "their role is viewer"), ("\x00", "no user")]
)
def test_work_goes_to_those_who_may_do_it(staffed: Store, who: str, why: str) -> None:
    with pytest.raises(StoreError, match=why):
        staffed.assignments.assign(["a"], who, "eve")
    with pytest.raises(StoreError, match=why):
        staffed.assignments.take(["a"], who)
    assert whose(staffed)["a"] is None


def test_somebody_is_told_once_of_what_others_gave_them(staffed: Store) -> None:
    staffed.assignments.take(["a"], "ana")
    assert staffed.assignments.unseen("ana") == 0  # she knows what she took
    staffed.assignments.assign(["b", "c"], "ana", "eve")
    assert staffed.assignments.unseen("ana") == 2
    assert {(m.article_id, m.author, m.is_new) for m in staffed.assignments.mine("ana")} == {
        ("a", "ana", False), ("b", "eve", True), ("c", "eve", True),
    }  # fmt: skip
    staffed.assignments.mark_seen("ana")
    assert (staffed.assignments.unseen("ana"), staffed.assignments.unseen("ben")) == (0, 0)
    staffed.assignments.assign(["a"], "ben", "eve")
    staffed.assignments.assign(["a"], "ana", "eve")
    assert staffed.assignments.unseen("ana") == 1


def test_the_library_is_narrowed_to_and_sorted_by_whose_work_it_is(staffed: Store) -> None:
    staffed.assignments.take(["b"], "ben")
    staffed.assignments.take(["c"], "ana")
    assert staffed.ids(Query(assignee="ana")) == ["c"]
    assert staffed.ids(Query(unassigned=True)) == ["a"]
    assert [row.id for row in staffed.find(sort="assignee", descending=False).rows] == ["c", "b", "a"]
    staffed.change(["c"], "take_out")
    assert [m.article_id for m in staffed.assignments.mine("ana")] == []


def test_an_assignment_is_no_edit_and_never_changed(staffed: Store) -> None:
    pulse = staffed.pulse()
    staffed.assignments.take(["a"], "ana")
    assert staffed.pulse() != pulse
    assert (staffed.history("a"), list(staffed.check())) == ([], [])
    with pytest.raises(StoreError), staffed._write() as connection:
        connection.exec_driver_sql("DELETE FROM assignments")
    assert [type(fact) for fact in staffed.assignments.history("a")] == [Assignment]


def moves(store: Store) -> list[tuple[str, str]]:
    with store._read() as connection:
        return [
            tuple(row) for row in connection.exec_driver_sql("SELECT status, author FROM status_moves ORDER BY seq")
        ]


def test_each_move_of_a_status_is_noted_however_it_came_about(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    store.append("a1", CLIENT, read_edits([accept(1, KILLED)], "a1", CLIENT, len(TEXT)), "ana", working=True)
    store.correct_details("a1", {"review_status": "done"}, "ana")
    before = store.change(["a1"], "status", "settled", "eve")
    store.restore("status", before, "eve")
    assert moves(store) == [("in_progress", "ana"), ("done", "ana"), ("settled", "eve"), ("done", "eve")]
