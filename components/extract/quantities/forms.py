"""The words and signs that numbers are written with, and the record of a number."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
UNITS = {word: n for n, word in enumerate(_ONES.split())}
UNITS |= {word.replace("fi", "ﬁ"): n for word, n in UNITS.items() if "fi" in word}  # a ligature, as PDFs have it
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
TENS |= {"fourty": 40, "ﬁfty": 50}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "dozen": 12,
    "mln": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
SHORT_SCALES = frozenset({"mln", "mn", "bn", "bln", "tn", "trn"})  # only after digits
GLUED = {"k": 10**3, "m": 10**6, "mm": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12}  # right after digits only
VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (100, 999),
    "thousands": (1000, 10_000),
    "millions": (10**6, 10**7),
    "billions": (10**9, 10**10),
    "trillions": (10**12, 10**13),
}
SCALED_VAGUE = {"tens": 10, "dozens": 10, "hundreds": 100, "scores": 20}
PARTS = {
    "half": 2,
    "third": 3,
    "fourth": 4,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
PARTS |= {f"{word}s": n for word, n in PARTS.items() if word != "half"} | {"halves": 2}
PART_VALUES = {
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "three quarters": Fraction(3, 4),
    "two thirds": Fraction(2, 3),
}
GLYPHS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅐": Fraction(1, 7),
    "⅑": Fraction(1, 9),
    "⅒": Fraction(1, 10),
}


class Number(NamedTuple):
    """A number in the text: ``value``, or ``low`` and ``high`` where it is vague. ``scaled`` tells "5 million" from
    "5000000", ``digits`` how it was written, ``part`` a fraction ("two-thirds")."""

    start: int
    end: int
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    scaled: int = 1
    digits: bool = True
    part: bool = False
    glued: str = ""  # a letter read as a scale that could be a unit as well: "5m"


def plain(value: float | int | Fraction) -> float | int:
    """A whole number as an int, another one as a float rounded to where floats stop being exact."""
    if isinstance(value, int):
        return value
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return value.numerator
        value = float(value)
    value = float(f"{value:.12g}")
    if value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def lowered(text: str) -> str:
    """The text in lower case, with the same offsets."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)  # "İ" would become two
