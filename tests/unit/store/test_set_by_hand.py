"""Tolls and values that a person sets are checked: nothing that cannot be is stored, whoever sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.model import Annotated, Annotation, Toll
from components.store import Answer, Store, read_edits
from tests.unit.store.making import ANNOTATED, ARTICLE, EXTRACTION, HADDAD, INJURED, KILLED, TEXT, add, record


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    return store


def send(store: Store, *records: Any) -> Answer:
    return store.append("a1", "page", read_edits(list(records), "a1", "page", len(TEXT)), "ana")


LONG = "x" * 9_999


@pytest.mark.parametrize(
    ("toll", "says"),
    [
        ({"value": -4}, "never below zero"),
        ({"value": 1e300}, "not so many people"),
        ({"low": 9, "high": 1, "bound": "range"}, "“From” is larger than “to”"),
        ({"low": 9, "bound": "range"}, "needs “from” and “to”"),
        ({"value": 3, "figure_ids": ["ghost"]}, "no figure 'ghost'"),
        ({"value": 3, "figure_ids": [INJURED.id]}, "counts INJURED"),
        ({"value": 3, "figure_ids": [HADDAD.id]}, "no figure"),
        ({"value": 3, "source": LONG}, "longer than 500"),
        ({"value": 3, "as_of": "last Tuesday"}, "a day such as"),
        ({"source": "the mayor"}, "needs a number"),
    ],
)
def test_a_toll_that_cannot_be_is_refused_with_its_reason(ready: Store, toll: dict[str, Any], says: str) -> None:
    answer = send(ready, record(1, "set_toll", "KILLED", toll=toll))
    assert says in answer.refused[0].message
    assert answer.stored == 0


def test_a_toll_rests_on_chosen_figures_as_long_as_they_are_there(ready: Store) -> None:
    send(ready, record(1, "set_toll", "KILLED", toll={"value": 31, "figure_ids": [KILLED.id]}))
    assert ready.row("a1").tolls["KILLED"].figure_ids == (KILLED.id,)
    send(ready, record(2, "reject", KILLED.id, text="at least 31 people"))
    assert ready.row("a1").tolls["KILLED"].figure_ids == ()
    assert list(ready.check()) == []


@pytest.mark.parametrize(
    ("target", "values", "says"),
    [
        (KILLED, {"same_as": "ghost"}, "another figure"),
        (KILLED, {"supersedes": KILLED.id}, "another figure"),
        (KILLED, {"part_of": HADDAD.id}, "another figure"),
        (KILLED, {"value_si": 7}, "follows from other values"),
        (KILLED, {"unit_si": "meter"}, "follows from other values"),
        (HADDAD, {"entity_id": "forged"}, "follows from other values"),
        (KILLED, {"source": LONG}, "longer than 500"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_reason(
    ready: Store, target: Annotation, values: dict[str, Any], says: str
) -> None:
    words = ready.text("a1")[target.start : target.end]
    answer = send(ready, record(1, "set", target.id, text=words, values=values))
    assert says in answer.refused[0].message
    if values.get("supersedes") != KILLED.id:
        made = send(ready, add(2, "Tuesday", label=target.label, layer=target.layer, values=values))
        assert len(made.refused) == 1, "nor can it be added"


def test_an_imported_toll_that_cannot_be_is_told(ready: Store) -> None:
    tolls = {"KILLED": Toll("KILLED", value=-4, set_by="eva"), "INJURED": Toll("INJURED", value=2, set_by="eva", figure_ids=("ghost",))}  # fmt: skip
    added = ready.add(Annotated(replace(ARTICLE, id="a2"), tolls=tolls))
    assert "the toll of KILLED that eva set: A number of people is never below zero" in added.problems
    assert ready.row("a2").tolls["INJURED"].figure_ids == ()
