"""Where independent coders of a text differ, place by place: what each has there, to be taken, both, neither or otherwise. Pure.

What a coder accepted, corrected or added counts; what they rejected or left unjudged does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from components.edits import State
from components.model import LAYERS, VALUE_FIELDS, Annotation

JUDGED = ("accepted", "edited")
APART = frozenset(  # what follows from other values, or names highlights, of which each coder has their own
    (
        *("value_si", "low_si", "high_si", "unit_si", "entity_id", "speaker_score", "utterance"),
        *("same_as", "supersedes", "part_of", "additional_to"),
        *(f"{part}_{edge}" for part in ("speaker", "cue", "source") for edge in ("start", "end")),
    )
)
COMPARED: Mapping[str, tuple[str, ...]] = {
    layer: tuple(name for name in VALUE_FIELDS[layer] if name not in APART) for layer in LAYERS
}
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one coder, or several alike, have at a place: nothing where ``annotations`` are empty."""

    coders: tuple[str, ...]
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place with what the coders have there, from ``start`` to ``end`` of the text. The id is the same for the same codings."""

    id: str
    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether all coders have the same there."""
        return len(self.readings) == 1

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of all highlights that any coder has there."""
        return tuple(dict.fromkeys(a.id for reading in self.readings for a in reading.annotations))


def counted(state: State) -> list[Annotation]:
    """What counts of a coding, in the order of the text."""
    found = (a for a in state.annotations.values() if a.status in JUDGED)
    return sorted(found, key=lambda a: (a.start, -a.end, a.label, a.id))


def key(a: Annotation) -> Key:
    """What makes two highlights the same to who settles them: where, which label and which values."""
    return (a.layer, a.label, a.start, a.end, *(getattr(a.values, name) for name in COMPARED[a.layer]))


def differences(codings: Mapping[str, State]) -> list[Difference]:
    """All places where some coder has something, those where all agree among them, in the order of the text."""
    every = [(coder, a) for coder, state in codings.items() for a in counted(state)]
    places = [place for layer in LAYERS for place in _places((c, a) for c, a in every if a.layer == layer)]
    found = [_difference(place, list(codings)) for place in places]
    return sorted(found, key=lambda d: (d.start, d.end, d.id))


def _places(found: Iterable[tuple[str, Annotation]]) -> Iterator[list[tuple[str, Annotation]]]:
    """Highlights of one layer in groups that overlap."""
    place: list[tuple[str, Annotation]] = []
    end = -1
    for coder, a in sorted(found, key=lambda pair: (pair[1].start, -pair[1].end)):
        if place and a.start >= end:
            yield place
            place = []
        place.append((coder, a))
        end = a.end if len(place) == 1 else max(end, a.end)
    if place:
        yield place


def _difference(place: list[tuple[str, Annotation]], coders: list[str]) -> Difference:
    by_coder = {coder: [a for c, a in place if c == coder] for coder in coders}
    alike: dict[frozenset[Key], list[str]] = {}
    for coder in coders:
        alike.setdefault(frozenset(map(key, by_coder[coder])), []).append(coder)
    readings = tuple(Reading(tuple(names), tuple(by_coder[names[0]])) for names in alike.values())
    named = sorted((coder, a.id, key(a)) for coder, a in place)
    ident = hashlib.sha256(repr((coders, named)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Difference(ident, min(a.start for _, a in place), max(a.end for _, a in place), readings)


def all_of(readings: Iterable[Reading]) -> list[Annotation]:
    """What several readings have together, each highlight once; a second one of the same id is a person's own."""
    found: dict[Key, Annotation] = {}
    taken: set[str] = set()
    for reading in readings:
        for a in reading.annotations:
            if key(a) in found:
                continue
            if a.id in taken:
                other = hashlib.sha256(f"{a.id}|{reading.coders[0]}".encode()).hexdigest()[:16]
                a = replace(a, id=other, origin="analyst")
            found[key(a)] = a
            taken.add(a.id)
    return list(found.values())


def refused(codings: Mapping[str, State]) -> list[Annotation]:
    """The suggestions that nobody took and somebody rejected."""
    taken = {a.id for state in codings.values() for a in counted(state)}
    found = {
        a.id: a
        for state in codings.values()
        for a in state.annotations.values()
        if a.status == "rejected" and a.origin != "analyst" and a.id not in taken
    }
    return sorted(found.values(), key=lambda a: (a.start, a.end, a.id))
