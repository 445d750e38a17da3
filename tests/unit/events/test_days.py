"""Which day of a story is that of its event, and which is of what came after it."""

from __future__ import annotations

from datetime import date

import pytest

from components.events.days import AFTERMATH, Story, days_of, is_aftermath
from components.lexicons import rules
from components.model import Annotation, EntityValues

PUBLISHED = date(2024, 3, 15)  # a Friday
DAYS = {"Monday": "2024-03-11", "Tuesday": "2024-03-12", "Wednesday": "2024-03-13", "Friday": "2024-03-15"}
TOLD = [
    ("A bomb killed nine people in Karsa on Tuesday.", "2024-03-12"),
    ("Karsa buried nine victims of the market bombing on Friday.", None),
    ("The mayor put the dead at 26 on Friday.", None),
    ("The water of the Ansa fell below the danger mark on Friday.", None),
    ("Boats searched the bay on Friday for the ferry, which sank the night before.", "2024-03-14"),
    ("Parents kept their children home on Friday, two days after nine were killed by a bomb.", "2024-03-13"),
    ("A train derailed on Friday, four days after a collision on the line.", "2024-03-15"),
    ("A boy was stabbed in a park on Wednesday. There was no link to Monday's attack.", "2024-03-13"),
    ("Flowers lay outside the cafe where a gunman killed five on Tuesday.", "2024-03-12"),
    ("The club stays shut for a week after a fire.", None),
]


@pytest.mark.parametrize(("text", "day"), TOLD, ids=[text[:30] for text, _ in TOLD])
def test_the_day_of_an_event_is_told_from_that_of_its_aftermath(text: str, day: str | None) -> None:
    dates = [
        Annotation(name, "entity", "DATE", text.index(name), text.index(name) + len(name), EntityValues(iso=iso))
        for name, iso in DAYS.items()
        if name in text
    ]
    found = days_of(Story(text, 0, len(text), PUBLISHED.toordinal()), sorted(dates, key=lambda a: a.start))
    assert (date.fromordinal(found[0]).isoformat() if found else None) == day


@pytest.mark.parametrize("row", rules("aftermath", *AFTERMATH), ids=lambda row: row["name"])
def test_an_aftermath_is_found_in_its_example_and_not_in_an_event(row: dict[str, str]) -> None:
    assert is_aftermath(row["example"])
    assert not is_aftermath(row["counterexample"])
