"""Extracting again: new suggestions in the place of those nobody touched."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from components import edits
from components.model import Extraction
from components.store import articles as article_rows
from components.store import bundling, codec, rows, state, versions, wire_copies
from components.store.articles import dump_sentences, fitting, read
from components.store.former import under_known_ids
from components.store.schema import SHARED, annotation_rows, articles, edit_rows, texts


def replace_suggestions(connection: Connection, article_id: str, extraction: Extraction) -> tuple[str, ...]:
    """Puts new suggestions in the place of those nobody touched; see Store.replace_suggestions."""
    found, article, _, _ = read(connection, article_id, lock=True)
    if article_rows.is_being_coded(connection, found):
        return ("analysts code it independently: its suggestions stay as they are until that is settled",)
    extraction = under_known_ids(connection, found.key, extraction)
    touched = set(  # whoever edited them: a coding that was settled stays what it is
        connection.scalars(
            select(edit_rows.c.target).where(edit_rows.c.article_key == found.key, edit_rows.c.seq > found.text_since)
        )
    )
    now = {a.id: a for a, _ in state.current(connection, found.key)}
    kept = {i: a for i, a in now.items() if i in touched or versions.is_judged(a)}
    merged = edits.merge_suggestions(kept.values(), extraction.annotations)
    fitted, problems = fitting([a for a in merged if a.id not in kept and a.id not in touched], article)
    fresh = [a for a, _ in fitted]
    gone = set(now) - set(kept) - {a.id for a in fresh}
    revision = found.revision + 1
    base = {a.id: a for a in bundling.read(connection, found.key)}
    stay = [a for i, a in base.items() if i in touched or i in kept]
    bundling.replace(connection, found.key, [*stay, *fresh], revision)
    _leave(connection, found.key, gone, {a.id for a in fresh}, revision)
    connection.execute(
        update(texts)
        .where(texts.c.article_key == found.key, texts.c.version == found.text_version)
        .values(sentences=dump_sentences(extraction.sentences))
    )
    connection.execute(update(articles).where(articles.c.key == found.key).values(revision=revision))
    rows.rewrite(connection, found.key)
    wire_copies.changed(connection, [found.key])
    state.recount(connection, found.key)
    return tuple(problems)


def _leave(connection: Connection, key: int, gone: set[str], back: set[str], revision: int) -> None:
    """Leaves an empty row where a suggestion is gone, so that open pages hear of it, and none where one came back."""
    replaced = sorted(gone | back)
    for at in range(0, len(replaced), 1000):
        mine = (annotation_rows.c.article_key == key) & (annotation_rows.c.coding == SHARED)
        connection.execute(delete(annotation_rows).where(mine, annotation_rows.c.id.in_(replaced[at : at + 1000])))
    if gone:
        empty = codec.annotation_columns(None)
        connection.execute(
            insert(annotation_rows),
            [{"article_key": key, "coding": SHARED, "id": i, **empty, "revision": revision} for i in sorted(gone)],
        )
