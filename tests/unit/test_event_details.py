"""What is typed into the fields of an event's days."""

from __future__ import annotations

import pytest

from components.pages.event_details import days_of


@pytest.mark.parametrize(
    ("first", "last", "precision", "found"),
    [
        ("12 Mar 2024", "", None, ("2024-03-12", "2024-03-12", "day")),
        ("2024-03-12", "2024-03-14", None, ("2024-03-12", "2024-03-14", "range")),
        ("2024-02", "", None, ("2024-02-01", "2024-02-29", "month")),
        ("2024-02-03", "", "month", ("2024-02-01", "2024-02-29", "month")),
        ("2022", "2024-03-12", None, ("2022-01-01", "2024-03-12", "range")),
        ("", "", None, (None, None, None)),
    ],
)
def test_days_are_read_as_they_are_written(
    first: str, last: str, precision: str | None, found: tuple[str | None, ...]
) -> None:
    assert tuple(days_of(first, last, precision).values()) == found


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        ("2024-03-12", "2024-03-11", None, "before its last"),
        ("", "2024-03-11", None, "first day too"),
        ("soon", "", None, "is no day"),
        ("2024-03-12", "2024-03-14", "day", "has one day"),
    ],
)
def test_what_cannot_be_is_told(first: str, last: str, precision: str | None, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        days_of(first, last, precision)
