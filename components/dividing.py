"""A text cut in two, and two joined: what becomes of the highlights, whose words stay what they are. Pure; rank 2."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from components.anchor import PARTS, Unsure
from components.model import Annotation, FigureValues, Span

BETWEEN = "\n\n"  # what stands between two texts that were joined
RELATED = ("same_as", "supersedes", "part_of", "additional_to")  # values that name another figure


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a text is cut: the first part ends at ``end``, the second begins at ``start``; between them is blank space."""

    end: int
    start: int


@dataclass(frozen=True, slots=True)
class Divided:
    """The annotations of both parts, each at its place there; those that ``cross`` the cut, with the part that holds more of
    them ("first" or "second") and what is left of them in it."""

    first: tuple[Annotation, ...]
    second: tuple[Annotation, ...]
    cross: tuple[tuple[str, Unsure], ...]


def cut_at(text: str, at: int) -> Cut:
    """The cut of a text before offset ``at``; raises ValueError where a part would be empty.

    >>> cut_at("One died.\\n\\nTwo were hurt.", 11)
    Cut(end=9, start=11)
    """
    end = len(text[: max(0, at)].rstrip())
    start = len(text) - len(text[max(0, at) :].lstrip())
    if end == 0 or start >= len(text):
        raise ValueError("one of the two parts would be empty")
    return Cut(end, start)


def divide(annotations: Iterable[Annotation], text: str, cut: Cut) -> Divided:
    """The annotations of a text that is cut."""
    first: list[Annotation] = []
    second: list[Annotation] = []
    cross: list[tuple[str, Unsure]] = []
    for a in annotations:
        if a.end <= cut.end:
            first.append(within(a, 0, cut.end))
        elif a.start >= cut.start:
            second.append(within(a, cut.start, len(text)))
        else:
            cross.append(_crossing(a, text, cut))
    return Divided(tuple(first), tuple(second), tuple(cross))


def _crossing(a: Annotation, text: str, cut: Cut) -> tuple[str, Unsure]:
    words = text[a.start : a.end]
    is_first = cut.end - a.start >= a.end - cut.start
    place = Span(a.start, cut.end) if is_first else Span(0, a.end - cut.start)
    reason = f"{words[:60]!r} stands on both sides of the cut"
    return ("first" if is_first else "second"), Unsure(a, (place,), reason)


def within(a: Annotation, start: int, end: int) -> Annotation:
    """An annotation in the part ``text[start:end]``, offsets counted from its start; what of its values stands outside has no
    place any more, while its words stay."""
    values: dict[str, Any] = {}
    for part in PARTS:
        there = (getattr(a.values, f"{part}_start", None), getattr(a.values, f"{part}_end", None))
        if there[0] is not None and there[1] is not None:
            moved = _moved(there[0], there[1], start, end)
            values |= {f"{part}_start": moved and moved[0], f"{part}_end": moved and moved[1]}
    spans = {name: _moved(*span, start, end) for name, span in a.evidence.items()}
    original = (a.original_start, a.original_end)
    before = _moved(*original, start, end) if original[0] is not None and original[1] is not None else None
    return replace(
        a,
        start=a.start - start,
        end=a.end - start,
        values=replace(a.values, **values) if values else a.values,
        evidence={name: span for name, span in spans.items() if span is not None},
        original_start=before and before[0],
        original_end=before and before[1],
    )


def _moved(one: int | None, other: int | None, start: int, end: int) -> tuple[int, int] | None:
    if one is None or other is None or not start <= one <= other <= end:
        return None
    return one - start, other - start


def shifted(a: Annotation, by: int) -> Annotation:
    """An annotation with all of its offsets ``by`` characters further on.

    >>> from components.model import EntityValues
    >>> shifted(Annotation("a", "entity", "PERSON", 3, 8, EntityValues()), 10).start
    13
    """
    return within(a, -by, a.end + 10**9)


def named_anew(annotations: Iterable[Annotation], taken: Collection[str], suffix: str) -> list[Annotation]:
    """The annotations, those whose id is ``taken`` with ``suffix`` after it, and what names them along with them."""
    listed = list(annotations)
    ids = {a.id: f"{a.id}{suffix}" for a in listed if a.id in taken}
    if not ids:
        return listed

    def named(a: Annotation) -> Annotation:
        changes: dict[str, Any] = {
            name: ids[other]
            for name in RELATED
            if isinstance(a.values, FigureValues) and (other := getattr(a.values, name)) in ids
        }
        values = replace(a.values, **changes) if changes else a.values
        return replace(a, id=ids.get(a.id, a.id), values=values)

    return [named(a) for a in listed]


def named_back(annotations: Iterable[Annotation], suffix: str) -> list[Annotation]:
    """The annotations with the ids that they had before ``named_anew``."""

    def former(name: str | None) -> str | None:
        return name.removesuffix(suffix) if name is not None else None

    def named(a: Annotation) -> Annotation:
        values = a.values
        if isinstance(values, FigureValues):
            changes: dict[str, Any] = {name: former(getattr(values, name)) for name in RELATED}
            values = replace(values, **changes)
        return replace(a, id=a.id.removesuffix(suffix), values=values)

    return [named(a) for a in annotations]


def spans_within(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Sentences in a part of the text, offsets counted from its start; one that the cut goes through ends there."""
    inside = ((max(s.start, start) - start, min(s.end, end) - start) for s in spans)
    return tuple(Span(one, other) for one, other in inside if one < other)
