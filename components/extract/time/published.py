"""The day that an article's own text suggests it was published, for articles that come without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.extract.time.calendar import calendar_day
from components.extract.time.words import DAY, MONTH, MONTHS, WEEKDAY, WEEKDAYS, YEAR, any_of


def suggest_published(text: str) -> str | None:
    """The day on which an article seems to have been published, from a date line or the first full date near its top.

    >>> suggest_published("Flood in Palawei\\n\\nTuesday, 12 March 2024\\n\\nAt least ...")
    '2024-03-12'
    """
    top = text[:TOP]
    for pattern in (LABELLED, ALONE, ADDRESS, FULL_DATE):
        for match in pattern.finditer(top):
            found = _full_day(match)
            if found is not None:
                return found.isoformat()
    return None


@dataclass(frozen=True, slots=True)
class YearlessDay:
    """A day that a text tells as its own, without the year: its words, its month and day, and its weekday (0: Monday) if told."""

    words: str
    month: int
    day: int
    weekday: int | None = None

    def of(self, year: int) -> date | None:
        """The day in a year; None where the calendar has none, or it is another weekday there."""
        found = calendar_day(year, self.month, self.day)
        return None if found and self.weekday is not None and found.weekday() != self.weekday else found


def yearless_day(text: str) -> YearlessDay | None:
    """The day without a year that a date line near the top of a text tells, or that the text is.

    >>> yearless_day("HALVREN, Feb 11 (Wire) - Nine people died.")
    YearlessDay(words='Feb 11', month=2, day=11, weekday=None)
    >>> yearless_day("Nine people died on Feb 11, the mayor said.") is None
    True
    """
    for pattern in (YEARLESS_LABELLED, YEARLESS_ALONE, YEARLESS_DATELINE):
        for match in pattern.finditer(text[:DATELINES]):
            parts = match.groupdict()
            month, day = (parts.get(name) or parts.get(f"{name}2") or "" for name in ("month", "day"))
            weekday = parts.get("weekday")
            found = YearlessDay(
                " ".join(match["words"].split()),
                MONTHS[month.lower().rstrip(".")],
                int(day),
                WEEKDAYS[weekday.lower()] if weekday else None,
            )
            if calendar_day(2024, found.month, found.day):
                return found
    return None


TOP = 2_000  # characters within which a date may be the article's own
DATED = rf"(?:{WEEKDAY},? )?(?:{DAY}(?: of)? {MONTH},? {YEAR}|(?P<month2>{any_of(MONTHS)})\b\.? (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year2>(?:1[5-9]|20)\d\d)|(?P<year3>20\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d))"
LABELLED = re.compile(rf"(?:published|posted|updated|date|issued|released)(?: on| at)?:? ?{DATED}", re.I)
ALONE = re.compile(rf"^[^\S\n]*{DATED}(?=[^\S\n]*(?:$|[-–—|,]|at\b|\d{{1,2}}:))", re.I | re.M)
ADDRESS = re.compile(r"https?://\S*?/(?P<year3>20\d\d)[/-](?P<month3>\d\d)[/-](?P<day3>\d\d)\b")
FULL_DATE = re.compile(rf"(?<![\w-]){DATED}(?!\w)", re.I)

DATELINES = 600  # characters within which a dateline stands
NO_YEAR = r"(?!,? ?'?\d)"
YEARLESS = (
    rf"(?P<words>(?:{WEEKDAY},? )?(?:{DAY}(?: of)? {MONTH}|(?P<month2>{any_of(MONTHS)})\b\.? "
    rf"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?)){NO_YEAR}"
)
YEARLESS_LABELLED = re.compile(rf"(?:published|posted|updated|date|issued|released)(?: on| at)?:? ?{YEARLESS}", re.I)
YEARLESS_ALONE = re.compile(rf"^[^\S\n]*{YEARLESS}[^\S\n]*(?=$|[-–—|(]|,? at\b|,? \d{{1,2}}:)", re.I | re.M)
YEARLESS_DATELINE = re.compile(
    rf"^[^\S\n]*[A-Z][^\n\d(]{{1,60}}?[,(] ?(?i:{YEARLESS})\)?[^\S\n]*(?:\([^)\n]{{2,40}}\)|[A-Z][\w ]{{1,20}})?[^\S\n]*[-–—:]",
    re.M,
)


def _full_day(match: re.Match[str]) -> date | None:
    """The day of a full date in any of its orders; None where there is no such day or it was another weekday."""
    parts = match.groupdict()
    year = parts.get("year") or parts.get("year2") or parts.get("year3")
    month = parts.get("month") or parts.get("month2") or parts.get("month3")
    day = parts.get("day") or parts.get("day2") or parts.get("day3")
    if not (year and month and day):
        return None
    found = calendar_day(int(year), MONTHS.get(month.lower().rstrip("."), 0) or int(month) if month else 0, int(day))
    weekday = parts.get("weekday")
    return None if found and weekday and WEEKDAYS[weekday.lower()] != found.weekday() else found
