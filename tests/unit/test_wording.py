"""Figures in words: "at least 94,000 people killed, by the Observatory, 14 May 2013", and in short: "≥ 94,000"."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from components.model import BOUNDS
from components.wording import (
    BOUND_SIGNS,
    BOUND_WORDS,
    amount,
    amount_with_unit,
    claimant,
    known,
    why_left_out,
)


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
