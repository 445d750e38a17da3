"""Reference values of weapons are of known weapons, convert as they say, and recipients are read only where a sentence names them."""

from __future__ import annotations

import pint
import pytest

from components.lexicons import gazetteer
from components.tables.recipients import handed
from components.tables.reference import COLUMNS, NAMES, facts
from components.tables.weapons import by_weapon, stated

FACTS = gazetteer("weapon_facts", *COLUMNS)
UNITS: pint.UnitRegistry[float] = pint.UnitRegistry()
SAID = [
    ("Norway delivered 12 launchers to Ukraine in May.", "12 launchers", ("Ukraine", "delivered")),
    ("India ordered 36 jets from France.", "36 jets", ("India", "ordered")),
    ("The contract is for 96 tanks for the Polish army.", "96 tanks", ("Polish army", "ordered")),
    ("On Monday Estonia received six launchers.", "six launchers", ("Estonia", "delivered")),
    ("The first 12 jets for Kestovia were delivered on Monday.", "12 jets", ("Kestovia", "delivered")),
    ("Russia lost 40 tanks in a week.", "40 tanks", ("Russia", "lost")),
    ("Crews destroyed 12 Russian tanks near Orlen.", "12 Russian tanks", ("Russia", "lost")),
    ("The army has asked for 18 howitzers for Orlen.", "18 howitzers", None),
    ("The launcher fires 40 rockets in 20 seconds.", "40 rockets", None),
    ("Drones were delivered in May and 12 rockets flew to Orlen.", "12 rockets", None),
    ("He gave 12 missiles for Monday.", "12 missiles", None),
    ("Germany could send 14 tanks to Ukraine.", "14 tanks", None),
]


@pytest.mark.parametrize("row", FACTS, ids=lambda row: f"{row['weapon']} {row['label']}")
def test_a_fact_is_of_a_known_weapon_has_an_origin_and_converts(row: dict[str, str]) -> None:
    assert row["weapon"] in {one["name"] for one in gazetteer("weapons", *NAMES)}
    assert row["origin"]
    unit = {"nautical mile": "nautical_mile", "mile per hour": "mile/hour"}.get(row["unit"], row["unit"])
    made = UNITS.Quantity(float(row["value"]), unit).to_base_units()
    made = made.to("kilogram") if row["unit_si"] == "kilogram" else made
    assert made.magnitude == pytest.approx(float(row["value_si"]), rel=1e-3)


def test_what_articles_call_a_weapon_finds_its_facts_beside_its_claims() -> None:
    claim = {
        "figure_id": "a",
        "article_id": "x",
        "label": "CALIBRE",
        "value": 105,
        "unit": "millimeter",
        "weapon": "CAESAR howitzers",
    }
    (weapon,) = by_weapon([claim])
    assert stated(weapon, si=True) == "calibre 155 mm (its designation: 155 mm gun CAESAR)"
    assert not facts("howitzers")
    assert facts("MQ-9 Reaper drones") == facts("MQ-9")


@pytest.mark.parametrize(("sentence", "text", "said"), SAID, ids=[s[:34] for s, _, _ in SAID])
def test_a_recipient_is_read_from_its_sentence_or_not_at_all(
    sentence: str, text: str, said: tuple[str, str] | None
) -> None:
    found = handed({"sentence": sentence, "text": text})
    assert ((found.who, found.fate) if found else None) == said
