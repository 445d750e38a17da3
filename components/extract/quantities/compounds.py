"""Two quantities that are one, told in a larger and a smaller unit: "5 feet 2 inches", "two hours and 15 minutes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from components.extract.quantities.ages import YEARS
from components.extract.quantities.forms import PART_VALUES, plain
from components.extract.quantities.quantity import Quantity, limits

SMALLER = {
    ("foot", "inch"): 12,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("mile", "yard"): 1760,
    ("mile", "furlong"): 8,
    ("kilometer", "meter"): 1000,
    ("meter", "centimeter"): 100,
    ("kilogram", "gram"): 1000,
    ("dollar", "cent"): 100,
    ("euro", "cent"): 100,
    ("euro", "euro cent"): 100,
    ("pound sterling", "pence"): 100,
}
THIRD = {("hour", "second"): 3600, ("day", "minute"): 1440}  # "2hr 39min 16sec", whose minutes are hours by then
GAPS = frozenset({"", " ", " and ", "-"})
COMMA = frozenset({"foot", "pound"})  # "3 feet, 4 inches" are one amount; "24 hours, 39 minutes, and 35 seconds" a list
BARE = {  # "12 ft 2 in", "5' 2\"", "15 dollars and 50": what may follow the second number where it has no unit of its own
    "foot": (12, re.compile(r" ?in\b\.?(?= (?:tall|long|more|wide|high|deep|and|or)\b|[,.;)]|\s*\Z)|\"|″|''|”")),
    "stone": (14, re.compile(r"(?=[,.;)]|\s*\Z| (?:and|but|to)\b)")),
    **{
        unit: (100, re.compile(r"(?=[,.;)]|\s*\Z| (?:for|per|each|more|less|change)\b)"))
        for unit in ("dollar", "euro", "pound sterling")
    },
}
TENS = re.compile(r"\d\d|[a-z]+(?:-[a-z]+)?")
TALL = re.compile(r"[ -](?:foot|ft)[ -]\Z")  # "6 foot 2", "a 6-foot-5 forward": how tall somebody is
TALL_ENDS = re.compile(r"(?![\d%]|[.,]\d|-(?!inch))(?:-inch\b|-in\b)?")
AND_HALF = re.compile(
    r" and (?:a|one) (half|quarter)\b(?!-|'s| (?:of|the|hours?|minutes?|days?|years?|months?|weeks?|miles?|million|billion|dozen))"
)
HALVED = frozenset({"time", "length", "mass", "volume", "area"})


def join_compounds(low: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities in order, larger and smaller unit of one amount as one, in the larger unit."""
    out: list[Quantity] = []
    for quantity in found:
        joined = _joined(low, out[-1], quantity) if out and quantity.start - out[-1].end <= 6 else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(quantity)
    return [_and_half(low, quantity) for quantity in out]


def _and_half(low: str, a: Quantity) -> Quantity:
    """ "Five hours and a half" is five and a half; a quantity without such an end as it was."""
    if a.dimension not in HALVED or not isinstance(a.value, int) or a.bound == "range" or low[a.end : a.end + 1] != " ":
        return a
    half = AND_HALF.match(low, a.end)
    if half is None or not low[a.end - 1].isalpha():
        return a
    value = plain(a.value + PART_VALUES[half[1]])
    least, most = limits(value, a.bound)
    return replace(a, end=half.end(), value=value, low=least, high=most)


def _joined(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    a, b = _minutes(low, a, b)
    if b.unit is None and a.unit in BARE:
        return _bare(low, a, b)
    pair = a.unit or "", b.unit or ""
    parts = SMALLER.get(pair) or THIRD.get(pair)
    if parts is None or b.bound != "exact" or a.part or b.scaled > 1 or a.value is None or b.value is None:
        return None
    gap = low[a.end : b.start]
    if gap not in GAPS and not (gap == ", " and (a.unit in COMMA or low[a.num_end] == "-" == low[b.num_end])):
        return None  # "a 3-year, 6-month term"
    if not 0 < b.value < (parts if pair in SMALLER else 60) or isinstance(a.value, int) != (pair in SMALLER):
        return None
    joined = _sum(a, b, parts, b.end)
    if b.dimension == "age":  # "one year and four months old"
        return replace(joined, unit=YEARS.name, dimension=YEARS.dimension, pint="")
    return joined


def _minutes(low: str, a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """ "1m 54.3s", "2h 15m": the letter of meters that means minutes beside seconds or hours."""
    if a.unit == "meter" and b.unit == "second" and low[a.num_end : a.end] == "m" and low[b.num_end : b.end] == "s":
        return replace(a, unit="minute", dimension="time", pint="minute"), b
    if b.unit == "meter" and a.unit == "hour" and low[b.num_end : b.end] == "m" and low[a.end - 1] == "h":
        return a, replace(b, unit="minute", dimension="time", pint="minute")
    return a, b


def _bare(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    parts, end = BARE[a.unit or ""]
    after = end.match(low, b.end)
    if not after and a.unit == "foot" and 2 < (a.value or 0) < 9 and TALL.match(low, a.num_end, b.start):
        after = TALL_ENDS.match(low, b.end)
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
    larger = Fraction(a.value or 0).limit_denominator(10**6)  # what rounding left of 2 1/15 hours
    value = plain(larger + Fraction(b.value or 0) / parts)
    least, most = limits(value, a.bound)
    return replace(a, end=end, num_end=b.num_end, value=value, low=least, high=most)
