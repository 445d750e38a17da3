"""The day that an article's own text suggests it was published, for articles that come without one."""

from __future__ import annotations

import re
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


TOP = 2_000  # characters within which a date may be the article's own
DATED = rf"(?:{WEEKDAY},? )?(?:{DAY}(?: of)? {MONTH},? {YEAR}|(?P<month2>{any_of(MONTHS)})\b\.? (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year2>(?:1[5-9]|20)\d\d)|(?P<year3>20\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d))"
LABELLED = re.compile(rf"(?:published|posted|updated|date|issued|released)(?: on| at)?:? ?{DATED}", re.I)
ALONE = re.compile(rf"^[^\S\n]*{DATED}(?=[^\S\n]*(?:$|[-–—|,]|at\b|\d{{1,2}}:))", re.I | re.M)
ADDRESS = re.compile(r"https?://\S*?/(?P<year3>20\d\d)[/-](?P<month3>\d\d)[/-](?P<day3>\d\d)\b")
FULL_DATE = re.compile(rf"(?<![\w-]){DATED}(?!\w)", re.I)


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
