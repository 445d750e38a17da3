"""Two quantities that are one, told in a larger and a smaller unit: "5 feet 2 inches", "two hours and 15 minutes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from components.extract.quantities.ages import YEARS
from components.extract.quantities.forms import plain
from components.extract.quantities.quantity import Quantity, limits

SMALLER = {
    ("foot", "inch"): 12,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("hour", "second"): 3600,  # "2hr 39min 16sec", whose minutes are hours by then
    ("year", "month"): 12,
    ("dollar", "cent"): 100,
    ("euro", "cent"): 100,
    ("euro", "euro cent"): 100,
    ("pound sterling", "pence"): 100,
}
GAPS = frozenset({"", " ", " and "})
BARE = {  # "12 ft 2 in", "5' 2\"", "15 dollars and 50": what may follow the second number where it has no unit of its own
    "foot": (12, re.compile(r" ?in\b\.?(?= (?:tall|long|more|wide|high|deep|and|or)\b|[,.;)]|\s*\Z)|\"|″|''|”")),
    **{unit: (100, re.compile(r"(?=[,.;)]|\s*\Z)")) for unit in ("dollar", "euro", "pound sterling")},
}
TENS = re.compile(r"\d\d|[a-z]+(?:-[a-z]+)?")


def join_compounds(low: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities in order, larger and smaller unit of one amount as one, in the larger unit."""
    out: list[Quantity] = []
    for quantity in found:
        joined = _joined(low, out[-1], quantity) if out and quantity.start - out[-1].end <= 5 else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(quantity)
    return out


def _joined(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    if b.unit is None and a.unit in BARE:
        return _bare(low, a, b)
    parts = SMALLER.get((a.unit or "", b.unit or ""))
    if parts is None or low[a.end : b.start] not in GAPS or b.bound != "exact" or a.part or b.scaled > 1:
        return None
    if a.value is None or b.value is None or not 0 < b.value < (60 if parts == 3600 else parts):
        return None
    if isinstance(a.value, int) == (parts == 3600):
        return None
    joined = _sum(a, b, parts, b.end)
    if b.dimension == "age":  # "one year and four months old"
        return replace(joined, unit=YEARS.name, dimension=YEARS.dimension, pint="")
    return joined


def _bare(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    parts, end = BARE[a.unit or ""]
    after = end.match(low, b.end)
    if not after or low[a.end : b.start] not in GAPS or b.bound != "exact" or b.scaled > 1 or a.scaled > 1:
        return None
    if not isinstance(a.value, int) or not isinstance(b.value, int) or not 0 < b.value < parts:
        return None
    if a.dimension == "money" and not (
        low[a.end - 1].isalpha() and b.value > 9 and TENS.fullmatch(low, b.start, b.end)
    ):
        return None  # "$15 and 50", "15 dollars and 5"
    return _sum(a, b, parts, after.end())


def _sum(a: Quantity, b: Quantity, parts: int, end: int) -> Quantity:
    value = plain((a.value or 0) + Fraction(b.value or 0) / parts)
    least, most = limits(value, a.bound)
    return replace(a, end=end, num_end=b.num_end, value=value, low=least, high=most)
