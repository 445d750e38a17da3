"""What an amount is told for: "a barrel", "per megawatt hour", "/kg", "9 billion shekels ($2.4 billion) a year"."""

from __future__ import annotations

import re
from dataclasses import replace

from components.extract.quantities.quantity import Quantity
from components.extract.quantities.units import MONEY, Unit, unit_after
from components.extract.quantities.words import word_set

PER = re.compile(r"[ ](per|a|an|each)[ -]|[ ]?/[ ]?|-(?:a|an|per)-", re.IGNORECASE)
SIGNS = (" ", "/", "-")
WORD = re.compile(r"[a-z]+(?![^\W_])", re.IGNORECASE)
GONE = re.compile(r" (?:ago|earlier|later|before|after|since)\b")  # "$5 a year ago"
RATED = word_set("rated")
RATED_A = word_set("rated a")
PRICED = word_set("priced")
PERSON = {"head": "person", "capita": "person", "annum": "year", "diem": "day"}
SHORT = {"h": "hour", "s": "second", "d": "day", "yr": "year", "y": "year"}  # after a stroke
NO_RATE = frozenset({"percentage", "percentage point", "basis point", "age", "angle", "speed"})
SIZES = frozenset({"length", "area", "volume", "mass"})  # "a hectare", "an ounce", "a liter"
NO_PER = frozenset({"age", "time", "speed", "angle", "percentage point", "temperature"})
CONVERTED = frozenset({("volume", "time"), ("mass", "time"), ("mass", "volume"), ("mass", "area")})


def rated(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """The unit of an amount that ends at ``end`` with what it is told for, and where that ends; as it was where it is for
    nothing.

    >>> unit, end = rated("12 tons a day", Unit("ton", "mass", "metric_ton"), 7)
    >>> unit.name, unit.pint, end
    ('ton per day', '(metric_ton)/(day)', 13)
    """
    if unit.dimension in NO_PER or " per " in unit.name:
        return unit, end
    found = per_after(text, end, unit.dimension == MONEY)
    if found is None or (unit.dimension == "percentage" and found[0].dimension != "time"):
        return unit, end
    return per(unit, found[0]), found[1]


def per(unit: Unit, other: Unit) -> Unit:
    """One unit told for another: "dollar per barrel"."""
    pint = f"({unit.pint})/({other.pint})" if (unit.dimension, other.dimension) in CONVERTED and other.pint else ""
    return Unit(f"{unit.name} per {other.name}", unit.dimension, pint)


def per_after(text: str, stop: int, priced: bool = False) -> tuple[Unit, int] | None:
    """What an amount that ends at ``stop`` is told for, and where that ends: " a share", " per square foot", "/kg"; more can
    follow where it is a price (" a seat")."""
    if text[stop : stop + 1] not in SIGNS or not (match := PER.match(text, stop)):
        return None
    at, word = match.end(), (match[1] or "").lower()
    article = word in ("a", "an", "each") or (not word and match[0][0] == "-")
    unit = unit_after(text, at, digits=match[0] == "/")  # "8 l/100 km"; "224 kW / 300 PS" says the same twice
    if (
        unit is not None
        and unit[0].dimension not in NO_RATE
        and not (priced and unit[0].dimension == MONEY)
        and not GONE.match(text, unit[1])
    ):
        timed = unit[0].dimension == "time"
        if not article or timed or (unit[0].dimension in SIZES and (priced or unit[0].pint)):
            return unit
    noun = WORD.match(text, at)
    if noun is None or GONE.match(text, noun.end()):
        return None
    name = noun[0].lower()
    if not word and "/" in match[0]:
        name = SHORT.get(noun[0], name)
    if name not in (RATED_A if article else RATED) and not (priced and name in PRICED):
        return None
    name = PERSON.get(name, name)
    known = unit_after(name, 0, digits=False)  # "annum" is a year
    return (known[0] if known else Unit(name, "")), noun.end()


OF = re.compile(r" of [a-z][a-z0-9-]*(?: [a-z][a-z-]*)?(?= (?:a|an|per) )")
BRACKET = re.compile(r" ?\([^()\n]{1,40}\)(?= (?:a|an|per) |/)")


def rates_after(text: str, low: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities in order, with what they are told for where something stands between: "55 tons of gas a year", "9 billion
    shekels ($2.4 billion) a year". The spans stay as they are."""
    for i, q in enumerate(found):
        if q.unit is None or q.dimension in (None, *NO_PER) or " per " in q.unit or text[q.end : q.end + 1] != " ":
            continue
        match = OF.match(low, q.end) or BRACKET.match(low, q.end)
        if match is None:
            continue
        unit, end = rated(text, Unit(q.unit, q.dimension or "", q.pint), match.end())
        if end == match.end():
            continue
        found[i] = replace(q, unit=unit.name, pint=unit.pint)
        inner = found[i + 1] if i + 1 < len(found) and match.re is BRACKET else None
        if inner is not None and inner.end <= match.end() and inner.dimension == q.dimension and inner.unit:
            other, _ = rated(text, Unit(inner.unit, inner.dimension or "", inner.pint), match.end())
            found[i + 1] = replace(inner, unit=other.name, pint=other.pint)
    return found
