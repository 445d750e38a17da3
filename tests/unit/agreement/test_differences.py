"""Where coders differ: which highlights are one place, which are the same, and what several readings have together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.agreement.differences import all_of, differences, refused
from components.edits import State
from components.model import Annotation, EntityValues, FigureValues


def entity(id: str, start: int, end: int, label: str = "GPE", **more: Any) -> Annotation:
    return Annotation(id, "entity", label, start, end, EntityValues(), **{"status": "accepted", **more})


def figure(id: str, start: int, end: int, **values: Any) -> Annotation:
    return Annotation(id, "figure", "KILLED", start, end, FigureValues(**values), status="accepted")


def state(*annotations: Annotation) -> State:
    return State({a.id: a for a in annotations})


def places(**codings: State) -> list[tuple[int, int, list[tuple[tuple[str, ...], list[str]]]]]:
    return [
        (d.start, d.end, [(r.coders, [a.id for a in r.annotations]) for r in d.readings]) for d in differences(codings)
    ]


@pytest.mark.parametrize(
    ("ada", "bob", "expected"),
    [
        ([], [], []),
        ([entity("x", 0, 4)], [entity("y", 0, 4)], [(0, 4, [(("ada", "bob"), ["x"])])]),
        ([entity("x", 0, 4)], [], [(0, 4, [(("ada",), ["x"]), (("bob",), [])])]),
        ([entity("x", 0, 4)], [entity("x", 0, 4, "ORG")], [(0, 4, [(("ada",), ["x"]), (("bob",), ["x"])])]),
        ([entity("x", 0, 4)], [entity("y", 3, 9)], [(0, 9, [(("ada",), ["x"]), (("bob",), ["y"])])]),
        ([entity("x", 0, 4, status="suggested")], [entity("x", 0, 4, status="rejected")], []),
        (
            [entity("x", 0, 4), entity("z", 6, 9)],
            [entity("x", 0, 9)],
            [(0, 9, [(("ada",), ["x", "z"]), (("bob",), ["x"])])],
        ),
        (
            [figure("f", 0, 4, value=3, same_as="a")],
            [figure("g", 0, 4, value=3, same_as="b", value_si=3)],
            [(0, 4, [(("ada", "bob"), ["f"])])],
        ),
        (
            [figure("f", 0, 4, value=3)],
            [figure("f", 0, 4, value=4)],
            [(0, 4, [(("ada",), ["f"]), (("bob",), ["f"])])],
        ),
        (
            [entity("x", 0, 4), figure("f", 0, 4)],
            [],
            [(0, 4, [(("ada",), ["x"]), (("bob",), [])]), (0, 4, [(("ada",), ["f"]), (("bob",), [])])],
        ),
        (
            [entity("x", 0, 4)],
            [entity("y", 4, 8)],
            [(0, 4, [(("ada",), ["x"]), (("bob",), [])]), (4, 8, [(("ada",), []), (("bob",), ["y"])])],
        ),
    ],
)
def test_places_of_two_coders(ada: list[Annotation], bob: list[Annotation], expected: Any) -> None:
    found = places(ada=state(*ada), bob=state(*bob))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_three_coders_of_whom_two_are_alike() -> None:
    found = places(ada=state(entity("x", 0, 4)), bob=state(entity("y", 0, 5)), cy=state(entity("z", 0, 4)))
    assert found == [(0, 5, [(("ada", "cy"), ["x"]), (("bob",), ["y"])])]


def test_a_place_is_called_the_same_as_long_as_the_codings_are() -> None:
    one = {"ada": state(entity("x", 0, 4)), "bob": state()}
    other = {"ada": state(entity("x", 0, 4, "ORG")), "bob": state()}
    assert differences(one)[0].id == differences(dict(one))[0].id != differences(other)[0].id


def test_both_readings_of_one_suggestion_are_two_highlights() -> None:
    place = differences({"ada": state(entity("x", 0, 4)), "bob": state(entity("x", 0, 4, "ORG"))})[0]
    first, second = all_of(place.readings)
    assert (first.id, first.label, second.label, second.origin) == ("x", "GPE", "ORG", "analyst")
    assert second.id != "x"


def test_what_both_have_is_taken_once() -> None:
    shared = entity("x", 0, 9)
    place = differences({"ada": state(shared, entity("y", 0, 4)), "bob": state(replace(shared, id="z"))})[0]
    assert [a.id for a in all_of(place.readings)] == ["x", "y"]


def test_a_suggestion_that_nobody_took_and_somebody_rejected() -> None:
    rejected, open_ = entity("x", 0, 4, status="rejected"), entity("x", 0, 4, status="suggested")
    assert [a.id for a in refused({"ada": state(rejected), "bob": state(open_)})] == ["x"]
    assert refused({"ada": state(rejected), "bob": state(entity("x", 0, 4))}) == []
    assert refused({"ada": state(open_), "bob": state(open_)}) == []
