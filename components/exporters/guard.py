"""Cells that a spreadsheet, R or pandas would change on opening: formulas run, numbers and dates made of ids and of words."""

from __future__ import annotations

import re

from components.tables import COUNTS, INTEGERS, NUMBERS

GUARD = "'"
FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the full-width forms are run in Japanese and Chinese Excel
NUMERIC = NUMBERS | INTEGERS | COUNTS  # numbers are never guarded: -5 is no formula
AS_THEY_ARE = NUMERIC | {  # days in ISO form may become a spreadsheet's days; the others have words of our own
    *(
        "published",
        "as_of",
        "first_day",
        "last_day",
        "period_start",
        "period_end",
        "iso",
        "created_at",
        "updated_at",
        "language",
        "layer",
    ),
    *("label", "status", "origin", "bound", "scope", "unit", "unit_si", "review_status", "guarded"),
}
LONGEST = 400  # characters of a number or a day in words
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
TIME = r"(?:[\s,]+\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]m)?)?"
NUMBER = r"[\s$£€¥(]*+\.?\d[\d.,\s/:-]*+(?:[ed][+-]?\d*+)?[\s%$£€¥)]*+(?:am|pm)?\s*+"  # never gone over twice
R_NUMBER = r"0x[\da-f.]+(?:p[+-]?\d+)?|(?:[\d.e]+[+-])?[\d.e]+i"  # hexadecimal and complex ones
DAY = rf"{WEEKDAY}(?:\d{{1,4}}(?:st|nd|rd|th)?[\s./-]+)?{MONTH}(?:[\s./,-]+\d{{1,4}}){{0,2}}{TIME}"
WORD = r"true|false|t|f|na|n/a|#n/a|#n/a n/a|#na|nan|-nan|null|none|nil|inf|infinity|<na>|1\.#ind|1\.#qnan"
CHANGED = re.compile(rf"(?:{NUMBER}|{R_NUMBER}|{DAY}|{WORD})", re.IGNORECASE)


def is_changed(cell: str) -> bool:
    """Whether opening a CSV file makes something else of a cell: a number, a day, a yes or no, nothing.

    >>> [is_changed(c) for c in ("007", "161292385e539656", "May 5", "NA", "94,000", "Anna", "12 people", "1/2", "May")]
    [True, True, True, True, True, False, False, True, True]
    """
    return len(cell) <= LONGEST and CHANGED.fullmatch(cell) is not None
