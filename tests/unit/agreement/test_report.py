"""The report of agreement: its lines, what each counts, and what it says where there is nothing to compare."""

from __future__ import annotations

from typing import Any

import pytest

from components.agreement.report import ALL, ALONE, EVERYBODY, NOTHING, note, pairs, report
from components.edits import State
from components.model import Annotation, EntityValues, FigureValues

TEXT = "x" * 100


def entity(start: int, end: int, label: str = "GPE") -> Annotation:
    return Annotation(f"{start}-{end}-{label}", "entity", label, start, end, EntityValues(), status="accepted")


def killed(start: int, end: int, value: int, **more: Any) -> Annotation:
    return Annotation(f"k{start}", "figure", "KILLED", start, end, FigureValues(value=value, **more), status="accepted")


def state(*found: Annotation) -> State:
    return State({a.id: a for a in found})


def lines(*articles: dict[str, State]) -> dict[tuple[str, str], Any]:
    return {(line.analyst, line.name): line for line in report(pairs((TEXT, coded) for coded in articles))}


def value(line: Any, measure: str) -> float | None:
    found = line.measures[measure].value
    return None if found is None else round(found, 3)


def test_two_coders_who_have_the_same() -> None:
    same = state(entity(0, 10), killed(20, 30, 12, bound="exact"))
    found = lines({"ada": same, "bob": same}, {"ada": same, "bob": same})
    gpe = found[EVERYBODY, "GPE"]
    assert {m: value(gpe, m) for m in gpe.measures} == dict.fromkeys(gpe.measures, 1.0)
    assert (gpe.articles, gpe.items) == (2, 4)
    assert (gpe.measures["kappa"].low, gpe.measures["kappa"].high) == (1.0, 1.0)
    assert value(found[EVERYBODY, "value"], "exact_f1") == 1.0
    assert value(found[EVERYBODY, "value"], "alpha") is None  # one value alone says nothing of chance
    assert (EVERYBODY, "weapon") not in found  # nobody states one


def test_two_coders_who_overlap_and_two_who_do_not() -> None:
    found = lines(
        {"ada": state(entity(0, 10)), "bob": state(entity(5, 15))},
        {"ada": state(entity(50, 60)), "bob": state(entity(70, 80))},
    )
    line = found[EVERYBODY, "GPE"]
    assert (value(line, "exact_f1"), value(line, "overlap_f1")) == (0.0, 0.5)
    # of 200 characters both mark 5, one of them 15 and 15: kappa = (0.85 - 0.82) / (1 - 0.82)
    assert value(line, "kappa") == pytest.approx(0.167, abs=0.001)
    assert line.measures["overlap_f1"].low == 0.0
    assert line.measures["overlap_f1"].high == 1.0


def test_fields_are_compared_where_both_have_a_figure() -> None:
    one = {"ada": state(killed(0, 9, 12), killed(40, 44, 3)), "bob": state(killed(2, 9, 14))}
    other = {"ada": state(killed(0, 9, 5)), "bob": state(killed(0, 9, 5))}
    found = lines(one, other)
    assert (found[EVERYBODY, "value"].items, value(found[EVERYBODY, "value"], "exact_f1")) == (2, 0.5)
    assert value(found[EVERYBODY, "KILLED"], "overlap_f1") == 0.8


def test_each_of_three_analysts_has_lines_with_their_partners() -> None:
    good, bad = state(entity(0, 10)), state(entity(60, 70))
    found = lines({"ada": good, "bob": good, "cy": bad}, {"ada": good, "bob": good, "cy": bad})
    assert {analyst for analyst, _ in found} == {EVERYBODY, "ada", "bob", "cy"}
    assert value(found["ada", "GPE"], "exact_f1") == 0.5
    assert value(found["cy", "GPE"], "exact_f1") == 0.0
    assert value(found[EVERYBODY, "GPE"], "exact_f1") == pytest.approx(0.333, abs=0.001)


def test_what_is_said_where_nothing_can_be_compared() -> None:
    nobody, alone = pairs([]), pairs([(TEXT, {"ada": state(entity(0, 4))})])
    assert (note(nobody), note(alone), report(nobody)) == (NOTHING, NOTHING, [])
    one = pairs([(TEXT, {"ada": state(entity(0, 4)), "bob": state()})])
    assert note(one) == ALONE
    (line, *_) = report(one)
    assert (line.name, line.measures["exact_f1"].value, line.measures["exact_f1"].low) == (ALL, 0.0, None)
    assert report(pairs([(TEXT, {"ada": state(), "bob": state()})])) == []
