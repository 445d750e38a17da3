"""The stretches of time that a sentence counts over: "since March 2015", "between 1 and 9 May", "in the first half of 2023"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from components.extract.time import periods
from components.extract.time.moments import DAY, MOMENT, MONTH, YEAR, Calendar, counted, months_before

EDGE, NUMBER = r"(?<![^\W_])", r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
BETWEEN = re.compile(
    rf"{EDGE}(?:between|from) (?:the [a-z]+ of [\w’' -]{{3,30}}? (?:on|in) )?(?P<a>{MOMENT}|\d{{1,2}}) (?:and|to|until|till|through|up to)(?: the end of)? (?P<b>{MOMENT})",
    re.IGNORECASE,
)
RUN = re.compile(  # "May 1-12", "1 to 12 May"
    rf"{EDGE}(?:in|from|during|over|between|on) (?:(?P<m>{MONTH}) (?P<a>\d{{1,2}}) ?(?:-|–|to|and) ?(?P<b>\d{{1,2}})(?P<y>,? {YEAR})?|(?P<a2>\d{{1,2}}) ?(?:-|–|to|and) ?(?P<b2>\d{{1,2}}) (?P<m2>{MONTH})(?P<y2> {YEAR})?)(?![^\W_])",
    re.IGNORECASE,
)
SINCE = re.compile(rf"{EDGE}(?:since|counting from) (?:(?:on|in|about|around) )?(?P<a>{MOMENT})", re.IGNORECASE)
SINCE_EVENT = re.compile(
    rf"{EDGE}since (?:[\w'’-]+,? ){{1,6}}?(?:(?:in|on|of) (?P<a>{MOMENT})|(?P<last>last (?:week|month|year|{DAY})))",
    re.IGNORECASE,
)
SINCE_NAMED = re.compile(rf"{EDGE}since (?:the|its|a|his|their) (?P<a>{YEAR}) [a-z]", re.IGNORECASE)
PART_OF = re.compile(
    rf"{EDGE}(?:in|during|over|for|throughout) (?P<said>the (?:first|second|third|fourth|final|last) (?:half|quarter|week) of (?P<of>(?:{MONTH} )?{YEAR}|{MONTH}|the year|this year|last year)|the (?:first|second|third|fourth) quarter)",
    re.IGNORECASE,
)
MONTHS_OF = re.compile(
    rf"{EDGE}(?:in|during|over|for) the (?P<which>first|last|final) (?P<n>{NUMBER}) months of (?P<of>{YEAR}|the year|this year|last year)",
    re.IGNORECASE,
)
MONTHS_TO = re.compile(
    rf"{EDGE}(?:in|during|over|for) the (?:(?P<n>{NUMBER})[ -]months?|year)(?: period)? (?:to|through|ending|ended|until|up to)(?: in| on)? (?:the end of )?(?P<b>{MOMENT})",
    re.IGNORECASE,
)
IN = re.compile(
    rf"{EDGE}(?<!than )(?:(?:in|during|for|throughout|over)(?: (?:all of|the whole of|the course of|the month of))? (?P<a>(?:(?:early|late) |mid-)?{MONTH}(?:,? (?:of )?(?:{YEAR}|last year))?(?! \d|\w))|(?:in|during|throughout|(?:in|for|over|during) (?:all of|the whole of|the course of)) (?P<y>{YEAR}))(?! and (?:in )?(?:{MONTH}|{YEAR}))",
    re.IGNORECASE,
)
WHOLE = re.compile(
    rf"{EDGE}(?<!since )(?<!of )(?<!from )(?:(?P<a>last (?:year|month|week))|the (?:whole|full year) of (?P<y>{YEAR}))(?![^\W_])",
    re.IGNORECASE,
)
BOTH = re.compile(
    rf"{EDGE}(?:in|during|over|for) (?P<a>{MONTH}) and (?:in )?(?P<b>{MONTH}(?:,? {YEAR})?)(?! \d|\w)", re.IGNORECASE
)
SINCE_WHEN = re.compile(rf"{EDGE}since (?P<a>{MOMENT}), when\b", re.IGNORECASE)
HALF_MONTH = re.compile(
    rf"{EDGE}(?:in|during|over|for) the (?P<which>first|second|latter) half of (?P<a>{MONTH}(?:,? {YEAR})?)(?![^\W_])",
    re.IGNORECASE,
)
OWN_MONTH = re.compile(rf"{EDGE}(?P<a>{MONTH}|last month)['’]s (?!end\b|start\b|count\b|toll\b)", re.IGNORECASE)
THIS_YEAR = re.compile(r"(?<!of )(?<!later )(?<!earlier )(?<!for )\bthis year\b(?!['’])", re.IGNORECASE)
SAME_LAST = re.compile(
    r"\b(?:(?:in|over|during|for|from|on) )?the (?:same|corresponding|year-earlier|year-ago) (?:period|month|months|quarter|span|time|stretch|week|half)(?:,? (?:of |in )?(?:last year|the year before|the previous year|a year (?:ago|earlier|before)))?|\ba year (?:ago|earlier|before)\b(?! (?:that|the|a|he|she|they|it)\b)",
    re.IGNORECASE,
)
OF_MOMENT = re.compile(rf"(?:{MONTH}|\d(?:st|nd|rd|th)?),? (?:of )?$", re.IGNORECASE)
SO_FAR = re.compile(
    rf"{EDGE}(?:so far this year|since the (?:start|beginning) of (?:the|this) year|this year alone|(?:so far )?in {YEAR} so far|to date this year|since the new year)",
    re.IGNORECASE,
)
WEEKEND = re.compile(
    rf"{EDGE}(?:over|at|during|on) (?:the|last|this) (?:past )?(?:holiday )?weekend|{EDGE}last weekend", re.IGNORECASE
)
TWO_DAYS = re.compile(
    rf"{EDGE}(?:on|between|from) (?P<a>{DAY})(?: night| evening| morning)? (?:and|to|through|until) (?P<b>{DAY})",
    re.IGNORECASE,
)
THAT_TIME = re.compile(r"\b(?:in|over|during) (?:that|the same|this|the) (?:time|period|span)\b", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\b(?:in )?(?:the year before|the previous year|the preceding year)\b", re.IGNORECASE)
RECORD = re.compile(
    r"\b(?:highest|lowest|first|most|worst|best|biggest|largest|fastest|slowest|deadliest|strongest|weakest|steepest|least|fewest|heaviest|longest|level|low|high|time|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th))\b[^,;\d]{0,45}$|(?:devalued|founded|elected|independent|ruled|power|office) $",
    re.IGNORECASE,
)
BEFORE = "a year before"  # stands for a stretch told from another, a year before it
MONTH_NAME = re.compile(rf"\b{MONTH}(?!\w)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time at offsets of its sentence; ``wide`` where all that its clause counts is counted over it."""

    start: int
    end: int
    first: str | None
    last: str | None
    wide: bool = False


def stretches(text: str, calendar: Calendar, told: tuple[str | None, str | None]) -> list[Stretch]:
    """The stretches of a sentence in order, none over another; ``told`` is what "in that period" means."""
    found: list[Stretch] = []
    for stretch in _read(text, calendar, told):
        if not any(stretch.start < other.end and other.start < stretch.end for other in found):
            found.append(stretch)
    found.sort(key=lambda s: s.start)
    return [_shifted(text, s, found, told) for s in found]


def _read(text: str, calendar: Calendar, told: tuple[str | None, str | None]) -> list[Stretch]:
    out: list[Stretch] = []
    low = text.lower()
    dated = re.search(r"(?:19|20)\d\d", low) is not None or MONTH_NAME.search(low) is not None
    far = "year" in low or "month" in low

    def add(match: re.Match[str], first: str | None, last: str | None, wide: bool = False) -> None:
        out.append(Stretch(match.start(), match.end(), first, last, wide))

    for match in SAME_LAST.finditer(text) if "year" in low else ():
        if "year" in match[0].lower():
            out.append(Stretch(match.start(), match.end(), BEFORE, BEFORE))
    for match in SINCE_WHEN.finditer(text) if "since " in low else ():
        if moment := calendar.stretch(match["a"]):
            add(match, *moment)  # "not since March 2019, when 51 died"
    for match in HALF_MONTH.finditer(text) if "half of" in low else ():
        if whole := calendar.stretch(match["a"]):
            add(match, *_half(whole[0], match["which"].lower() == "first"))
    for match in BOTH.finditer(text) if dated and " and " in low else ():
        if both := _between(match["a"], match["b"], calendar):
            add(match, *both)
    for match in SO_FAR.finditer(text) if "year" in low or "so far" in low else ():
        if calendar.published is not None:
            add(match, f"{calendar.published.year}-01", None, True)
    for match in BETWEEN.finditer(text) if "between " in low or "from " in low else ():
        if both := _between(match["a"], match["b"], calendar):
            add(match, *both, True)
    for match in RUN.finditer(text) if dated else ():
        if both := _run(match, calendar):
            add(match, *both, True)
    for pattern in (SINCE, SINCE_NAMED, SINCE_EVENT) if "since " in low or "counting from " in low else ():
        for match in pattern.finditer(text):
            if RECORD.search(text[max(0, match.start() - 60) : match.start()]):
                add(match, None, None)
            elif moment := calendar.stretch(match["a"] or match["last"]):
                add(match, moment[0], None, True)
            else:
                add(match, None, None)
    for match in TWO_DAYS.finditer(text) if low.count("day") > 1 else ():
        if calendar.published is not None:
            days = [calendar.weekday(match[name]).isoformat() for name in "ab"]
            add(match, min(days), max(days), True)
    for match in MONTHS_TO.finditer(text) if far else ():
        if end := calendar.stretch(match["b"]):
            add(match, months_before(end[1], (counted(match["n"]) or 12) - 1 if match["n"] else 11), end[1][:7])
    for match in MONTHS_OF.finditer(text) if "months of" in low else ():
        if (whole := calendar.stretch(match["of"])) and (n := counted(match["n"])):
            first = match["which"].lower() == "first"
            add(
                match,
                whole[0] if first else months_before(whole[1], n - 1),
                f"{whole[0][:5]}{n:02d}" if first else whole[1],
            )
    for match in PART_OF.finditer(text) if "half" in low or "quarter" in low or "week" in low else ():
        published = calendar.published.isoformat() if calendar.published else None
        if interval := _months(periods.resolve(match["said"], published)):
            add(match, *interval)
    for match in WHOLE.finditer(text) if "last " in low or "year of" in low or "whole of" in low else ():
        if OF_MOMENT.search(text[max(0, match.start() - 14) : match.start()]):
            continue  # "in March last year" is March
        if whole := calendar.stretch(match["a"] or match["y"]):
            add(match, *whole)
    for match in WEEKEND.finditer(text) if "weekend" in low else ():
        if calendar.published is not None:
            saturday = calendar.published - timedelta(days=(calendar.published.weekday() - 5) % 7 or 7)
            add(match, saturday.isoformat(), (saturday + timedelta(days=1)).isoformat(), True)
    for match in IN.finditer(text) if dated else ():
        month = calendar.stretch(match["a"] or match["y"])
        if month and (calendar.published is None or month[0] <= calendar.published.isoformat()[:7]):
            add(match, *month)
    for match in THAT_TIME.finditer(text) if told != (None, None) else ():
        add(match, *told, True)
    for match in THIS_YEAR.finditer(text) if "this year" in low else ():
        if calendar.published is not None:
            known = not RECORD.search(text[max(0, match.start() - 60) : match.start()])
            add(match, f"{calendar.published.year}-01" if known else None, None)
    for match in OWN_MONTH.finditer(text) if "'s" in low or "’s" in low else ():
        if month := calendar.stretch(match["a"]):
            add(match, *month)
    if "year" in low:
        out += [Stretch(m.start(), m.end(), "", "") for m in YEAR_BEFORE.finditer(text)]
    return out


def _shifted(text: str, stretch: Stretch, found: list[Stretch], told: tuple[str | None, str | None]) -> Stretch:
    """ "The year before" counts from the year told last in the sentence; without one it is unknown."""
    if stretch.first == BEFORE:
        named = [(s.first, s.last) for s in found if s is not stretch and s.first and s.last and s.first != BEFORE]
        ago = text[: stretch.end].lower().endswith("ago")
        first, last = named[0] if named else (None, None) if ago else told
        if first is None or last is None or "-02-29" in (first[4:], last[4:]):
            return Stretch(stretch.start, stretch.end, None, None)
        earlier = [f"{int(day[:4]) - 1}{day[4:]}" for day in (first, last)]
        return Stretch(stretch.start, stretch.end, earlier[0], earlier[1])
    if stretch.first != "":
        return stretch
    before = next((s for s in reversed(found) if s.end <= stretch.start and s.first and s.last), None)
    if (
        before is None
        or before.first is None
        or before.last is None
        or before.first[4:] != "-01"
        or before.last[4:] != "-12"
    ):
        return Stretch(stretch.start, stretch.end, None, None)
    year = int(before.first[:4]) - 1
    return Stretch(stretch.start, stretch.end, f"{year}-01", f"{year}-12")


def _between(a: str, b: str, calendar: Calendar) -> tuple[str, str] | None:
    """First and last of "between A and B": what A leaves out, month or year, is B's."""
    last = calendar.stretch(b)
    if last is None:
        return None
    if a.isdigit():
        if len(a) < 3:
            if len(last[1]) != 10:
                return None
            first = (f"{last[1][:8]}{int(a):02d}",) * 2
        else:
            first = (f"{a}-01", f"{a}-12")
    else:
        year = re.search(YEAR, b)
        said = a if re.search(YEAR, a) or not year or not re.search(MONTH, a, re.IGNORECASE) else f"{a} {year[0]}"
        found = calendar.stretch(said)
        if found is None:
            return None
        first = found
        if first[0] > last[1] and year and said != a:  # "from October 7 to March 2, 2024"
            first = (f"{int(first[0][:4]) - 1}{first[0][4:]}", first[1])
    return (first[0], last[1]) if first[0] <= last[1] else None


def _run(match: re.Match[str], calendar: Calendar) -> tuple[str, str] | None:
    month, year = match["m"] or match["m2"], match["y"] or match["y2"] or ""
    days = [calendar.stretch(f"{month} {match[n] or match[n + '2']}{year}") for n in "ab"]
    return (days[0][0], days[1][0]) if days[0] and days[1] and days[0] < days[1] else None


def _half(month: str, first: bool) -> tuple[str, str]:
    """The first and last day of a half of a month.

    >>> _half("2020-04", True), _half("2020-02", False)
    (('2020-04-01', '2020-04-15'), ('2020-02-16', '2020-02-29'))
    """
    if first:
        return f"{month}-01", f"{month}-15"
    return f"{month}-16", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _months(iso: str | None) -> tuple[str, str] | None:
    """An interval in months where it begins and ends with one."""
    whole = periods.interval(iso)
    if whole is None:
        return None
    first, last = whole
    if first.day == 1 and last == date(last.year, last.month, monthrange(last.year, last.month)[1]):
        return first.isoformat()[:7], last.isoformat()[:7]
    return first.isoformat(), last.isoformat()
