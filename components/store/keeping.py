"""The files that articles came in: kept compressed beside the texts, read only where one is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from components.model import Original
from components.store import codec
from components.store.schema import articles, originals

LEVEL = 6
NAME = 300  # characters of a name


def keep(connection: Connection, came: Iterable[tuple[int, Original | None]]) -> None:
    """Stores the originals of new articles, one statement each: they are large."""
    for key, one in came:
        if one is None:
            continue
        name = "".join(c if c.isprintable() else " " for c in one.name)[-NAME:]
        data = zlib.compress(one.data, LEVEL) if one.data is not None else None
        row = {"article_key": key, "name": name, "type": one.type, "size": one.size, "data": data}
        connection.execute(insert(originals), [row])


def original(connection: Connection, article_id: str, with_data: bool) -> Original | None:
    """The file that an article came in, None where it is not known; without its bytes unless asked for."""
    if not codec.storable(article_id):
        return None
    columns: list[Any] = [originals.c[name] for name in ("name", "type", "size")]
    columns += [originals.c.data.is_not(None).label("kept"), *([originals.c.data] if with_data else [])]
    wanted = select(*columns).join(articles, articles.c.key == originals.c.article_key)
    row = connection.execute(wanted.where(articles.c.id == article_id)).first()
    if row is None:
        return None
    data = row.data if with_data else None
    return Original(row.name, row.type, row.size, zlib.decompress(data) if data is not None else None, bool(row.kept))
