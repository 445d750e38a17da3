"""A figure in its sentence: which of the days and stretches that the sentence tells stand near to it, and in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from components.extract.counting.page import Draft, Page
from components.extract.labels import COUNT, MEASURE, MONEY, PERCENT, WEAPON_COUNT
from components.extract.time.calendar import Edges
from components.extract.time.days import Day
from components.extract.time.happened import happened
from components.extract.time.stretches import Stretch
from components.model import CASUALTIES

NEAR = 90  # characters between an amount and the day it holds
RIGHT = 20  # characters to what stands right beside
OPENED = 25  # the distance of a stretch that opens the sentence, at the most
OTHERS = 60  # what a figure in between adds to the distance
BESIDE = 40  # between an amount or a count and the stretch it covers
DATED = frozenset((*CASUALTIES, WEAPON_COUNT, COUNT, MONEY, PERCENT))
OVER_TIME = DATED | {MEASURE}
AMOUNTS = frozenset({MONEY, PERCENT})
CUT = re.compile(
    r";|, (?:down|up) from\b|, from (?:about |around |some |just )?[$€£]?\d[\d.,]*(?: ?%| (?:per ?cent|million|billion)\b)"
    r"|\b(?:while|whereas)\b|, but\b|, and (?=(?:[\w,.'’-]+ ){1,8}?(?:were|was|are|is|have|has|had|said|says|reports?|still)\b)"
)
OPENS = re.compile(r"\W*(?:(?:but|and|also|only|in the|in|the|that|according to [\w ]+,) )*", re.IGNORECASE)


@dataclass(slots=True)
class Before:
    """What the sentences before tell of time."""

    period: Edges = (None, None)
    day: date | None = None  # of the event, as told last
    words: tuple[int, int] | None = None  # that tell it
    stood: bool = False  # whether that day is only the one up to which was counted
    said: date | None = None  # on which the sentence before was said


@dataclass(frozen=True)
class Told:
    """The days and stretches of a sentence that begins at ``start``; ``stated`` are days on which something was only said."""

    text: str
    start: int
    group: Sequence[Draft]
    over: Sequence[Stretch]
    happened: Sequence[Day]
    stated: Sequence[Day]
    figures: Sequence[int] = field(default=())  # where its figures begin

    def words(self, told: Day | Stretch) -> tuple[int, int]:
        """The offsets in the article of the words that tell a day or a stretch."""
        return self.start + told.start, self.start + told.end

    @cached_property
    def cuts(self) -> list[int]:
        """Where a clause of its own begins."""
        return [m.start() for m in CUT.finditer(self.text)]

    @cached_property
    def opening(self) -> int:
        opened = OPENS.match(self.text)
        return opened.end() if opened else 0


@dataclass(frozen=True)
class Here:
    """A figure in its sentence."""

    draft: Draft
    told: Told
    before: Before
    page: Page
    superseded: bool  # whether another figure of the sentence revises it

    @cached_property
    def at(self) -> int:
        return self.draft.start - self.told.start

    @cached_property
    def stop(self) -> int:
        return self.draft.end - self.told.start

    def gap(self, told: Day | Stretch) -> int:
        """The characters between the figure and a day or stretch; what stands after it is nearer."""
        return told.start - self.stop if told.start >= self.stop else self.at - told.end + 15

    def follows(self, told: Day | Stretch) -> bool:
        """Whether a day or stretch stands right after the figure."""
        return 0 <= told.start - self.stop < RIGHT

    def nearest(self, days: Sequence[Day]) -> Day | None:
        return min(days, key=self.gap, default=None)

    def cut_off(self, told: Day | Stretch) -> bool:
        """Whether another clause begins between the figure and a day or stretch."""
        first, last = min(self.stop, told.end), max(self.at, told.start)
        return any(first <= cut < last for cut in self.told.cuts)

    @cached_property
    def day(self) -> Day | None:
        """The day of its clause."""
        day = self.nearest(self.told.happened) if self.draft.label in DATED else None
        if day is None or (self.cut_off(day) and not happened(self.page, self.draft)):
            return None  # "..., and 213 people have been reported missing"
        return None if self.draft.label in AMOUNTS and self.gap(day) > NEAR else day

    @cached_property
    def stretch(self) -> Stretch | None:
        """The stretch that it is counted over: the nearest one of its clause."""
        if self.draft.label not in OVER_TIME:
            return None
        near = [s for s in self.told.over if s.first is not None and not self.cut_off(s) and self._covered_by(s)]
        return min(near, key=self._distance, default=None)

    def _distance(self, stretch: Stretch) -> int:
        """How far a stretch stands off; one that opens the sentence is near to all of it."""
        gap = self.gap(stretch)
        first, last = (self.stop, stretch.start) if stretch.start >= self.stop else (stretch.end, self.at)
        between = sum(first <= n < last for n in self.told.figures if n != self.at) if len(self.told.over) > 1 else 0
        return (min(gap, OPENED) if self._opens(stretch) else gap) + OTHERS * between

    def _opens(self, stretch: Stretch) -> bool:
        return stretch.start <= self.told.opening

    def _right_before(self, stretch: Stretch) -> bool:
        return 0 <= self.at - stretch.end < RIGHT and "," not in self.told.text[stretch.end : self.at]

    def _covered_by(self, stretch: Stretch) -> bool:
        """Whether a figure of its label may be counted over a stretch that stands where it does."""
        label, text = self.draft.label, self.told.text
        if label in CASUALTIES:
            return True
        if text[stretch.start : stretch.end].lower() == "this year":
            return False
        if label in (COUNT, PERCENT) and self.draft.quantity.part:
            return False
        after = stretch.start - self.stop
        if label == MEASURE:
            return 0 <= after < BESIDE and "," not in text[self.stop : stretch.start]
        if label == PERCENT:
            open_ = stretch.last is None
            return after < (45 if stretch.wide else 30) if after >= 0 else open_ or self._beside_or_first(stretch)
        if stretch.wide and label != MONEY:
            return True
        return after < BESIDE if after >= 0 else self._beside_or_first(stretch)

    def _beside_or_first(self, stretch: Stretch) -> bool:
        return self._opens(stretch) or self._right_before(stretch)  # "which in 2008 reached 500 percent"
