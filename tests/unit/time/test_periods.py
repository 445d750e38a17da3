"""Dates of several words, given the day of publication 2024-03-13, a Wednesday."""

from __future__ import annotations

import pytest

from components.extract.time.dates import is_date
from components.extract.time.grammar import resolve
from components.extract.time.holidays import days, easter, written

PUBLISHED = "2024-03-13"


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("the first quarter of 2023", "2023-01-01/2023-03-31"),
        ("second-quarter", "2023-04-01/2023-06-30"),
        ("first quarter", "2024-01-01/2024-03-31"),
        ("Q3 2022", "2022-07-01/2022-09-30"),
        ("the first half of next year", "2025-01-01/2025-06-30"),
        ("the last week of February", "2024-02-23/2024-02-29"),
        ("the first weekend of March", "2024-03-02/2024-03-03"),
        ("the week of 4 March", "2024-03-04/2024-03-10"),
        ("Monday to Wednesday", "2024-03-11/2024-03-13"),
        ("the early 20th century", "1900-01-01/1933-12-31"),
        ("the first of January", "2024-01-01"),
        ("the night of 9 March", "2024-03-09"),
        ("the early hours of Tuesday", "2024-03-12"),
        ("noon on Wednesday", "2024-03-13"),
        ("2019/20", "2019-01-01/2020-12-31"),
        ("the summer of '98", "1998-06-01/1998-08-31"),
        ("the week before last", "2024-02-26/2024-03-03"),
        ("Christmas Eve", "2023-12-24"),
        ("last Christmas", "2023-12-25"),
        ("Ramadan", "2024-03-11/2024-04-09"),
        ("Thanksgiving 2022", "2022-11-24"),
        ("last week", "2024-03-04/2024-03-10"),
    ],
)
def test_what_a_period_means(said: str, iso: str) -> None:
    assert resolve(said, PUBLISHED) == iso


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("the second quarter", "2024-04-01/2024-06-30"),
        ("Monday to Wednesday", "2024-03-18/2024-03-20"),
        ("the week after next", "2024-03-25/2024-03-31"),
        ("Easter Sunday", "2024-03-31"),
        ("Good Friday", "2024-03-29"),
    ],
)
def test_what_a_period_means_where_the_sentence_looks_ahead(said: str, iso: str) -> None:
    assert resolve(said, PUBLISHED, "ahead") == iso


@pytest.mark.parametrize(
    "said", ["the fifth quarter of 2023", "the first week of nowhere", "three days earlier", "the 3rd century", "noon"]
)
def test_what_cannot_be_told_is_none(said: str) -> None:
    assert resolve(said, PUBLISHED) is None


@pytest.mark.parametrize("said", ["second quarter", "Ramadan", "the week of 4 March", "Monday to Wednesday"])
def test_without_the_day_of_publication_only_full_dates_resolve(said: str) -> None:
    assert resolve(said, None) is None


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("the early hours", True),
        ("the small hours", True),
        ("first quarter", True),
        ("the deadliest day", False),
        ("the worst day ever", False),
        ("three years", False),
    ],
)
def test_what_is_a_date_at_all(said: str, is_one: bool) -> None:
    assert is_date(said) is is_one


@pytest.mark.parametrize(("year", "iso"), [(1961, "1961-04-02"), (2008, "2008-03-23"), (2038, "2038-04-25")])
def test_easter(year: int, iso: str) -> None:
    assert easter(year).isoformat() == iso


def test_every_holiday_has_its_days() -> None:
    for name in written():
        assert resolve(name, PUBLISHED) is not None


def test_a_muslim_month_can_begin_twice_in_a_year() -> None:
    assert [first.isoformat() for first, _ in days("islamic 9 1 29", 2030)] == ["2030-01-06", "2030-12-26"]
