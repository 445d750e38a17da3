"""A journal of decisions that does not hold together, and decisions that concern nobody any more."""

from __future__ import annotations

from typing import Any

import pytest

from components.identity import Decision, entity_id
from components.identity.auditing import contradictions, orphans
from components.identity.decisions import Pattern

ANN, BO, HALE = (entity_id(name, "PERSON") for name in ("Ann Hale", "Bo Hale", "Hale"))
MERGE: dict[str, Any] = {"op": "merge", "entities": [HALE, ANN], "into": ANN, "name": "Ann Hale", "label": "PERSON"}
RENAME: dict[str, Any] = {"op": "rename", "entity": BO, "name": "Bob Hale", "label": "PERSON"}
SPLIT: dict[str, Any] = {"op": "split", "entity": ANN, "to": HALE, "names": [HALE], "label": "PERSON"}


def journal(*rows: dict[str, Any]) -> list[Decision]:
    return [
        Decision(f"d{n}", row["op"], {name: value for name, value in row.items() if name != "op"}, seq=n)
        for n, row in enumerate(rows, 1)
    ]


def undo(of: str) -> dict[str, Any]:
    return {"op": "undo", "of": of}


def test_a_sound_journal_has_no_contradiction() -> None:
    assert list(contradictions(journal(MERGE, RENAME, SPLIT, undo("d3"), undo("d1"), MERGE))) == []


@pytest.mark.parametrize(
    ("rows", "number", "why"),
    [
        ((MERGE, {**RENAME, "entity": HALE}), 2, "belongs to another one"),
        ((MERGE, undo("d7")), 2, "undone already"),
        ((MERGE, undo("d1"), undo("d1")), 3, "undone already"),
        ((MERGE, undo("d1"), undo("d2")), 3, "undone already"),
        ((MERGE, SPLIT, undo("d1")), 3, "changed again since"),
        ((RENAME, {**RENAME, "op": "explode"}), 2, "there is no decision"),
        (({**MERGE, "into": BO},), 1, "into one of the entities"),
        (({**RENAME, "name": ""},), 1, "name must be a text"),
        (({"op": "undo"},), 1, "of must be a text"),
        ((MERGE, {**SPLIT, "to": "elsewhere"}), 2, "another id"),
    ],
)
def test_a_decision_that_does_not_fit_those_before_it_is_named(rows: Any, number: int, why: str) -> None:
    ((decision, said),) = contradictions(journal(*rows))
    assert decision.seq == number
    assert why in said


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ({(ANN, None, None), (BO, None, None)}, []),
        ({(BO, None, None)}, ["merge"]),
        ({(HALE, None, None)}, ["rename"]),
        (set(), ["merge", "rename"]),
    ],
)
def test_a_decision_is_an_orphan_when_no_mention_is_what_it_is_about(there: set[Pattern], left: list[str]) -> None:
    assert [d.op for d in orphans(journal(MERGE, RENAME), there.__contains__)] == left
    assert list(orphans(journal(MERGE, undo("d1")), there.__contains__)) == []


def test_what_was_split_off_in_an_article_that_is_gone_is_an_orphan() -> None:
    split = {"op": "split", "entity": ANN, "to": "e2", "articles": ["a1"], "name": "Ann Hale (2)", "label": "PERSON"}
    assert [d.op for d in orphans(journal(split), {(ANN, None, None)}.__contains__)] == ["split"]
    assert list(orphans(journal(split), {(ANN, None, None), (ANN, "a1", None)}.__contains__)) == []
