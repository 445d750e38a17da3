"""What makes a number larger after it: "1.5 million", "3 hundred thousand", "5k", "two and a half dozen"."""

from __future__ import annotations

import re
from fractions import Fraction

from components.extract.quantities.forms import PART_VALUES, SCALES, Number, plain

GLUE = re.compile(r"[ ]?(mln|mn|bn|bln|tn|trn|million|billion|trillion|quadrillion|mil)\b\.?|(k|m|mm|b|t)\b")
SCALE_AFTER = re.compile(
    r"[ \u00a0-]{0,2}(?:of a |of )?(hundred|thousand|million|billion|trillion|quadrillion|lakhs?|crores?|dozen|mln|bln|bn|mn|trn|tn)\b"
)
MILLIONS = re.compile(r" ?M(?=(?:USD|EUR|GBP|SEK|NOK|DKK|CHF|CAD|AUD)\b)")  # "48 MEUR"
CAPITAL = re.compile(r" ([BM])(?= (?:people|[a-z]+s)\b)")  # "about 8 B people"
AND_PART = re.compile(r"[ -]and[ -](?:(?:a|one)[ -])?(half|quarter|third|three[ -]quarters|two[ -]thirds)\b")
LARGE = re.compile(r"(million|billion|trillion|quadrillion)\Z")
FIRST = frozenset(" \u00a0-kmbthlcdo")  # what a scale after a number can begin with, blanks before it or not
ENDS = ("hundred", "thousand", "million", "billion", "trillion", "quadrillion")


def scaled(text: str, low: str, start: int, stop: int, value: Fraction | int, digits: bool) -> Number:
    """The number ``text[start:stop]``, whose value is known, with the scales after it; ``low`` is the text in lower case."""
    mark = low[stop : stop + 1]
    if mark not in FIRST or not mark:
        return Number(start, stop, plain(value), digits=digits)
    size, glued = 1, ""
    if digits and (glue := GLUE.match(low, stop)):
        if glue[1]:
            size, stop = {"mil": 10**6}.get(glue[1]) or SCALES[glue[1]], glue.end(1)
        elif mark.isalpha() and not low[glue.end() : glue.end() + 1].isalnum():
            glued = text[stop : glue.end()]  # decided by what follows, see scan.py
    elif many := MILLIONS.match(text, stop) or (CAPITAL.match(text, stop) if digits else None):
        size, stop = 10**9 if many[0] == " B" else 10**6, many.end()
    half = AND_PART.match(low, stop)
    if half and (digits or SCALE_AFTER.match(low, half.end()) or not low[start:stop].endswith(ENDS)):
        value, stop = value + PART_VALUES[half[1].replace("-", " ")], half.end()
    elif half and not digits and (large := LARGE.search(low, start, stop)):  # "a million and a half"
        value, stop = value + PART_VALUES[half[1].replace("-", " ")] * SCALES[large[1]], half.end()
    while scale := SCALE_AFTER.match(low, stop):
        if low[stop : scale.start(1)] == "" or "of" in low[stop : scale.start(1)]:
            break
        size, stop = size * SCALES[scale[1]], scale.end()
    return Number(start, stop, plain(value * size), scaled=size, digits=digits, glued=glued)
