"""What the makers and users of well-known weapons state, from data/gazetteers/weapon_facts.tsv: for reference beside claims, never a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from components.lexicons import gazetteer

COLUMNS = ("weapon", "label", "bound", "value", "unit", "value_si", "unit_si", "origin")
NAMES = ("name", "aliases", "ambiguous", "class", "kind", "origin")
Fact = Mapping[str, Any]  # as a claim: label, value, low, high, bound, unit and these in SI units; and its origin


@cache
def _facts() -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in gazetteer("weapon_facts", *COLUMNS):
        found[row["weapon"]].append({**row, **_ends("", row), **_ends("_si", row)})
    return {name: tuple(facts) for name, facts in found.items()}


def _ends(kind: str, row: Mapping[str, str]) -> dict[str, float | None]:
    value, bound = float(row[f"value{kind}"]), row["bound"]
    low = value if bound in ("exact", "at_least", "more_than") else None
    high = value if bound in ("exact", "at_most", "less_than") else None
    return {f"value{kind}": value, f"low{kind}": low, f"high{kind}": high}


@cache
def _called() -> dict[str, str]:
    """The gazetteer's name of each weapon that has facts, by each of its names."""
    found: dict[str, str] = {}
    for row in gazetteer("weapons", *NAMES):
        if row["name"] in _facts():
            for name in (*row["aliases"].split("; "), row["name"]):
                found[_key(name)] = row["name"]
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().removesuffix("s")


def facts(weapon: str) -> tuple[Fact, ...]:
    """What is stated of a weapon, as articles name it: with a noun or none, in the plural.

    >>> [(fact["label"], fact["value"], fact["unit"]) for fact in facts("CAESAR howitzers")]
    [('CALIBRE', 155.0, 'millimeter')]
    """
    words = weapon.split()
    for end in range(len(words), 0, -1):
        if (name := _called().get(_key(" ".join(words[:end])))) is not None:
            return _facts()[name]
    return ()
