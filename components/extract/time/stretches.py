"""The stretches of time that a sentence counts over, none over another: where two forms overlap, the first of FORMS is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from components.extract.time.calendar import Edges, year_before
from components.extract.time.moments import Calendar
from components.extract.time.stretch_forms import FORMS, Form, Sentence
from components.extract.time.words import MONTH_NAME

__all__ = ["FORMS", "Form", "Stretch", "stretches"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time at offsets of its sentence; ``wide`` where all that its clause counts is counted over it."""

    start: int
    end: int
    first: str | None
    last: str | None
    wide: bool = False
    beside: str = ""  # told from another stretch: a "year before" it, or the "same" one of the year before


DATED = re.compile(rf"(?:19|20)\d\d|\b{MONTH_NAME}(?!\w)", re.IGNORECASE)


def stretches(text: str, calendar: Calendar, told: Edges) -> list[Stretch]:
    """The stretches of a sentence in order, none over another; ``told`` is what "in that period" means."""
    found: list[Stretch] = []
    for stretch in _read(Sentence(text, calendar, told)):
        if not any(stretch.start < other.end and other.start < stretch.end for other in found):
            found.append(stretch)
    found.sort(key=lambda s: s.start)
    return [_told_from(text, s, found, told) if s.beside else s for s in found]


def _read(sentence: Sentence) -> Iterator[Stretch]:
    low = sentence.text.lower()
    dated = DATED.search(low) is not None
    for form in FORMS:
        if not (any(word in low for word in form.words) if form.words else dated):
            continue
        for match in form.pattern.finditer(sentence.text):
            if (found := form.read(match, sentence)) is not None:
                yield Stretch(match.start(), match.end(), *found, form.wide and found != (None, None), form.beside)


def _told_from(text: str, stretch: Stretch, found: list[Stretch], told: Edges) -> Stretch:
    """A stretch of the year before another one that is told in the sentence; without one it is unknown."""
    others = [(s.start, s.first, s.last) for s in found if s.first and s.last]
    if stretch.beside == "same":
        ago = text[: stretch.end].lower().endswith("ago")
        first, last = others[0][1:] if others else (None, None) if ago else told
        if first and last and "-02-29" not in (first[4:], last[4:]):
            return replace(stretch, first=year_before(first), last=year_before(last))
    else:
        before = next(((first, last) for at, first, last in reversed(others) if at < stretch.start), None)
        if before and before[0] and before[1] and (before[0][4:], before[1][4:]) == ("-01", "-12"):
            year = int(before[0][:4]) - 1
            return replace(stretch, first=f"{year}-01", last=f"{year}-12")
    return stretch
