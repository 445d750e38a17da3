"""The rules for values that a person types: the store and the inspector (test/typed.test.ts) obey the same table of cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.edits import next_annotation
from components.labels import layer_of
from components.model import Edit, RecordError, annotation_of
from components.typed import check_typed

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("typed_values.json").read_text("utf-8"))
TEXT = "14 dead"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']} {case['before']} {case['set']}")
def test_a_typed_value_is_taken_or_refused_with_a_reason(case: dict[str, Any]) -> None:
    record = {"id": "f", "layer": layer_of(case["label"]), "label": case["label"], "start": 0, "end": 2}
    before = annotation_of({**record, **case["before"]})
    edit = Edit("o", "a", "set", "f", {"text": "14", "values": case["set"]})
    says = ""
    try:
        check_typed(before, edit)
    except RecordError as error:
        says = str(error)
    assert says == case["says"]
    assert next_annotation(before, edit, TEXT) is not None, "an edit that is stored is replayed whatever the rules"


def test_only_casualties_have_victims() -> None:
    for label, allowed in (("KILLED", True), ("RANGE", False)):
        before = annotation_of({"id": "f", "layer": "figure", "label": label, "start": 0, "end": 2})
        edit = Edit("o", "a", "set", "f", {"text": "14", "values": {"victim_type": "child"}})
        if allowed:
            check_typed(before, edit)
        else:
            with pytest.raises(RecordError, match="Only figures of casualties"):
                check_typed(before, edit)
