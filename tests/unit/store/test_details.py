"""Corrections of details and status: journaled, refused where they are stale, taken back; a status that moves with the work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.store import DetailsRefusedError, Store, StoreError, read_edits
from tests.unit.store.making import ANNOTATED, EXTRACTION, KILLED, TEXT, accept, record

SEEN = {"title": "Shelling in the old town", "outlet": "Sample Herald", "published": "2024-03-12"}


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    return store


def work(store: Store, *records: object, client: str = "page") -> None:
    store.append("a1", client, read_edits(list(records), "a1", client, len(TEXT)), "ana", working=True)


def status(store: Store) -> str:
    return store.row("a1").review_status


def test_a_correction_is_kept_with_who_what_and_when(ready: Store) -> None:
    made = ready.correct_details("a1", {"title": "Shells fall", "outlet": "Sample Herald"}, "ana", SEEN)
    assert made is not None
    assert (dict(made.changes), made.author) == ({"title": ("Shelling in the old town", "Shells fall")}, "ana")
    assert ready.detail_history("a1") == [made]
    assert ready.correct_details("a1", {"title": "Shells fall"}, "ana") is None, "nothing was changed"
    assert len(ready.detail_history("a1")) == 1


def test_a_form_opened_before_a_colleague_s_change_does_not_overwrite_it(ready: Store) -> None:
    ready.correct_details("a1", {"title": "Theirs"}, "ben", SEEN)
    with pytest.raises(DetailsRefusedError, match=r"ben changed the title to “Theirs” on .* UTC"):
        ready.correct_details("a1", {"title": "Mine", "outlet": "Other"}, "ana", SEEN)
    assert (ready.row("a1").title, ready.row("a1").outlet) == ("Theirs", "Sample Herald"), "nothing of it is stored"


def test_two_forms_that_change_other_fields_both_count(ready: Store) -> None:
    ready.correct_details("a1", {**SEEN, "title": "Theirs"}, "ben", SEEN)
    ready.correct_details("a1", {**SEEN, "outlet": "Mine"}, "ana", SEEN)
    assert (ready.row("a1").title, ready.row("a1").outlet) == ("Theirs", "Mine")


def test_a_correction_is_taken_back_and_again(ready: Store) -> None:
    made = ready.correct_details("a1", {"title": "Shells fall", "tags": ["war"]}, "ana")
    assert made is not None
    back = ready.take_back_details(made.op_id, "ana")
    assert back is not None
    assert (ready.row("a1").title, ready.row("a1").tags) == ("Shelling in the old town", ())
    ready.take_back_details(back.op_id, "ana")
    assert (ready.row("a1").title, ready.row("a1").tags) == ("Shells fall", ("war",))


def test_what_somebody_changed_since_is_not_taken_back(ready: Store) -> None:
    made = ready.correct_details("a1", {"title": "Mine"}, "ana")
    ready.correct_details("a1", {"title": "Theirs"}, "ben")
    assert made is not None
    with pytest.raises(DetailsRefusedError, match="ben changed the title"):
        ready.take_back_details(made.op_id, "ana")
    with pytest.raises(StoreError, match="no correction"):
        ready.take_back_details("nothing", "ana")


def test_the_first_edit_begins_the_work(ready: Store) -> None:
    ready.append("a1", "other", read_edits([accept(1, KILLED)], "a1", "other", len(TEXT)))
    assert status(ready) == "new", "a correction that reached the article from another one is no reading"
    work(ready, {**accept(1, KILLED, "op1"), "op_id": "op2"})
    assert status(ready) == "in_progress"


def test_a_suggestion_that_is_open_again_takes_an_offered_done_back(ready: Store) -> None:
    work(ready, accept(1, KILLED))
    ready.correct_details("a1", {"review_status": "done"}, "ana", by="offered")
    [killed] = [r for r in ready.changes_since("a1", 0).changed if r["id"] == KILLED.id]
    before = {name: value for name, value in killed.items() if name not in ("last", "updated_by", "updated_at")}
    words = TEXT[KILLED.start : KILLED.end]
    work(ready, record(2, "restore", KILLED.id, "op1", text=words, annotation={**before, "status": "suggested"}))
    assert status(ready) == "in_progress"


@pytest.mark.parametrize("chosen", ["new", "done"])
def test_a_status_that_an_analyst_chose_stands(ready: Store, chosen: str) -> None:
    ready.correct_details("a1", {"review_status": "in_progress"}, "ana")
    ready.correct_details("a1", {"review_status": chosen}, "ana")
    work(ready, accept(1, KILLED))
    words = TEXT[KILLED.start : KILLED.end]
    killed = next(r for r in ready.changes_since("a1", 0).changed if r["id"] == KILLED.id)
    was = {**{n: v for n, v in killed.items() if n != "last"}, "status": "suggested"}
    work(ready, record(2, "restore", KILLED.id, "op1", text=words, annotation=was))
    assert status(ready) == chosen


def test_done_that_is_taken_back_moves_with_the_work_again(ready: Store) -> None:
    made = ready.correct_details("a1", {"review_status": "done"}, "ana")
    assert made is not None
    ready.take_back_details(made.op_id, "ana")
    assert status(ready) == "new"
    work(ready, accept(1, KILLED))
    assert status(ready) == "in_progress"


def test_an_imported_status_stands(store: Store) -> None:
    store.add(replace(ANNOTATED, review_status="done"), EXTRACTION)
    work(store, accept(1, KILLED))
    assert status(store) == "done"
