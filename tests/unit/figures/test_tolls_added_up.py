"""What a toll adds up: further victims, other places, those of the injured who died; and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from components.model import Annotation, FigureValues
from components.tolls import tolls


def figure(at: int, value: int, label: str = "KILLED", score: float = 0.9, **values: Any) -> Annotation:
    told = FigureValues(
        value=value, low=value, high=value, bound="exact", unit="people", **{"scope": "event", **values}
    )
    return Annotation(
        id=f"{label}{at}", layer="figure", label=label, start=at, end=at + 10, values=told, origin="rule", score=score
    )


def killed(*figures: Annotation) -> int | float | None:
    toll = tolls(figures).get("KILLED")
    return toll.value if toll is not None else None


def test_a_further_victim_is_added() -> None:
    assert killed(figure(0, 4), figure(100, 1, additional_to="KILLED0")) == 5


def test_what_comes_on_top_does_not_hang_on_how_sure_the_machine_is() -> None:
    assert [killed(figure(0, 9), figure(100, 4, score=score)) for score in (0.94, 0.95, 0.96)] == [9, 9, 9]
    assert killed(figure(0, 9), figure(100, 4, score=0.4, additional_to="KILLED0")) == 13


def test_a_victim_further_than_those_of_another_incident_is_not_added() -> None:
    assert killed(figure(0, 4), figure(50, 9, scope="background"), figure(100, 1, additional_to="KILLED0")) == 4


@pytest.mark.parametrize(("ordinal", "toll"), [("fifth man", 5), ("third man", 4), ("tall man", 4)])
def test_the_next_in_order_is_added(ordinal: str, toll: int) -> None:
    assert killed(figure(0, 4), figure(120, 1, subject=ordinal)) == toll


@pytest.mark.parametrize(("place", "toll"), [("Olka", 7), ("Mirsk", 4), (None, 4)])
def test_counts_of_two_places_side_by_side_are_added(place: str | None, toll: int) -> None:
    assert killed(figure(0, 4, place="Mirsk"), figure(25, 3, place=place)) == toll


def test_the_injured_who_die_are_dead_and_no_longer_injured() -> None:
    hurt = figure(60, 14, "INJURED")
    found = tolls([figure(0, 9), hurt, figure(80, 2, part_of=hurt.id)])
    assert (found["KILLED"].value, found["INJURED"].value) == (11, 12)
    assert found["INJURED"].figure_ids == (hurt.id, "KILLED80")


def test_one_dead_told_again_among_the_injured_is_not_counted_twice() -> None:
    hurt = figure(150, 2, "INJURED")
    assert killed(figure(0, 1), hurt, figure(170, 1, part_of=hurt.id)) == 1


def test_the_only_victim_of_an_old_deed_is_the_toll_of_its_trial() -> None:
    assert killed(figure(0, 1, scope="background")) == 1
    assert killed(figure(0, 40, scope="background")) is None


def test_a_count_far_below_a_single_victim_is_another_story() -> None:
    assert killed(figure(0, 1), figure(3000, 5)) == 1
