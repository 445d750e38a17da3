"""What dates mean from the day of the article, and the day an article's text suggests for itself."""

from __future__ import annotations

import pytest

from components.extract.time.dates import is_date
from components.extract.time.grammar import resolve
from components.extract.time.published import suggest_published

TUESDAY = "2013-05-14"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("14 May 2013", "2013-05-14"),
        ("the 3rd of March, 2021", "2021-03-03"),
        ("May 14, 2013", "2013-05-14"),
        ("Tuesday, 12 March 2024", "2024-03-12"),
        ("2024-02-29", "2024-02-29"),
        ("September 2009", "2009-09"),
        ("early 1998", "1998-01-01/1998-04-30"),
        ("2010", "2010"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("2011-13", "2011-01-01/2013-12-31"),
        ("summer 2014", "2014-06-01/2014-08-31"),
        ("30 February 2020", None),
        ("last week", None),
    ],
)
def test_absolute_dates_need_no_article_day(said: str, meant: str | None) -> None:
    assert resolve(said, None) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tuesday", "2013-05-14"),
        ("on Monday", "2013-05-13"),
        ("Friday", "2013-05-10"),
        ("last Friday", "2013-05-10"),
        ("next Friday", "2013-05-17"),
        ("Tuesday's", "2013-05-14"),
        ("yesterday", "2013-05-13"),
        ("two days ago", "2013-05-12"),
        ("three months ago", "2013-02"),
        ("last week", "2013-05-06/2013-05-12"),
        ("this week", "2013-05-13/2013-05-19"),
        ("earlier this month", "2013-05"),
        ("last year", "2012"),
        ("the past three days", "2013-05-11/2013-05-14"),
        ("March 3", "2013-03-03"),
        ("28 December", "2012-12-28"),
        ("December", "2012-12"),
        ("the end of the year", "2013-09-01/2013-12-31"),
        ("12 to 14 May", "2013-05-12/2013-05-14"),
        ("the same day", None),
    ],
)
def test_relative_dates_count_from_the_article_day(said: str, meant: str | None) -> None:
    assert resolve(said, TUESDAY) == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("Friday", "2013-05-17"), ("early June", "2013-06-01/2013-06-10"), ("3 March", "2014-03-03")]
)
def test_what_lies_ahead_is_the_next_one(said: str, meant: str) -> None:
    assert resolve(said, TUESDAY, "ahead") == meant


@pytest.mark.parametrize(
    "said", ["Tuesday", "last week", "two days ago", "2010", "3 p.m.", "Christmas", "the past three days"]
)
def test_points_and_stretches_of_the_calendar_are_dates(said: str) -> None:
    assert is_date(said)


@pytest.mark.parametrize(
    "said", ["three years", "42-year-old", "annual", "24 hours", "more than two years", "recent days", "a decade", "17"]
)
def test_durations_ages_and_frequencies_are_no_dates(said: str) -> None:
    assert not is_date(said)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Flood in Palawei\n\nTuesday, 12 March 2024\n\nAt least nine people died.", "2024-03-12"),
        ("Published: 3 May 2020 at 10:15\nMore.", "2020-05-03"),
        ("KESTOV, Jan. 5, 2019 (KNA) - The minister resigned.", "2019-01-05"),
        ("The two met in Halvren, on May 14, 2013. They spoke for an hour.", "2013-05-14"),
        ("https://www.example.org/news/2022/07/23/flood\nThe river rose.", "2022-07-23"),
        ("Monday, 12 March 2024 was misprinted. It was Wednesday, 13 March 2024.", "2024-03-13"),
        ("Founded in 1998, the club won on 5 May.", None),
        ("", None),
    ],
)
def test_the_day_of_publication_is_suggested_from_the_text(text: str, day: str | None) -> None:
    assert suggest_published(text) == day
