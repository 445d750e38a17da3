"""Each move of an article's status, with who and when: one row a move, written with the change itself and never changed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from components.store.schema import status_moves


def note(connection: Connection, moved: Iterable[tuple[int, str]], author: str, now: str) -> None:
    """Notes what the status of articles, by their keys, became."""
    rows = [{"article_key": key, "status": status, "author": author, "time": now} for key, status in moved]
    if rows:
        connection.execute(insert(status_moves), rows)
