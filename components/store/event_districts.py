"""Which district is in which city by the stored articles. A block stands for a place on its shelf: samples say nothing of one's own articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from components.store.event_keys import pieces
from components.store.schema import event_districts


class Row(NamedTuple):
    """What an article says: the district of a block is in a city (by its key)."""

    article_key: int
    block: int
    city: str


def known(connection: Connection, blocks: Iterable[int]) -> dict[int, str]:
    """The city of each of these districts, by block; none where articles name several."""
    found: dict[int, set[str]] = {}
    wanted = select(event_districts.c.block, event_districts.c.city).distinct()
    for piece in pieces(sorted(set(blocks))):
        for row in connection.execute(wanted.where(event_districts.c.block.in_(piece))):
            found.setdefault(row.block, set()).add(row.city)
    return {block: next(iter(cities)) for block, cities in found.items() if len(cities) == 1}


def told_by(connection: Connection, keys: Sequence[int]) -> set[int]:
    """The districts that these articles put into a city."""
    found: set[int] = set()
    for piece in pieces(keys):
        found.update(
            connection.scalars(select(event_districts.c.block).where(event_districts.c.article_key.in_(piece)))
        )
    return found


def stored(connection: Connection) -> set[Row]:
    """All rows."""
    wanted = select(event_districts.c.article_key, event_districts.c.block, event_districts.c.city)
    return {Row(*row) for row in connection.execute(wanted)}


def replace(connection: Connection, keys: Sequence[int], rows: Sequence[Row]) -> None:
    """Puts rows in the place of what these articles said."""
    for piece in pieces(keys):
        connection.execute(delete(event_districts).where(event_districts.c.article_key.in_(piece)))
    if rows:
        connection.execute(insert(event_districts), [row._asdict() for row in rows])
