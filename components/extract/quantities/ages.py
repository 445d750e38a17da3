"""Numbers that say how old somebody is: "29-year-old", "aged 66", "8 months old", "55yo"."""

from __future__ import annotations

import re

from components.extract.quantities.units import Unit

YEARS = Unit("year of age", "age")
OLD = re.compile(r"[ -]?olds?\b| of age\b|[ ]?y/?o\b")
AGED = re.compile(
    r"(?<![^\W_])(?:aged|ages?|age of|aged between|aged from|ages of|between the ages of|turned|turning|(?:under|over|below|above) the age of)[ ]$"
)
ENDS = ("aged ", "age ", "ages ", "of ", "between ", "from ", "turned ", "turning ")  # how AGED ends
EXPECTED = re.compile(r"\blife expectancy\b[^.;,\d]* (?:is|was|of|at|to|from|around|about|now|only) \Z")
YO = re.compile(r"[ -]?(?:yo|y/o|y\.o\.|yrs old|y\.o)\b")
IS = re.compile(
    r"\b(?:he|she|who)(?: is| was|['’]s| will be| would be| would have been| turns| turned)(?: now| only| just| about| still| already)? \Z"
)
IS_ENDS = (
    "is ",
    "was ",
    "'s ",
    "’s ",
    "be ",
    "been ",
    "turns ",
    "turned ",
    "now ",
    "only ",
    "just ",
    "about ",
    "still ",
    "already ",
)
THEN = re.compile(
    r" (?:when|at the time|at h(?:is|er)|by|and|next|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b|[,.;:)](?!\d)|\s*\Z"
)
SPANS = frozenset({"year", "month", "week", "day"})


def age(low: str, begin: int, end: int, unit: Unit | None, value: float | int | None) -> tuple[Unit | None, int]:
    """The unit and the end of a quantity ``low[begin:end]`` (text in lower case), which become an age's where it is one."""
    if unit is None:
        if value is not None and value < 130 and EXPECTED.search(low, max(0, begin - 70), begin):
            return YEARS, end
        if low[end : end + 1] in (" ", "-", "y") and (yo := YO.match(low, end)):
            return YEARS, yo.end()
        if value is not None and ((value < 130 and _aged(low, begin)) or (1 < value < 115 and _is(low, begin, end))):
            return YEARS, end
        return None, end
    if unit.dimension == "time" and unit.name in SPANS:
        if old := OLD.match(low, end):
            return (YEARS if unit.name == "year" else Unit(unit.name, "age")), old.end()
        if unit.name == "year" and _aged(low, begin) and low[max(0, begin - 4) : begin] != "age ":
            return YEARS, end
    return unit, end


def _aged(low: str, begin: int) -> bool:
    head = low[max(0, begin - 24) : begin]
    return head.endswith(ENDS) and AGED.search(head) is not None


def _is(low: str, begin: int, end: int) -> bool:
    """ "He will be 35 in May": a number that says nothing but how old somebody is."""
    head = low[max(0, begin - 40) : begin]
    return head.endswith(IS_ENDS) and IS.search(head) is not None and THEN.match(low, end) is not None
