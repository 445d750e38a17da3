"""When a figure holds (as_of) and what a running count covers (period), as ISO days or months: rules in the order of RULES."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from components.extract.counting.page import Draft, Page, hashes
from components.extract.labels import COUNT, DURATION, WEAPON_COUNT
from components.extract.quantities.words import word_set
from components.extract.time.calendar import Edges, interval
from components.extract.time.days import Day, days
from components.extract.time.happened import happened
from components.extract.time.moments import Calendar
from components.extract.time.stretches import Stretch, stretches
from components.extract.time.told import AMOUNTS, DATED, NEAR, OVER_TIME, RIGHT, Before, Here, Told
from components.extract.time.words import A_YEAR, EDGE, MONTH_NAME, MONTHS, NAMED_DAYS
from components.model import CASUALTIES

DAY_WORDS = hashes((*NAMED_DAYS, "today", "yesterday", "tonight", "night"))
MONTH_WORDS = hashes((*MONTHS, *(f"{month}." for month in MONTHS)))
DAYS_WORDS = hashes(("day", "days"))
STRETCH_WORDS = hashes(word_set("stretches of time"))
CARRIED = frozenset((*CASUALTIES, WEAPON_COUNT, COUNT))
BEFORE_FIGURES = 500  # characters before the first figure that are searched for a day
AS_OF = re.compile(r"[^.;]{0,25}\bas of ", re.IGNORECASE)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
LONG_AGO = re.compile(r"[^.,;]{0,12}\b(?:(?:a|one|two|three|four|five|\d+) years? (?:ago|earlier|before)|last year)\b")
MONTH_END = re.compile(rf"{EDGE}(?:at|by) the end of (?P<month>{MONTH_NAME}(?: {A_YEAR})?)", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"\W*(?:in|at|on|near|outside|around|across|over|under|further|elsewhere|nationwide) ", re.IGNORECASE
)
STANDS = re.compile(r"\b(?:as of|by|as at|stood|standing) (?:[\w:.,]+ ){0,4}$", re.IGNORECASE)
INVOLVED = re.compile(r"\b(?:rescued|saved|evacuated|involved|took part|stormed|attacked)\b", re.IGNORECASE)
ADDS_UP = re.compile(r"\b(?:accounted for|made up|totall?(?:ed)?|came to|amounted to|numbered|ran to)\b", re.IGNORECASE)
GOES_ON = re.compile(r"^(?!.*\bin the (?!\w+ of\b)).*\b(?:he|she|they) (?:said|added|told)\b", re.DOTALL)
HAS_RISEN = re.compile(
    r"\b(?:has|have|had)(?: \w+){0,2} (?:risen|climbed|doubled|tripled|increased|grown|jumped|reached|passed|topped|gone up)\b"
)


OF_ANOTHER = re.compile(r", (?:where|which|when) [^.;]*\b(?:kill|injur|wound|abduct|kidnap|massacr|d(?:ied|rown))")


class Found(NamedTuple):
    """The day or the stretch of a figure and the words that say so; ``how``: "carried" from a sentence before, or only "stated" then."""

    words: tuple[int, int] | None
    as_of: str | None = None
    period: Edges | None = None
    stated: bool = False


Rule = Callable[[Here], list[Found] | None]  # None where the rule has nothing to say, so that the next one is asked


def as_of(here: Here) -> list[Found] | None:
    """ "12 dead as of Monday": the day up to which was counted."""
    if not AS_OF.match(here.told.text, here.stop):
        return None
    ahead = [d for d in (*here.told.happened, *here.told.stated) if d.start > here.stop]
    return [_on(here, ahead[0])] if ahead else None


def superseded(here: Here) -> list[Found] | None:
    """The time of a value that another revises stands right after it: "288 a day earlier", "4.4 percent in March"."""
    if here.draft.scope != "background" or not here.superseded:
        return None
    told = here.told
    alone = len(told.happened) == 1 and not told.happened[0].told  # "to 20.5 from 19.75 per cent on Thursday"
    day = next((d for d in told.happened if here.follows(d) and not alone), None)
    return ([_on(here, day)] if day else []) + _over(here, next(filter(here.follows, told.over), None))


def year_ago(here: Here) -> list[Found] | None:
    """ "31 million a year ago": the stretch of the other value, a year before."""
    if not LONG_AGO.match(here.told.text, here.stop):
        return None
    stretch = next(filter(here.follows, here.told.over), None)
    return _over(here, stretch) if stretch is not None and stretch.first and stretch.last else []


def risen(here: Here) -> list[Found] | None:
    """ "the toll from Tuesday's attack has risen to 31, the ministry said on Wednesday": the day of the statement."""
    told, day = here.told, here.day
    if day is None or not told.stated or here.draft.label not in CASUALTIES:
        return None
    if not HAS_RISEN.search(told.text, day.end, max(day.end, here.at)):
        return None
    return [_on(here, here.nearest(told.stated) or told.stated[0], stated=True)]


def counted_over(here: Here) -> list[Found] | None:
    """ "53 deaths since September": the stretch of its clause, where no day is nearer."""
    stretch, day, told = here.stretch, here.day, here.told
    if stretch is None or (day is not None and here.gap(stretch) > here.gap(day)):
        return None
    if stretch.start > here.stop and OF_ANOTHER.search(here.told.text, here.stop, stretch.start):
        return None  # "killed about 30 near Varn, where gunmen killed 110 in May"
    found = _over(here, stretch)
    if stretch.last is None and told.stated and not told.happened:  # "53 deaths since September, it said on Thursday"
        found.append(_on(here, told.stated[0]))
    return found


def month_end(here: Here) -> list[Found] | None:
    """ "$3 billion at the end of March": the month's last day."""
    text = here.told.text
    ended = MONTH_END.search(text) if here.draft.label in AMOUNTS and "end of" in text else None
    if ended is None or not 0 <= ended.start() - here.stop < 30:
        return None
    month = interval(Calendar(here.page.published).resolve(ended["month"]))
    start = here.told.start
    return [Found((start + ended.start(), start + ended.end()), month[1].isoformat())] if month else None


def on_day(here: Here) -> list[Found] | None:
    """ "12 died on Monday": the nearest day of its clause."""
    return [_on(here, here.day)] if here.day is not None else None


def day_before(here: Here) -> list[Found] | None:
    """The sentence tells no day for the figure: that of the event told before."""
    before, text = here.before, here.told.text
    if before.day is None or before.stood or not _goes_on(here) or ELSEWHERE.match(text) or ADDS_UP.search(text):
        return None
    return [Found(before.words, before.day.isoformat())]


def stated_on(here: Here) -> list[Found] | None:
    """ "12 had died, he said on Monday": no day is told but that of the statement."""
    said = here.nearest(here.told.stated)
    return [_on(here, said, stated=True)] if said is not None else None


def said_before(here: Here) -> list[Found] | None:
    """ "Twelve died, she added.": the day on which the sentence before was said."""
    if here.before.said is None or not _goes_on(here) or not GOES_ON.search(here.told.text):
        return None
    return [Found(None, here.before.said.isoformat())]


def undated(here: Here) -> list[Found] | None:
    """A time, a measure, an age holds on no day; an amount has none that stands far off."""
    said = here.nearest(here.told.stated)
    far = said is not None and here.draft.label in AMOUNTS and here.gap(said) > NEAR
    return [] if far or here.draft.label not in DATED else None


RULES: tuple[Rule, ...] = (
    as_of,
    superseded,
    year_ago,
    risen,
    counted_over,
    month_end,
    on_day,
    undated,
    day_before,
    stated_on,
    said_before,
)


def _on(here: Here, day: Day, stated: bool = False) -> Found:
    return Found(here.told.words(day), day.day.isoformat(), stated=stated)


def _over(here: Here, stretch: Stretch | None) -> list[Found]:
    if stretch is None or here.draft.label not in OVER_TIME:
        return []
    return [Found(here.told.words(stretch), period=(stretch.first, stretch.last))]


def _goes_on(here: Here) -> bool:
    """Whether a figure without a day is told of the same event as the figures before."""
    draft = here.draft
    if draft.label not in CARRIED or draft.value == 0 or draft.scope == "background" or here.told.over:
        return False
    if draft.label == COUNT:
        others = any(d.label in CARRIED and d.label != COUNT for d in here.told.group)
        if draft.partitive or not (others or INVOLVED.search(here.told.text)):
            return False
    return happened(here.page, draft)


class Times:
    """Reads the days and periods of sentences against the article's day of publication."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.calendar = Calendar(page.published)
        self.before = Before()
        self.looked = 0  # up to where the text before figures was searched for a day
        self.dated = page.has(DAY_WORDS) or page.has(MONTH_WORDS)

    def attach(self, number: int, group: Sequence[Draft]) -> None:
        """Sets as_of and period of the drafts of one sentence."""
        told = self._told(number, group)
        revised = [d for d in group if any(other.supersedes is d for other in group)]
        ends = [d.end - told.start for d in revised]
        days_left = [d for d in told.happened if not (d.told and any(0 <= d.start - end < RIGHT for end in ends))]
        fresh = replace(told, happened=days_left) if revised else told
        stated: list[Draft] = []  # whose day is only that of the statement
        for draft in group:
            old = draft in revised
            if _settle(Here(draft, told if old else fresh, self.before, self.page, old)):
                stated.append(draft)
        self._remember(told, [d for d in group if d not in stated])
        self.looked = max(self.looked, told.start + len(told.text))

    def _told(self, number: int, group: Sequence[Draft]) -> Told:
        """What a sentence tells of time."""
        start, end = self.page.span(number)
        text = self.page.text[start:end]
        figures = [(d.start - start, d.end - start) for d in group if d.label != DURATION]
        over = [  # without "in 2000 villages"
            s for s in self._stretches(number, text) if not any(a < s.end and s.start < b for a, b in figures)
        ]
        named = [d for d in self._days(number, text, start) if not any(s.start <= d.start < s.end for s in over)]
        happened_on = [d for d in named if not d.said and not d.began]
        stated = [d for d in named if d.said and not d.began]
        return Told(text, start, group, over, happened_on, stated, [a for a, _ in figures])

    def _remember(self, told: Told, group: Sequence[Draft]) -> None:
        """Keeps what the sentence told of time for the next ones; ``group``: its figures with a day or period of their own."""
        before = self.before
        before.period = next((d.period for d in told.group if d.period != (None, None)), before.period)
        if not told.happened:
            before.said = told.stated[0].day if told.stated else before.said
            return
        first = next((d.as_of for d in group if d.label in CASUALTIES and d.as_of), None)
        event = next((d.day for d in told.happened if not d.until), before.day)  # "as of Monday" tells no event's day
        before.day = date.fromisoformat(first) if first and not all(d.until for d in told.happened) else event
        of_day = [d for d in told.happened if d.day == before.day]
        before.words = told.words(of_day[0]) if of_day else before.words
        before.stood = any(self._stands(d, told) for d in of_day)
        before.said = None

    def _stands(self, day: Day, told: Told) -> bool:
        """Whether a day is only the one up to which was counted: "by Sunday", "rose to 327 on Thursday"."""
        if STANDS.search(told.text[: day.start]):
            return True
        span = self.page.doc.char_span(*told.words(day), alignment_mode="expand")
        token = span.root if span is not None else None
        for _ in range(5):
            if token is None or token.pos_ == "VERB" or token.head is token:
                break
            token = token.head
        return token is not None and token.pos_ == "VERB" and token.lemma_.lower() in word_set("verbs that revise")

    def _stretches(self, number: int, text: str) -> list[Stretch]:
        words = self.page.words_of(number)
        dated = not (MONTH_WORDS.isdisjoint(words) and DAY_WORDS.isdisjoint(words) and STRETCH_WORDS.isdisjoint(words))
        if not dated and not YEARS.search(text):
            return []
        return stretches(text, self.calendar, self.before.period)

    def _days(self, number: int, text: str, start: int) -> list[Day]:
        words = self.page.words_of(number)
        if self.dated and self.before.day is None:
            self._opening(start)
        if MONTH_WORDS.isdisjoint(words) and DAY_WORDS.isdisjoint(words) and DAYS_WORDS.isdisjoint(words):
            return []
        return days(text, self.calendar, self.before.day or self.before.said)

    def _opening(self, start: int) -> None:
        """The last day named in the text before, where no figure has one yet."""
        if start <= self.looked:
            return
        first = max(self.looked, start - BEFORE_FIGURES)
        named = days(self.page.text[first:start], self.calendar, None)
        self.looked = start
        events = [d for d in named if not d.said and not d.began and not d.until]
        if events:
            self.before.day = events[-1].day
            self.before.words = first + events[-1].start, first + events[-1].end
        elif named:
            self.before.said = named[-1].day


def _settle(here: Here) -> bool:
    """Sets what the first rule found that has something to say; whether the day is only that of the statement."""
    for rule in RULES:
        found = rule(here)
        if found is None:
            continue
        for one in found:
            if one.as_of is not None:
                here.draft.set(rule, one.words, as_of=one.as_of)
            if one.period is not None:
                here.draft.set(rule, one.words, period=one.period)
        return any(one.stated for one in found)
    return False
