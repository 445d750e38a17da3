"""What is a date at all, and what is a length of time, an age or a frequency."""

from __future__ import annotations

import re

from components.extract.time import grammar
from components.extract.time.words import ABOUT, NUMBER, NUMBERS, YEAR, any_of

UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centur(?:y|ie)|fortnight)"
LENGTH = re.compile(
    rf"\b(?:aged?|old)\b|\b{UNIT}s\b|\b(?:\d+|{any_of(NUMBERS)}|half|half a|every|each|per|whole|entire|full|all)[ -]{UNIT}\b"
    r"|^(?:annual|annually|daily|weekly|monthly|quarterly|yearly|hourly|nightly|overnight|minutes?|hours?|a while)$|^\d[\d.,-]*$"
)
HOURS = re.compile(r"(?:the )?(?:early|small|late|wee|first)(?: \w+)? hours|(?:in the )?dead of night")
FROM_ANOTHER = re.compile(  # "two days earlier": a day that counts from another one
    rf"{ABOUT}?{NUMBER} (?:day|week|month|year|decade|centur(?:y|ie))s? (?:earlier|before|later)"
)
RECORD = re.compile(
    r"(?:the |its |their |his |her )?(?:\w+ ){0,2}(?:\w{3,}est|worst|best|last|first|single|same|whole|bad|good|rainy|sunny|busy) "
    r"(?:day|days|night|morning|hour)s?(?: ever)?"
)


def is_date(text: str) -> bool:
    """Whether what a model calls DATE or TIME lies in the calendar or on the clock, and is no duration, age or frequency.

    >>> is_date("last week"), is_date("two days ago"), is_date("three years"), is_date("42-year-old"), is_date("annual")
    (True, True, False, False, False)
    >>> is_date("the early hours"), is_date("the deadliest day")
    (True, False)
    """
    said = grammar.plain(text)
    if not said or (said.isdigit() and not re.fullmatch(YEAR, said)):
        return False
    if HOURS.fullmatch(said) or FROM_ANOTHER.fullmatch(said) or grammar.resolve(said, grammar.EXAMPLE_DAY):
        return True
    return not RECORD.fullmatch(said) and not LENGTH.search(said)
