"""The keys of articles and events by their ids, as many as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from components.store.schema import (
    articles,
    event_rows,
)

PIECE = 400  # keys of one statement


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of articles by id; those that are not there are left out."""
    found: dict[str, int] = {}
    for piece in pieces(sorted(ids)):
        wanted = select(articles.c.id, articles.c.key).where(articles.c.id.in_(piece))
        found |= {row.id: row.key for row in connection.execute(wanted)}
    return found


def event_keys(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of events by id."""
    found: dict[str, int] = {}
    for piece in pieces(sorted(ids)):
        wanted = select(event_rows.c.id, event_rows.c.key).where(event_rows.c.id.in_(piece))
        found |= {row.id: row.key for row in connection.execute(wanted)}
    return found


def pieces(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (keys[at : at + PIECE] for at in range(0, len(keys), PIECE))
