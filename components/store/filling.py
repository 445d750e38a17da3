"""Articles of an older store, taken over a piece at a time: what was stored in another form, and rows as they are made now.

Each piece is one transaction, so a process that is killed loses none of what it did, and the next one goes on where it was.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text, update

from components.model import Annotation, annotation_of
from components.store import bundling, codec, rows, state, wire_copies
from components.store.engine import WRITES
from components.store.schema import SHARED, annotation_rows, articles, texts
from components.tables.stored import VERSION

log = logging.getLogger(__name__)
PIECE = 50  # articles of one transaction
TOLD = 2.0  # seconds between two lines in the log
LOCK = 6_473_253  # of PostgreSQL's advisory locks: one process fills at a time
BEFORE = ("annotations_before", "suggestions_before")
Progress = Callable[[int, int], None]  # articles done, all


def fill(engine: Engine, progress: Progress | None = None) -> None:
    """Takes over every article whose rows are not of this version; nothing to do in most starts."""
    with engine.connect() as connection:
        older = inspect(connection).has_table(BEFORE[0])
        left = _left(connection)
    if not left and not older:
        return
    told = time.monotonic()
    total = left
    while left:
        with engine.execution_options(**{WRITES: True}).connect() as connection, connection.begin():
            _alone(connection)
            keys = connection.scalars(_WAITING).all()
            older = older and inspect(connection).has_table(BEFORE[0])  # another process may have ended it
            for key in keys:
                if older:
                    _take_over(connection, key)
                _remember(connection, key)
                rows.rewrite(connection, key)
                wire_copies.changed(connection, [key])
                state.recount(connection, key)  # as this version counts, and makes and words tolls
            left = _left(connection)
        if progress:
            progress(total - left, total)
        if time.monotonic() - told > TOLD:
            told = time.monotonic()
            log.warning("bringing the store up to date: %s of %s articles", f"{total - left:,}", f"{total:,}")
    with engine.execution_options(**{WRITES: True}).connect() as connection, connection.begin():
        _alone(connection)
        for name in BEFORE:
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))


_WAITING = select(articles.c.key).where(articles.c.rows != VERSION).order_by(articles.c.key).limit(PIECE)


def _left(connection: Connection) -> int:
    found: int = connection.scalar(select(func.count()).select_from(articles).where(articles.c.rows != VERSION)) or 0
    return found


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _take_over(connection: Connection, key: int) -> None:
    """Puts the suggestions of an article into bundles, and what an edit touched into rows of its own."""
    records = connection.scalars(text("SELECT record FROM suggestions_before WHERE article_key = :key"), {"key": key})
    bundling.write(connection, key, _annotations(records.all()), revision=1)
    kept = connection.execute(_KEPT, {"key": key}).mappings().all()
    if kept:
        connection.execute(insert(annotation_rows), [{**row, "coding": SHARED} for row in kept])
    for name in BEFORE:
        connection.execute(text(f"DELETE FROM {name} WHERE article_key = :key"), {"key": key})


def _remember(connection: Connection, key: int) -> None:
    """Writes what the memory counts of judged annotations and an older version did not."""
    wanted = (annotation_rows.c.article_key == key) & (annotation_rows.c.coding == SHARED)
    uncounted = select(annotation_rows.c.id, annotation_rows.c.record).where(
        wanted, annotation_rows.c.surface.is_(None), annotation_rows.c.record.is_not(None)
    )
    found = connection.execute(uncounted).all()
    if not found:
        return
    newest = (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version)
    words = connection.scalar(select(texts.c.text).join(articles, newest).where(articles.c.key == key)) or ""
    for id, record in found:
        columns = codec.remembered_columns(codec.read_annotation(record), words)
        if columns["surface"] is not None:
            connection.execute(update(annotation_rows).where(wanted, annotation_rows.c.id == id).values(**columns))


_KEPT = text(
    "SELECT article_key, id, record, label, start, surface, decision, left_label, judged_by, judged_at, last_op, revision "
    "FROM annotations_before WHERE article_key = :key AND (last_op IS NOT NULL OR record IS NULL OR surface IS NOT NULL)"
)


def _annotations(records: Sequence[str]) -> list[Annotation]:
    return [annotation_of(record) for record in json.loads("[" + ",".join(records) + "]")]
