"""What a date means, given the day an article was published.

Results are ISO: a day "2013-05-14", a month "2009-09", a year "2010", or an interval of days "2013-05-06/2013-05-12".
Standard library only: dateparser takes a hundred times longer and does not know which Tuesday news means.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

NAMES = "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec"
MONTHS = {name: number for number, names in enumerate(NAMES.split("|"), 1) for name in names.split()}
DAYS = "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun"
WEEKDAYS = {name: number for number, names in enumerate(DAYS.split("|")) for name in names.split()}
NUMBERS = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "a few": 3, "several": 3}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH, WEEKDAY, NUMBER = (
    rf"(?P<month>{any_of(MONTHS)})\b\.?",
    rf"(?P<weekday>{any_of(WEEKDAYS)})\b\.?",
    rf"(?P<number>\d{{1,3}}|{any_of(NUMBERS)})",
)
DAY, YEAR = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?", r"(?P<year>(?:1[5-9]|20)\d\d)"
PART = r"(?:the )?(?:(?P<part>early|mid|late|beginning|start|middle|end)(?:[- ]of|-in)?[- ])?(?:the )?"
OF_DAY = r"(?:[ ,]+(?:early |late )?(?:morning|afternoon|evening|night|noon|midday|midnight))?"

Reader = Callable[[re.Match[str], date | None, bool], str | None]


def resolve(text: str, published: str | None, ahead: bool = False) -> str | None:
    """The ISO day, month, year or interval that a date means; None where it cannot be told.

    Without ``published`` only absolute dates resolve. "Friday" and "June" are the last ones, with ``ahead`` the next.

    >>> resolve("last week", "2013-05-14")
    '2013-05-06/2013-05-12'
    >>> resolve("on Friday", "2013-05-14", ahead=True)
    '2013-05-17'
    """
    return _resolve(_plain(text), published, ahead)


def is_date(text: str) -> bool:
    """Whether what a model calls DATE or TIME lies in the calendar or on the clock, and is no duration, age or frequency.

    >>> is_date("last week"), is_date("two days ago"), is_date("three years"), is_date("42-year-old"), is_date("annual")
    (True, True, False, False, False)
    """
    said = _plain(text)
    if not said or (said.isdigit() and not re.fullmatch(YEAR, said)):
        return False
    return any(pattern.fullmatch(said) for pattern, _ in FORMS) or not LENGTH.search(said)


def _plain(text: str) -> str:
    said = " ".join(text.replace("’", "'").split()).strip(" ,.;:()[]\"'").lower()
    for lead in (
        "on ",
        "in ",
        "of ",
        "since ",
        "until ",
        "by ",
        "during ",
        "earlier ",
        "later ",
        "only ",
        "just ",
        "as recently as ",
    ):
        said = said.removeprefix(lead)
    return said.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=20_000)
def _resolve(said: str, published: str | None, ahead: bool) -> str | None:
    day = date.fromisoformat(published[:10]) if published and re.fullmatch(r"\d{4}-\d\d-\d\d.*", published) else None
    for pattern, read in FORMS:
        match = pattern.fullmatch(said)
        if match:
            try:
                return read(match, day, ahead)
            except (ValueError, OverflowError):  # no such day, or one before the year 1
                return None
    return None


def _full(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """A day of a month, with or without its year."""
    month, number = MONTHS[m["month"]], int(m["day"])
    if m["year"]:
        return _iso(calendar_day(int(m["year"]), month, number))
    if day is None:
        return None
    days = [calendar_day(day.year + k, month, number) for k in (-1, 0, 1)]
    if m["weekday"]:
        days = [d for d in days if d and d.weekday() == WEEKDAYS[m["weekday"]]] or days
    return _iso(_nearest(days, day, ahead))


def _iso_day(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    return _iso(calendar_day(int(m["year"]), int(m["m"]), int(m["day"])))


def _days(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """ "12 to 14 May 2013": an interval."""
    year = int(m["year"]) if m["year"] else day.year if day else None
    if year is None:
        return None
    first, last = (calendar_day(year, MONTHS[m["month"]], int(m[name])) for name in ("day", "last"))
    return _span(first, last)


def _month(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """A month with or without its year, or a part of it."""
    month = MONTHS[m["month"]]
    if m["year"]:
        year = int(m["year"])
    elif day is None:
        return None
    elif (m["which"] or "").strip() == "next" or (ahead and (m["which"] or "").strip() != "last"):
        year = day.year + (month < day.month)
    else:
        year = day.year - (month > day.month or ((m["which"] or "").strip() == "last" and month == day.month))
    return _part_of_month(year, month, m["part"]) if m["part"] else f"{year:04d}-{month:02d}"


def _year(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    return _part_of_year(int(m["year"]), m["part"]) if m["part"] else m["year"]


def _decade(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    first = int(m["year"])
    thirds = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}
    a, b = thirds[THIRDS.get(m["part"]) if m["part"] else None]
    return f"{first + a}-01-01/{first + b}-12-31"


def _years(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    first, last = m["first"], m["last"]
    last = first[: 4 - len(last)] + last
    return f"{first}-01-01/{last}-12-31" if first < last else None


def _season(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    month = SEASONS[m["season"]]
    if m["year"]:
        year = int(m["year"])
    elif day is None:
        return None
    elif m["which"] == "this ":
        year = day.year
    else:
        year = (
            day.year
            + (ahead or m["which"] == "next ") * (month < day.month)
            - (not ahead and m["which"] != "next " and month > day.month)
        )
        year -= m["which"] == "last " and year == day.year and month <= day.month <= month + 2
    end = year + (month == 12), (month + 1) % 12 + 1
    return _span(date(year, month, 1), date(*end, monthrange(*end)[1]))


def _weekday(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """A weekday: the last one up to the article's day, unless it says "next"."""
    if day is None:
        return None
    which, week = (m["which"] or "").strip(), (m["week"] or "").strip(" ,")
    number = WEEKDAYS[m["weekday"]]
    monday = day - timedelta(days=day.weekday())
    if week:
        return _iso(monday + timedelta(days=number + {"last week": -7, "this week": 0, "next week": 7}[week]))
    if which in ("next", "this coming", "the following", "coming") or (
        ahead and which not in ("last", "this past", "past", "the previous")
    ):
        return _iso(day + timedelta(days=(number - day.weekday()) % 7 or 7 * (which == "next" or ahead)))
    back = (day.weekday() - number) % 7
    return _iso(day - timedelta(days=back or 7 * (which in ("last", "past", "this past", "the previous"))))


def _relative_day(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    shift = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    return None if day is None else _iso(day + timedelta(days=shift.get(m["word"], 0)))


def _relative_span(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """ "last week", "this month", "next year"."""
    if day is None:
        return None
    which, unit = m["which"].removeprefix("the "), m["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        if unit == "week":
            monday += timedelta(days=7 * step)
            return _span(monday, monday + timedelta(days=6))
        saturday = monday + timedelta(days=5 + 7 * (step if step else 0))
        if not step and saturday > day and not ahead:
            saturday -= timedelta(days=7)
        return _span(saturday, saturday + timedelta(days=1))
    if unit == "month":
        year, month = _month_shift(day, step)
        return _part_of_month(year, month, m["part"]) if m["part"] else f"{year:04d}-{month:02d}"
    if unit == "year":
        return _part_of_year(day.year + step, m["part"]) if m["part"] else f"{day.year + step:04d}"
    if unit == "quarter":
        year, month = _month_shift(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return _span(date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1]))
    size = {"decade": 10, "century": 100}[unit]
    if which == "past":  # the ten years up to the article's day, where "the last decade" may be the nineties
        return _span(day.replace(year=day.year - size, day=min(day.day, 28)), day)
    first = day.year // size * size + step * size
    return f"{first:04d}-01-01/{first + size - 1:04d}-12-31"


def _of_this(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """ "the end of the year", "at the weekend"."""
    said = f"{m['part']} of this {m['unit']}" if m["unit"] else "this weekend"
    return _resolve(said, day.isoformat() if day else None, ahead)


def _ago(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """ "two days ago" is a day, "three months ago" a month, "a decade ago" a year. "two days earlier" counts from an unknown day."""
    if day is None or m["where"] not in ("ago", "from now"):
        return None
    count = _number(m["number"]) * (1 if m["where"] == "from now" else -1)
    unit = m["unit"]
    if unit == "day":
        return _iso(day + timedelta(days=count))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * count)
        return _span(monday, monday + timedelta(days=6))
    if unit == "month":
        year, month = _month_shift(day, count)
        return f"{year:04d}-{month:02d}"
    return f"{day.year + count * {'year': 1, 'decade': 10, 'century': 100}[unit]:04d}"


def _stretch(m: re.Match[str], day: date | None, ahead: bool) -> str | None:
    """ "the past three days": the days up to the article's, or on from it."""
    if day is None:
        return None
    count, unit = _number(m["number"]), m["unit"]
    if unit in ("day", "week"):
        other = timedelta(days=count * (7 if unit == "week" else 1))
        return _span(day, day + other) if m["which"] in ("next", "coming") else _span(day - other, day)
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    forward = m["which"] in ("next", "coming")
    year, month = _month_shift(day, months if forward else -months)
    other_day = date(year, month, min(day.day, monthrange(year, month)[1]))
    return _span(day, other_day) if forward else _span(other_day, day)


FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:{WEEKDAY}(?: {OF_DAY})?,? )?(?:the )?{DAY}(?: of)?[ -]{MONTH}(?:,?[ -]{YEAR})?{OF_DAY}", _full),
        (rf"(?:{WEEKDAY},? )?{MONTH} (?:the )?{DAY}(?:,? {YEAR})?{OF_DAY}", _full),
        (r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<day>\d\d)", _iso_day),
        (rf"{MONTH} {DAY} ?(?:-|–|to|and|through) ?(?P<last>[0-3]?\d)(?:,? {YEAR})?", _days),
        (rf"(?:between )?{DAY} ?(?:-|–|to|and) ?(?P<last>[0-3]?\d)(?:th)? {MONTH}(?:,? {YEAR})?", _days),
        (rf"{PART}(?P<which>last |next |this )?{MONTH}(?:,? (?:of )?{YEAR})?", _month),
        (rf"{PART}(?:year )?{YEAR}", _year),
        (rf"{PART}(?P<year>(?:1[5-9]|20)\d0)'?s", _decade),
        (
            r"(?:between |from )?(?P<first>(?:1[5-9]|20)\d\d) ?(?:-|–|—|to|and|until|through) ?(?P<last>\d{4}|\d\d)",
            _years,
        ),
        (
            rf"(?:the )?(?P<which>last |next |this )?(?:early |late )?(?P<season>{any_of(SEASONS)})(?: of)?(?: {YEAR})?",
            _season,
        ),
        (
            rf"(?:early |late )?(?:on )?(?P<which>last |this past |past |next |this |this coming |coming |the previous |the following )?{WEEKDAY}{OF_DAY}(?P<week>,? (?:last|this|next) week)?",
            _weekday,
        ),
        (
            r"(?:early |late |later |earlier )?(?P<word>today|tonight|this (?:morning|afternoon|evening)|last night|overnight|yesterday|tomorrow|the day before yesterday|the day after tomorrow)"
            + OF_DAY,
            _relative_day,
        ),
        (
            rf"{PART}(?P<which>this|last|next|(?:the )?(?:past|previous|last|coming|following|next|current)) (?P<unit>week|weekend|month|year|quarter|decade|century)",
            _relative_span,
        ),
        (r"the (?P<part>end|beginning|start|middle) of the (?P<unit>month|year)|(?:over |at )?the weekend", _of_this),
        (
            rf"(?:about |around |nearly |almost |some |over |more than |just |roughly )?{NUMBER} (?P<unit>day|week|month|year|decade|centur(?:y|ie))s? (?P<where>ago|earlier|before|later|from now)",
            _ago,
        ),
        (
            rf"(?:the |over the |in the )?(?P<which>past|last|next|coming|previous) {NUMBER} (?P<unit>day|week|month|year|decade)s?",
            _stretch,
        ),
    )
)
UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|centur(?:y|ie)|fortnight)"
LENGTH = re.compile(
    rf"\b(?:aged?|old)\b|\b{UNIT}s\b|\b(?:\d+|{any_of(NUMBERS)}|half|half a|every|each|per|whole|entire|full|all)[ -]{UNIT}\b"
    r"|^(?:annual|annually|daily|weekly|monthly|quarterly|yearly|hourly|nightly|overnight|minutes?|hours?|a while)$|^\d[\d.,-]*$"
)


def _number(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(first: date | None, last: date | None) -> str | None:
    return f"{first.isoformat()}/{last.isoformat()}" if first and last and first <= last else None


def _nearest(days: list[date | None], day: date, ahead: bool) -> date | None:
    """Of the same day in three years the one nearest to ``day``, or the first one not before it."""
    there = [d for d in days if d]
    if ahead:
        return next((d for d in there if d >= day), None)
    return min(there, key=lambda d: abs((d - day).days), default=None)


def _month_shift(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _part_of_month(year: int, month: int, part: str) -> str | None:
    third, last = THIRDS[part], monthrange(year, month)[1]
    return _span(date(year, month, 1 + 10 * third), date(year, month, last if third == 2 else 10 + 10 * third))


def _part_of_year(year: int, part: str) -> str | None:
    first = 1 + 4 * THIRDS[part]
    return _span(date(year, first, 1), date(year, first + 3, monthrange(year, first + 3)[1]))
