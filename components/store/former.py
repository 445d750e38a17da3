"""Ids of stores made before they began with a letter: what the machine finds again keeps the id that it has there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from components.model import Annotation, Extraction, FigureValues, QuoteValues, former_id
from components.store import bundling
from components.store.schema import SHARED, annotation_rows
from components.tables import FIGURE_LINKS


def under_known_ids(connection: Connection, key: int, extraction: Extraction) -> Extraction:
    """The extraction with its findings under the ids that this article has for them: addresses, figures that somebody changed,
    tolls set by hand and decisions on claims name them by these."""
    former = {a.id: former_id(a.id) for a in extraction.annotations}
    there = {a.id for a in bundling.read(connection, key)}
    mine = (annotation_rows.c.article_key == key) & (annotation_rows.c.coding == SHARED)
    there.update(connection.scalars(select(annotation_rows.c.id).where(mine)))
    known = {new: old for new, old in former.items() if old != new and old in there and new not in there}
    if not known:
        return extraction
    return replace(extraction, annotations=tuple(_renamed(a, known) for a in extraction.annotations))


def _renamed(a: Annotation, known: Mapping[str, str]) -> Annotation:
    """The annotation with its own id, and those that it refers to, as they are known."""
    values = a.values
    if isinstance(values, FigureValues):
        links = {name: getattr(values, name) for name in FIGURE_LINKS}
        values = replace(values, **{name: known.get(to, to) for name, to in links.items() if to})
    elif isinstance(values, QuoteValues) and values.utterance:
        values = replace(values, utterance=known.get(values.utterance, values.utterance))
    return replace(a, id=known.get(a.id, a.id), values=values)
