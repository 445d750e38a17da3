"""The table of weapons: one row a weapon, each claim once, one unit system, and a mark where claims disagree."""

from __future__ import annotations

from typing import Any

import pytest

from components.tables.weapons import UNKNOWN, by_weapon, cell, disagree, told


def claim(label: str = "RANGE", weapon: str | None = "Kestrel", **values: Any) -> dict[str, Any]:
    """A claim as the page has it, of a weapon's range in kilometres unless it says otherwise."""
    row = {"article_id": "a", "figure_id": str(values), "label": label, "weapon": weapon, "unit": "kilometer", **values}
    if row["unit"] == "kilometer":
        row |= {f"{name}_si": row[name] * 1000 for name in ("value", "low", "high") if name in row} | {
            "unit_si": "meter"
        }
    return row


MILES = {"unit": "mile", "unit_si": "meter"}


def test_a_plural_is_its_singular_and_the_unknown_come_last() -> None:
    rows = [claim(weapon=None, value=5), claim(weapon="Kestrels", value=90), claim(value=90), claim(value=145)]
    found = by_weapon(rows)
    assert [weapon.name for weapon in found] == ["Kestrel", UNKNOWN]
    assert cell(found[0], "RANGE", si=True) == "≠ 90 km (2 times) · 145 km"
    assert cell(found[0], "SPEED", si=True) is None


@pytest.mark.parametrize(
    ("row", "si", "as_told"),
    [
        (claim(value=100, value_si=160934.4, bound="at_most", **MILES), "≤ 161 km", "≤ 100 miles"),
        (claim(value=2345), "2,345 km", "2,345 km"),
        (claim("CALIBRE", value=7.62, unit="millimeter", value_si=0.00762, unit_si="meter"), "7.62 mm", "7.62 mm"),
        (claim("SPEED", value=185, unit="kilometer per hour", value_si=51.38889, unit_si="meter per second"),
         "51.4 m/s", "185 km/h"),
        (claim("SPEED", value=8, unit="mach"), "Mach 8", "Mach 8"),
        (claim("SPEED", value=8, unit="mach", restated=[
            claim("SPEED", value=2700, unit="meter per second", value_si=2700, unit_si="meter per second")]),
         "2,700 m/s", "Mach 8 = 2,700 m/s"),
        (claim(low=1000, high=2500, bound="range"), "1,000–2,500 km", "1,000–2,500 km"),
    ],
)  # fmt: skip
def test_a_value_is_in_one_unit_system_or_as_it_was_told(row: dict[str, Any], si: str, as_told: str) -> None:
    assert (told(row, si=True), told(row, si=False)) == (si, as_told.replace("miles", "mi"))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (claim(value=160), claim(value=200), True),
        (claim(value=160), claim(value=100, value_si=160934.4, **MILES), False),
        (claim(value=160, bound="at_most"), claim(value=200, bound="at_most"), True),
        (claim(value=100, bound="more_than"), claim(value=160), False),
        (claim(value=200, bound="less_than"), claim(value=160), False),
        (claim(value=150, bound="about"), claim(value=160), False),
        (claim(low=1000, high=2500, bound="range"), claim(value=2000), False),
        (claim(low=1000, high=2500, bound="range"), claim(value=3000), True),
        (claim("SPEED", value=8, unit="mach"), claim("SPEED", value=60, unit="kilometer per hour"), False),
        (claim(value=160, figure_id="old"), claim(value=200, supersedes="old"), False),
        (claim(value=160, figure_id="old"), claim(value=200, supersedes="old", article_id="b"), True),
    ],
)  # fmt: skip
def test_claims_disagree_where_both_cannot_be_true(one: dict[str, Any], other: dict[str, Any], apart: bool) -> None:
    assert disagree([one, other]) is disagree([other, one]) is apart


@pytest.mark.parametrize("weapon", ["drones", None])
def test_what_is_no_one_weapon_is_never_said_to_disagree(weapon: str | None) -> None:
    (found,) = by_weapon([claim(weapon=weapon, value=90), claim(weapon=weapon, value=900)])
    assert not found.disputed
