"""When a figure holds (as_of) and what a running count covers (period), as ISO days or months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from components.extract.counting.page import Draft, Page, hashes
from components.extract.dates import MONTHS, WEEKDAYS
from components.model import CASUALTIES

DAYS = {day: number for day, number in WEEKDAYS.items() if day.endswith("day")}
_M = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_LAST = r"(?P<ago> (?:of )?last year)?"
_MD = rf"(?:{_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_M.replace('month', 'month2')}(?:,? (?P<year2>\d{{4}}))?)(?!\d)"
WEEKDAY = re.compile(r"(?<![^\W_])(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![^\W_])", re.IGNORECASE)
TWO_DAYS = re.compile(
    r"(?<![^\W_])(?:on|between|from) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: night)? (?:and|to|through|until) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(rf"(?<![^\W_]){_MD}", re.IGNORECASE)
RELATIVE = re.compile(r"(?<![^\W_])(today|yesterday|tonight)(?![^\W_])", re.IGNORECASE)
SINCE = re.compile(
    rf"(?<![^\W_])since (?:the (?:start|beginning) of )?(?:(?P<full>{_MD.replace('month', 'fm').replace('day', 'fd').replace('year', 'fy')})|{_M}(?:,? (?P<year>\d{{4}}))?|(?P<only>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
SINCE_DAY = re.compile(
    r"(?<![^\W_])since (?:last |early |late )?(?:on )?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![^\W_])",
    re.IGNORECASE,
)
SINCE_IN = re.compile(
    rf"(?<![^\W_])since (?:[\w'’-]+ ){{1,6}}?(?:in|on) (?:(?P<full>{_MD.replace('month', 'fm').replace('day', 'fd').replace('year', 'fy')})|{_M}(?:,? (?P<year>\d{{4}}))?|(?P<only>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"(?<![^\W_])(?:between|from) (?P<a>{_MD.replace('<month', '<am').replace('<day', '<ad').replace('<year', '<ay')}) (?:and|to|until) (?P<b>{_MD.replace('<month', '<bm').replace('<day', '<bd').replace('<year', '<by')})",
    re.IGNORECASE,
)
IN_MONTH = re.compile(
    rf"(?<![^\W_])(?:in|during|for) (?:early |late |mid-)?{_M}(?: (?P<year>\d{{4}})|{_LAST})(?! \d|\w)(?! and)",
    re.IGNORECASE,
)
IN_YEAR = re.compile(r"(?<![^\W_])(?<!than )(?:in|during) (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
MONTH_END = re.compile(rf"(?<![^\W_])(?:at|by) the end of {_M}(?: (?P<year>\d{{4}}))?", re.IGNORECASE)
THAT_TIME = re.compile(r"\b(?:in|over|during) (?:that|the same|this|the) (?:time|period|span)\b", re.IGNORECASE)
RECORD = re.compile(
    r"\b(?:highest|lowest|first|most|worst|best|biggest|largest|fastest|slowest|deadliest|strongest|weakest|steepest|least|fewest)\b[^,;]{0,20}$|devalued $",
    re.IGNORECASE,
)
AGO = re.compile(r",? (?:of )?last year\b")
DAY_WORDS = hashes((*DAYS, "today", "yesterday", "tonight"))
MONTH_WORDS = hashes((*MONTHS, *(f"{month}." for month in MONTHS)))
SINCE_WORD = hashes(("since",))
TIME_WORDS = hashes(("time", "period", "span"))
NEAR = 90  # characters between an amount and the day it holds
DATED = frozenset((*CASUALTIES, "WEAPON_COUNT", "COUNT", "MONEY", "PERCENT"))
CARRIED = frozenset({"KILLED", "INJURED"})  # of the event; how many are missing or displaced goes on changing
AS_OF = re.compile(r"[^.;]{0,25}\bas of ", re.IGNORECASE)
OVER_TIME = frozenset((*CASUALTIES, "WEAPON_COUNT", "COUNT", "PERCENT"))


class Times:
    """Reads the days and periods of sentences against the article's day of publication."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.published = page.published
        self.period: tuple[str | None, str | None] = (None, None)
        self.day: str | None = None
        self.carried: list[Draft] = []  # whose day is that of a sentence before
        self.dated = page.has(DAY_WORDS) or page.has(MONTH_WORDS)

    def attach(self, number: int, group: Sequence[Draft]) -> None:
        """Sets as_of and period of the drafts of one sentence."""
        start, end = self.page.span(number)
        text = self.page.text[start:end]
        words = self.page.words_of(number)
        months, weekdays = not MONTH_WORDS.isdisjoint(words), not DAY_WORDS.isdisjoint(words)
        period, _cover = self._period(text, months, weekdays, not SINCE_WORD.isdisjoint(words))
        if period == (None, None) and not TIME_WORDS.isdisjoint(words) and THAT_TIME.search(text):
            period = self.period
        if period != (None, None):
            self.period = period
        days = self._days(text, months, weekdays)
        month = self._month(text) if months and period == (None, None) else None
        if self.day is None and not days:
            self.day = self._opening(start)
        carried = self.day if period == (None, None) and month is None and not days else None
        for draft in group:
            at = draft.start - start
            if AS_OF.match(text, draft.end - start) and days:
                draft.as_of = self._choose(
                    text, draft.end - start, [d for d in days if d[0] > draft.end - start] or days, draft, start
                )
                continue
            if draft.label in OVER_TIME and not (draft.label == "COUNT" and draft.quantity.part):
                if period != (None, None):
                    draft.period = period
                elif (
                    month is not None
                    and (draft.label == "PERCENT" or draft.label in CASUALTIES)
                    and (draft.label in CASUALTIES or 0 <= month[1] - (draft.end - start) < 16)
                ):
                    draft.period = month[0]
                    continue
            if draft.supersedes is None and draft.scope == "background" and any(d.supersedes is draft for d in group):
                draft.as_of = self._before(text, draft, group, days, start)
                continue
            if draft.label in DATED and draft.period == (None, None):
                draft.as_of = self._choose(text, at, days, draft, start)
                if draft.as_of is None and draft.label in CARRIED and draft.value != 0 and draft.scope is None:
                    draft.as_of = carried
                    self.carried.append(draft)
        day = next((d.as_of for d in group if d.label in CARRIED and d.as_of), None)
        self.day = day or (days[0][1].isoformat() if days and self.day is None else self.day)

    def _opening(self, start: int) -> str | None:
        """The last day named in the text before, where no figure has one yet."""
        if not self.dated:
            return None
        days = self._days(self.page.text[max(0, start - 500) : start])
        return max(days)[1].isoformat() if days else None

    def _choose(self, text: str, at: int, days: list[tuple[int, date]], draft: Draft, start: int) -> str | None:
        if "end of" in text and (ended := MONTH_END.search(text)):
            month = MONTHS[
                ended["month"].lower()[:4].rstrip(".")
                if ended["month"].lower()[:4] in MONTHS
                else ended["month"].lower()[:3]
            ]
            year = int(ended["year"]) if ended["year"] else self._year(month)
            if year and draft.label in ("MONEY", "PERCENT") and 0 <= ended.start() - (draft.end - start) < 30:
                return (date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)).isoformat()
        if not days:
            return None
        if draft.label in ("MONEY", "PERCENT") and min(abs(d[0] - at) for d in days) > NEAR:
            return None
        return min(days, key=lambda d: abs(d[0] - at) if len(days) > 1 else 0)[1].isoformat()

    def _before(
        self, text: str, draft: Draft, group: Sequence[Draft], days: list[tuple[int, date]], start: int
    ) -> str | None:
        """The day of a superseded value: "288 a day earlier"."""
        if days and re.match(
            r"[^.;]{0,12}\b(?:a|the) (?:day|night) (?:earlier|before)", self.page.text[draft.end : draft.end + 40]
        ):
            return (days[0][1] - timedelta(days=1)).isoformat()
        return None

    def _days(self, text: str, months: bool = True, weekdays: bool = True) -> list[tuple[int, date]]:
        """The days that a text names; ``months`` and ``weekdays`` say which words it may have."""
        if self.published is None:
            if not months:
                return []
            return [(m.start(), d) for m in MONTH_DAY.finditer(text) if (d := self._month_day(m, "")) is not None]
        found: list[tuple[int, date]] = []
        for match in WEEKDAY.finditer(text) if weekdays else ():
            before = text[max(0, match.start() - 6) : match.start()].lower()
            if before.endswith(("next ", "every ")):
                continue
            back = (self.published.weekday() - DAYS[match[1].lower()]) % 7
            found.append(
                (
                    match.start(),
                    self.published - timedelta(days=back + (7 if before.endswith("last ") and back == 0 else 0)),
                )
            )
        for match in RELATIVE.finditer(text) if weekdays else ():
            days = 1 if match[1].lower() == "yesterday" else 0
            found.append((match.start(), self.published - timedelta(days=days)))
        for match in MONTH_DAY.finditer(text) if months else ():
            if (day := self._month_day(match, "")) is not None:
                if day.year == self.published.year and AGO.match(text, match.end()):
                    day = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
                found.append((match.start(), day))
        return found

    def _month_day(self, match: re.Match[str], prefix: str) -> date | None:
        groups = match.groupdict()
        keys = {
            "": ("month", "day", "year"),
            "f": ("fm", "fd", "fy"),
            "a": ("am", "ad", "ay"),
            "b": ("bm", "bd", "by"),
        }[prefix]
        for suffix in ("", "2"):
            month, day, year = (groups.get(k + suffix) for k in keys)
            if month and day:
                number = MONTHS.get(month.lower()[:3])
                when = int(year) if year else self._year(number or 1, int(day))
                if number is None or when is None:
                    return None
                try:
                    return date(when, number, int(day))
                except ValueError:
                    return None
        return None

    def _year(self, month: int, day: int = 1) -> int | None:
        """The year of a month told without one: the last such month before the article."""
        if self.published is None:
            return None
        later = (month, day) > (self.published.month, self.published.day)
        return self.published.year - later

    def _period(
        self, text: str, months: bool, weekdays: bool, since_when: bool
    ) -> tuple[tuple[str | None, str | None], int]:
        if months and (both := BETWEEN.search(text)):
            a, b = self._month_day(both, "a"), self._month_day(both, "b")
            if a and b:
                return (a.isoformat(), b.isoformat()), both.start()
        for pattern in (SINCE, SINCE_IN) if since_when else ():
            if (since := pattern.search(text)) and not RECORD.search(text[max(0, since.start() - 30) : since.start()]):
                return (self._since(since), None), since.start()
        if since_when and weekdays and self.published and (since := SINCE_DAY.search(text)):
            back = (self.published.weekday() - DAYS[since["weekday"].lower()]) % 7
            return ((self.published - timedelta(days=back)).isoformat(), None), since.start()
        if weekdays and self.published and (two := TWO_DAYS.search(text)):
            ends = []
            for word in two.groups():
                back = (self.published.weekday() - DAYS[word.lower()]) % 7
                ends.append((self.published - timedelta(days=back)).isoformat())
            return (min(ends), max(ends)), two.start()
        year = IN_YEAR.search(text) if "19" in text or "20" in text else None
        if year and (self.published is None or int(year["year"]) < self.published.year):
            return (f"{year['year']}-01", f"{year['year']}-12"), year.start()
        return (None, None), 0

    def _since(self, match: re.Match[str]) -> str | None:
        if match["only"]:
            return f"{match['only']}-01"
        if match["full"]:
            day = self._month_day(match, "f")
            return day.isoformat() if day else None
        month = MONTHS[match["month"].lower()[:3]]
        year = int(match["year"]) if match["year"] else self._year(month)
        return f"{year}-{month:02d}" if year else None

    def _month(self, text: str) -> tuple[tuple[str, str], int] | None:
        match = IN_MONTH.search(text)
        if not match:
            return None
        month = MONTHS[match["month"].lower()[:3]]
        year = int(match["year"]) if match["year"] else self._year(month)
        if match["ago"]:
            year = self.published.year - 1 if self.published else None
        return ((f"{year}-{month:02d}", f"{year}-{month:02d}"), match.start()) if year else None
