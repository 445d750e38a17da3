"""What dates of several words mean: quarters, weeks of a month, nights, centuries, holidays; the plain ones are dates.py's."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from components.extract.time import dates
from components.extract.time.holidays import HOLIDAY, holiday

ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        1,
    )
}
WHICH = r"(?:the )?(?:very )?(?P<which>first|second|third|fourth|final|last|opening|closing)"
WEEKDAY = rf"(?:{dates.any_of(dates.WEEKDAYS)})"
QUARTER_OF = re.compile(rf"{WHICH} (?P<unit>quarter|half|week|weekend) of (?P<of>.+)")
QUARTER = re.compile(
    r"(?:the )?(?:(?P<which>first|second|third|fourth)[- ]quarter|q(?P<q>[1-4]))(?: (?P<year>(?:19|20)\d\d))?"
)
WEEK_OF = re.compile(r"(?:the )?week (?:of|beginning|starting|commencing|from) (?P<of>.+)")
WEEKDAYS = re.compile(
    rf"(?:from |between )?(?P<first>{WEEKDAY}) ?(?:to|through|until|till|and|-|–|/) ?(?P<last>{WEEKDAY})"
)
CENTURY = re.compile(r"(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century")
SPELLED_DAY = re.compile(
    rf"(?:the )?(?P<day>{'|'.join(ORDINALS)}) (?:day )?of (?P<rest>(?:{dates.any_of(dates.MONTHS)})\b.*)"
)
PART_OF_DAY = re.compile(
    r"(?:the |late |early |about |around |just |shortly |before |after )*"
    r"(?:night|morning|evening|afternoon|day|hours|dawn|dusk|noon|midday|midnight|sunrise|sunset|daybreak|nightfall|[ap]\.?m\.?|\d{1,2}[:.]\d\d)(?: local time)? (?:of|on) (?P<of>.+)"
)
SHORT_YEAR = re.compile(r"(?P<rest>.+)'(?P<year>\d\d)")
WEEK_NEXT = re.compile(r"(?:the )?(?P<unit>week|weekend) (?P<which>after next|before last)")
HOURS = re.compile(r"(?:the )?(?:early|small|late|wee|first)(?: \w+)? hours|(?:in the )?dead of night")
RECORD = re.compile(
    r"(?:the |its |their |his |her )?(?:\w+ ){0,2}(?:\w{3,}est|worst|best|last|first|single|same|whole|bad|good|rainy|sunny|busy) (?:day|days|night|morning|hour)s?(?: ever)?"
)


def resolve(text: str, published: str | None, ahead: bool = False) -> str | None:
    """The ISO day, month, year or interval that a date means, as dates.resolve has it.

    >>> resolve("the first quarter of 2023", None)
    '2023-01-01/2023-03-31'
    >>> resolve("the night of 9 March", "2024-03-13")
    '2024-03-09'
    """
    return dates.resolve(text, published, ahead) or _resolve(_plain(text), published, ahead)


def is_date(text: str) -> bool:
    """Whether what a model calls DATE or TIME lies in the calendar or on the clock; "the early hours" do, "the worst day" does not.

    >>> is_date("the early hours"), is_date("the deadliest day"), is_date("three years")
    (True, False, False)
    """
    said = _plain(text)
    if HOURS.fullmatch(said) or _resolve(said, "2001-06-15", False) is not None:
        return True
    return RECORD.fullmatch(said) is None and dates.is_date(text)


def _plain(text: str) -> str:
    said = " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(' ,.;:()[]"').lower()
    return re.sub(r"^(?:on|in|of|since|until|by|during|at|over|through|throughout|late on|early on) ", "", said)


@lru_cache(maxsize=20_000)
def _resolve(said: str, published: str | None, ahead: bool) -> str | None:
    try:
        return _read(said, published, ahead)
    except (ValueError, OverflowError):  # no such day, or one outside of the calendar
        return None


def _read(said: str, published: str | None, ahead: bool) -> str | None:
    day = date.fromisoformat(published[:10]) if published and re.match(r"\d{4}-\d\d-\d\d", published) else None
    if m := QUARTER_OF.fullmatch(said):
        return _part(m["which"], m["unit"], interval(_inner(m["of"], published, ahead)))
    if m := QUARTER.fullmatch(said):
        return _quarter(int(m["q"] or ORDINALS.get(m["which"] or "", 1)), m["year"], day, ahead)
    if m := WEEK_OF.fullmatch(said):
        found = interval(_inner(m["of"], published, ahead))
        return (
            _iso(_monday(found[0]), _monday(found[0]) + timedelta(days=6)) if found and found[0] == found[1] else None
        )
    if m := WEEKDAYS.fullmatch(said):
        return _weekdays(m["first"], m["last"], day, ahead)
    if m := CENTURY.fullmatch(said):
        return _century(int(m["n"]), m["part"])
    if m := SPELLED_DAY.fullmatch(said):
        return dates.resolve(f"{ORDINALS[m['day']]} {m['rest']}", published, ahead)
    if m := PART_OF_DAY.fullmatch(said):
        found = interval(_inner(m["of"], published, ahead))
        return found[0].isoformat() if found and found[0] == found[1] else None
    if (m := WEEK_NEXT.fullmatch(said)) and day is not None:
        other = day + timedelta(days=7 if m["which"] == "after next" else -7)
        return dates.resolve(
            f"{'next' if m['which'] == 'after next' else 'last'} {m['unit']}", other.isoformat(), ahead
        )
    if m := SHORT_YEAR.fullmatch(said):
        century = 20 if int(m["year"]) <= (day.year % 100 if day else 30) else 19
        return dates.resolve(f"{m['rest'].strip()} {century}{m['year']}", published, ahead)
    if re.fullmatch(r"(?:19|20)\d\d/\d\d", said):
        return dates.resolve(said.replace("/", "-"), published, ahead)
    return holiday(said, day, ahead) if HOLIDAY.search(said) else None


def _inner(said: str, published: str | None, ahead: bool) -> str | None:
    return resolve("this year" if said == "the year" else said, published, ahead)


def interval(iso: str | None) -> tuple[date, date] | None:
    """The first and last day of an ISO day, month, year or interval.

    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if iso is None:
        return None
    first, _, last = iso.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def _ends(iso: str) -> tuple[date, date]:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(iso)
    return day, day


def _part(which: str, unit: str, whole: tuple[date, date] | None) -> str | None:
    """The quarter or half of a year, the week or weekend of a month."""
    if whole is None:
        return None
    n = {"final": 0, "last": 0, "closing": 0, "opening": 1}.get(which, ORDINALS.get(which, 1))
    first, last = whole
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if unit in ("quarter", "half"):
        size, parts = (months // 4, 4) if unit == "quarter" else (months // 2, 2)
        k = (n or parts) - 1
        if not size or months % parts or k >= parts:
            return None
        start = first.month - 1 + k * size
        end = start + size - 1
        return _iso(
            date(first.year + start // 12, start % 12 + 1, 1),
            date(first.year + end // 12, end % 12 + 1, monthrange(first.year + end // 12, end % 12 + 1)[1]),
        )
    if months > 12 or (months == 12 and unit == "weekend"):
        return None
    if unit == "week":
        start_day = first + timedelta(days=7 * (n - 1)) if n else last - timedelta(days=6)
        return _iso(start_day, min(start_day + timedelta(days=6), last)) if start_day <= last else None
    saturday = (
        first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (n - 1))
        if n
        else last - timedelta(days=(last.weekday() - 5) % 7)
    )
    return _iso(saturday, saturday + timedelta(days=1))


def _quarter(n: int, year: str | None, day: date | None, ahead: bool) -> str | None:
    """A quarter: of its year, or the last that has begun by the article's day, or the next one."""
    if year is None and day is None:
        return None
    number = int(year) if year else day.year if day else 0
    if year is None and day is not None:
        begun = date(day.year, 3 * n - 2, 1) <= day
        number += (begun and ahead and (day.month + 2) // 3 > n) - (not begun and not ahead)
    return _iso(date(number, 3 * n - 2, 1), date(number, 3 * n, monthrange(number, 3 * n)[1]))


def _weekdays(first: str, last: str, day: date | None, ahead: bool) -> str | None:
    """ "Monday to Wednesday": up to the last such day, or from the next one on."""
    if day is None:
        return None
    length = (dates.WEEKDAYS[last] - dates.WEEKDAYS[first]) % 7
    if ahead:
        begins = interval(dates.resolve(first, day.isoformat(), True))
        return _iso(begins[0], begins[0] + timedelta(days=length)) if begins else None
    ends = interval(dates.resolve(last, day.isoformat()))
    return _iso(ends[0] - timedelta(days=length), ends[0]) if ends else None


def _century(n: int, part: str | None) -> str | None:
    if not 15 <= n <= 21:
        return None
    first = 100 * (n - 1)
    a, b = {None: (0, 99), "early": (0, 33), "mid": (33, 66), "late": (66, 99)}[part]
    return f"{first + a:04d}-01-01/{first + b:04d}-12-31"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _iso(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
