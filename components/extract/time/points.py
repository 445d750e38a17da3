"""Forms of dates that mean a day: "14 May 2013", "last Friday", "two days ago"; each reads its match as an ISO text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match
from typing import Literal

from components.extract.time.calendar import (
    Days,
    calendar_day,
    interval,
    iso_day,
    iso_days,
    iso_month,
    monday_of,
    shifted,
    week_of,
)
from components.extract.time.words import MONTHS, ORDINALS, WEEKDAYS, counted

Tense = Literal["open", "past", "ahead"]
SOON = 4  # a day to come is meant where it is so many times nearer than the one that has been


@dataclass(frozen=True, slots=True)
class Now:
    """From where a date is read: the day of publication, and whether what could be both has been or lies ahead."""

    day: date | None
    tense: Tense
    read: Callable[[str, Now], str | None]  # what a date inside of another means

    @property
    def ahead(self) -> bool:
        return self.tense == "ahead"

    def inner(self, said: str) -> Days | None:
        """The first and last day of a date inside of another: "the first half of *next year*"."""
        return interval(self.read("this year" if said == "the year" else said, self))


Reader = Callable[[Match[str], Now], str | None]


def full(m: Match[str], now: Now) -> str | None:
    """A day of a month, with or without its year."""
    month, number = MONTHS[m["month"]], int(m["day"])
    if m["year"]:
        return iso_day(calendar_day(int(m["year"]), month, number))
    if now.day is None:
        return None
    if m["ago"]:
        return iso_day(calendar_day(now.day.year + {"last": -1, "this": 0, "next": 1}[m["ago"]], month, number))
    near = [day for k in (-1, 0, 1) if (day := calendar_day(now.day.year + k, month, number))]
    if now.tense != "open":
        near = [day for day in near if (day >= now.day if now.ahead else day <= now.day)]
    if m["weekday"]:
        near = [day for day in near if day.weekday() == WEEKDAYS[m["weekday"]]] or near
    return iso_day(_nearest(near, now.day))


def _nearest(days: list[date], day: date) -> date | None:
    """Of the same day in several years the one meant: one to come only where it is much nearer."""
    return min(days, key=lambda d: (day - d).days if d <= day else SOON * (d - day).days, default=None)


def numeric(m: Match[str], now: Now) -> str | None:
    return iso_day(calendar_day(int(m["year"]), int(m["m"]), int(m["day"])))


def days_of_month(m: Match[str], now: Now) -> str | None:
    """ "12 to 14 May 2013": an interval."""
    year = int(m["year"]) if m["year"] else now.day.year if now.day else None
    if year is None:
        return None
    first, last = (calendar_day(year, MONTHS[m["month"]], int(m[name])) for name in ("day", "last"))
    return iso_days(first, last)


def weekday(m: Match[str], now: Now) -> str | None:
    """A weekday: the last one up to the article's day, unless it says "next" or what is told lies ahead."""
    if now.day is None:
        return None
    which, number = (m["which"] or "").strip(), WEEKDAYS[m["weekday"]]
    if m["week"]:
        week = {"last week": -7, "this week": 0, "next week": 7}[m["week"].strip(" ,")]
        return iso_day(monday_of(now.day) + timedelta(days=number + week))
    back, past = (now.day.weekday() - number) % 7, which in ("last", "past", "this past", "the previous")
    if which in ("next", "this coming", "the following", "coming") or (now.ahead and not past):
        return iso_day(now.day + timedelta(days=(7 - back) % 7 or 7 * (which == "next" or now.ahead)))
    return iso_day(now.day - timedelta(days=back or 7 * past))


def weekdays(m: Match[str], now: Now) -> str | None:
    """ "Monday to Wednesday": up to the last such day, or from the next one on."""
    length = timedelta(days=(WEEKDAYS[m["last"]] - WEEKDAYS[m["first"]]) % 7)
    end = now.inner(m["first"] if now.ahead else m["last"])
    if end is None:
        return None
    return iso_days(end[0], end[0] + length) if now.ahead else iso_days(end[0] - length, end[0])


SHIFTS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def relative_day(m: Match[str], now: Now) -> str | None:
    return None if now.day is None else iso_day(now.day + timedelta(days=SHIFTS.get(m["word"], 0)))


def ago(m: Match[str], now: Now) -> str | None:
    """ "two days ago" is a day, "two weeks ago" a week, "three months ago" a month, "a decade ago" a year."""
    if now.day is None:
        return None
    count = (counted(m["number"]) or 0) * (1 if m["where"] == "from now" else -1)
    unit = m["unit"]
    if unit == "day":
        return iso_day(now.day + timedelta(days=count))
    if unit == "week":
        return week_of(now.day + timedelta(days=7 * count))
    if unit == "month":
        return iso_month(*shifted(now.day.year, now.day.month, count))
    return f"{now.day.year + count * {'year': 1, 'decade': 10, 'century': 100}[unit]:04d}"


def spelled(m: Match[str], now: Now) -> str | None:
    """ "the first of January"."""
    return now.read(f"{ORDINALS[m['day']]} {m['rest']}", now)


def part_of_day(m: Match[str], now: Now) -> str | None:
    """ "the night of 9 March"."""
    day = now.inner(m["of"])
    return day[0].isoformat() if day and day[0] == day[1] else None


def week_with(m: Match[str], now: Now) -> str | None:
    """ "the week of 4 March"."""
    day = now.inner(m["of"])
    return week_of(day[0]) if day and day[0] == day[1] else None


READERS: dict[str, Reader] = {
    "full": full,
    "numeric": numeric,
    "days_of_month": days_of_month,
    "weekday": weekday,
    "weekdays": weekdays,
    "relative_day": relative_day,
    "ago": ago,
    "spelled": spelled,
    "part_of_day": part_of_day,
    "week_with": week_with,
}
