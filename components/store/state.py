"""The current state of an article in rows: annotations, tolls set by hand, what changed since a revision, counts."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select, update

from components.model import Annotation, Toll, toll_of
from components.store import codec, statements
from components.store.answers import Changes
from components.store.schema import SHARED, annotation_rows, articles


def current(connection: Connection, key: int) -> list[tuple[Annotation, str | None]]:
    """The annotations as they are now with the op_id of their last edit, in the order of the text."""
    rows = connection.execute(
        select(annotation_rows.c.record, annotation_rows.c.last_op).where(
            annotation_rows.c.article_key == key,
            annotation_rows.c.coding == SHARED,
            annotation_rows.c.record.is_not(None),
        )
    )
    found = [(codec.read_annotation(record), last) for record, last in rows if record]
    return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[0].label, pair[0].id))


def one(connection: Connection, key: int, annotation_id: str) -> Annotation | None:
    """One annotation as it is now, None where there is none."""
    record = connection.execute(
        select(annotation_rows.c.record).where(
            annotation_rows.c.article_key == key,
            annotation_rows.c.coding == SHARED,
            annotation_rows.c.id == annotation_id,
        )
    ).scalar()
    return codec.read_annotation(record) if record is not None else None


def last_ops(connection: Connection, key: int) -> dict[str, str]:
    """The op_id of the last edit of each annotation that has one, gone ones included."""
    rows = connection.execute(
        select(annotation_rows.c.id, annotation_rows.c.last_op).where(
            annotation_rows.c.article_key == key,
            annotation_rows.c.coding == SHARED,
            annotation_rows.c.last_op.is_not(None),
        )
    )
    return {row.id: row.last_op for row in rows}


def tolls_by_hand(connection: Connection, key: int) -> tuple[dict[str, Toll], dict[str, str]]:
    """The tolls a person set, and the op_id of the last set_toll of each label."""
    rows = connection.execute(statements.BY_HAND, {"key": key}).all()
    set_now = {label: toll_of(label, json.loads(record)) for label, record, _ in rows if record is not None}
    return set_now, {label: last for label, _, last in rows}


def changes(connection: Connection, key: int, since: int = -1) -> Changes:
    """Everything that changed after revision ``since``; -1 for everything there is."""
    wanted = select(annotation_rows.c.id, annotation_rows.c.record, annotation_rows.c.last_op).where(
        annotation_rows.c.article_key == key, annotation_rows.c.coding == SHARED
    )
    if since >= 0:
        wanted = wanted.where(annotation_rows.c.revision > min(since, 2**31 - 1))
    rows = connection.execute(
        wanted.order_by(annotation_rows.c.start, annotation_rows.c.end.desc(), annotation_rows.c.id)
    ).all()
    row = connection.execute(select(articles.c.revision, articles.c.tolls).where(articles.c.key == key)).one()
    _, last = tolls_by_hand(connection, key)
    return Changes(
        revision=row.revision,
        changed=tuple(codec.read_records((record, last_op) for _, record, last_op in rows if record is not None)),
        gone=tuple(i for i, record, _ in rows if record is None),
        tolls=codec.read_tolls(row.tolls),
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
