"""An entity over many articles, with its names, aliases and counts, and where it stands."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Entity(NamedTuple):
    """One row of the names' page. ``aliases`` are the ways in which the articles write it, other than its name, with how
    often, the most frequent first; ``keys`` the names it is made of by themselves, each with its full name; ``search`` all
    that anybody ever called it."""

    id: str
    name: str
    label: str
    aliases: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    keys: tuple[tuple[str, str], ...]
    search: str


class Place(NamedTuple):
    """Where an entity is named: an article, the mention's words, its annotation and start."""

    article: str
    published: str | None
    title: str
    written: str
    annotation: str
    start: int


def most_common(counts: Counter[str]) -> str:
    """The most frequent string, the first in the alphabet of several."""
    if len(counts) == 1:  # of most names, over a whole library
        return next(iter(counts))
    return min(counts, key=lambda name: (-counts[name], name))
