"""The snapshot of what extraction makes tells each kind of change, and nothing where nothing changed."""

from __future__ import annotations

import copy
from typing import Any

from tests.bench.snapshot import differences, golden

TEXT = "Twelve people died near Sidra."


def reading(**changed: Any) -> dict[str, Any]:
    figure = {
        "id": "f",
        "layer": "figure",
        "label": "KILLED",
        "start": 0,
        "end": 13,
        "text": "Twelve people",
        "value": 12,
    }
    return {
        "annotations": [{**figure, **changed}],
        "tolls": {"KILLED": {"value": 12, "figure_ids": ["f"]}},
        "problems": [],
    }


def test_nothing_differs_between_equal_readings() -> None:
    assert differences(TEXT, reading(), copy.deepcopy(reading())) == []


def test_a_changed_value_is_named_with_both() -> None:
    assert differences(TEXT, reading(), reading(place="Sidra")) == ["  KILLED 'Twelve people' place: None -> 'Sidra'"]
    assert differences(TEXT, reading(), reading(place="Sidra"), frozenset({"place"})) == []


def test_what_went_and_what_came_are_told_apart() -> None:
    lines = differences(TEXT, reading(), reading(label="INJURED", id="g"))
    assert [line[0] for line in lines] == ["+", "-"]


def test_a_toll_that_changed_is_told() -> None:
    other = reading() | {"tolls": {}}
    assert differences(TEXT, reading(), other) == ["  toll KILLED: value=12 of 1 -> none of 0"]


def test_every_golden_sentence_is_frozen_under_its_own_name() -> None:
    names = [text["id"] for text in golden()]
    assert len(names) == len(set(names)) > 900
