"""When a figure holds (as_of) and what a running count covers (period), as ISO days or months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from components.extract.counting.page import Draft, Page, hashes
from components.extract.time.calendar import interval
from components.extract.time.days import Day, days
from components.extract.time.moments import Calendar
from components.extract.time.stretches import Stretch, stretches
from components.extract.time.words import A_YEAR, EDGE, MONTH_NAME, MONTHS, NAMED_DAYS
from components.model import CASUALTIES

MONTH_END = re.compile(rf"{EDGE}(?:at|by) the end of (?P<month>{MONTH_NAME}(?: {A_YEAR})?)", re.IGNORECASE)
DAY_WORDS = hashes((*NAMED_DAYS, "today", "yesterday", "tonight", "night"))
MONTH_WORDS = hashes((*MONTHS, *(f"{month}." for month in MONTHS)))
DAYS_WORDS = hashes(("day", "days"))
STRETCH_WORDS = hashes(
    ("since", "week", "weekend", "month", "months", "year", "years", "half", "quarter", "time", "period", "span")
)
NEAR = 90  # characters between an amount and the day it holds
RIGHT = 20
OPENED = 25
OTHERS = 60  # what a figure in between adds to the distance
BESIDE = 40  # between an amount or a count and the stretch it covers
DATED = frozenset((*CASUALTIES, "WEAPON_COUNT", "COUNT", "MONEY", "PERCENT"))
CARRIED = frozenset((*CASUALTIES, "WEAPON_COUNT", "COUNT"))
OVER_TIME = frozenset((*CASUALTIES, "WEAPON_COUNT", "COUNT", "PERCENT", "MONEY", "MEASURE"))
AS_OF = re.compile(r"[^.;]{0,25}\bas of ", re.IGNORECASE)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
CUT = re.compile(
    r";|, (?:down|up) from\b|, from (?:about |around |some |just )?[$€£]?\d[\d.,]*(?: ?%| (?:per ?cent|million|billion)\b)|\b(?:while|whereas)\b|, but\b|, and (?=(?:[\w,.'’-]+ ){1,8}?(?:were|was|are|is|have|has|had|said|says|reports?|still)\b)"
)
LONG_AGO = re.compile(r"[^.,;]{0,12}\b(?:(?:a|one|two|three|four|five|\d+) years? (?:ago|earlier|before)|last year)\b")
UPDATES = re.compile(
    r"\b(?:(?:tak|bring|push)ing (?:[\w'’]+ ){1,8}to|ris(?:e|en|ing)|rose|climb(?:s|ed|ing)?|rais(?:ed|ing)|revis(?:ed|ing)|toll|tally|now|stands? at|stood at|updated?|total)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\W*(?:in|at|on|near|outside|around|across|over|under|further|elsewhere|nationwide) ", re.IGNORECASE
)
STANDS = re.compile(r"\b(?:as of|by|as at|stood|standing) (?:[\w:.,]+ ){0,4}$", re.IGNORECASE)
INVOLVED = re.compile(r"\b(?:rescued|saved|evacuated|involved|took part|stormed|attacked)\b", re.IGNORECASE)
REVISES = frozenset(
    [
        "rise",
        "climb",
        "raise",
        "revise",
        "stand",
        "update",
        "grow",
        "jump",
        "increase",
        "reach",
        "lift",
        "cut",
        "lower",
        "bring",
        "take",
        "put",
        "pass",
        "top",
    ]
)
ADDS_UP = re.compile(r"\b(?:accounted for|made up|totall?(?:ed)?|came to|amounted to|numbered|ran to)\b", re.IGNORECASE)
GOES_ON = re.compile(r"^(?!.*\bin the (?!\w+ of\b)).*\b(?:he|she|they) (?:said|added|told)\b", re.DOTALL)
HAS_RISEN = re.compile(
    r"\b(?:has|have|had)(?: \w+){0,2} (?:risen|climbed|doubled|tripled|increased|grown|jumped|reached|passed|topped|gone up)\b"
)
OF_THEM = re.compile(r" of (?:them|these|those|whom|which)\b", re.IGNORECASE)
OPENS = re.compile(r"\W*(?:(?:but|and|also|only|in the|in|the|that|according to [\w ]+,) )*", re.IGNORECASE)


class Times:
    """Reads the days and periods of sentences against the article's day of publication."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.calendar = Calendar(page.published)
        self.period: tuple[str | None, str | None] = (None, None)
        self.day: date | None = None  # of the event, as told last
        self.words: tuple[int, int] | None = None  # that tell it
        self.stood = False  # whether that day is only the one up to which was counted
        self.said: date | None = None  # on which the sentence before was said
        self.carried: list[Draft] = []  # whose day is that of a sentence before
        self.stated: list[Draft] = []  # whose day is the one on which they were told
        self.starts: list[int] = []  # of the sentence's figures
        self.looked = 0  # up to where the text before figures was searched for a day
        self.dated = page.has(DAY_WORDS) or page.has(MONTH_WORDS)

    def attach(self, number: int, group: Sequence[Draft]) -> None:
        """Sets as_of and period of the drafts of one sentence."""
        start, end = self.page.span(number)
        text = self.page.text[start:end]
        over = [s for s in self._stretches(number, text) if not _counted(s, group, start)]
        named = [d for d in self._days(number, text, start) if not any(s.start <= d.start < s.end for s in over)]
        happened = [d for d in named if not d.said and not d.began]
        stated = [d for d in named if d.said and not d.began]
        old = [d.end - start for d in group if any(o.supersedes is d for o in group)]
        fresh = [d for d in happened if not (d.told and any(0 <= d.start - stop < RIGHT for stop in old))]
        self.starts = [d.start - start for d in group if d.label != "DURATION"]
        moved = False
        for draft in group:
            superseded = any(other.supersedes is draft for other in group)
            self._set(draft, group, superseded, text, start, over, happened if superseded else fresh, stated)
            moved = moved or draft.period != (None, None)
        if moved:
            self.period = next(d.period for d in group if d.period != (None, None))
        if happened:
            first = next((d.as_of for d in group if d.label in CASUALTIES and d.as_of and d not in self.stated), None)
            event = next((d.day for d in happened if not d.until), self.day)  # "as of Monday" tells no event's day
            self.day = date.fromisoformat(first) if first and not all(d.until for d in happened) else event
            self.words = next((_words(d, start) for d in happened if d.day == self.day), self.words)
            self.stood = any(self._stands(d, text, start) for d in happened if d.day == self.day)
            self.said = None
        elif stated:
            self.said = stated[0].day
        self.looked = max(self.looked, end)

    def _stands(self, day: Day, text: str, start: int) -> bool:
        """Whether a day is only the one up to which was counted: "by Sunday", "rose to 327 on Thursday"."""
        if STANDS.search(text[: day.start]):
            return True
        span = self.page.doc.char_span(start + day.start, start + day.end, alignment_mode="expand")
        token = span.root if span is not None else None
        for _ in range(5):
            if token is None or token.pos_ == "VERB" or token.head is token:
                break
            token = token.head
        return token is not None and token.pos_ == "VERB" and token.lemma_.lower() in REVISES

    def _stretches(self, number: int, text: str) -> list[Stretch]:
        words = self.page.words_of(number)
        dated = not (MONTH_WORDS.isdisjoint(words) and DAY_WORDS.isdisjoint(words) and STRETCH_WORDS.isdisjoint(words))
        if not dated and not YEARS.search(text):
            return []
        return stretches(text, self.calendar, self.period)

    def _days(self, number: int, text: str, start: int) -> list[Day]:
        words = self.page.words_of(number)
        if self.dated and self.day is None:
            self._opening(start)
        if MONTH_WORDS.isdisjoint(words) and DAY_WORDS.isdisjoint(words) and DAYS_WORDS.isdisjoint(words):
            return []
        return days(text, self.calendar, self.day or self.said)

    def _opening(self, start: int) -> None:
        """The last day named in the text before, where no figure has one yet."""
        if start <= self.looked:
            return
        first = max(self.looked, start - 500)
        before = days(self.page.text[first:start], self.calendar, None)
        self.looked = start
        happened = [d for d in before if not d.said and not d.began and not d.until]
        if happened:
            self.day, self.words = happened[-1].day, _words(happened[-1], first)
        elif before:
            self.said = before[-1].day

    def _set(
        self,
        draft: Draft,
        group: Sequence[Draft],
        superseded: bool,
        text: str,
        start: int,
        over: Sequence[Stretch],
        happened: Sequence[Day],
        stated: Sequence[Day],
    ) -> None:
        """ "On Monday", "as of May 3", "since January": the day or the stretch that is told for the figure."""
        at, stop = draft.start - start, draft.end - start
        if AS_OF.match(text, stop) and (ahead := [d for d in (*happened, *stated) if d.start > stop]):
            draft.set(Times._set, _words(ahead[0], start), as_of=ahead[0].day.isoformat())
            return
        if draft.scope == "background" and superseded:
            self._superseded(draft, start, over, happened)
            return
        if LONG_AGO.match(text, stop):
            self._year_ago(draft, start, over)
            return
        day = _nearest(happened, at, stop) if draft.label in DATED else None
        if day is not None and any(min(stop, day.end) <= cut < max(at, day.start) for cut in _cuts(text)):
            day = day if _happened(self.page, draft) else None  # "..., and 213 people have been reported missing"
        if day is not None and draft.label in ("MONEY", "PERCENT") and _gap(day, at, stop) > NEAR:
            day = None
        if (
            day is not None
            and stated
            and draft.label in CASUALTIES
            and HAS_RISEN.search(text, day.end, max(day.end, at))
        ):
            said = _nearest(stated, at, stop) or stated[0]
            draft.set(Times._set, _words(said, start), as_of=said.day.isoformat())
            self.stated.append(
                draft
            )  # "the toll from Tuesday's attack has risen to 31, the ministry said on Wednesday"
            return
        others = [n for n in self.starts if n != at] if len(over) > 1 else []
        stretch = _stretch(draft, text, at, stop, over, others) if draft.label in OVER_TIME else None
        if stretch is not None and (day is None or _closer(stretch, day, at, stop)):
            draft.set(Times._set, _words(stretch, start), period=(stretch.first, stretch.last))
            if stretch.last is None and stated and not happened:  # "53 deaths since September, it said on Thursday"
                draft.set(Times._set, _words(stated[0], start), as_of=stated[0].day.isoformat())
            return
        if draft.label in ("MONEY", "PERCENT") and (ended := self._month_end(text, start, stop)):
            draft.set(Times._set, ended[1], as_of=ended[0])
        elif day is not None:
            draft.set(Times._set, _words(day, start), as_of=day.day.isoformat())
        elif draft.label in DATED:
            self._without(draft, group, text, start, stated, bool(over))

    @staticmethod
    def _superseded(draft: Draft, start: int, over: Sequence[Stretch], happened: Sequence[Day]) -> None:
        """The time of a value that another revises stands right behind it: "288 a day earlier", "4.4 percent in March"."""
        stop = draft.end - start
        alone = len(happened) == 1 and not happened[0].told  # "to 20.5 from 19.75 per cent on Thursday"
        after = next((d for d in happened if 0 <= d.start - stop < RIGHT and not alone), None)
        words = _words(after, start) if after else None
        draft.set(Times._superseded, words, as_of=after.day.isoformat() if after else None)
        stretch = next((s for s in over if 0 <= s.start - stop < RIGHT), None)
        if stretch is not None and draft.label in OVER_TIME:
            draft.set(Times._superseded, _words(stretch, start), period=(stretch.first, stretch.last))

    @staticmethod
    def _year_ago(draft: Draft, start: int, over: Sequence[Stretch]) -> None:
        """ "31 million a year ago": the stretch of the other value, a year before."""
        stop = draft.end - start
        stretch = next((s for s in over if 0 <= s.start - stop < RIGHT), None)
        if stretch is not None and draft.label in OVER_TIME and stretch.first and stretch.last:
            draft.set(Times._year_ago, _words(stretch, start), period=(stretch.first, stretch.last))

    def _without(
        self, draft: Draft, group: Sequence[Draft], text: str, start: int, stated: Sequence[Day], over: bool
    ) -> None:
        """The day of a figure whose sentence tells none for it: that of the event told before, or of the statement."""
        at, stop = draft.start - start, draft.end - start
        said = _nearest(stated, at, stop)
        if said is not None and draft.label in ("MONEY", "PERCENT") and _gap(said, at, stop) > NEAR:
            return
        goes_on = (
            draft.label in CARRIED
            and not (draft.partitive and draft.label == "COUNT")
            and draft.value != 0
            and draft.scope != "background"
            and not over
        )
        goes_on = goes_on and _happened(self.page, draft)
        if draft.label == "COUNT":
            goes_on = goes_on and (
                any(d.label in CARRIED and d.label != "COUNT" for d in group) or INVOLVED.search(text) is not None
            )
        if (
            self.day is not None
            and goes_on
            and not self.stood
            and not ELSEWHERE.match(text)
            and not ADDS_UP.search(text)
            and not (said is not None and UPDATES.search(text))
        ):
            draft.set(Times._without, self.words, as_of=self.day.isoformat())
            self.carried.append(draft)
        elif said is not None:
            draft.set(Times._without, _words(said, start), as_of=said.day.isoformat())
            self.stated.append(draft)
        elif self.said is not None and goes_on and GOES_ON.search(text):
            draft.set(Times._without, as_of=self.said.isoformat())
            self.carried.append(draft)

    def _month_end(self, text: str, start: int, stop: int) -> tuple[str, tuple[int, int]] | None:
        ended = MONTH_END.search(text) if "end of" in text else None
        if ended is None or not 0 <= ended.start() - stop < 30:
            return None
        month = interval(self.calendar.resolve(ended["month"]))
        return (month[1].isoformat(), (start + ended.start(), start + ended.end())) if month else None


def _words(told: Day | Stretch, start: int) -> tuple[int, int]:
    """The words of the text that tell a day or a stretch, whose sentence begins at ``start``."""
    return start + told.start, start + told.end


def _counted(stretch: Stretch, group: Sequence[Draft], start: int) -> bool:
    """Whether the number of a stretch was read as a figure: "in 2000 villages"."""
    return any(d.label != "DURATION" and d.start - start < stretch.end and stretch.start < d.end - start for d in group)


def _cuts(text: str) -> list[int]:
    """Where a clause of its own begins."""
    return [m.start() for m in CUT.finditer(text)]


def _gap(told: Day | Stretch, at: int, stop: int) -> int:
    return told.start - stop if told.start >= stop else at - told.end + 15


def _nearest(told: Sequence[Day], at: int, stop: int) -> Day | None:
    return min(told, key=lambda d: _gap(d, at, stop), default=None)


def _closer(stretch: Stretch, day: Day, at: int, stop: int) -> bool:
    return _gap(stretch, at, stop) <= _gap(day, at, stop)


def _between(stretch: Stretch, at: int, stop: int, others: Sequence[int]) -> int:
    """How many figures of its label stand between a stretch and a figure."""
    first, last = (stop, stretch.start) if stretch.start >= stop else (stretch.end, at)
    return sum(first <= other < last for other in others)


def _stretch(
    draft: Draft, text: str, at: int, stop: int, over: Sequence[Stretch], others: Sequence[int]
) -> Stretch | None:
    """The stretch that a figure is counted over: the nearest one of its clause."""
    cuts = _cuts(text) if over else []
    near = [
        s
        for s in over
        if s.first is not None
        and not any(min(stop, s.end) <= cut < max(at, s.start) for cut in cuts)
        and _over(draft, text, at, stop, s)
    ]
    opens = _opening(text)
    return min(near, key=lambda s: _far(s, at, stop, opens) + OTHERS * _between(s, at, stop, others), default=None)


def _far(stretch: Stretch, at: int, stop: int, opens: int) -> int:
    """The distance of a stretch; one that opens the sentence is near to all of it."""
    gap = _gap(stretch, at, stop)
    return min(gap, OPENED) if stretch.start <= opens else gap


def _opening(text: str) -> int:
    opened = OPENS.match(text)
    return opened.end() if opened else 0


def _over(draft: Draft, text: str, at: int, stop: int, stretch: Stretch) -> bool:
    if draft.label in ("COUNT", "PERCENT") and draft.quantity.part:
        return False
    if draft.label not in CASUALTIES and text[stretch.start : stretch.end].lower() == "this year":
        return False
    if draft.label == "MEASURE":
        return stop <= stretch.start < stop + BESIDE and "," not in text[stop : stretch.start]
    if draft.label == "PERCENT":
        if OF_THEM.match(text, stop):
            return False
        if stretch.start >= stop:
            return stretch.start - stop < (45 if stretch.wide else 30)
        return (
            stretch.start <= _opening(text)
            or stretch.last is None
            or (0 <= at - stretch.end < RIGHT and "," not in text[stretch.end : at])
        )
    if draft.label in CASUALTIES or (stretch.wide and draft.label not in ("MONEY",)):
        return True
    if stretch.start >= stop:
        return stretch.start - stop < BESIDE
    return stretch.start <= _opening(text) or (
        0 <= at - stretch.end < RIGHT and "," not in text[stretch.end : at]
    )  # "which in 2008 reached 500 percent"


def _happened(page: Page, draft: Draft) -> bool:
    """Whether a figure is told of something that happened once: "was seized", not "are missing" or "had been moved"."""
    token = page.doc[
        draft.anchor if draft.anchor is not None else draft.head if draft.head is not None else draft.first
    ]
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX"):
            helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
            if not helpers and token.dep_ == "conj" and token.head.pos_ == "VERB":
                helpers = [c for c in token.head.children if c.dep_ == "aux"]  # "have killed 25 people and wounded 76"
            finite = [t for t in (token, *helpers) if t.tag_ in ("VBD", "VBP", "VBZ", "MD")]
            if finite:
                if draft.label == "MISSING" and (token.lemma_ == "be" or token.lower_ == "missing"):
                    return False  # "60 were missing"
                if any(t.tag_ == "MD" for t in finite):
                    return any(t.lower_ == "have" for t in helpers)  # "may have died"
                had = any(t.lower_ == "had" for t in helpers)
                return all(t.tag_ == "VBD" for t in finite) and not had
        if token.head is token:
            break
        token = token.head
    return draft.label in CASUALTIES
