"""A text that is corrected: what people judged moves along or waits for a place, every version stays, and `check` proves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.model import Annotated, Extraction, Span
from components.store import ArticleRejectedError, Query, Store, TextRefusedError, read_edits
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

CORRECTED = TEXT.replace("Shelling in Maarat", "Heavy shelling in Maarat").replace(
    "at least 31 people", "at least 13 people"
)


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    work(
        store,
        accept(1, MAARAT),
        accept(2, KILLED),
        add(3, "governor"),
        record(4, "reject", HADDAD.id, text="Rana Haddad"),
    )
    return store


def work(store: Store, *records: object, client: str = CLIENT, since: int | None = None) -> list[str]:
    text = store.text("a1")
    answer = store.append("a1", client, read_edits(list(records), "a1", client, len(text)), "ana", since)
    return [f"{refused.reason}: {refused.message}" for refused in answer.refused]


def words(store: Store) -> dict[str, str]:
    annotated = store.annotated("a1")
    return {a.id: annotated.article.text[a.start : a.end] for a in annotated.annotations if a.status != "suggested"}


def sound(store: Store) -> None:
    assert [problem.message for problem in store.check()] == []


def test_what_was_judged_moves_along_and_what_found_no_place_waits(ready: Store) -> None:
    change = ready.correct_text("a1", CORRECTED, 1, "ben")
    assert (change.version, change.moved, ready.article("a1").text_version) == (2, 3, 2)
    assert words(ready) == {MAARAT.id: "Maarat", "made3": "governor", HADDAD.id: "Rana Haddad"}
    (waiting,) = ready.unplaced("a1")
    assert (waiting.words, waiting.annotation.id) == ("at least 31 people", KILLED.id)
    assert [CORRECTED[p.start : p.end] for p in waiting.possible] == ["at least 13 people"]
    assert waiting.annotation.status == "accepted", "nothing of it is lost"
    sound(ready)


def test_a_waiting_highlight_is_placed_or_dropped_and_both_can_be_taken_back(ready: Store) -> None:
    ready.correct_text("a1", CORRECTED, 1, "ben")
    start = CORRECTED.index("at least 13")
    placed = record(5, "add", KILLED.id)
    placed["data"] = {
        "layer": "figure",
        "label": "KILLED",
        "start": start,
        "end": start + 18,
        "text": "at least 13 people",
    }
    assert work(ready, placed) == []
    assert (ready.unplaced("a1"), words(ready)[KILLED.id]) == ([], "at least 13 people")
    sound(ready)
    work(ready, record(6, "remove", KILLED.id, "op5", text="at least 13 people"))
    assert len(ready.unplaced("a1")) == 1
    assert ready.drop_unplaced("a1", [KILLED.id], "ana") == 1
    assert ready.unplaced("a1") == []
    ready.drop_unplaced("a1", [KILLED.id], None)
    assert len(ready.unplaced("a1")) == 1
    sound(ready)


def test_the_former_text_comes_back_with_all_that_was_on_it_and_what_was_added_since(ready: Store) -> None:
    before = {a.id: a for a in ready.annotated("a1").annotations if a.status != "suggested"}
    change = ready.correct_text("a1", CORRECTED, 1, "ben")
    start = CORRECTED.index("Heavy shelling")
    work(
        ready,
        record(5, "add", "made5", layer="entity", label="EVENT", start=start, end=start + 14, text="Heavy shelling"),
    )
    start = CORRECTED.index("nurse")
    work(ready, record(6, "add", "made6", layer="entity", label="PERSON", start=start, end=start + 5, text="nurse"))
    back = ready.take_back_text(change.op_id, "ben")
    assert (back.version, ready.text("a1")) == (3, TEXT)
    now = {a.id: a for a in ready.annotated("a1").annotations if a.status != "suggested"}
    assert {i: now[i] for i in before} == before
    assert words(ready)["made6"] == "nurse"
    assert [one.words for one in ready.unplaced("a1")] == ["Heavy shelling"]
    again = ready.take_back_text(back.op_id, "ben")
    assert (again.version, ready.text("a1")) == (4, CORRECTED)
    assert {one.annotation.id for one in ready.unplaced("a1")} == {KILLED.id}
    assert words(ready)["made5"] == "Heavy shelling"
    sound(ready)


def test_a_correction_of_another_version_or_by_somebody_else_is_refused(ready: Store) -> None:
    change = ready.correct_text("a1", CORRECTED, 1, "ben")
    with pytest.raises(TextRefusedError, match="ben corrected it on"):
        ready.correct_text("a1", TEXT + " More.", 1, "ana")
    with pytest.raises(TextRefusedError, match="nothing of the text"):
        ready.correct_text("a1", CORRECTED, 2, "ana")
    with pytest.raises(ArticleRejectedError):
        ready.correct_text("a1", " \n", 2, "ana")
    with pytest.raises(TextRefusedError, match="theirs to take back"):
        ready.take_back_text(change.op_id, "ana")
    ready.correct_text("a1", CORRECTED + " More.", 2, "ana")
    with pytest.raises(TextRefusedError, match="again since"):
        ready.take_back_text(change.op_id, "ben")
    assert ready.article("a1").text_version == 3


def test_a_page_that_has_not_seen_the_correction_edits_nothing(ready: Store) -> None:
    seen = ready.revision("a1")
    ready.correct_text("a1", "Update. " + TEXT, 1, "ben")
    refused = work(ready, add(1, "nurse"), client="late", since=seen)
    assert len(refused) == 1
    assert refused[0].startswith("text: ben corrected the text on")
    late = work(ready, accept(5, MAARAT, after="op1"))
    assert late[0].startswith("stale"), "the edit before it was made on the former text"
    assert work(ready, accept(6, INJURED)) == []
    sound(ready)


def test_every_version_stays_with_its_text_and_edits(ready: Store) -> None:
    ready.correct_text("a1", CORRECTED, 1, "ben")
    work(ready, record(5, "reject", MAARAT.id, text="Maarat"))
    ready.correct_text("a1", CORRECTED + " More.", 2, "ben")
    found = ready.text_versions("a1")
    assert [(v.version, v.text[-5:], [e.op_id for e in v.edits]) for v in found] == [
        (1, TEXT[-5:], ["op1", "op2", "op3", "op4"]),
        (2, TEXT[-5:], ["op5"]),
        (3, "More.", []),
    ]
    assert [v.change and (v.change.author, v.change.what) for v in found] == [
        None,
        ("ben", "corrected"),
        ("ben", "corrected"),
    ]
    assert len(ready.history("a1")) == 5
    assert [one.words for one in ready.unplaced("a1")] == ["at least 31 people"], "what waits goes on waiting"
    sound(ready)


def test_what_the_machine_finds_in_the_new_text_takes_the_place_of_untouched_suggestions(ready: Store) -> None:
    start = CORRECTED.index("About 40")
    fresh = replace(INJURED, id="fresh", start=start, end=start + 15)
    found = Extraction((fresh, replace(MAARAT, id="other", start=18, end=24)), (Span(0, 40),))
    ready.correct_text("a1", CORRECTED, 1, "ben", found)
    ids = {a.id for a in ready.annotated("a1").annotations}
    assert "fresh" in ids
    assert not {INJURED.id, KILLED.id, "other"} & ids, "nothing beside what a person judged"
    ready.replace_suggestions("a1", found)
    assert MAARAT.id in {a.id for a in ready.annotated("a1").annotations}
    sound(ready)


def test_the_library_finds_counts_and_repairs_the_new_text(ready: Store) -> None:
    ready.correct_text("a1", CORRECTED, 1, "ben")
    assert ready.ids(Query(words="heavy")) == ["a1"]
    assert ready.row("a1").words == len(CORRECTED.split())
    ready.repair("a1")
    assert words(ready).keys() == {MAARAT.id, "made3", HADDAD.id}
    sound(ready)
    assert ready.add(Annotated(replace(ANNOTATED.article))).outcome == "there", "the same file read again"


def test_check_tells_of_a_highlight_that_a_version_lost(ready: Store) -> None:
    ready.correct_text("a1", CORRECTED, 1, "ben")
    with ready._write() as connection:
        connection.exec_driver_sql("DELETE FROM unplaced")
    assert [p.message for p in ready.check()] == [f"version 2 of the text has lost the highlight {KILLED.id}"]


def test_a_comment_on_a_suggestion_outlives_an_extraction_of_the_corrected_text(ready: Store) -> None:
    work(ready, record(5, "set", INJURED.id, text="About 40 people", comment="Who counted?"))
    ready.correct_text("a1", CORRECTED, 1, "ben")
    ready.replace_suggestions("a1", Extraction((), ()))
    (kept,) = (a for a in ready.annotated("a1").annotations if a.id == INJURED.id)
    assert kept.comment == "Who counted?"
    sound(ready)
