"""The current state of an article: bundles under the rows of what was touched, tolls set by hand, what changed, counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from components.model import Annotation, Toll, toll_of
from components.store import bundling, codec, statements
from components.store.answers import Changes
from components.store.schema import SHARED, annotation_rows, articles

PIECE = 2000  # ids of one statement


def current(connection: Connection, key: int, coding: str = SHARED) -> list[tuple[Annotation, str | None]]:
    """The annotations of a coding as they are now with the op_id of their last edit, in the order of the text."""
    found: dict[str, tuple[Annotation, str | None]] = {a.id: (a, None) for a in bundling.read(connection, key)}
    for annotation_id, record, last in connection.execute(statements.TOUCHED, {"key": key, "of": coding}):
        if record is None:
            found.pop(annotation_id, None)
        else:
            found[annotation_id] = (codec.read_annotation(record), last)
    return sorted(found.values(), key=lambda pair: (pair[0].start, -pair[0].end, pair[0].label, pair[0].id))


def some(
    connection: Connection, key: int, ids: Sequence[str], coding: str = SHARED
) -> tuple[dict[str, Annotation | None], dict[str, str], set[str]]:
    """These annotations as they are now (None: gone; not there: never was), the op_ids of their last edits, and which of them
    have a row of their own."""
    rows: list[Any] = []
    for at in range(0, len(ids), PIECE):
        asked = {"key": key, "of": coding, "targets": list(ids[at : at + PIECE])}
        rows += connection.execute(statements.TARGETS, asked).all()
    found: dict[str, Annotation | None] = {
        row.id: codec.read_annotation(row.record) if row.record is not None else None for row in rows
    }
    touched = set(found)
    found |= bundling.some(connection, key, [target for target in ids if target not in touched])
    return found, {row.id: row.last_op for row in rows if row.last_op is not None}, touched


def one(connection: Connection, key: int, annotation_id: str, coding: str = SHARED) -> Annotation | None:
    """One annotation as it is now, None where there is none."""
    return some(connection, key, [annotation_id], coding)[0].get(annotation_id)


def last_ops(connection: Connection, key: int, coding: str = SHARED) -> dict[str, str]:
    """The op_id of the last edit of each annotation that has one, gone ones included."""
    rows = connection.execute(
        select(annotation_rows.c.id, annotation_rows.c.last_op).where(
            annotation_rows.c.article_key == key,
            annotation_rows.c.coding == coding,
            annotation_rows.c.last_op.is_not(None),
        )
    )
    return {row.id: row.last_op for row in rows}


def tolls_by_hand(connection: Connection, key: int, coding: str = SHARED) -> tuple[dict[str, Toll], dict[str, str]]:
    """The tolls a person set, and the op_id of the last set_toll of each label."""
    rows = connection.execute(statements.BY_HAND, {"key": key, "of": coding}).all()
    set_now = {label: toll_of(label, json.loads(record)) for label, record, _ in rows if record is not None}
    return set_now, {label: last for label, _, last in rows}


def tolls(connection: Connection, key: int, coding: str) -> dict[str, Toll]:
    """The tolls of an article: as its row keeps them, of a single coder's work as its figures make them."""
    if coding == SHARED:
        row = connection.execute(select(articles.c.tolls).where(articles.c.key == key)).scalar_one()
        return codec.read_tolls(row)
    found = [a for a, _ in current(connection, key, coding)]
    return codec.tolls_of(found, tolls_by_hand(connection, key, coding)[0])


def changes(connection: Connection, key: int, since: int = -1, coding: str = SHARED) -> Changes:
    """Everything that changed after revision ``since``; -1 for everything there is."""
    asked = {"key": key, "of": coding, "since": min(since, 2**31 - 1)}
    later = connection.execute(statements.LATER, asked).all()
    found = codec.read_records((row.record, row.last_op) for row in later if row.record is not None)
    untouched = list(bundling.records_after(connection, key, since))
    if untouched:
        touched = {row.id for row in connection.execute(statements.TOUCHED, {"key": key, "of": coding})}
        found += [{**record, "last": None} for record in untouched if record["id"] not in touched]
    found.sort(key=lambda r: (r["start"], -r["end"], r["id"]))
    revision = connection.execute(select(articles.c.revision).where(articles.c.key == key)).scalar_one()
    _, last = tolls_by_hand(connection, key, coding)
    return Changes(
        revision=revision,
        changed=tuple(found),
        gone=tuple(row.id for row in later if row.record is None),
        tolls=tolls(connection, key, coding),
        last_toll_ops=last,
    )


def recount(connection: Connection, key: int) -> None:
    """Computes the counts and tolls of an article's row anew from its annotations."""
    found = [a for a, _ in current(connection, key)]
    now = codec.tolls_of(found, tolls_by_hand(connection, key)[0])
    connection.execute(
        update(articles)
        .where(articles.c.key == key)
        .values(**codec.counts(found), tolls=codec.dump_tolls(now), killed=codec.killed(now))
    )
