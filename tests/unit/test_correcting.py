"""A text corrected above the store: what is told before, values at other digits, undo, and machine ids that never meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from components import correcting, undoing, workspace
from components.history import of_versions
from components.model import Annotated, Article, Extraction, FigureValues, Span
from components.store import Store
from components.undoing import Deed
from tests.unit.store.making import ANNOTATED, EXTRACTION, KILLED, MAARAT, TEXT, accept, record

NEW = TEXT.replace("at least 31 people", "at least 13 people") + " Read more"


def finds(article: Article, tell: object, memory: object) -> Extraction:
    return Extraction((), (Span(0, len(article.text)),))


@pytest.fixture
def ready(sqlite_store: Store) -> Store:
    sqlite_store.add(ANNOTATED, EXTRACTION)
    for one in (accept(1, MAARAT), accept(2, KILLED)):
        workspace.correct(sqlite_store, "a1", [{**one, "n": 1}], "ana", f"page{one['n']}")
    return sqlite_store


def test_a_correction_is_shown_before_anything_is_stored(ready: Store) -> None:
    found = correcting.preview(ready, "a1", NEW.replace("\n", "\r\n"))
    assert (found.text, found.moved, found.is_change) == (NEW, 1, True)
    assert [u.reason for u in found.unsure] == ["'at least 31 people' reads 'at least 13 people' now"]
    assert [piece for piece in found.pieces if piece[0] != "same"] == [
        ("gone", "31"),
        ("new", "13"),
        ("new", " Read more"),
    ]
    assert "".join(piece for kind, piece in found.pieces if kind != "new") == TEXT
    assert ready.article("a1").text_version == 1


def test_a_figure_placed_on_other_digits_reads_its_amount_anew_and_keeps_the_rest(ready: Store) -> None:
    by_hand = record(7, "set", KILLED.id, "op2", text="at least 31 people", values={"place": "Maarat"})
    workspace.correct(ready, "a1", [{**by_hand, "n": 1}], "ana", "page")
    correcting.correct(ready, "a1", NEW, 1, "ana", finds)
    (waits,) = ready.unplaced("a1")
    group = correcting.place(ready, "a1", waits, waits.possible[0], "ana")
    (figure,) = [a for a in ready.annotated("a1").annotations if a.id == KILLED.id]
    assert (figure.figure.value, figure.figure.bound, figure.figure.place) == (13, "at_least", "Maarat")
    taken = undoing.take_back(ready, Deed("edits", group, ("a1",), "placed"), "ana")
    assert (taken.places, len(ready.unplaced("a1"))) == (1, 1)


def test_a_correction_of_the_text_is_undone_and_done_again(ready: Store) -> None:
    change = correcting.correct(ready, "a1", NEW, 1, "ana", finds)
    taken = undoing.take_back(ready, Deed("text", change.op_id, ("a1",), "corrected the text"), "ana", finder=finds)
    assert taken.deed is not None
    assert ready.text("a1") == TEXT
    undoing.take_back(ready, taken.deed, "ana", redo=True, finder=finds)
    assert ready.text("a1") == NEW
    assert [problem.message for problem in ready.check()] == []
    deed = Deed("text", change.op_id, ("a1",), "corrected the text")
    assert undoing.take_back(ready, deed, "ana", finder=finds).deed is not None, "the text is again what it made"
    refused = undoing.take_back(ready, deed, "ana", finder=finds)
    assert (refused.deed, refused.why) == (None, "the text was corrected again since")


def test_the_history_tells_edits_of_every_version_and_the_corrections_between(ready: Store) -> None:
    correcting.correct(ready, "a1", NEW, 1, "ana", finds)
    said = [action.done for action in of_versions(ready.text_versions("a1"))]
    assert said == ["Accepted", "Accepted", "Text corrected, version 2: 1 highlight moved along"]


def test_the_machine_is_given_another_name_for_each_version(ready: Store) -> None:
    seen: list[str] = []

    def notes(article: Article, tell: Callable[[float], None] | None, memory: object) -> Extraction:
        seen.append(article.id)
        return finds(article, tell, memory)

    correcting.correct(ready, "a1", NEW, 1, "ana", notes)
    workspace.extract_again(ready, "a1", notes)
    assert seen == ["a1 2", "a1 2"]


def test_what_the_machine_found_at_the_place_is_taken_and_not_doubled(ready: Store) -> None:
    start = NEW.index("at least 13")
    fresh = replace(
        KILLED, id="fresh", start=start, end=start + 18, values=FigureValues(value=13, low=13, bound="at_least")
    )
    correcting.correct(ready, "a1", NEW, 1, "ana", lambda *_: Extraction((fresh,), ()))
    (waits,) = ready.unplaced("a1")
    group = correcting.place(ready, "a1", waits, waits.possible[0], "ana")
    figures = [(a.id, a.status, a.figure.value) for a in ready.annotated("a1").annotations if a.layer == "figure"]
    assert (figures, ready.unplaced("a1")) == ([("fresh", "accepted", 13)], [])
    taken = undoing.take_back(ready, Deed("edits", group, ("a1",), "placed"), "ana")
    assert ready.unplaced("a1") == [waits], "taken back, it waits again"
    assert taken.deed is not None
    undoing.take_back(ready, taken.deed, "ana", redo=True)
    assert ready.unplaced("a1") == []


def test_two_corrections_of_the_text_are_undone_one_after_the_other(ready: Store) -> None:
    before = [a for a in ready.annotated("a1").annotations if a.status != "suggested"]
    first = correcting.correct(ready, "a1", NEW, 1, "ana", finds)
    second = correcting.correct(ready, "a1", NEW.replace("Maarat", "Idlib"), 2, "ana", finds)
    for change in (second, first):
        deed = Deed("text", change.op_id, ("a1",), "corrected the text")
        assert undoing.take_back(ready, deed, "ana", finder=finds).deed is not None
    assert ready.text("a1") == TEXT
    assert [a for a in ready.annotated("a1").annotations if a.status != "suggested"] == before
    assert ready.unplaced("a1") == []
    assert list(ready.check()) == []


def test_a_split_tells_what_would_become_of_highlights_and_is_undone_like_any_deed(ready: Store) -> None:
    at = TEXT.index("“We found")
    found = correcting.parts(ready, "a1", at)
    assert (found.staying, found.going, found.cross) == (2, 0, ())
    change = correcting.split(ready, "a1", at, 1, "Second", "ana")
    assert change.other
    assert ready.tasks.counts()["waiting"] == 2, "both parts are extracted anew"
    said = [action.done for action in of_versions(ready.text_versions("a1"))]
    assert said[-1] == "Text split in two, version 2: 2 highlights stayed"
    (began,) = of_versions(ready.text_versions(change.other))
    assert (began.done, began.other) == ("Split off from another article", "a1")
    taken = undoing.take_back(ready, Deed("text", change.op_id, ("a1", change.other), "split the article"), "ana")
    assert (ready.text("a1"), ready.ids()) == (TEXT, ["a1"])
    assert taken.deed is not None
    undoing.take_back(ready, taken.deed, "ana", redo=True)
    assert len(ready.ids()) == 2
    assert list(ready.check()) == []


def test_a_merge_is_undone_like_any_deed(ready: Store) -> None:
    ready.add(Annotated(Article("b1", "Three more died.", "Later")))
    change = correcting.merge(ready, "a1", "b1", (1, 1), False, "ana")
    said = [action.done for action in of_versions(ready.text_versions("a1"))]
    assert said[-1] == "Text merged with that of another article, version 2: 2 highlights in it"
    undoing.take_back(ready, Deed("text", change.op_id, ("a1", "b1"), "merged the articles"), "ana")
    assert set(ready.ids()) == {"a1", "b1"}
    assert list(ready.check()) == []
