"""figures.read: the values of a figure that a person marked, from the text alone."""

from __future__ import annotations

import pytest

from components.extract import figures
from components.extract.counting import by_hand
from components.extract.quantities import Quantity, scan

TEXT = "The army said at least 94,000 people died; a soldier fell; no casualties in Homs; 125 miles; 29-year-old; 5 to 7 boats."


@pytest.mark.parametrize(
    ("span", "label", "wanted"),
    [
        (
            "at least 94,000 people",
            "KILLED",
            {"value": 94000, "low": 94000, "high": None, "bound": "at_least", "unit": "people"},
        ),
        ("94,000", "KILLED", {"value": 94000, "bound": "at_least", "unit": "people"}),
        ("a soldier", "KILLED", {"value": 1, "unit": "people", "subject": "soldier"}),
        ("no casualties", "KILLED", {"value": 0, "unit": "people", "subject": "casualties"}),
        ("125 miles", "RANGE", {"value": 125, "unit": "mile", "value_si": 201168, "unit_si": "meter"}),
        ("29-year-old", "AGE", {"value": 29, "unit": "year of age"}),
        ("5 to 7 boats", "COUNT", {"value": None, "low": 5, "high": 7, "bound": "range", "unit": "boat"}),
        ("The army", "COUNT", {"value": None, "unit": None}),
    ],
)
def test_a_marked_span_is_read(span: str, label: str, wanted: dict[str, object]) -> None:
    start = TEXT.index(span)
    values = figures.read(TEXT, start, start + len(span), label)
    assert {name: getattr(values, name) for name in wanted} == wanted


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-4, 2), (10, 10**9), (10**9, 10**9 + 1)])
def test_an_impossible_span_is_no_error(span: tuple[int, int]) -> None:
    figures.read(TEXT, *span, label="KILLED")


def test_reading_looks_at_the_neighbourhood_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counting(text: str, start: int, end: int) -> list[Quantity]:
        looked.append(end - start)
        return scan(text, start, end)

    monkeypatch.setattr(by_hand, "scan", counting)
    assert figures.read(TEXT * 2000, 14, 36, "KILLED").value == 94000
    assert 0 < sum(looked) < 300
