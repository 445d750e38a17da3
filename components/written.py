"""Days and amounts as people write them into a field: "11 Feb 2025", "1.5 billion", "150-160", "at least 12". Pure.

What is understood here is understood by the inspector too (reader/frontend/src/written.ts): one table of cases holds both to the
same readings and the same words, tests/unit/reader/written_forms.json. The number grammar of extract/ reads prose; this reads
a field, where nothing else stands, and refuses what can mean two things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from components.model import Bound, Number

A_DAY = "a day such as 14 May 2013 or 2013-05-14, a month such as May 2013"
A_NUMBER = "a number such as 94,000, 1.5 billion, 150-160 or at least 12"
BACKWARDS = "it ends before it begins"
FROM_LARGER = "“From” is larger than “to”"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
SCALES: Mapping[str, int] = MappingProxyType(
    {"": 0, "hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12}
)  # fmt: skip
BOUNDS: tuple[tuple[Bound, str], ...] = (  # the longer words first: "no more than" is not "more than"
    ("at_least", r"at least|no (?:less|fewer) than|not (?:less|fewer) than|>=|≥"),
    ("at_most", r"at most|up to|no more than|not more than|<=|≤"),
    ("more_than", r"more than|over|above|>"),
    ("less_than", r"less than|fewer than|under|below|<"),
    ("about", r"about|around|some|roughly|approximately|nearly|almost|circa|ca?\.|~"),
    ("exact", r"exactly|="),
)
VAGUE: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "dozens": (24, 99),
        "hundreds": (100, 999),
        "thousands": (1000, 10_000),
        "tens of thousands": (10_000, 100_000),
    }
)
WORDS: tuple[str, ...] = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_MONTH = "|".join((*FULL, "sept", *MONTHS))
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_DAY_MONTH = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({_MONTH})\.? (\d{{4}})")
_MONTH_DAY = re.compile(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})")
_TO = re.compile(r" (?:to|until|till|-) |–|—")
_DAYS_OF = re.compile(rf"(\d{{1,2}})-(\d{{1,2}} (?:{_MONTH})\.? \d{{4}})")  # "11-13 Feb 2025"
_NUMBER = r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
_ONE = re.compile(rf"({_NUMBER})\s*([a-z]*)")
_RANGE = re.compile(rf"(?:between |from )?({_NUMBER})\s*([a-z]*?)\s*(?:-|–|—|to|and)\s*({_NUMBER})\s*([a-z]*)")
_MORE = re.compile(r"(.+?)(?:\s*\+| or more)")
_FEWER = re.compile(r"(.+?) or (?:less|fewer)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A written amount as figures hold it; ``bound`` None where only a number was written."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound | None = None


def read_day(typed: str) -> str:
    """The day, month, year or interval that was written, in ISO form. Raises ValueError with what would do.

    >>> read_day("11 Feb 2025"), read_day("14.02.2015"), read_day("May 2013"), read_day("11–13 Feb 2025")
    ('2025-02-11', '2015-02-14', '2013-05', '2025-02-11/2025-02-13')
    """
    text = " ".join(typed.replace(",", " ").lower().split())
    if days := _DAYS_OF.fullmatch(text.replace("–", "-").replace(" - ", "-")):
        last = _one_day(days[2])
        return _interval(f"{last[:8]}{int(days[1]):02d}", last)
    slashed = text.split("/")
    if len(slashed) == 2 and all(_ISO.fullmatch(part.strip()) for part in slashed):
        return _interval(*(_one_day(part.strip()) for part in slashed))
    parts = [part.strip() for part in _TO.split(text.removeprefix("from "))]
    if len(parts) == 2:
        first, last = parts
        year = last[-4:]
        has_year = re.search(r"\d{4}", first)
        return _interval(_one_day(first if has_year else f"{first} {year}"), _one_day(last))
    return _one_day(text)


def _interval(first: str, last: str) -> str:
    _in_calendar(first)
    if first[: len(last)] > last[: len(first)]:
        raise ValueError(BACKWARDS)
    return f"{first}/{last}"


def _one_day(text: str) -> str:
    if found := _ISO.fullmatch(text):
        return _in_calendar(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _in_calendar(f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}")
    if found := _YEAR_LAST.fullmatch(text):
        return _numbered(int(found[1]), int(found[3]), found[4], found[2])
    if found := _DAY_MONTH.fullmatch(text):
        day = f"-{int(found[1]):02d}" if found[1] else ""
        return _in_calendar(f"{found[3]}-{_month(found[2]):02d}{day}")
    if found := _MONTH_DAY.fullmatch(text):
        return _in_calendar(f"{found[3]}-{_month(found[1]):02d}-{int(found[2]):02d}")
    raise ValueError(A_DAY)


def _numbered(one: int, two: int, year: str, sign: str) -> str:
    """ "14.02.2015" and "02/14/2015" say which is the day; "03/04/2015" does not, with dots the day comes first."""
    if sign == "." or one > 12 or one == two:
        return _in_calendar(f"{year}-{two:02d}-{one:02d}")
    if two > 12:
        return _in_calendar(f"{year}-{one:02d}-{two:02d}")
    names = f"{one} {FULL[two - 1].title()} or {two} {FULL[one - 1].title()}" if one and two else "no day"
    raise ValueError(f"this can be {names}: write the month as a word")


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _in_calendar(iso: str) -> str:
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(A_DAY) from None
    return iso


def read_amount(typed: str) -> Amount:
    """The amount that was written. Raises ValueError with what would do.

    >>> read_amount("at least 12").bound, read_amount("150-160").high, read_amount("1.5 billion").value
    ('at_least', 160, 1500000000)
    """
    text = " ".join(typed.lower().split())
    if text in VAGUE:
        return Amount(None, *VAGUE[text], "vague")
    if found := _RANGE.fullmatch(text):
        low, high = _number(found[1], found[2] or found[4]), _number(found[3], found[4])
        if low > high and not found[2]:  # "10 to 12 million" shares its scale, "1,300 to 1.5k" does not
            low = _number(found[1], "")
        if low > high:
            raise ValueError(FROM_LARGER)
        return Amount(None, low, high, "range")
    bound, rest = _bounded(text)
    value = _single(rest)
    return Amount(value, *_ends(bound, value), bound)


def _bounded(text: str) -> tuple[Bound | None, str]:
    for bound, words in BOUNDS:
        if found := re.match(rf"(?:{words})\s*(?=[\s\d−-])(?<!\w)", text) or re.match(rf"(?:{words})\s+(?=\w)", text):
            return bound, text[found.end() :]
    if found := _MORE.fullmatch(text):
        return "at_least", found[1]
    if found := _FEWER.fullmatch(text):
        return "at_most", found[1]
    return None, text


def _single(text: str) -> Number:
    if text in WORDS:
        return WORDS.index(text)
    if found := _ONE.fullmatch(text):
        return _number(found[1], found[2])
    raise ValueError(A_NUMBER)


def _number(digits: str, scale: str) -> Number:
    if scale not in SCALES:
        raise ValueError(A_NUMBER)
    plain = re.sub(r"[\s,]", "", digits).replace("−", "-")
    value = float(f"{plain}e{SCALES[scale]}")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _ends(bound: Bound | None, value: Number) -> tuple[Number | None, Number | None]:
    low = value if bound in ("exact", "at_least", "more_than") else None
    return low, value if bound in ("exact", "at_most", "less_than") else None


def say_amount(amount: Amount) -> str:
    """An amount as a field shows it, and as ``read_amount`` reads it again.

    >>> say_amount(Amount(12, 12, None, "at_least")), say_amount(Amount(None, 312, 530, "range"))
    ('at least 12', '312 to 530')
    """
    if amount.bound == "vague" and (
        name := next((n for n, ends in VAGUE.items() if ends == (amount.low, amount.high)), "")
    ):
        return name
    if amount.low is not None and amount.high is not None and amount.bound in ("range", "vague"):
        return f"{_plain(amount.low)} to {_plain(amount.high)}"
    one = next((x for x in (amount.value, amount.low, amount.high) if x is not None), None)
    words = "" if amount.bound in (None, "exact", "range", "vague") else f"{str(amount.bound).replace('_', ' ')} "
    return "" if one is None else f"{words}{_plain(one)}"


def _plain(value: Number) -> str:
    return f"{value:,}"
