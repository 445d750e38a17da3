"""Which evidence survives an edit; the browser's rules are tested on the same table (frontend/test/evidence.test.ts)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.edits import EditRefusedError, next_annotation
from components.importers.records import read_annotations
from components.model import Annotation, Article, Edit, RecordError, annotation_of, record_of

CASES = json.loads((Path(__file__).parent / "evidence.json").read_text("utf-8"))
TEXT = "Twelve people died in Sidra, the mayor said."
RECORD = {
    "id": "k", "layer": "figure", "label": "KILLED", "start": 0, "end": 13, "origin": "rule", "status": "suggested",
    "value": 12, "place": "Sidra", "source": "mayor",
    "evidence": {"label": [14, 18], "value": [0, 6], "place": [22, 27], "source": [33, 38]},
}  # fmt: skip


def edited(op: Any, data: dict[str, Any]) -> Annotation:
    start, end = data.get("start", 0), data.get("end", 13)
    given = {"text": TEXT[start:end], **data}
    after = next_annotation(annotation_of(RECORD), Edit("o", "a", op, "k", given), TEXT)
    assert after is not None
    return after


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_evidence_stays_for_what_an_edit_leaves_as_it_was(case: dict[str, Any]) -> None:
    assert sorted(edited(case["op"], case["data"]).evidence) == case["left"]


def test_what_is_read_anew_as_another_value_loses_its_evidence() -> None:
    read = {"value": 13, "place": "Sidra"}
    after = edited("resize", {"start": 0, "end": 18, "read": read})
    assert sorted(after.evidence) == ["label", "place"]


def test_a_record_with_evidence_reads_back() -> None:
    assert record_of(annotation_of(RECORD)) == RECORD


@pytest.mark.parametrize(
    "wrong", [7, {"value": 7}, {"value": [3]}, {"value": [5, 2]}, {"value": [0, 1.5]}, {"label": "x"}]
)
def test_evidence_of_another_form_is_an_error_of_the_record(wrong: Any) -> None:
    with pytest.raises(RecordError, match="evidence"):
        annotation_of({**RECORD, "evidence": wrong})


def test_evidence_beyond_the_text_is_refused() -> None:
    beyond = {**RECORD, "evidence": {"place": [22, 2700]}}
    with pytest.raises(EditRefusedError, match="evidence of place"):
        next_annotation(
            annotation_of(RECORD), Edit("o", "a", "restore", "k", {"annotation": beyond, "text": TEXT[:13]}), TEXT
        )
    problems: list[str] = []
    assert read_annotations({"text": TEXT, "annotations": [beyond]}, Article("a", TEXT), problems) == ()
    assert "evidence of place" in problems[0]


def test_evidence_moves_with_a_text_that_import_settles() -> None:
    raw = {"text": "\ufeff" + TEXT, "annotations": [{**RECORD, "start": 1, "end": 14, "evidence": {"place": [23, 28]}}]}
    (found,) = read_annotations(raw, Article("a", TEXT), [])
    assert found.evidence == {"place": (22, 27)}
