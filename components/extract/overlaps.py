"""Settles where findings of different rules meet, and puts them in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from components.model import Annotation


def settle(*layers: Iterable[Annotation]) -> list[Annotation]:
    """All findings, one per id (the first wins), by start, longest first, then label."""
    kept: dict[str, Annotation] = {}
    for layer in layers:
        for annotation in layer:
            kept.setdefault(annotation.id, annotation)
    return sorted(kept.values(), key=lambda a: (a.start, -a.end, a.label, a.id))
