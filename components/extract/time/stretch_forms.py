"""The forms of stretches of time: "since March 2015", "between 1 and 9 May", "in the first half of 2023"; a row each."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from re import Match
from typing import NamedTuple

from components.extract.time.calendar import Edges, edges, months_before, year_before
from components.extract.time.moments import Calendar
from components.extract.time.words import A_DAY, A_YEAR, EDGE, END, MOMENT, MONTH_NAME, NTH, counted


class Sentence(NamedTuple):
    """A sentence, the calendar that it is read with, and the stretch that "in that period" means."""

    text: str
    calendar: Calendar
    period: Edges


class Form(NamedTuple):
    """A form of stretches: searched where one of ``words`` stands in the sentence (none: where a year or month does)."""

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Callable[[Match[str], Sentence], Edges | None]
    wide: bool = False
    beside: str = ""


NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
OVER = r"(?:in|during|over|for)"
THE_YEAR = rf"(?:{A_YEAR}|the year|this year|last year)"
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


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


FORMS: tuple[Form, ...] = (
    Form(
        "the same period",
        ("year",),
        _re(
            rf"\b(?:{OVER} |from |on )?the (?:(?:year-earlier|year-ago) (?:period|months?|quarter|span|time|stretch|week|half)"
            r"|(?:same|corresponding) (?:period|months?|quarter|span|time|stretch|week|half),? (?:of |in )?"
            r"(?:last year|the year before|the previous year|a year (?:ago|earlier|before)))"
            r"|\ba year (?:ago|earlier|before)\b(?! (?:that|the|a|he|she|they|it)\b)"
        ),
        _untold,
        beside="same",
    ),
    Form("since, when", ("since ",), _re(rf"{EDGE}since (?P<a>{MOMENT}), when\b"), _moment),
    Form(
        "half of a month",
        ("half of",),
        _re(rf"{EDGE}{OVER} the (?P<which>first|second|latter) half of (?P<a>{MONTH_NAME}(?:,? {A_YEAR})?){END}"),
        _half_month,
    ),
    Form(
        "two months",
        (),
        _re(rf"{EDGE}{OVER} (?P<a>{MONTH_NAME}) and (?:in )?(?P<b>{MONTH_NAME}(?:,? {A_YEAR})?)(?! \d|\w)"),
        _two_moments,
    ),
    Form(
        "so far",
        ("year", "so far"),
        _re(
            rf"{EDGE}(?:so far this year|since the (?:start|beginning) of (?:the|this) year|this year alone"
            rf"|(?:so far )?in {A_YEAR} so far|to date this year|since the new year)"
        ),
        _so_far,
        wide=True,
    ),
    Form(
        "between",
        ("between ", "from "),
        _re(
            rf"{EDGE}(?:between|from) (?:the [a-z]+ of [\w’' -]{{3,30}}? (?:on|in) )?(?P<a>{MOMENT}|\d{{1,2}})"
            rf" (?:and|to|until|till|through|up to)(?: the end of)? (?P<b>{MOMENT})"
        ),
        _two_moments,
        wide=True,
    ),
    Form(
        "days of a month",
        (),
        _re(
            rf"{EDGE}(?:in|from|during|over|between|on) (?:(?P<m>{MONTH_NAME}) (?P<a>\d{{1,2}}) ?(?:-|–|to|and) ?(?P<b>\d{{1,2}})(?P<y>,? {A_YEAR})?"
            rf"|(?P<a2>\d{{1,2}}) ?(?:-|–|to|and) ?(?P<b2>\d{{1,2}}) (?P<m2>{MONTH_NAME})(?P<y2> {A_YEAR})?){END}"
        ),
        _run,
        wide=True,
    ),
    Form(
        "since",
        ("since ", "counting from "),
        _re(rf"{EDGE}(?:since|counting from) (?:(?:on|in|about|around) )?(?P<a>{MOMENT})"),
        _since,
        wide=True,
    ),
    Form(
        "since an event of a year",
        ("since ",),
        _re(rf"{EDGE}since (?:the|its|a|his|their) (?P<a>{A_YEAR}) [a-z]"),
        _since,
        wide=True,
    ),
    Form(
        "since an event",
        ("since ",),
        _re(rf"{EDGE}since (?:[\w'’-]+,? ){{1,6}}?(?=(?:in|on|of|last) )(?:(?:in|on|of) )?(?P<a>{MOMENT})"),
        _since,
        wide=True,
    ),
    Form(
        "two days",
        ("day",),
        _re(
            rf"{EDGE}(?:on|between|from) (?P<a>{A_DAY})(?: night| evening| morning)? (?:and|to|through|until) (?P<b>{A_DAY})"
        ),
        _two_days,
        wide=True,
    ),
    Form(
        "months to",
        ("year", "month"),
        _re(
            rf"{EDGE}{OVER} the (?:(?P<n>{NUMBER})[ -]months?|year)(?: period)? (?:to|through|ending|ended|until|up to)(?: in| on)?"
            rf" (?:the end of )?(?P<b>{MOMENT})"
        ),
        _months_to,
    ),
    Form(
        "months of",
        ("months of",),
        _re(rf"{EDGE}{OVER} the (?P<which>first|last|final) (?P<n>{NUMBER}) months of (?P<of>{THE_YEAR})"),
        _months_of,
    ),
    Form(
        "part of a year",
        ("half", "quarter", "week"),
        _re(
            rf"{EDGE}(?:{OVER}|throughout) (?P<said>the (?:first|second|third|fourth|final|last) (?:half|quarter|week) of"
            rf" (?:(?:{MONTH_NAME} )?{A_YEAR}|{MONTH_NAME}|{THE_YEAR})|the (?:first|second|third|fourth) quarter)"
        ),
        _said,
    ),
    Form(
        "last year",
        ("last ", "year of", "whole of"),
        _re(
            rf"{EDGE}(?<!since )(?<!of )(?<!from )(?:(?P<a>last (?:year|month|week))|the (?:whole|full year) of (?P<y>{A_YEAR})){END}"
        ),
        _whole,
    ),
    Form(
        "weekend",
        ("weekend",),
        _re(
            rf"{EDGE}(?:over|at|during|on) (?P<said>(?:the|last|this)(?: past)?) (?:holiday )?weekend|{EDGE}last weekend"
        ),
        lambda match, sentence: edges(sentence.calendar.resolve(f"{match['said'] or 'last'} weekend")),
        wide=True,
    ),
    Form(
        "in a month",
        (),
        _re(
            rf"{EDGE}(?<!than )(?:(?:{OVER}|throughout)(?: (?:all of|the whole of|the course of|the month of))?"
            rf" (?P<a>(?:(?:early|late) |mid-)?{MONTH_NAME}(?:,? (?:of )?(?:{A_YEAR}|last year))?(?! \d|\w))"
            rf"|(?:in|during|throughout|{OVER} (?:all of|the whole of|the course of)) (?P<y>{A_YEAR}))(?! and (?:in )?(?:{MONTH_NAME}|{A_YEAR}))"
        ),
        _in,
    ),
    Form(
        "that period",
        ("time", "period", "span"),
        _re(r"\b(?:in|over|during) (?:that|the same|this|the) (?:time|period|span)\b"),
        _that_time,
        wide=True,
    ),
    Form(
        "this year",
        ("this year",),
        _re(r"(?<!of )(?<!later )(?<!earlier )(?<!for )\bthis year\b(?!['’])"),
        _this_year,
    ),
    Form(
        "of a month",
        ("'s", "’s"),
        _re(rf"{EDGE}(?P<a>{MONTH_NAME}|last month)['’]s (?!end\b|start\b|count\b|toll\b)"),
        _moment,
    ),
    Form(
        "the year before",
        ("year",),
        _re(r"\b(?:in )?(?:the year before|the previous year|the preceding year)\b"),
        _untold,
        beside="year before",
    ),
)


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
