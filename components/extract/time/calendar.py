"""Days, months and years as ISO texts: "2013-05-14", "2009-09", "2010", or an interval of days "2013-05-06/2013-05-12"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from components.extract.time.words import THIRDS

Days = tuple[date, date]  # the first and the last
Edges = tuple[str | None, str | None]  # the first and last day or month; None where it is open or not told


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none: 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def iso_month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def iso_days(first: date | None, last: date | None) -> str | None:
    """The interval, None where it would end before it begins."""
    return f"{first.isoformat()}/{last.isoformat()}" if first and last and first <= last else None


def iso_years(first: int, last: int) -> str:
    return f"{first:04d}-01-01/{last:04d}-12-31"


def iso_months(year: int, first: int, count: int) -> str | None:
    """The interval of ``count`` whole months from the month ``first`` of a year on, which may lie after its December.

    >>> iso_months(2023, 12, 3)
    '2023-12-01/2024-02-29'
    """
    begin, end = shifted(year, first, 0), shifted(year, first, count - 1)
    return iso_days(date(*begin, 1), date(*end, monthrange(*end)[1]))


def shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that lie so many months after a month, which may itself be over 12."""
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return year, month + 1


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> str | None:
    monday = monday_of(day)
    return iso_days(monday, monday + timedelta(days=6))


def part_of_month(year: int, month: int, part: str) -> str | None:
    """A third of a month: "early", "mid", "late"."""
    third, last = THIRDS[part], monthrange(year, month)[1]
    return iso_days(date(year, month, 1 + 10 * third), date(year, month, last if third == 2 else 10 + 10 * third))


def part_of_year(year: int, part: str) -> str | None:
    return iso_months(year, 1 + 4 * THIRDS[part], 4)


def interval(iso: str | None) -> Days | None:
    """The first and last day of an ISO day, month, year or interval.

    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if iso is None:
        return None
    first, _, last = iso.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def _ends(iso: str) -> Days:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(iso)
    return day, day


def edges(iso: str | None) -> tuple[str, str] | None:
    """The first and last day of what an ISO text covers, as months where it begins and ends with one.

    >>> edges("2023"), edges("2023-04"), edges("2023-05-06/2023-05-12")
    (('2023-01', '2023-12'), ('2023-04', '2023-04'), ('2023-05-06', '2023-05-12'))
    """
    whole = interval(iso)
    if whole is None:
        return None
    first, last = whole
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return first.isoformat()[:7], last.isoformat()[:7]
    return first.isoformat(), last.isoformat()


def months_before(iso: str, count: int) -> str:
    """The month that lies ``count`` months before an ISO month or day.

    >>> months_before("2024-03", 2)
    '2024-01'
    """
    return iso_month(*shifted(int(iso[:4]), int(iso[5:7]), -count))


def year_before(iso: str) -> str:
    return f"{int(iso[:4]) - 1}{iso[4:]}"
