"""The annotations of an article as they were before any edit, in bundles: a compressed list of flat records each.

A record of its own takes 250 bytes, one in a bundle 40, for the records of an article are much alike.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from components.model import Annotation, annotation_of, record_of
from components.store import codec
from components.store.schema import SHARED, bundles

SIZE = 200  # annotations of a bundle
KEPT = 160  # bundles whose annotations stay in memory: 32,000 annotations, 40 MB
LEVEL = 6
FEW = 20  # annotations that are looked up one by one
LARGEST = 64_000_000  # bytes that a bundle may unpack to: 200 records with comments and values of 10,000 characters have 20 MB

ALL = select(bundles.c.records, bundles.c.revision).where(
    bundles.c.article_key == bindparam("key"), bundles.c.coding == SHARED
)
ONE = (
    select(bundles.c.records)
    .where(
        bundles.c.article_key == bindparam("key"), bundles.c.coding == SHARED, bundles.c.first <= bindparam("wanted")
    )
    .order_by(bundles.c.first.desc())
    .limit(1)
)


def pack(records: Iterable[dict[str, Any]]) -> list[tuple[str, bytes]]:
    """The bundles that hold flat records, each with the id that it begins with."""
    ordered = sorted(records, key=lambda r: r["id"].encode())  # as SQLite compares ids, and PostgreSQL under "C"
    pieces = (ordered[at : at + SIZE] for at in range(0, len(ordered), SIZE))
    return [(piece[0]["id"], zlib.compress(codec.dump(piece).encode(), LEVEL)) for piece in pieces]


def unpack_records(bundle: bytes) -> list[dict[str, Any]]:
    """The flat records of a bundle."""
    unpacking = zlib.decompressobj()
    found: list[dict[str, Any]] = json.loads(unpacking.decompress(bundle, LARGEST))
    return found


@lru_cache(maxsize=KEPT)
def unpack(bundle: bytes) -> tuple[Annotation, ...]:
    """The annotations of a bundle; kept, for a bundle never changes."""
    return tuple(annotation_of(record) for record in unpack_records(bundle))


def write(connection: Connection, key: int, annotations: Iterable[Annotation], revision: int) -> None:
    """Writes all bundles of an article that has none."""
    if rows := columns(key, map(record_of, annotations), revision):
        connection.execute(insert(bundles), rows)


def columns(key: int, flat: Iterable[dict[str, Any]], revision: int) -> list[dict[str, Any]]:
    """The rows of an article's bundles."""
    return [
        {"article_key": key, "coding": SHARED, "first": first, "records": records, "revision": revision}
        for first, records in pack(flat)
    ]


def replace(connection: Connection, key: int, annotations: Iterable[Annotation], revision: int) -> None:
    """Puts other bundles in the place of an article's; one that stays as it is keeps its revision."""
    mine = (bundles.c.article_key == key) & (bundles.c.coding == SHARED)
    before = connection.execute(select(bundles.c.first, bundles.c.records, bundles.c.revision).where(mine)).all()
    known = {(row.first, row.records): row.revision for row in before}
    connection.execute(delete(bundles).where(mine))
    if rows := columns(key, map(record_of, annotations), revision):
        kept = [{**row, "revision": known.get((row["first"], row["records"]), revision)} for row in rows]
        connection.execute(insert(bundles), kept)


def read(connection: Connection, key: int) -> list[Annotation]:
    """All annotations of an article as they were before any edit."""
    return [a for records, _ in connection.execute(ALL, {"key": key}) for a in unpack(records)]


def records_after(connection: Connection, key: int, since: int) -> Iterator[dict[str, Any]]:
    """The flat records of the bundles that were written after a revision."""
    for records, revision in connection.execute(ALL, {"key": key}).all():
        if revision > since:
            yield from unpack_records(records)


def some(connection: Connection, key: int, ids: Sequence[str]) -> dict[str, Annotation]:
    """Those of these annotations that a bundle holds, as they were before any edit."""
    found: dict[str, Annotation] = {}
    if len(ids) > FEW:
        asked = set(ids)
        return {a.id: a for a in read(connection, key) if a.id in asked}
    for wanted in ids:
        records = connection.execute(ONE, {"key": key, "wanted": wanted}).scalar()
        if records is not None:
            found |= {a.id: a for a in unpack(records) if a.id == wanted}
    return found
