"""The tables of figures: a number told again is one row, newest first, the words around the figure, a click to the text."""

from __future__ import annotations

import pandas as pd
import pytest

from components.model import Annotated, Annotation, Article, FigureValues, Span
from components.pages.claims import ROOM, around, in_si, newest_first
from components.store import Store
from tests.app.screen import run


def test_a_restated_range_is_one_row_with_its_weapon_and_both_units(full: Store) -> None:
    text = "The Kestrel flies 90 miles, or 145 km."
    miles = FigureValues(value=90, unit="mile", bound="exact", weapon="Kestrel", value_si=144841, unit_si="meter")
    km = FigureValues(value=145, unit="kilometer", bound="exact", weapon="Kestrel", same_as="m")
    figures = (Annotation("m", "figure", "RANGE", 18, 26, miles), Annotation("k", "figure", "RANGE", 31, 37, km))
    full.add(Annotated(Article("kestrel", text), figures, (Span(0, len(text)),)))
    claims = run("figures", kind="Weapons").dataframe[-1].value
    row = claims[claims["Weapon"] == "Kestrel"]
    assert list(row["Figure"]) == ["90 miles = 145 kilometers"]
    assert list(row["In SI units"]) == ["144,841 meters"]
    assert list(row["Sentence"]) == [text]


def test_a_toll_shows_the_words_that_it_rests_on(full: Store) -> None:
    (tolls, _) = run("figures").dataframe
    assert list(tolls.value["Rests on"]) == ["At least 31 people"]


def test_the_newest_come_first_and_those_without_a_date_before_them() -> None:
    rows = pd.DataFrame({"published": ["2024-01-02", None, "2024-03-01", "2024-03-01"], "start": [5, 9, 7, 2]})
    assert list(newest_first(rows, "start")["start"]) == [9, 2, 7, 5]


@pytest.mark.parametrize(
    ("sentence", "words", "shown"),
    [("Ten died.", "Ten", "Ten died."), ("Ten died.", "gone", "Ten died."), ("", "x", ""),
     ("a " * ROOM + "ten died" + " b" * ROOM, "ten", "… " + "a " * (ROOM // 2 - 1) + "ten died" + " b" * 32 + " …"),
     ("ten" + "x" * 500, "ten", "ten" + "x" * ROOM + " …")],
)  # fmt: skip
def test_a_long_sentence_is_cut_around_its_figure(sentence: str, words: str, shown: str) -> None:
    assert around(sentence, words) == shown


def test_what_is_in_si_units_already_is_not_converted() -> None:
    assert in_si({"unit": "meter", "unit_si": "meter", "value": 3, "value_si": 3}) is None
    assert in_si({"unit": "people", "value": 3}) is None
