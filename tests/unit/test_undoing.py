"""Actions taken back on the server and done again: in one article or many, tolls, details; never over a colleague's change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components import spreading
from components.labels import labels
from components.store import Store, StoreError, read_edits
from components.undoing import Deed, deed_of, set_back, take_back
from tests.unit.store.making import ANNOTATED, ARTICLE, EXTRACTION, HADDAD, KILLED, TEXT, accept, add, record


@pytest.fixture
def ready(sqlite_store: Store) -> Store:
    sqlite_store.add(ANNOTATED, EXTRACTION)
    sqlite_store.add(replace(ANNOTATED, article=replace(ARTICLE, id="a2")))
    return sqlite_store


def send(store: Store, *records: dict[str, Any], author: str = "ana", client: str = "page") -> None:
    answer = store.append("a1", client, read_edits(list(records), "a1", client, len(TEXT)), author)
    assert not answer.refused


def status(store: Store, annotation_id: str) -> str:
    return store.state("a1").annotations[annotation_id].status


ACCEPTED = Deed("edits", "g", ("a1",), "accepted 2 highlights")


def accepted(store: Store) -> None:
    send(store, {**accept(1, KILLED), "group": "g"}, {**accept(2, HADDAD), "group": "g"})


def test_a_group_of_edits_is_taken_back_and_done_again(ready: Store) -> None:
    accepted(ready)
    taken = take_back(ready, ACCEPTED, "ana")
    assert (taken.places, taken.left, status(ready, KILLED.id)) == (2, 0, "suggested")
    assert taken.deed is not None
    again = take_back(ready, taken.deed, "ana", redo=True)
    assert (again.places, status(ready, HADDAD.id)) == (2, "accepted")
    assert again.deed is not None
    assert take_back(ready, again.deed, "ana").places == 2
    assert list(ready.check()) == []


def test_what_a_colleague_changed_since_is_left_and_told(ready: Store) -> None:
    accepted(ready)
    theirs = {**record(1, "reject", KILLED.id, "op1", text="at least 31 people"), "op_id": "theirs"}
    send(ready, theirs, author="ben", client="other")
    taken = take_back(ready, ACCEPTED, "ana")
    assert (taken.places, taken.left) == (1, 1)
    assert taken.why.startswith("ben rejected it on ")
    assert status(ready, KILLED.id) == "rejected"


def test_what_was_changed_and_changed_back_since_is_taken_back(ready: Store) -> None:
    accepted(ready)
    send(ready, {**record(3, "reject", KILLED.id, "op1", text="at least 31 people"), "group": "h"})
    assert take_back(ready, Deed("edits", "h", ("a1",), "rejected it"), "ana").places == 1
    assert take_back(ready, ACCEPTED, "ana").places == 2, "the later action was taken back before"
    assert status(ready, KILLED.id) == "suggested"


def test_a_toll_is_taken_back_to_the_one_before_on_figures_that_are_there(ready: Store) -> None:
    first = record(1, "set_toll", "KILLED", toll={"value": 31, "figure_ids": [KILLED.id]})
    second = {**record(2, "set_toll", "KILLED", "op1", toll={"value": 40}), "group": "g"}
    send(ready, first, second, record(3, "reject", KILLED.id, text="at least 31 people"))
    deed = Deed("edits", "g", ("a1",), "set the toll")
    taken = take_back(ready, deed, "ana")
    toll = ready.row("a1").tolls["KILLED"]
    assert (toll.value, toll.figure_ids) == (31, ())
    assert taken.deed is not None
    take_back(ready, taken.deed, "ana", redo=True)
    assert ready.row("a1").tolls["KILLED"].value == 40


def test_a_correction_over_many_articles_is_taken_back_and_done_again(ready: Store) -> None:
    plan = spreading.plan(ready, "Maarat", "label", "GPE", without="a1")
    outcome = spreading.apply(ready, plan, plan.places, "ana")
    deed = spreading.deed(outcome, plan, [place.article_id for place in plan.places])
    assert deed.said == f"labelled “Maarat” {labels()['GPE'].title} at 1 place in other articles"
    taken = take_back(ready, deed, "ana")
    assert ready.spreads.of(outcome.group).undone is not None
    assert ready.state("a2").annotations == {}
    assert taken.deed is not None
    again = take_back(ready, taken.deed, "ana", redo=True)
    assert ready.spreads.of(outcome.group).undone is None
    assert [a.label for a in ready.state("a2").annotations.values()] == ["GPE"]
    assert again.deed is not None
    take_back(ready, again.deed, "ana")
    assert ready.spreads.of(outcome.group).undone is not None


def test_a_correction_of_details_is_taken_back_unless_somebody_changed_it(ready: Store) -> None:
    made = ready.correct_details("a1", {"review_status": "done"}, "ana")
    assert made is not None
    deed = Deed("details", made.op_id, ("a1",), "changed the status to Done")
    taken = take_back(ready, deed, "ana")
    assert ready.row("a1").review_status == "new"
    assert taken.deed is not None
    ready.correct_details("a1", {"review_status": "in_progress"}, "ben")
    blocked = take_back(ready, taken.deed, "ana", redo=True)
    assert (blocked.deed, blocked.left) == (None, 1)
    assert "ben changed the status to In progress" in blocked.why


def test_what_somebody_else_did_is_not_mine_to_take_back(ready: Store) -> None:
    accepted(ready)
    made = ready.correct_details("a1", {"title": "Theirs"}, "ana")
    assert made is not None
    for deed in (ACCEPTED, Deed("details", made.op_id, ("a1",), "changed the title")):
        with pytest.raises(StoreError, match="done by ana"):
            take_back(ready, deed, "ben")
    assert status(ready, KILLED.id) == "accepted"


@pytest.mark.parametrize(
    "record",
    [None, [], {}, {"kind": "drop", "id": "x", "articles": [], "said": "x"}, {"kind": "edits", "id": 7, "articles": [], "said": "x"},
     {"kind": "edits", "id": "x", "articles": "a1", "said": "x"}, {"kind": "edits", "id": "x" * 501, "articles": [], "said": "x"},
     {"kind": "edits", "id": "x", "articles": [7], "said": "x"}, {"kind": "edits", "id": "x", "articles": [], "said": "x", "root": 5}],
)  # fmt: skip
def test_what_a_browser_names_is_a_deed_or_an_error(record: object) -> None:
    with pytest.raises(ValueError, match=r"action"):
        deed_of(record)


def test_an_article_is_set_back_to_a_moment_and_one_undo_takes_that_back(ready: Store) -> None:
    accepted(ready)
    then = ready.state("a1")
    kept = [*then.annotations.values()]
    words = TEXT[KILLED.start : KILLED.end]
    mine = [
        record(3, "reject", KILLED.id, "op1", text=words),
        add(4, "the governor"),
        record(5, "set_toll", "KILLED", toll={"value": 40}),
    ]
    send(ready, *mine)
    theirs = {**add(1, "a nurse"), "op_id": "t1", "target": "theirs"}
    send(ready, theirs, author="ben", client="other")
    later = ready.state("a1")
    taken = set_back(ready, "a1", "op3", "ana")
    assert (taken.places, taken.left) == (4, 0)
    now = ready.state("a1")
    assert [replace(a, updated_by=None, updated_at=None) for a in now.annotations.values()] == [
        replace(a, updated_by=None, updated_at=None) for a in kept
    ]
    assert now.set_tolls == then.set_tolls == {}
    assert taken.deed is not None
    assert take_back(ready, taken.deed, "ana").places == 4
    again = ready.state("a1")
    assert (again.annotations.keys(), again.set_tolls) == (later.annotations.keys(), later.set_tolls)
    assert list(ready.check()) == []
    assert len(ready.history("a1")) == 2 + 4 + 4 + 4, "nothing is gone from the history"


def test_setting_back_to_the_present_changes_nothing_and_names_what_is_not_there(ready: Store) -> None:
    accepted(ready)
    send(ready, record(3, "reject", KILLED.id, "op1", text="at least 31 people"))
    send(ready, record(4, "accept", KILLED.id, "op3", text="at least 31 people"))
    assert set_back(ready, "a1", "op3", "ana").places == 0
    with pytest.raises(StoreError, match="no such edit"):
        set_back(ready, "a1", "gone", "ana")


def test_a_toll_comes_back_with_the_figures_that_come_back_beside_it(ready: Store) -> None:
    send(ready, record(1, "set_toll", "KILLED", toll={"value": 31, "figure_ids": [KILLED.id]}))
    send(ready, record(2, "set_toll", "KILLED", "op1", toll={"value": 40}))
    send(ready, record(3, "reject", KILLED.id, text=TEXT[KILLED.start : KILLED.end]))
    taken = set_back(ready, "a1", "op2", "ana")
    assert (taken.places, taken.left) == (2, 0)
    toll = ready.row("a1").tolls["KILLED"]
    assert (toll.value, toll.figure_ids) == (31, (KILLED.id,))
    assert list(ready.check()) == []


def test_an_article_is_not_set_back_to_before_a_toll_of_a_former_text(ready: Store) -> None:
    send(ready, record(1, "set_toll", "KILLED", toll={"value": 31}))
    accepted_after = accept(2, HADDAD)
    send(ready, accepted_after)
    ready.correct_text("a1", TEXT + " More.", 1, "ana")
    with pytest.raises(StoreError, match="text was corrected since"):
        set_back(ready, "a1", "op1", "ana")
