"""The one grammar of dates: what a phrase means, given the day of publication, for entities and figures alike.

Standard library only: dateparser takes a hundred times longer and does not know which Tuesday news means. A form is a row of data/rules/dates.tsv:
an expression for the whole phrase, a reader, and an example; the first form that can tell what its phrase means is taken.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from components.extract.time import holidays, points, spans
from components.extract.time.points import Now, Reader, Tense
from components.extract.time.words import expression
from components.lexicons import rules

EXAMPLE_DAY = "2024-03-13"  # a Wednesday: when the examples were told
READERS = points.READERS | spans.READERS | {"holiday": holidays.read}


class Form(NamedTuple):
    """A form of dates; ``means`` is what its example ``said`` means on EXAMPLE_DAY."""

    name: str
    pattern: re.Pattern[str]
    read: Reader
    said: str
    means: str


FORMS = tuple(
    Form(
        row["form"],
        re.compile(expression(row["pattern"], HOLIDAY=holidays.NAMED)),
        READERS[row["read"]],
        row["said"],
        row["means"],
    )
    for row in rules("dates", "form", "pattern", "read", "said", "means")
)


def resolve(text: str, published: str | None, tense: Tense = "open") -> str | None:
    """The ISO day, month, year or interval that a date means; None where it cannot be told.

    Without ``published`` only absolute dates resolve. "Friday" and "June" are the last ones, in the tense "ahead" the next;
    "March 3" is the last one too, in an open tense also one that comes soon.

    >>> resolve("last week", "2013-05-14")
    '2013-05-06/2013-05-12'
    >>> resolve("on Friday", "2013-05-14", "ahead")
    '2013-05-17'
    >>> resolve("the night of 9 March", "2024-03-13")
    '2024-03-09'
    """
    return _resolve(plain(text), _day(published), tense)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published and re.match(r"\d{4}-\d\d-\d\d", published) else None


@lru_cache(maxsize=20_000)
def _resolve(said: str, day: date | None, tense: Tense) -> str | None:
    return _read(said, Now(day, tense, _read))


def _read(said: str, now: Now) -> str | None:
    for form in FORMS:
        match = form.pattern.fullmatch(said)
        try:
            found = form.read(match, now) if match else None
        except (ValueError, OverflowError):  # no such day, or one outside of the calendar
            continue
        if found is not None:
            return found
    return None


LEADS = re.compile(
    r"(?:(?:on|in|of|since|until|by|during|at|over|through|throughout|earlier|later|only|just|late on|early on|as recently as) )+"
)


def plain(text: str) -> str:
    """A date in small letters without what leads to it and its possessive.

    >>> plain("on Tuesday’s")
    'tuesday'
    """
    said = " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(" ,.;:()[]\"'").lower()
    lead = LEADS.match(said)
    return said[lead.end() if lead else 0 :].removesuffix("'s").removesuffix("'")
