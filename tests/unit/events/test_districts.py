"""A district is in the city that an article says; where articles disagree, or words can be read both ways, in none."""

from __future__ import annotations

import pytest

from components.events.districts import cities, contained

SAID = [
    ("A bomb went off in the Karrada district of Baghdad.", ("karrada", "baghdad")),
    ("Shops burned in the Nairobi suburb of Eastleigh.", ("eastleigh", "nairobi")),
    ("He lived in Altwick, a quiet northern suburb of Leidenburg.", ("altwick", "leidenburg")),
    ("Police closed Leidenburg’s Altwick district.", ("altwick", "leidenburg")),
    ("Fire broke out in the Altwick neighbourhood in Leidenburg.", ("altwick", "leidenburg")),
    ("The Altwick district of Leidenburg was closed.", None),  # neither is known to be a city
    ("Karrada, a district of Iraq, was calm.", None),
]


@pytest.mark.parametrize(("text", "pair"), SAID, ids=[text[:32] for text, _ in SAID])
def test_a_text_puts_a_district_into_its_city(text: str, pair: tuple[str, str] | None) -> None:
    assert [(w.district, w.city) for w in contained(text)] == ([pair] if pair else [])
    assert all(w.words in text for w in contained(text))


def test_a_district_of_two_cities_is_of_none() -> None:
    assert cities([("old town", "karsa"), ("old town", "velm"), ("altwick", "leidenburg")]) == {"altwick": "leidenburg"}
