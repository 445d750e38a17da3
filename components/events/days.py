"""The days of an event: those that an article's lead or a word for the event names, told from the days of what came after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from components.events.words import kinds_in
from components.lexicons import rules
from components.model import Annotation

Days = tuple[int, int]  # the first and the last, as date.toordinal counts
RECENT = 45  # days before publication on which an article's event can be, unless it is told as history
LONGEST = 62  # days that an event is said to take by one phrase
CLEAR = 6  # the rank of a day that a word for the event has: "Friday's blast"
SAID = (
    5  # the rank of a day of the lead beside a word for the event: one that is counted from another day is not needed
)
FIRST = 4  # what the first sentence adds: "no link to Saturday's attack" comes later
SENTENCE = re.compile(r"[.!?]\s")
AFTERMATH = ("name", "words", "example", "counterexample")
REPORTING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|statement|count(?:ed)?|updated?|by|until|to|since)\b[^.;,]{0,12}$",
    re.I,
)
AHEAD = re.compile(r"\b(?:will|would|takes? effect|begins?|due|scheduled|plan(?:s|ned)?|next)\b", re.I)
CASUALTY = re.compile(
    r"\b(?:kill(?:ed|ing)|died|drowned|(?:injur|wound)(?:ed|ing)|(?:was|were|been) (?:shot|hurt|struck|hit))\b", re.I
)
OF_WHAT = re.compile(r"\b(?:who|which|that|when|where|as|after|before)\b", re.I)
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
NUMBERS = {word: n for n, word in enumerate(_NUMBERS)} | {"a": 1}
SINCE = re.compile(
    rf"(?<!for )\b(?P<n>{'|'.join(NUMBERS)}|\d{{1,2}}) (?P<unit>day|week|month)s? after (?P<what>[^.;]{{3,60}})", re.I
)
EARLIER = re.compile(
    r"\b(?:the (?:night|day|evening) before|a day (?:earlier|before)|the previous (?:day|night|evening))\b", re.I
)
LENGTHS = {"day": (1, 0), "week": (7, 3), "month": (30, 6)}  # days, and how far off such a phrase may be


@dataclass(frozen=True, slots=True)
class Story:
    """An article's text, where its dateline and its lead end, and its day of publication (0: unknown)."""

    text: str
    dateline: int
    lead_end: int
    published: int

    @property
    def lead(self) -> str:
        return self.text[self.dateline : self.lead_end]


def days_of(story: Story, dates: Iterable[Annotation]) -> Days | None:
    """The days of a story's event; None where it names none. ``dates`` are its days and times, in their order."""
    published = story.published
    best: tuple[int, int, Days] | None = None
    for a in dates:
        days = interval(a.entity.iso)
        if days is None or not _possible(days, published):
            continue
        rank = _rank(story, a, days)
        rank += 1 if rank and days[1] < published else 0  # the day of publication is often that of something else
        if rank and (best is None or (rank, -a.start) > (best[0], best[1])):
            best = (rank, -a.start, (days[0], min(days[1], published) if published else days[1]))
    counted = None if best and best[0] >= SAID else _reckoned(story, -best[1] if best else None)
    return counted or (best[2] if best else None)


def _possible(days: Days, published: int) -> bool:
    if days[1] - days[0] > LONGEST:
        return False
    return not published or (published - RECENT <= days[1] <= published + LONGEST and days[0] <= published)


def _reckoned(story: Story, said: int | None) -> Days | None:
    """The day of "two days after the earthquake", or of "sank the night before", counted from the day of publication. What happened
    on a day that is ``said`` before it in its sentence was another event: "a train derailed on Monday, two weeks after a collision"."""
    if not story.published:
        return None
    for found in SINCE.finditer(story.lead):
        here = story.dateline + found.start()
        beside = said is not None and said < here and not SENTENCE.search(story.text[said:here])
        if _happens(found["what"]) and not beside:
            n = found["n"].lower()
            length, off = LENGTHS[found["unit"].lower()]
            day = story.published - (NUMBERS[n] if n in NUMBERS else int(n)) * length
            return day - off, day + off
    for found in EARLIER.finditer(story.lead):
        if _happens(re.split(r"[.;]\s|, ", story.lead[: found.start()])[-1]):
            return story.published - 1, story.published - 1
    return None


def _rank(story: Story, a: Annotation, days: Days) -> int:
    """How clearly a day is said to be that of the event: 0 not at all."""
    before, after = story.text[max(0, a.start - 120) : a.start], story.text[a.end : a.end + 60]
    before, after = SENTENCE.split(before)[-1], re.split(r"[.!?;]\s", after)[0]
    exact = 1 if days[1] - days[0] < 2 else 0
    first = FIRST if not SENTENCE.search(story.text[story.dateline : a.start]) else 0
    if (re.match(r"['’]s?\b", after) and kinds_in(after)) or kinds_in(" ".join(after.split()[:2])):
        return CLEAR + exact + first
    clause = re.split(r"[,;] ", before)[-1]
    clause = before if len(clause.split()) < 3 else clause  # "in Altwick, a suburb of Leidenburg, on Monday"
    if REPORTING.search(before) or AHEAD.search(clause) or is_aftermath(clause):
        return 0
    near = bool(kinds_in(clause)) and not re.search(r"\b(?:deadliest|worst|first) ", before)
    if a.end > story.lead_end:
        told = near and days[1] - days[0] < 8 and re.search(r"\b(?:the|that) [\w -]{2,40}$", before)
        return 1 + exact if told else 0
    if days[1] >= story.published and not _happens(clause) and not _happens(OF_WHAT.split(after)[0]):
        return 0  # what people did on the day of the report: "The water fell on Saturday"
    return 3 + exact + (1 + first if near else 0)


def _happens(words: str) -> bool:
    """Whether words say that something happened."""
    return bool(kinds_in(words)) or CASUALTY.search(words) is not None


@cache
def _aftermath() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(row['words'] for row in rules('aftermath', *AFTERMATH))})\b", re.I)


def is_aftermath(clause: str) -> bool:
    """Whether what leads up to a day is what came after the event (data/rules/aftermath.tsv), and not the event that it goes on to tell.

    >>> is_aftermath("The town buried 14 victims of the fire on"), is_aftermath("Flowers lay where a gunman killed five on")
    (True, False)
    """
    *_, last = (None, *_aftermath().finditer(clause))
    if last is None:
        return False
    told = OF_WHAT.search(clause, last.end())
    return told is None or not _happens(clause[told.end() :])


def interval(iso: str | None) -> Days | None:
    """The days of an ISO day, month, year or interval of these; None for what is none.

    >>> interval("2024-03-12"), interval("2024-02")
    ((738957, 738957), (738917, 738945))
    """
    if not iso:
        return None
    first, _, last = iso.partition("/")
    one, other = _days(first), _days(last or first)
    return (one[0], other[1]) if one and other and one[0] <= other[1] else None


def _days(iso: str) -> Days | None:
    try:
        if len(iso) == 4:
            return date(int(iso), 1, 1).toordinal(), date(int(iso), 12, 31).toordinal()
        if len(iso) == 7:
            first = date.fromisoformat(iso + "-01")
            return first.toordinal(), ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).toordinal()
        day = date.fromisoformat(iso[:10]).toordinal()
        return day, day
    except ValueError:
        return None


def ordinal(day: str | None) -> int:
    """The number of an ISO day, 0 where there is none."""
    found = _days(day) if day else None
    return found[0] if found else 0
