"""Forms of dates that mean weeks, months, years and more: "early June", "the past three days", "the first quarter of 2023"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from re import Match

from components.extract.time.calendar import (
    Days,
    iso_days,
    iso_month,
    iso_months,
    iso_years,
    monday_of,
    part_of_month,
    part_of_year,
    shifted,
    week_of,
)
from components.extract.time.points import Now, Reader
from components.extract.time.words import MONTHS, ORDINALS, SEASONS, THIRDS, counted


def month(m: Match[str], now: Now) -> str | None:
    """A month with or without its year, or a part of it."""
    number = MONTHS[m["month"]]
    year = int(m["year"]) if m["year"] else _year_of_month(number, m["which"] or m["ago"] or "", bool(m["ago"]), now)
    if year is None:
        return None
    return part_of_month(year, number, m["part"]) if m["part"] else iso_month(year, number)


def _year_of_month(number: int, which: str, of_year: bool, now: Now) -> int | None:
    """The year of a month told without one; ``of_year``: "March last year" is one of that year."""
    if now.day is None:
        return None
    if of_year:
        return now.day.year + {"last": -1, "this": 0, "next": 1}[which]
    if which == "next" or (now.ahead and which != "last"):
        return now.day.year + (number < now.day.month)
    return now.day.year - (number > now.day.month or (which == "last" and number == now.day.month))


def year(m: Match[str], now: Now) -> str | None:
    return part_of_year(int(m["year"]), m["part"]) if m["part"] else m["year"]


def decade(m: Match[str], now: Now) -> str | None:
    first = int(m["year"])
    a, b = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[THIRDS.get(m["part"] or "")]
    return iso_years(first + a, first + b)


def years(m: Match[str], now: Now) -> str | None:
    """ "2011-13", "between 2011 and 2013"."""
    first, last = m["first"], m["last"]
    last = first[: 4 - len(last)] + last
    return iso_years(int(first), int(last)) if first < last else None


def century(m: Match[str], now: Now) -> str | None:
    n = int(m["n"])
    a, b = {None: (0, 99), "early": (0, 33), "mid": (33, 66), "late": (66, 99)}[m["part"]]
    return iso_years(100 * (n - 1) + a, 100 * (n - 1) + b) if 15 <= n <= 21 else None


def season(m: Match[str], now: Now) -> str | None:
    first, which = SEASONS[m["season"]], (m["which"] or "").strip()
    begins = int(m["year"]) if m["year"] else _year_of_season(first, which, now)
    return iso_months(begins, first, 3) if begins is not None else None


def _year_of_season(first: int, which: str, now: Now) -> int | None:
    if now.day is None:
        return None
    here = now.day.month
    if which == "this":
        return now.day.year
    if which == "next":
        return now.day.year + (first < here)
    if now.ahead:
        return now.day.year + (first < here) - (which == "last" and first == here)
    return now.day.year - (first > here or (which == "last" and here <= first + 2))


def relative_span(m: Match[str], now: Now) -> str | None:
    """ "last week", "this month", "next year"."""
    if now.day is None:
        return None
    which, unit = m["which"].removeprefix("the "), m["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if unit == "week":
        return week_of(now.day + timedelta(days=7 * step))
    if unit == "weekend":
        return _weekend(now, now.day, step)
    if unit == "month":
        there = shifted(now.day.year, now.day.month, step)
        return part_of_month(*there, m["part"]) if m["part"] else iso_month(*there)
    if unit == "year":
        there_year = now.day.year + step
        return part_of_year(there_year, m["part"]) if m["part"] else f"{there_year:04d}"
    if unit == "quarter":
        return iso_months(now.day.year, (now.day.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    return _long(which, unit, step, now.day)


def _weekend(now: Now, day: date, step: int) -> str | None:
    saturday = monday_of(day) + timedelta(days=5 + 7 * step)
    if not step and saturday > day and not now.ahead:
        saturday -= timedelta(days=7)
    return iso_days(saturday, saturday + timedelta(days=1))


def _long(which: str, unit: str, step: int, day: date) -> str | None:
    size = {"decade": 10, "century": 100}[unit]
    if which == "past":  # the ten years up to the article's day, where "the last decade" may be the nineties
        return iso_days(day.replace(year=day.year - size, day=min(day.day, 28)), day)
    first = day.year // size * size + step * size
    return iso_years(first, first + size - 1)


def this_span(m: Match[str], now: Now) -> str | None:
    """ "the end of the year", "at the weekend"."""
    return now.read(f"{m['part']} of this {m['unit']}" if m["unit"] else "this weekend", now)


def stretch(m: Match[str], now: Now) -> str | None:
    """ "the past three days": the days up to the article's, or on from it."""
    if now.day is None:
        return None
    count, unit = counted(m["number"]) or 0, m["unit"]
    sign = 1 if m["which"] in ("next", "coming") else -1
    if unit in ("day", "week"):
        other = now.day + timedelta(days=sign * count * (7 if unit == "week" else 1))
    else:
        to = shifted(now.day.year, now.day.month, sign * count * {"month": 1, "year": 12, "decade": 120}[unit])
        other = date(*to, min(now.day.day, monthrange(*to)[1]))
    return iso_days(min(now.day, other), max(now.day, other))


NTHS = ORDINALS | {"final": 0, "last": 0, "closing": 0, "opening": 1}


def part_of(m: Match[str], now: Now) -> str | None:
    """The quarter or half of a year, the week or weekend of a month."""
    whole = now.inner(m["of"])
    if whole is None:
        return None
    n, unit = NTHS[m["which"]], m["unit"]
    months = (whole[1].year - whole[0].year) * 12 + whole[1].month - whole[0].month + 1
    if unit in ("quarter", "half"):
        return _part_of_months(whole[0], months, n, 4 if unit == "quarter" else 2)
    if months > 12 or (months == 12 and unit == "weekend"):
        return None
    return _week_in(whole, n) if unit == "week" else _weekend_in(whole, n)


def _part_of_months(first: date, months: int, n: int, parts: int) -> str | None:
    """The ``n``-th of equal parts, the last one for 0."""
    size, k = months // parts, (n or parts) - 1
    return None if not size or months % parts or k >= parts else iso_months(first.year, first.month + k * size, size)


def _week_in(whole: Days, n: int) -> str | None:
    start = whole[0] + timedelta(days=7 * (n - 1)) if n else whole[1] - timedelta(days=6)
    return iso_days(start, min(start + timedelta(days=6), whole[1]))


def _weekend_in(whole: Days, n: int) -> str | None:
    first, last = whole
    if n:
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (n - 1))
    else:
        saturday = last - timedelta(days=(last.weekday() - 5) % 7)
    return iso_days(saturday, saturday + timedelta(days=1))


def quarter(m: Match[str], now: Now) -> str | None:
    """A quarter: of its year, or the last that has begun by the article's day, or the next one."""
    n = int(m["q"] or ORDINALS.get(m["which"] or "", 1))
    if m["year"]:
        return iso_months(int(m["year"]), 3 * n - 2, 3)
    if now.day is None:
        return None
    begun = date(now.day.year, 3 * n - 2, 1) <= now.day
    over = begun and now.ahead and (now.day.month + 2) // 3 > n
    return iso_months(now.day.year + over - (not begun and not now.ahead), 3 * n - 2, 3)


def week_but_one(m: Match[str], now: Now) -> str | None:
    """ "the week after next", "the weekend before last"."""
    if now.day is None:
        return None
    after = m["which"] == "after next"
    there = replace(now, day=now.day + timedelta(days=7 if after else -7))
    return now.read(f"{'next' if after else 'last'} {m['unit']}", there)


def short_year(m: Match[str], now: Now) -> str | None:
    """ "the summer of '98"."""
    turn = now.day.year % 100 if now.day else 30
    return now.read(f"{m['rest'].strip()} {20 if int(m['year']) <= turn else 19}{m['year']}", now)


READERS: dict[str, Reader] = {
    "month": month,
    "year": year,
    "decade": decade,
    "years": years,
    "century": century,
    "season": season,
    "relative_span": relative_span,
    "this_span": this_span,
    "stretch": stretch,
    "part_of": part_of,
    "quarter": quarter,
    "week_but_one": week_but_one,
    "short_year": short_year,
}
