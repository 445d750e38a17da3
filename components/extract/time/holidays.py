"""The days of holidays that news names without a date: fixed ones, those told by weekday, Easter's, and the Muslim months'.

Muslim months are reckoned by the tabular calendar, which is within a day of the sighted moon. Standard library only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from components.extract.time.calendar import Days, iso_days
from components.extract.time.points import Now
from components.extract.time.words import any_of
from components.lexicons import lexicon

CYCLE = frozenset([2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29])  # leap years of the thirty in the tabular calendar

ROWS = lexicon("holidays", "day", "names")
RULES = {name.lower(): row["day"] for row in ROWS for name in row["names"].split("; ")}
NAMED = rf"(?:the )?(?:(?P<which>last|this|next) )?(?P<name>{any_of(map(re.escape, RULES))})(?: (?:of )?(?P<year>(?:19|20)\d\d))?"


def written() -> list[str]:
    """The names of holidays as news writes them, with either apostrophe."""
    names = [name for row in ROWS for name in row["names"].split("; ")]
    return names + [name.replace("'", "’") for name in names if "'" in name]


def read(m: re.Match[str], now: Now) -> str | None:
    """The day or days of a match of NAMED; without a year the holiday's last one, with ``now.ahead`` the next."""
    rule = RULES[m["name"]]
    if m["year"]:
        found = next(iter(days(rule, int(m["year"]))), None)
    elif now.day is None:
        return None
    else:
        found = _nearest(rule, now.day, m["which"] == "next" or (now.ahead and m["which"] != "last"))
    if found is None:
        return None
    return found[0].isoformat() if found[0] == found[1] else iso_days(*found)


def _nearest(rule: str, day: date, ahead: bool) -> Days | None:
    """The holiday that is going on or was last, within two weeks also the one to come; with ``ahead`` the next one."""
    near = sorted(d for year in range(day.year - 1, day.year + 2) for d in days(rule, year))
    if ahead:
        return next((d for d in near if d[1] >= day), None)
    soon = day + timedelta(days=14)
    return next((d for d in reversed(near) if d[0] <= soon), None)


def days(rule: str, year: int) -> list[Days]:
    """The first and last day of a holiday that begins in a year, by its rule in data/lexicons/holidays.tsv; a Muslim one can
    come twice."""
    kind, _, rest = rule.partition(" ")
    if kind == "easter":
        found = easter(year) + timedelta(days=int(rest))
        return [(found, found)]
    if kind == "islamic":
        return _islamic_days(rest, year)
    if kind == "weekday":  # "weekday 3 11 4": the fourth Thursday of November, -1 for the last
        weekday, month, n = (int(part) for part in rest.split())
        if n > 0:
            first = date(year, month, 1)
            found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
        else:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            found = last - timedelta(days=(last.weekday() - weekday) % 7)
        return [(found, found)]
    month, number = (int(part) for part in rule.split("-"))
    return [(date(year, month, number), date(year, month, number))]


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876).

    >>> easter(2024).isoformat()
    '2024-03-31'
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _islamic_days(rest: str, year: int) -> list[Days]:
    """ "9 1 29": from the first of the ninth month, 29 days later the last."""
    month, number, length = (int(part) for part in rest.split())
    near = int((year - 622) * 33 / 32)
    firsts = [_islamic(hijri, month, number) for hijri in range(near - 1, near + 3)]
    return [(first, first + timedelta(days=length)) for first in firsts if first.year == year]


def _islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch, 16 July 622 Julian)."""
    cycles, rest = divmod(year - 1, 30)
    leaps = sum(1 for y in CYCLE if y <= rest)
    number = cycles * 10_631 + rest * 354 + leaps + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(227_014 + number)
