"""The forms of stretches of time: "since March 2015", "between 1 and 9 May", "in the first half of 2023"; a row of data/rules/stretches.tsv each."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from re import Match
from typing import NamedTuple

from components.extract.time.calendar import Edges, edges, months_before, year_before
from components.extract.time.moments import Calendar
from components.extract.time.words import A_YEAR, MONTH_NAME, NTH, counted, expression
from components.lexicons import rules


class Sentence(NamedTuple):
    """A sentence, the calendar that it is read with, and the stretch that "in that period" means."""

    text: str
    calendar: Calendar
    period: Edges


class Form(NamedTuple):
    """A form of stretches: searched where one of ``words`` stands in the sentence (none: where a year or month does).

    ``means`` is what its example ``said`` counts over, told on 13 March 2024."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Callable[[Match[str], Sentence], Edges | None]
    wide: bool
    beside: str
    said: str
    means: str


RECORD = re.compile(
    r"\b(?:highest|lowest|first|most|worst|best|biggest|largest|fastest|slowest|deadliest|strongest|weakest|steepest|least|fewest"
    r"|heaviest|longest|level|low|high|time|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th))\b[^,;\d]{0,45}$"
    r"|(?:devalued|founded|elected|independent|ruled|power|office) $",
    re.IGNORECASE,
)
OF_MOMENT = re.compile(rf"(?:{MONTH_NAME}|\d{NTH}),? (?:of )?$", re.IGNORECASE)


def _record(match: Match[str], sentence: Sentence) -> bool:
    """Whether a stretch only says for how long something was the most: "the deadliest attack since 2015"."""
    return RECORD.search(sentence.text[max(0, match.start() - 60) : match.start()]) is not None


def _moment(match: Match[str], sentence: Sentence) -> Edges | None:
    return sentence.calendar.stretch(match["a"])


def _since(match: Match[str], sentence: Sentence) -> Edges | None:
    moment = None if _record(match, sentence) else sentence.calendar.stretch(match["a"])
    return (moment[0], None) if moment else (None, None)


def _so_far(match: Match[str], sentence: Sentence) -> Edges | None:
    year = sentence.calendar.stretch("this year")
    return (year[0], None) if year else None


def _this_year(match: Match[str], sentence: Sentence) -> Edges | None:
    return (None, None) if _record(match, sentence) else _so_far(match, sentence)


def _two_moments(match: Match[str], sentence: Sentence) -> Edges | None:
    return between(match["a"], match["b"], sentence.calendar)


def _run(match: Match[str], sentence: Sentence) -> Edges | None:
    month, year = match["m"] or match["m2"], match["y"] or match["y2"] or ""
    days = [sentence.calendar.stretch(f"{month} {match[n] or match[n + '2']}{year}") for n in "ab"]
    return (days[0][0], days[1][0]) if days[0] and days[1] and days[0] < days[1] else None


def _two_days(match: Match[str], sentence: Sentence) -> Edges | None:
    days = [day for name in "ab" if (day := sentence.calendar.day(match[name]))]
    return (min(days).isoformat(), max(days).isoformat()) if len(days) == 2 else None


def _half_month(match: Match[str], sentence: Sentence) -> Edges | None:
    whole = sentence.calendar.stretch(match["a"])
    return half(whole[0], match["which"].lower() == "first") if whole else None


def _months_to(match: Match[str], sentence: Sentence) -> Edges | None:
    end = sentence.calendar.stretch(match["b"])
    count = (counted(match["n"]) or 12) if match["n"] else 12
    return (months_before(end[1], count - 1), end[1][:7]) if end else None


def _months_of(match: Match[str], sentence: Sentence) -> Edges | None:
    whole, count = sentence.calendar.stretch(match["of"]), counted(match["n"])
    if not whole or not count:
        return None
    if match["which"].lower() == "first":
        return whole[0], f"{whole[0][:5]}{count:02d}"
    return months_before(whole[1], count - 1), whole[1]


def _said(match: Match[str], sentence: Sentence) -> Edges | None:
    return edges(sentence.calendar.resolve(match["said"]))


def _whole(match: Match[str], sentence: Sentence) -> Edges | None:
    if OF_MOMENT.search(sentence.text[max(0, match.start() - 14) : match.start()]):
        return None  # "in March last year" is March
    return sentence.calendar.stretch(match["a"] or match["y"])


def _in(match: Match[str], sentence: Sentence) -> Edges | None:
    month, published = sentence.calendar.stretch(match["a"] or match["y"]), sentence.calendar.published
    return month if month and (published is None or month[0] <= published.isoformat()[:7]) else None


def _that_time(match: Match[str], sentence: Sentence) -> Edges | None:
    return sentence.period if sentence.period != (None, None) else None


def _untold(match: Match[str], sentence: Sentence) -> Edges | None:
    return None, None


def _weekend(match: Match[str], sentence: Sentence) -> Edges | None:
    return edges(sentence.calendar.resolve(f"{match['said'] or 'last'} weekend"))


def between(a: str, b: str, calendar: Calendar) -> tuple[str, str] | None:
    """First and last of "between A and B": what A leaves out, month or year, is B's."""
    last = calendar.stretch(b)
    first = _first_of(a, b, last[1], calendar) if last else None
    return (first, last[1]) if first and last and first <= last[1] else None


def _first_of(a: str, b: str, last: str, calendar: Calendar) -> str | None:
    if a.isdigit() and len(a) < 3:
        return f"{last[:8]}{int(a):02d}" if len(last) == 10 else None
    year = re.search(A_YEAR, b)
    with_year = year and re.search(MONTH_NAME, a, re.IGNORECASE) and not re.search(A_YEAR, a)
    found = calendar.stretch(f"{a} {year[0]}" if year and with_year else a)
    if found and with_year and found[0] > last:  # "from October 7 to March 2, 2024"
        return year_before(found[0])
    return found[0] if found else None


def half(month: str, first: bool) -> tuple[str, str]:
    """The first and last day of a half of a month.

    >>> half("2020-04", True), half("2020-02", False)
    (('2020-04-01', '2020-04-15'), ('2020-02-16', '2020-02-29'))
    """
    if first:
        return f"{month}-01", f"{month}-15"
    return f"{month}-16", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


READERS: dict[str, Callable[[Match[str], Sentence], Edges | None]] = {
    "moment": _moment,
    "since": _since,
    "so_far": _so_far,
    "this_year": _this_year,
    "two_moments": _two_moments,
    "run": _run,
    "two_days": _two_days,
    "half_month": _half_month,
    "months_to": _months_to,
    "months_of": _months_of,
    "said": _said,
    "whole": _whole,
    "weekend": _weekend,
    "in": _in,
    "that_time": _that_time,
    "untold": _untold,
}
COLUMNS = ("form", "words", "pattern", "read", "wide", "beside", "said", "means")
FORMS = tuple(
    Form(
        row["form"],
        tuple(word for word in row["words"].split("|") if word),
        re.compile(expression(row["pattern"]), re.IGNORECASE),
        READERS[row["read"]],
        row["wide"] == "wide",
        row["beside"],
        row["said"],
        row["means"],
    )
    for row in rules("stretches", *COLUMNS)
)
