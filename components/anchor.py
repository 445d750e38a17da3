"""Finds a span again in a text that was corrected: by its exact words and what stands around them. Pure; rank 1.

A span moves only where there is one place for it. Where there are several, or the words themselves changed, the places are
handed back to be asked about; where there is none, that is said. Nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from components.model import Annotation, Span

CONTEXT = 32  # characters on either side that tell one occurrence from another
CLOSE = 8  # characters of context that must agree on one side at least before a place is believed
GROWTH = 40  # characters that a correction may add inside of a span
DIGITS = re.compile(r"\d")
PARTS = ("speaker", "cue", "source")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span by its words: ``exact`` with up to CONTEXT characters before and after."""

    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where an anchor may be in a text: ``certain`` is the one place, else ``possible`` are those to ask about."""

    certain: Span | None = None
    possible: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """An annotation that did not move by itself: the places to choose from (none: its words are gone), and why. At a place with
    other digits the annotation is another one: a person may move it there, nothing else does."""

    annotation: Annotation
    possible: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The annotations in the corrected text: those that ``moved``, those to ask about, and what was lost inside of some."""

    moved: tuple[Annotation, ...]
    unsure: tuple[Unsure, ...]
    notes: tuple[str, ...] = ()


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``.

    >>> anchor("At least 31 people died.", 9, 18)
    Anchor(prefix='At least ', exact='31 people', suffix=' died.')
    """
    return Anchor(text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])


def find(wanted: Anchor, text: str) -> Places:
    """Where ``wanted`` is in ``text``.

    Certain is the one occurrence whose context agrees best, on one side by CLOSE characters or up to the edge of
    the text. Without any occurrence, a place between the same contexts is possible where its digits are the same.
    """
    found = _occurrences(wanted.exact, text)
    if not found:
        same = tuple(place for place in _between(wanted, text) if _digits(text, place) == DIGITS.findall(wanted.exact))
        return Places(possible=same)
    scored = sorted(((_agreement(wanted, text, at), at) for at in found), reverse=True)
    spans = tuple(Span(at, at + len(wanted.exact)) for _, at in scored)
    (best, sides), _ = scored[0]
    alone = len(scored) == 1 or scored[1][0][0] < best
    if alone and sides:
        return Places(certain=spans[0])
    return Places(possible=tuple(sorted(spans, key=lambda s: s.start)))


def find_words(words: str, text: str, near: int) -> Span | None:
    """The one place of ``words`` in ``text``, or the nearest to ``near`` if the next is at least twice as far; None otherwise.

    >>> find_words("12 dead", "On Monday 12 dead were found.", near=8)
    Span(start=10, end=17)
    """
    places = sorted(_occurrences(words, text), key=lambda at: abs(at - near))
    if not places or (len(places) > 1 and abs(places[1] - near) < 2 * abs(places[0] - near) + CLOSE):
        return None
    return Span(places[0], places[0] + len(words))


def carry(annotations: Iterable[Annotation], old: str, new: str) -> Carried:
    """The annotations of ``old`` in ``new``, its corrected form."""
    mover = _Mover(old, new)
    moved: list[Annotation] = []
    unsure: list[Unsure] = []
    notes: list[str] = []
    for annotation in annotations:
        places = mover.whole(annotation.start, annotation.end)
        if places.certain is None:
            unsure.append(_unsure(annotation, places.possible, old, new))
            continue
        carried, lost = _carry_parts(mover, annotation, places.certain)
        notes += [f"annotation {annotation.id}: the place of its {part} was not found again" for part in lost]
        moved.append(carried)
    return Carried(tuple(moved), tuple(unsure), tuple(notes))


class _Mover:
    """Moves spans between two texts; what lies outside of the changed stretch moves without a search."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        shorter = min(len(old), len(new))
        self.head = _common(old, new, shorter)
        self.tail = _common(old[::-1], new[::-1], shorter - self.head)

    def places(self, start: int, end: int) -> Places:
        if end <= self.head:
            return Places(certain=Span(start, end))
        if start >= len(self.old) - self.tail:
            shift = len(self.new) - len(self.old)
            return Places(certain=Span(start + shift, end + shift))
        return find(anchor(self.old, start, end), self.new)

    def whole(self, start: int, end: int) -> Places:
        """As ``places``, and certain only where the words are whole still: "12" is not certainly meant in "120"."""
        places = self.places(start, end)
        there = places.certain
        if there is None or _edges(self.old, start, end) == _edges(self.new, there.start, there.end):
            return places
        return Places(possible=(_grown(self.new, there),))


def _edges(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a word goes on before the span, and after it."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return before, end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


def _grown(text: str, span: Span) -> Span:
    """The span with the whole of the words that it begins and ends in."""
    start, end = span.start, span.end
    while _edges(text, start, end)[0]:
        start -= 1
    while _edges(text, start, end)[1]:
        end += 1
    return Span(start, end)


def _common(a: str, b: str, most: int) -> int:
    """The number of characters, up to ``most``, with which both begin."""
    low, high = 0, most
    while low < high:  # whole slices are compared in C
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _carry_parts(mover: _Mover, annotation: Annotation, to: Span) -> tuple[Annotation, list[str]]:
    """The annotation at its new place, with the spans among its values; a part that is not found again is unknown."""
    changes: dict[str, Any] = {}
    lost = []
    for part in PARTS:
        start, end = (getattr(annotation.values, f"{part}_{edge}", None) for edge in ("start", "end"))
        if start is None or end is None:
            continue
        there = mover.places(start, end).certain
        changes |= {f"{part}_start": there and there.start, f"{part}_end": there and there.end}
        if there is None:
            lost.append(part)
    values = replace(annotation.values, **changes) if changes else annotation.values
    evidence = {name: mover.places(*span).certain for name, span in annotation.evidence.items()}
    carried = replace(
        annotation,
        start=to.start,
        end=to.end,
        values=values,
        evidence={name: (span.start, span.end) for name, span in evidence.items() if span is not None},
        original_start=None,
        original_end=None,
    )
    if annotation.original_start is not None and annotation.original_end is not None:
        before = mover.places(annotation.original_start, annotation.original_end).certain
        if before is not None:
            carried = replace(carried, original_start=before.start, original_end=before.end)
    return carried, lost


def _unsure(annotation: Annotation, possible: tuple[Span, ...], old: str, new: str) -> Unsure:
    """Why the annotation did not move, with the places to ask about: also those that have other words between the same ones."""
    words = old[annotation.start : annotation.end]
    if not possible:
        possible = tuple(_between(anchor(old, annotation.start, annotation.end), new))
    if not possible:
        return Unsure(annotation, (), f"{words[:60]!r} is no longer in the text")
    first = new[possible[0].start : possible[0].end]
    if len(possible) > 1:
        return Unsure(annotation, possible, f"{words[:60]!r} may be meant in {len(possible)} places")
    if first == words:
        return Unsure(annotation, possible, f"{words[:60]!r} may be meant here")
    return Unsure(annotation, possible, f"{words[:60]!r} reads {first[:60]!r} now")


def _occurrences(words: str, text: str) -> list[int]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _agreement(wanted: Anchor, text: str, at: int) -> tuple[int, bool]:
    """How many characters of context agree at a place, and whether one side agrees enough to be believed."""
    before = text[max(0, at - CONTEXT) : at]
    after = text[at + len(wanted.exact) :][:CONTEXT]
    left = _common(before[::-1], wanted.prefix[::-1], min(len(before), len(wanted.prefix)))
    right = _common(after, wanted.suffix, min(len(after), len(wanted.suffix)))
    # Where the context was cut short by the edge of the text, the place must be as near to the edge.
    at_start = left == len(wanted.prefix) == at
    at_end = right == len(wanted.suffix) == len(text) - at - len(wanted.exact)
    return left + right, left >= CLOSE or right >= CLOSE or at_start or at_end


def _between(wanted: Anchor, text: str) -> Iterable[Span]:
    """Places between the same contexts, where the words themselves were corrected."""
    before, after = wanted.prefix[-CLOSE:], wanted.suffix[:CLOSE]
    at_start, at_end = len(before) < CLOSE, len(after) < CLOSE  # cut short by the edge of the text
    if at_start and at_end:
        return
    starts = [len(before)] if at_start else [at + len(before) for at in _occurrences(before, text)]
    for start in starts:
        last = start + len(wanted.exact) + GROWTH + len(after)
        end = len(text) - len(after) if at_end else text.find(after, start, last)
        if start < end <= last and text[:start].endswith(before) and text[end:].startswith(after):
            yield Span(start, end)


def _digits(text: str, place: Span) -> list[str]:
    return DIGITS.findall(text[place.start : place.end])
