"""Tolls: from annotation fields alone, following every correction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.model import Annotation, FigureValues, Status, Toll
from components.tolls import tolls


def figure(
    name: str, value: int, start: int = 0, label: str = "KILLED", status: Status = "suggested", **more: Any
) -> Annotation:
    values = FigureValues(
        value=value,
        low=value,
        high=value,
        bound="exact",
        **{"unit": "people", "subject": "people", "scope": "event", **more},
    )
    return Annotation(name, "figure", label, start, start + 10, values, status=status)


def value_of(*found: Annotation) -> object:
    toll = tolls(found).get("KILLED")
    return toll and toll.value


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((), None),
        ((figure("a", 0),), 0),
        ((figure("a", 7), figure("b", 3, 20, part_of="a")), 7),
        ((figure("a", 327, supersedes="b"), figure("b", 288, 20)), 327),
        ((figure("a", 18, subject="civilians"), figure("b", 2, 15, subject="officers")), 20),
        ((figure("a", 5), figure("b", 12, 200, subject="other civilians", source="police")), 17),
        ((figure("a", 14), figure("b", 20, 200, subject="other people", source="police")), 20),
        ((figure("a", 34), figure("b", 34, 200, same_as="a")), 34),
        ((figure("a", 22), figure("b", 14500, 100, scope="cumulative")), 22),
        ((figure("b", 14500, scope="cumulative"),), 14500),
        ((figure("a", 7), figure("b", 900, 50, scope="background")), 7),
        ((figure("a", 7), figure("b", 90, 50, scope="hypothetical"), figure("c", 6, 90, scope="perpetrator")), 7),
        ((figure("a", 9), figure("b", 12, 100)), 12),
        ((figure("a", 9), figure("b", 700, 5000)), 9),
        ((figure("a", 4), figure("b", 2, 60, subject="other people")), 6),
        ((figure("a", 9), figure("b", 12, 100, status="rejected")), 9),
    ],
)
def test_the_headline_count(found: tuple[Annotation, ...], wanted: object) -> None:
    assert value_of(*found) == wanted


def test_a_rejected_total_lets_its_part_count() -> None:
    total, part = figure("a", 7), figure("b", 3, 20, part_of="a")
    assert value_of(replace(total, status="rejected"), part) == 3


def test_a_toll_names_its_figures_and_its_reason() -> None:
    toll = tolls([figure("a", 18, subject="civilians"), figure("b", 2, 15, subject="officers")])["KILLED"]
    assert toll.figure_ids == ("a", "b")
    assert toll.reason is not None
    assert "sum of 2" in toll.reason


def test_what_a_person_set_stands() -> None:
    mine = Toll("KILLED", value=5, set_by="ana")
    assert tolls([figure("a", 7)], {"KILLED": mine})["KILLED"] == mine
