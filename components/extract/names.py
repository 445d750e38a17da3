"""Full names: which entity a span means, and what it is called in full. Its id in every article is identity/keys.py's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from components.identity import entity_id
from components.model import Annotation

__all__ = ["Names", "covering", "entity_id"]


class Names:
    """The entities of one article, found by span. Spans of entities do not overlap.

    >>> Names([]).full(0, 5) is None
    True
    """

    def __init__(self, entities: Sequence[Annotation]) -> None:
        self._entities = sorted((e for e in entities if e.status != "rejected"), key=lambda e: (e.start, e.end))
        self._starts = [e.start for e in self._entities]
        self._ends = [e.end for e in self._entities]

    def within(self, start: int, end: int, labels: Container[str] | None = None) -> list[Annotation]:
        """The entities that overlap the span, in the order of the text."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [e for e in self._entities[first:last] if labels is None or e.label in labels]

    def at(self, start: int, end: int, labels: Container[str] | None = None) -> Annotation | None:
        """The entity that covers the span, else the longest inside it or over its edge; None where there is none."""
        found = self.within(start, end, labels)
        covering = [e for e in found if e.start <= start and end <= e.end]
        return covering[0] if covering else max(found, key=lambda e: e.end - e.start, default=None)

    def full(self, start: int, end: int, labels: Container[str] | None = None) -> str | None:
        """The full name of the entity at the span: "Benjamin Netanyahu" at "Netanyahu"."""
        found = self.at(start, end, labels)
        return found.entity.name if found else None

    def last_before(self, offset: int, labels: Container[str]) -> Annotation | None:
        """The last entity with one of the labels that ends at or before an offset."""
        for i in range(bisect_right(self._ends, offset) - 1, -1, -1):
            if self._entities[i].label in labels:
                return self._entities[i]
        return None


def covering(entities: Sequence[Annotation], start: int, end: int) -> Annotation | None:
    """The entity at a span, for a single look-up; build Names once for many."""
    return Names(entities).at(start, end)
