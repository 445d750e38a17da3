"""Days, months and years that a sentence names, as ISO days or months, read against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from components.extract.time.dates import MONTHS, NUMBERS, WEEKDAYS

NAMED_DAYS = {day: number for day, number in WEEKDAYS.items() if day.endswith("day")}
DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
YEAR = r"(?:19|20)\d\d(?!,?\d|s\b|-\d)"
PART = r"(?:(?:the )?(?:very )?(?:early|late|mid|start of|beginning of|middle of|end of|turn of)[ -](?:in )?(?:the )?)?"
DATED = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? {YEAR})?(?!\d)|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {YEAR})?)"
MOMENT = rf"{PART}(?:(?:(?:{DAY}),? )?{DATED}(?:,? last year)?|{MONTH}(?:,? (?:of )?(?:{YEAR}|last year))?|{YEAR}|(?:last )?(?:{DAY})|yesterday|last (?:week|month|year)|(?:the|this) year)(?![^\W_])"

SPLIT_PART = re.compile(
    r"(?:the )?(?:very )?(early|late|mid|start of|beginning of|middle of|end of|turn of)[ -](?:in )?(?:the )?"
)
MONTH_DAY = re.compile(
    rf"(?:(?P<weekday>{DAY}),? )?(?:(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{MONTH}))(?:,? (?P<year>(?:19|20)\d\d))?(?P<ago>,? last year)?"
)
MONTH_YEAR = re.compile(rf"(?P<month>{MONTH})(?:,? (?:of )?(?:(?P<year>(?:19|20)\d\d)|(?P<ago>last year)))?")
WEEKDAY = re.compile(rf"(?P<last>last )?(?P<day>{DAY})")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads moments against the day of publication, None where it is not known."""

    published: date | None

    def stretch(self, words: str) -> tuple[str, str] | None:
        """The first and last day or month that a moment covers, None where it is too vague or cannot be told.

        >>> Calendar(date(2024, 5, 16)).stretch("mid-April")
        ('2024-04', '2024-04')
        >>> Calendar(date(2024, 5, 16)).stretch("October 7")
        ('2023-10-07', '2023-10-07')
        """
        said = words.lower().strip()
        part = SPLIT_PART.match(said)
        rest = said[part.end() :] if part else said
        whole = self._whole(rest)
        if part is None or whole is None or whole[0] == whole[1]:
            return whole
        if part[1].startswith(("start", "beginning", "turn")):
            return whole[0], whole[0]
        return (whole[1], whole[1]) if part[1].startswith("end") else None  # "late 2021": no month

    def _whole(self, said: str) -> tuple[str, str] | None:
        if match := MONTH_DAY.fullmatch(said):
            day = self.month_day(match)
            return (day.isoformat(), day.isoformat()) if day else None
        if match := MONTH_YEAR.fullmatch(said):
            return self._month(match)
        if re.fullmatch(r"(?:19|20)\d\d", said):
            return f"{said}-01", f"{said}-12"
        if self.published is None:
            return None
        if match := WEEKDAY.fullmatch(said):
            day = self.weekday(match["day"], bool(match["last"]))
            return day.isoformat(), day.isoformat()
        if said == "yesterday":
            day = self.published - timedelta(days=1)
            return day.isoformat(), day.isoformat()
        if said in ("the year", "this year", "year", "last year"):
            year = self.published.year - (said == "last year")
            return f"{year}-01", f"{year}-12"
        if said == "last month":
            month = (self.published.replace(day=1) - timedelta(days=1)).isoformat()[:7]
            return month, month
        if said == "last week":
            monday = self.published - timedelta(days=self.published.weekday() + 7)
            return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
        return None

    def _month(self, match: re.Match[str]) -> tuple[str, str] | None:
        number = month_number(match["month"])
        if match["year"]:
            year: int | None = int(match["year"])
        elif match["ago"]:
            year = self.published.year - 1 if self.published else None
        else:
            year = self.year_of(number)
        iso = f"{year}-{number:02d}"
        return (iso, iso) if year else None

    def weekday(self, name: str, last: bool = False) -> date:
        """The last such day up to the day of publication, which must be known."""
        assert self.published is not None
        back = (self.published.weekday() - NAMED_DAYS[name.lower()]) % 7
        return self.published - timedelta(days=back + (7 if last and back == 0 else 0))

    def month_day(self, match: re.Match[str]) -> date | None:
        """The day that a match of MONTH_DAY names."""
        number = month_number((match["month"] or match["month2"]).lower())
        day = int(match["day"] or match["day2"])
        year = int(match["year"]) if match["year"] else self.year_of(number, day)
        if year is None:
            return None
        if match["ago"] and self.published is not None and not match["year"]:
            year = self.published.year - 1
        try:
            return date(year, number, day)
        except ValueError:
            return None

    def year_of(self, month: int, day: int = 1) -> int | None:
        """The year of a month told without one: the last such month before the article."""
        if self.published is None:
            return None
        return self.published.year - ((month, day) > (self.published.month, self.published.day))


def month_number(name: str) -> int:
    return MONTHS[name.lower()[:3]]


def counted(word: str) -> int | None:
    """A small number in figures or words.

    >>> counted("three"), counted("12")
    (3, 12)
    """
    return NUMBERS.get(word.lower()) if not word.isdigit() else int(word)


def months_before(iso: str, count: int) -> str:
    """The month that lies ``count`` months before an ISO month or day.

    >>> months_before("2024-03", 2)
    '2024-01'
    """
    year, month = divmod(int(iso[:4]) * 12 + int(iso[5:7]) - 1 - count, 12)
    return f"{year}-{month + 1:02d}"
