"""Extracting again: new suggestions in the place of those nobody touched."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from components import edits
from components.model import Annotation, Extraction
from components.store import codec, state
from components.store.articles import dump_sentences, fitting, insert_suggestions, read
from components.store.schema import SHARED, annotation_rows, articles, edit_rows, suggestions, texts

MACHINE = ("model", "rule", "memory")


def replace_suggestions(connection: Connection, article_id: str, extraction: Extraction) -> tuple[str, ...]:
    """Puts new suggestions in the place of those nobody touched; see Store.replace_suggestions."""
    found, article, _, _ = read(connection, article_id, lock=True)
    touched = set(
        connection.scalars(
            select(edit_rows.c.target).where(edit_rows.c.article_key == found.key, edit_rows.c.coding == SHARED)
        )
    )
    now = {a.id: a for a, _ in state.current(connection, found.key)}
    kept = {i: a for i, a in now.items() if i in touched or a.origin not in MACHINE or a.status != "suggested"}
    merged = edits.merge_suggestions(kept.values(), extraction.annotations)
    fresh, problems = fitting([a for a in merged if a.id not in kept and a.id not in touched], article)
    new = [a for a in fresh if now.get(a.id) != a]
    gone = set(now) - set(kept) - {a.id for a in fresh}
    revision = found.revision + 1
    _swap(connection, found.key, article.text, new, gone, revision)
    connection.execute(
        update(texts)
        .where(texts.c.article_key == found.key, texts.c.version == found.text_version)
        .values(sentences=dump_sentences(extraction.sentences))
    )
    connection.execute(update(articles).where(articles.c.key == found.key).values(revision=revision))
    state.recount(connection, found.key)
    return tuple(problems)


def _swap(
    connection: Connection, key: int, text: str, new: Sequence[Annotation], gone: set[str], revision: int
) -> None:
    """Leaves an empty row where a suggestion is gone, so that open pages hear of it."""
    replaced = sorted(gone | {a.id for a in new})
    for at in range(0, len(replaced), 1000):
        ids = replaced[at : at + 1000]
        for table in (suggestions, annotation_rows):
            connection.execute(
                delete(table).where(table.c.article_key == key, table.c.coding == SHARED, table.c.id.in_(ids))
            )
    insert_suggestions(connection, key, new, text, revision)
    if gone:
        empty = codec.annotation_columns(None)
        connection.execute(
            insert(annotation_rows),
            [{"article_key": key, "coding": SHARED, "id": i, **empty, "revision": revision} for i in sorted(gone)],
        )
