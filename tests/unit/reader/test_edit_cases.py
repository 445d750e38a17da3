"""What an edit makes of a highlight: store and reader (frontend/test/edits.test.ts) obey the same table of cases.

A case holds what the server adds to the edit ("reread") where the reader foresees it by a rule of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.edits import EditRefusedError, next_annotation
from components.model import Annotation, Edit, annotation_of, record_of
from components.rereading import with_readings

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("edits.json").read_text("utf-8"))
TEXT: str = TABLE["text"]
RENAMING = [c for c in TABLE["cases"] if c["op"] == "resize" and c["before"]["layer"] == "entity"]


def before_of(case: dict[str, Any]) -> Annotation | None:
    return annotation_of(case["before"]) if case["before"] else None


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["case"])
def test_an_edit_makes_what_the_table_says(case: dict[str, Any]) -> None:
    data = case["data"] | ({"reread": case["reread"]} if "reread" in case else {})
    edit = Edit("o", "a", case["op"], case["target"], data)
    if "refused" in case:
        with pytest.raises(EditRefusedError) as refusal:
            next_annotation(before_of(case), edit, TEXT)
        assert refusal.value.reason == case["refused"]
        return
    after = next_annotation(before_of(case), edit, TEXT)
    found = {k: v for k, v in record_of(after).items() if v is not None} if after else None
    assert found == case["after"]


@pytest.mark.parametrize("case", RENAMING, ids=lambda case: case["case"])
def test_the_server_adds_what_the_reader_foresees(case: dict[str, Any]) -> None:
    edit = Edit("o", "a", case["op"], case["target"], case["data"])
    [made] = with_readings(lambda _: before_of(case), TEXT, [edit])
    assert isinstance(made, Edit)
    assert made.data.get("reread") == case.get("reread")
