"""Records keep their flat JSON form, and a wrong field is named."""

from __future__ import annotations

import pytest

from components.model import (
    Annotation,
    FigureValues,
    QuoteValues,
    RecordError,
    Toll,
    annotation_of,
    former_id,
    lettered,
    machine_id,
    record_of,
    toll_of,
    toll_record,
)

KILLED = Annotation(
    id="f1",
    layer="figure",
    label="KILLED",
    start=3,
    end=18,
    values=FigureValues(value=94000.0, low=94000.0, bound="at_least", unit="people"),
    hand=("value",),
    score=0.9,
)


def test_an_annotation_and_its_flat_record_are_the_same() -> None:
    record = record_of(KILLED, "At at least 94,000 people")
    assert record["text"] == "at least 94,000"
    assert record["value"] == 94000
    assert isinstance(record["value"], int)
    assert "source" not in record
    assert annotation_of(record) == KILLED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"layer": "verb"}, "layer must be one of entity, quote, figure"),
        ({"start": 9, "end": 9}, "0 <= start < end"),
        ({"start": True}, "whole numbers"),
        ({"start": 2.0}, "whole numbers"),
        ({"bound": "circa"}, "bound must be one of"),
        ({"value": float("nan")}, "value cannot be nan"),
        ({"value": "12"}, "value cannot be '12'"),
        ({"subject": 7}, "subject cannot be 7"),
        ({"status": "done"}, "status must be one of"),
        ({"score": True}, "score cannot be True"),
        ({"id": ""}, "id must be a text"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        annotation_of({**record_of(KILLED), **change})


def test_values_of_another_layer_are_not_read() -> None:
    assert KILLED.figure.value == 94000
    with pytest.raises(TypeError, match="FigureValues, not QuoteValues"):
        _ = KILLED.quote
    assert QuoteValues() == annotation_of({"id": "q", "layer": "quote", "label": "DIRECT", "start": 0, "end": 1}).values


def test_a_toll_and_its_flat_record_are_the_same() -> None:
    toll = Toll("KILLED", value=5, low=5, high=5, bound="exact", figure_ids=("f1", "f2"), set_by="ann")
    assert toll_of("KILLED", toll_record(toll)) == toll
    with pytest.raises(RecordError, match="a toll's label"):
        toll_of("MONEY", {})


def test_the_same_finding_keeps_its_id() -> None:
    assert machine_id("a1", "figure", "KILLED", 3, 18) == machine_id("a1", "figure", "KILLED", 3, 18)
    assert machine_id("a1", "figure", "KILLED", 3, 18) != machine_id("a2", "figure", "KILLED", 3, 18)


def test_an_id_begins_with_a_letter_and_leads_back_to_its_digits() -> None:
    for n in range(200):
        ident = machine_id("a1", "figure", "KILLED", n, n + 1)
        assert ident[0].isalpha()
        assert lettered(former_id(ident)) == ident
    assert {lettered(digit)[0] for digit in "0123456789abcdef"} == set("abcdefghijklmnop")
