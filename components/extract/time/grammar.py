"""The one grammar of dates: what a phrase means, given the day of publication, for entities and figures alike.

Standard library only: dateparser takes a hundred times longer and does not know which Tuesday news means. A form is a name, an
expression for the whole phrase, a reader, and an example; the first form that can tell what its phrase means is taken.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from components.extract.time import holidays, points, spans
from components.extract.time.points import Now, Reader, Tense
from components.extract.time.words import (
    DAY,
    MONTH,
    MONTH_NAME,
    NUMBER,
    OF_DAY,
    ORDINALS,
    PART,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    any_of,
)

EXAMPLE_DAY = "2024-03-13"  # a Wednesday: when the examples were told


class Form(NamedTuple):
    """A form of dates; ``means`` is what its example ``said`` means on EXAMPLE_DAY."""

    name: str
    pattern: re.Pattern[str]
    read: Reader
    said: str
    means: str


def _form(name: str, pattern: str, read: Reader, said: str, means: str) -> Form:
    return Form(name, re.compile(pattern), read, said, means)


ANY_WEEKDAY = rf"(?:{any_of(WEEKDAYS)})"
AGO = r"(?:,? (?:of )?(?P<ago>last|this|next) year)"
WHICH = r"(?:the )?(?:very )?(?P<which>first|second|third|fourth|final|last|opening|closing)"
TO = r" ?(?:-|–|—|to|and|through|until|till) ?"
ABOUT = r"(?:about |around |nearly |almost |some |over |more than |just |roughly )"
HOURS_OF = (
    r"(?:night|morning|evening|afternoon|day|hours|dawn|dusk|noon|midday|midnight|sunrise|sunset|daybreak|nightfall"
    r"|[ap]\.?m\.?|\d{1,2}[:.]\d\d)"
)

FORMS: tuple[Form, ...] = (
    _form(
        "day of month",
        rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)?[ -]{MONTH}(?:(?:,?[ -]{YEAR})|{AGO})?{OF_DAY}",
        points.full,
        "14 May 2013",
        "2013-05-14",
    ),
    _form(
        "month and day",
        rf"(?:{WEEKDAY},? )?{MONTH} (?:the )?{DAY}(?:(?:,? {YEAR})|{AGO})?{OF_DAY}",
        points.full,
        "March 3",
        "2024-03-03",
    ),
    _form("numeric day", r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)", points.numeric, "2024-02-29", "2024-02-29"),
    _form(
        "month and days",
        rf"{MONTH} {DAY}{TO}(?P<last>[0-3]?\d)(?:,? {YEAR})?",
        points.days_of_month,
        "March 3-5",
        "2024-03-03/2024-03-05",
    ),
    _form(
        "days of month",
        rf"(?:between )?{DAY}{TO}(?P<last>[0-3]?\d)(?:th)? {MONTH}(?:,? {YEAR})?",
        points.days_of_month,
        "12 to 14 May 2013",
        "2013-05-12/2013-05-14",
    ),
    _form(
        "month",
        rf"{PART}(?:(?P<which>last|next|this) )?{MONTH}(?:(?:,? (?:of )?{YEAR})|{AGO})?",
        spans.month,
        "early March",
        "2024-03-01/2024-03-10",
    ),
    _form("year", rf"{PART}(?:year )?{YEAR}", spans.year, "early 1998", "1998-01-01/1998-04-30"),
    _form("decade", rf"{PART}(?P<year>(?:1[5-9]|20)\d0)'?s", spans.decade, "the 1990s", "1990-01-01/1999-12-31"),
    _form(
        "years",
        rf"(?:between |from )?(?P<first>(?:1[5-9]|20)\d\d)(?:{TO}|/)(?P<last>\d{{4}}|\d\d)",
        spans.years,
        "2011-13",
        "2011-01-01/2013-12-31",
    ),
    _form(
        "season",
        rf"(?:the )?(?P<which>last |next |this )?(?:early |late )?(?P<season>{any_of(SEASONS)})(?: of)?(?: {YEAR})?",
        spans.season,
        "last summer",
        "2023-06-01/2023-08-31",
    ),
    _form(
        "weekday",
        r"(?:early |late )?(?:on )?(?P<which>last |this past |past |next |this |this coming |coming |the previous |the following )?"
        rf"{WEEKDAY}{OF_DAY}(?P<week>,? (?:last|this|next) week)?",
        points.weekday,
        "last Friday",
        "2024-03-08",
    ),
    _form(
        "today",
        r"(?:early |late |later |earlier )?(?P<word>today|tonight|this (?:morning|afternoon|evening)|last night|overnight|yesterday"
        rf"|tomorrow|the day before yesterday|the day after tomorrow){OF_DAY}",
        points.relative_day,
        "yesterday",
        "2024-03-12",
    ),
    _form(
        "last week",
        rf"{PART}(?P<which>this|last|next|(?:the )?(?:past|previous|last|coming|following|next|current)) "
        r"(?P<unit>week|weekend|month|year|quarter|decade|century)",
        spans.relative_span,
        "last week",
        "2024-03-04/2024-03-10",
    ),
    _form(
        "end of the year",
        r"the (?P<part>end|beginning|start|middle) of the (?P<unit>month|year)|(?:over |at )?the weekend",
        spans.this_span,
        "the end of the year",
        "2024-09-01/2024-12-31",
    ),
    _form(
        "ago",
        rf"{ABOUT}?{NUMBER} "
        r"(?P<unit>day|week|month|year|decade|centur(?:y|ie))s? (?P<where>ago|from now)",
        points.ago,
        "two days ago",
        "2024-03-11",
    ),
    _form(
        "past days",
        rf"(?:the |over the |in the )?(?P<which>past|last|next|coming|previous) {NUMBER} (?P<unit>day|week|month|year|decade)s?",
        spans.stretch,
        "the past three days",
        "2024-03-10/2024-03-13",
    ),
    _form(
        "part of a date",
        rf"{WHICH} (?P<unit>quarter|half|week|weekend) of (?P<of>.+)",
        spans.part_of,
        "the first half of next year",
        "2025-01-01/2025-06-30",
    ),
    _form(
        "quarter",
        r"(?:the )?(?:(?P<which>first|second|third|fourth)[- ]quarter|q(?P<q>[1-4]))(?: (?P<year>(?:19|20)\d\d))?",
        spans.quarter,
        "Q3 2022",
        "2022-07-01/2022-09-30",
    ),
    _form(
        "week of",
        r"(?:the )?week (?:of|beginning|starting|commencing|from) (?P<of>.+)",
        points.week_with,
        "the week of 4 March",
        "2024-03-04/2024-03-10",
    ),
    _form(
        "weekdays",
        rf"(?:from |between )?(?P<first>{ANY_WEEKDAY})(?:{TO}| ?/ ?)(?P<last>{ANY_WEEKDAY})",
        points.weekdays,
        "Monday to Wednesday",
        "2024-03-11/2024-03-13",
    ),
    _form(
        "century",
        r"(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century",
        spans.century,
        "the early 20th century",
        "1900-01-01/1933-12-31",
    ),
    _form(
        "spelled day",
        rf"(?:the )?(?P<day>{any_of(ORDINALS)}) (?:day )?of (?P<rest>{MONTH_NAME}.*)",
        points.spelled,
        "the first of January",
        "2024-01-01",
    ),
    _form(
        "part of day",
        rf"(?:the |late |early |about |around |just |shortly |before |after )*{HOURS_OF}(?: local time)? (?:of|on) (?P<of>.+)",
        points.part_of_day,
        "the night of 9 March",
        "2024-03-09",
    ),
    _form(
        "week but one",
        r"(?:the )?(?P<unit>week|weekend) (?P<which>after next|before last)",
        spans.week_but_one,
        "the week before last",
        "2024-02-26/2024-03-03",
    ),
    _form("short year", r"(?P<rest>.+)'(?P<year>\d\d)", spans.short_year, "the summer of '98", "1998-06-01/1998-08-31"),
    _form("holiday", holidays.NAMED, holidays.read, "last Christmas", "2023-12-25"),
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
