"""Figures in words: "at least 94,000 people killed, by the Observatory, 14 May 2013", and in short: "≥ 94,000"."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from components.model import BOUNDS, Annotation, FigureValues, record_of
from components.wording import (
    BOUND_SIGNS,
    BOUND_WORDS,
    amount,
    amount_with_unit,
    claimant,
    known,
    number,
    reading,
    why_left_out,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (94000, "94,000"), (18.4, "18.4"), (1.0, "1"), (1_234_567, "1,234,567"), (1_400_000, "1.4 million"),
     (2_060_000_000, "2.06 billion"), (3e9, "3 billion"), (0.155, "0.15"), (0.004, "0.004"), (-2_500_000, "-2.5 million")],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("row", "short"),
    [({"bound": "exact", "value": 31}, "31"), ({"bound": "at_least", "value": 94000}, "≥ 94,000"),
     ({"bound": "more_than", "low": 900}, "> 900"), ({"bound": "at_most", "high": 9}, "≤ 9"),
     ({"bound": "less_than", "value": 900}, "< 900"), ({"bound": "range", "low": 10, "high": 20}, "10–20"),
     ({"bound": "about", "value": 50}, "~50"), ({"bound": "vague", "low": 24, "high": 99}, "24–99?"),
     ({"bound": None, "value": float("nan")}, "?")],
)  # fmt: skip
def test_the_short_form_shows_the_bound(row: dict[str, Any], short: str) -> None:
    assert amount(row) == short


@pytest.mark.parametrize(
    ("row", "short"),
    [({"value": 200, "unit": "kilometer"}, "200 km"), ({"value": 8, "unit": "mach"}, "Mach 8"),
     ({"value": 6, "unit": "launcher"}, "6 launchers"), ({"value": 1, "unit": "launcher"}, "1 launcher"),
     ({"value": 12, "unit": "percentage"}, "12%"), ({"value": 31, "unit": "people"}, "31")],
)  # fmt: skip
def test_the_short_form_with_its_unit(row: dict[str, Any], short: str) -> None:
    assert amount_with_unit(row) == short


@pytest.mark.parametrize(
    ("values", "label", "words"),
    [
        (FigureValues(value=94000, low=94000, bound="at_least", unit="people", source="Syrian Observatory for Human Rights",
                      as_of="2013-05-14"), "KILLED",
         "at least 94,000 people killed, by the Syrian Observatory for Human Rights, 14 May 2013"),
        (FigureValues(value=6, bound="exact", unit="people", subject="children", place="Halvren", source="Karel Domin"),
         "KILLED", "6 children killed in Halvren, by Karel Domin"),
        (FigureValues(low=35, high=40, bound="range", unit="people", scope="background"), "KILLED",
         "35 to 40 people killed, background"),
        (FigureValues(value=125, bound="exact", unit="mile", weapon="S-300", relay="Wall Street Journal"), "RANGE",
         "range 125 miles (S-300), reported by the Wall Street Journal"),
        (FigureValues(value=8, bound="exact", unit="mach"), "SPEED", "speed Mach 8"),
        (FigureValues(value=11, bound="exact", unit="drone", weapon="drones"), "WEAPON_COUNT", "11 drones"),
        (FigureValues(value=1, bound="exact", unit="launcher"), "WEAPON_COUNT", "1 launcher"),
        (FigureValues(value=1, bound="exact", unit="launcher", weapon="launchers"), "WEAPON_COUNT", "1 launcher"),
        (FigureValues(value=6, bound="exact", unit="battery", weapon="Batteries"), "WEAPON_COUNT", "6 batteries"),
        (FigureValues(value=6, bound="exact", unit="launcher", weapon="S-300 launchers"), "WEAPON_COUNT",
         "6 launchers (S-300 launchers)"),
        (FigureValues(value=-4, bound="exact", unit="celsius"), "MEASURE", "-4 degrees Celsius"),
        (FigureValues(value=210, bound="exact", unit="pence"), "MONEY", "210 pence"),
        (FigureValues(value=3, bound="exact", unit="pound sterling"), "MONEY", "3 pounds sterling"),
        (FigureValues(value=3, bound="exact", unit="square foot"), "MEASURE", "3 square feet"),
        (FigureValues(value=61, bound="exact", unit="year of age"), "AGE", "61 years old"),
        (FigureValues(value=9.4, bound="exact", unit="percentage"), "PERCENT", "9.4 percent"),
        (FigureValues(low=24, high=99, bound="vague", unit="people", subject="wounded"), "INJURED",
         "24 to 99 people injured"),
        (FigureValues(value=1, bound="exact", unit="people", subject="body", source="mayor"), "KILLED",
         "1 person killed, by the mayor"),
        (FigureValues(value=4, bound="exact", unit="child", subject="children"), "COUNT", "4 children"),
        (FigureValues(value=3, bound="exact", unit="policeman"), "COUNT", "3 policemen"),
        (FigureValues(), "COUNT", '"unread"'),
    ],
)  # fmt: skip
def test_a_figure_reads_as_a_sentence_would_say_it(values: FigureValues, label: str, words: str) -> None:
    assert reading(record_of(Annotation("f", "figure", label, 0, 5, values))) == words


def test_every_bound_but_the_plain_ones_has_a_word_and_a_sign() -> None:
    plain = {"exact", "range", "vague"}
    assert set(BOUND_WORDS) == set(BOUND_SIGNS) == set(BOUNDS) - plain


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NA, pd.NaT])
def test_nothing_is_nothing_in_whatever_form(nothing: object) -> None:
    assert known({"source": nothing}, "source") is None
    assert claimant({"source": nothing, "outlet": "Northern Wire"}) == "Northern Wire"
    assert known({"value": 0}, "value") == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [({"value": 9, "scope": "perpetrator"}, "the attackers' own"), ({"value": 31, "same_as": "all"}, "says 31 again"),
     ({"value": 4, "part_of": "all"}, "a part of 31"), ({"value": 17, "figure_id": "old"}, "an earlier value, revised to 31"),
     ({"value": 900, "scope": "cumulative"}, "a running total, not this event"), ({"value": 12}, "a lower count"),
     ({"value": 50}, "a higher count, told later in the text"), ({"value": 31}, "the same number, told elsewhere"),
     ({"low": 24, "high": 99, "bound": "vague"}, "no exact number"), ({"part_of": "gone"}, "no number that could be read")],
)  # fmt: skip
def test_a_figure_that_makes_no_toll_has_a_reason(row: dict[str, Any], why: str) -> None:
    whole = {"figure_id": "all", "value": 31, "supersedes": "old"}
    assert why_left_out({"figure_id": "this", **row}, {"all": whole}, {"value": 31, "scope": "event"}) == why
