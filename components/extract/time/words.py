"""The words of time, and the pieces of expressions that dates, periods and the stretches of a sentence are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of an expression, longer ones first.

    >>> any_of(["sep", "sept"])
    'sept|sep'
    """
    return "|".join(sorted(words, key=len, reverse=True))


def _numbered(rows: str, first: int) -> dict[str, int]:
    """ "a b|c" from 1: a and b are 1, c is 2."""
    return {name: number for number, names in enumerate(rows.split("|"), first) for name in names.split()}


MONTHS = _numbered(
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
    "|november nov|december dec",
    1,
)
WEEKDAYS = _numbered(
    "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun", 0
)
NAMED_DAYS = {day: number for day, number in WEEKDAYS.items() if day.endswith("day")}
NUMBERS = _numbered("zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve", 0)
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "a few": 3, "several": 3}
ORDINALS = _numbered("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth", 1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month they begin with
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

MONTH_NAME = rf"(?:{any_of(MONTHS)})\b\.?"
MONTH = rf"(?P<month>{any_of(MONTHS)})\b\.?"
WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})\b\.?"
NUMBER = rf"(?P<number>\d{{1,3}}|{any_of(NUMBERS)})"
NTH = r"(?:st|nd|rd|th)?"
DAY, YEAR = rf"(?P<day>[0-3]?\d){NTH}", r"(?P<year>(?:1[5-9]|20)\d\d)"
PART = rf"(?:the )?(?:(?P<part>{any_of(THIRDS)})(?:[- ]of|-in)?[- ])?(?:the )?"
OF_DAY = r"(?:[ ,]+(?:early |late )?(?:morning|afternoon|evening|night|noon|midday|midnight))?"

# in running text, where letters and digits may go on
EDGE, END = r"(?<![^\W_])", r"(?![^\W_])"
A_YEAR = r"(?:19|20)\d\d(?!,?\d|s\b|-\d)"
A_DAY = any_of(NAMED_DAYS)
A_DATE = rf"(?:{MONTH_NAME} [0-3]?\d{NTH}(?:,? {A_YEAR})?(?!\d)|\d{{1,2}}{NTH}(?: of)? {MONTH_NAME}(?:,? {A_YEAR})?)"
A_PART = (
    r"(?:(?:the )?(?:very )?(?:early|late|mid|start of|beginning of|middle of|end of|turn of)[ -](?:in )?(?:the )?)?"
)
MOMENT = (
    rf"{A_PART}(?:(?:(?:{A_DAY}),? )?{A_DATE}(?:,? last year)?|{MONTH_NAME}(?:,? (?:of )?(?:{A_YEAR}|last year))?"
    rf"|{A_YEAR}|(?:last )?(?:{A_DAY})|yesterday|last (?:week|month|year)|(?:the|this) year){END}"
)

OVER = r"(?:in|during|over|for)"
SMALL = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
THE_YEAR = rf"(?:{A_YEAR}|the year|this year|last year)"

# in dates of their own
ABOUT = r"(?:about |around |nearly |almost |some |over |more than |just |roughly )"
AGO = r"(?:,? (?:of )?(?P<ago>last|this|next) year)"
ANY_WEEKDAY = rf"(?:{any_of(WEEKDAYS)})"
HOURS_OF = (
    r"(?:night|morning|evening|afternoon|day|hours|dawn|dusk|noon|midday|midnight|sunrise|sunset|daybreak|nightfall"
    r"|[ap]\.?m\.?|\d{1,2}[:.]\d\d)"
)
ORDINAL, SEASON = any_of(ORDINALS), any_of(SEASONS)
TO = r" ?(?:-|–|—|to|and|through|until|till) ?"
WHICH = r"(?:the )?(?:very )?(?P<which>first|second|third|fourth|final|last|opening|closing)"
PIECE = re.compile(r"<([A-Z_]+)>")


def expression(pattern: str, **more: str) -> str:
    """A pattern of data/rules with its pieces, <NAME>, put in; ``more`` are pieces that are not here. KeyError for another name.

    >>> expression("<OVER> <SMALL> weeks").startswith("(?:in|during")
    True
    """
    return PIECE.sub(lambda m: str((globals() | more)[m[1]]), pattern)


def counted(word: str) -> int | None:
    """A small number in figures or words.

    >>> counted("three"), counted("12"), counted("many")
    (3, 12, None)
    """
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())
