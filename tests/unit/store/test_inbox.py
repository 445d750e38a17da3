"""What hostile or broken browsers send: refused with a reason, recorded, nothing changed."""

from __future__ import annotations

from typing import Any

import pytest

from components.store import Refusal, Store, read_edits
from tests.unit.store.making import ANNOTATED, CLIENT, EXTRACTION, KILLED, TEXT, accept, add, record

GOOD = accept(1, KILLED)
WORDS = "the governor"
DEEP: Any = None
for _ in range(2000):
    DEEP = [DEEP]

HOSTILE: list[tuple[str, Any]] = [
    ("malformed", {**GOOD, "op": "drop table"}),
    ("malformed", {**GOOD, "op": ["add"]}),
    ("malformed", {**GOOD, "op_id": 7}),
    ("malformed", {**GOOD, "op_id": 10**5000}),
    ("malformed", {**GOOD, "op_id": "two words"}),
    ("malformed", {**GOOD, "op_id": "nul\0"}),
    ("malformed", {**GOOD, "op_id": "x" * 101}),
    ("malformed", {k: v for k, v in GOOD.items() if k != "op_id"}),
    ("malformed", {**GOOD, "target": ""}),
    ("malformed", {**GOOD, "target": "half \ud83d"}),
    ("malformed", {**GOOD, "target": "x" * 10**6}),
    ("malformed", {**GOOD, "data": "text"}),
    ("malformed", {**GOOD, "data": {"text": "x" * 10**7}}),
    ("malformed", {**GOOD, "after": {}}),
    ("malformed", {**GOOD, "group": "\u202e"}),
    ("article", {**GOOD, "article_id": "a2"}),
    ("article", {**GOOD, "article_id": None}),
    ("coding", {**GOOD, "coding": "mine"}),
    ("gone", accept(1, KILLED) | {"target": "nobody"}),
    ("exists", add(1, WORDS) | {"target": KILLED.id}),
    ("malformed", add(1, WORDS) | {"target": "KILLED"}),
    ("malformed", add(1, WORDS, comment="nul \0")),
    ("malformed", add(1, WORDS, comment="c" * 10_001)),
    ("malformed", add(1, WORDS, comment=["c"])),
    ("malformed", add(1, WORDS, values=[1])),
    ("malformed", add(1, WORDS, values={"name": DEEP})),
    ("malformed", add(1, WORDS, values={"origin": "model"})),
    ("malformed", add(1, WORDS, values={"name": 3})),
    ("malformed", add(1, WORDS, "KILLED", "figure", values={"value": 2**64})),
    ("malformed", add(1, WORDS, "KILLED", "figure", values={"value": float("nan")})),
    ("malformed", add(1, WORDS, "KILLED", "figure", values={"bound": "most"})),
    ("offsets", add(1, WORDS, "DIRECT", "quote", values={"speaker_start": 5, "speaker_end": 10**6})),
    ("offsets", add(1, WORDS, "DIRECT", "quote", values={"cue_start": 5, "cue_end": 5})),
    ("malformed", record(1, "set", KILLED.id, text=TEXT[KILLED.start : KILLED.end], values={"name": "x"})),
    ("malformed", record(1, "restore", KILLED.id, annotation={"hand": 5}, text="x")),
    ("gone", record(1, "restore", "ghost", text="Shelling", annotation={"id": "ghost", "layer": "entity", "label": "GPE", "start": 0, "end": 8, "origin": "analyst", "created_by": "ben"})),
    ("gone", record(1, "restore", "ghost", text="Shelling", annotation={"id": "ghost", "layer": "entity", "label": "GPE", "start": 0, "end": 8, "origin": "model"})),
    ("label", record(1, "set_toll", "DEAD", toll={"value": 3})),
    ("malformed", record(1, "set_toll", "KILLED", toll=[3])),
    ("malformed", record(1, "set_toll", "KILLED", toll={"figure_ids": 7})),
    ("offsets", record(1, "resize", KILLED.id, start=-5, end=3, text="x")),
    ("offsets", record(1, "resize", KILLED.id, start=0, end=10**15, text="x")),
    ("malformed", record(1, "resize", KILLED.id, start=0, end=10**30, text="x")),
    ("offsets", record(1, "resize", KILLED.id, start=True, end=3, text="x")),
    ("offsets", record(1, "resize", KILLED.id, start=1.0, end=3, text="x")),
    ("text", record(1, "resize", KILLED.id, start=0, end=8, text="shelling")),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "sent"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_edit_is_refused_and_acknowledged(sqlite_store: Store, reason: str, sent: dict[str, Any]) -> None:
    sqlite_store.add(ANNOTATED, EXTRACTION)
    before = sqlite_store.state("a1")
    answer = sqlite_store.append("a1", CLIENT, read_edits([sent], "a1", CLIENT, len(TEXT)))
    assert [r.reason for r in answer.refused] == [reason]
    assert (answer.acknowledged, answer.stored) == (1, 0)
    assert sqlite_store.state("a1") == before
    assert sqlite_store.history("a1") == []


def test_every_refusal_can_be_recorded_on_both_engines(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    sent = [{**hostile, "n": n} for n, (_, hostile) in enumerate(HOSTILE, 1)]
    answer = store.append("a1", CLIENT, read_edits(sent, "a1", CLIENT, len(TEXT)))
    assert answer.acknowledged == len(sent)
    assert len(answer.refused) == len(sent)
    assert list(store.check()) == []


@pytest.mark.parametrize("n", [None, 0, -1, True, 1.0, "1", 2**53 + 1, 10**5000], ids=range(8))
def test_an_edit_without_a_number_is_refused_and_holds_nothing_up(sqlite_store: Store, n: object) -> None:
    sqlite_store.add(ANNOTATED, EXTRACTION)
    sent = [{**accept(1, KILLED), "op_id": "odd", "n": n}, GOOD]
    answer = sqlite_store.append("a1", CLIENT, read_edits(sent, "a1", CLIENT, len(TEXT)))
    assert [(r.op_id, r.reason) for r in answer.refused] == [("odd", "malformed")]
    assert (answer.acknowledged, answer.stored) == (1, 1)


@pytest.mark.parametrize("outbox", [None, "edits", {"0": GOOD}, 5])
def test_an_outbox_that_is_no_list_is_refused(outbox: object) -> None:
    [refusal] = read_edits(outbox, "a1", CLIENT, len(TEXT))
    assert isinstance(refusal, Refusal)
    assert "list of edits" in refusal.message


@pytest.mark.parametrize("odd", [None, 7, "edit", [GOOD]])
def test_a_record_that_is_no_object_is_refused(odd: object) -> None:
    assert [type(e).__name__ for e in read_edits([odd, GOOD], "a1", CLIENT, len(TEXT))] == ["Refusal", "Edit"]


def test_only_what_an_operation_needs_is_taken_over() -> None:
    [edit] = read_edits([record(1, "accept", "x", text="y", read={"value": 1}, extra="z")], "a1", CLIENT, len(TEXT))
    assert not isinstance(edit, Refusal)
    assert dict(edit.data) == {"text": "y"}
