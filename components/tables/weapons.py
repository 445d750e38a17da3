"""Claims on weapons as a table: a row a weapon, a column a specification, in its cell what every article says of it.

Takes claims as pages have them: rows of the figures table in plain dicts, a number told again in the list ``restated`` of the row
that it restates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from components.labels import labels
from components.tables import reference
from components.wording import amount_with_unit, known

Claim = Mapping[str, Any]
SPECIFICATIONS = ("RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
UNKNOWN = "Weapon not known"
DISAGREE = "≠ "  # before the values of a cell that cannot all be true
PREFIXED = {
    "RANGE": ("kilometer", 1000),
    "CALIBRE": ("millimeter", 0.001),
}  # the multiple of the metre that a column is in
ROUNDED = 0.02  # of a value: 100 miles are 161 km, and 160 km is no other claim
ABOUT = 0.1  # of a value that is said to be one of "about"
DIGITS = 3  # of a converted number; more where the number as told has more
NAMED = re.compile(r"\d|[^\W\d_a-z]")  # a digit or a capital: "S-300" and "Grad" are one weapon, "drones" are many


@dataclass(frozen=True, slots=True)
class Weapon:
    """One weapon, as it is written most often, with its claims by specification; ``disputed`` are those that disagree."""

    name: str
    claims: Mapping[str, tuple[Claim, ...]]
    disputed: frozenset[str]


def by_weapon(claims: Sequence[Claim]) -> list[Weapon]:
    """The weapons by name, a plural with its singular, the claims that name none last."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    cells: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        name = known(claim, "weapon") or UNKNOWN
        key = name.casefold().removesuffix("s")
        spelled[key][name] += 1
        cells[key][claim["label"]].append(claim)
    found = [_weapon(min(names, key=lambda name: (-names[name], name)), cells[key]) for key, names in spelled.items()]
    return sorted(found, key=lambda weapon: (weapon.name == UNKNOWN, weapon.name.casefold()))


def _weapon(name: str, cells: Mapping[str, Sequence[Claim]]) -> Weapon:
    is_one = name != UNKNOWN and NAMED.search(name) is not None
    disputed = frozenset(label for label, claims in cells.items() if is_one and disagree(claims))
    return Weapon(name, {label: tuple(claims) for label, claims in cells.items()}, disputed)


def disagree(claims: Sequence[Claim]) -> bool:
    """Whether two claims on one specification cannot both be true, as far as their units compare.

    "Up to 160 km" is the range itself, as is 160 km; "more than 100 km" allows for it. A claim that its article revised does not
    count.

    >>> far, farther = {"value": 160, "bound": "at_most", "unit": "kilometer"}, {"value": 200, "unit": "kilometer"}
    >>> disagree([far, farther]), disagree([{**far, "bound": "more_than"}, farther])
    (True, False)
    """
    every = [one for claim in claims for one in (claim, *claim.get("restated", ()))]
    revised = {(one.get("article_id"), known(one, "supersedes")) for one in every if known(one, "supersedes")}
    spans: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for claim in claims:
        if (claim.get("article_id"), claim.get("figure_id")) not in revised:
            one = _converted(claim) or claim
            spans[str(known(one, "unit") or "").lower()].append(_span(one))
    return any(max(low for low, _ in found) > min(high for _, high in found) for found in spans.values())


def _span(row: Claim) -> tuple[float, float]:
    """The lowest and the highest number that a claim allows for."""
    value, low, high, bound = (known(row, name) for name in ("value", "low", "high", "bound"))
    if bound in ("range", "vague") and low is not None and high is not None:
        return low * (1 - ROUNDED), high * (1 + ROUNDED)
    one = next(x for x in (value, low, high) if x is not None)
    near = ABOUT if bound == "about" else ROUNDED
    least, most = one * (1 - near), one * (1 + near)
    if bound in ("at_least", "more_than"):
        return least, inf
    return (-inf, most) if bound == "less_than" else (least, most)


def cell(weapon: Weapon, label: str, si: bool) -> str | None:
    """What is said of one specification: each value once, how many claims say it, and a mark where they disagree."""
    said = Counter(told(claim, si) for claim in weapon.claims.get(label, ()))
    words = " · ".join(f"{value} ({times} times)" if times > 1 else value for value, times in said.items())
    return f"{DISAGREE if label in weapon.disputed else ''}{words}" or None


def stated(weapon: Weapon, si: bool) -> str | None:
    """What the gazetteer has of a weapon, for reference, each origin after what it states; None where it has nothing."""
    by_origin: dict[str, list[str]] = defaultdict(list)
    for fact in reference.facts(weapon.name):
        by_origin[fact["origin"]].append(f"{labels()[fact['label']].title.lower()} {told(fact, si)}")
    return "; ".join(f"{', '.join(said)} ({origin})" for origin, said in by_origin.items()) or None


def told(claim: Claim, si: bool) -> str:
    """A claim's value: "100 miles = 160 km" as told, "161 km" in SI units; as told where nothing converts ("Mach 8").

    >>> told({"label": "RANGE", "value": 100, "unit": "mile", "value_si": 160934.4, "unit_si": "meter"}, si=True)
    '161 km'
    """
    if si and (converted := _converted(claim)) is not None:
        return amount_with_unit(converted)
    return " = ".join(dict.fromkeys(amount_with_unit(one) for one in (claim, *claim.get("restated", ()))))


def _converted(claim: Claim) -> Claim | None:
    """The claim, or the first of its restatements that converts, in the SI unit of its column; None where none does."""
    for one in (claim, *claim.get("restated", ())):
        unit = known(one, "unit_si")
        if unit is None:
            continue
        prefixed, size = PREFIXED.get(claim["label"], (unit, 1)) if unit == "meter" else (unit, 1)
        numbers = {name: _scaled(known(one, f"{name}_si"), known(one, name), size) for name in ("value", "low", "high")}
        return {**one, **numbers, "unit": prefixed}
    return None


def _scaled(number: float | None, as_told: float | None, size: float) -> float | None:
    """A converted number in multiples of ``size``, no more exact than it was told."""
    if number is None:
        return None
    digits = len(f"{as_told or 0:.12g}".split("e")[0].replace(".", "").strip("0-"))
    return float(f"{number / size:.{max(DIGITS, digits)}g}")
