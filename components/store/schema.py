"""The tables of the store, as SQLAlchemy sees them; migrations/ makes them. Both engines hold the same columns.

An article has a text id for people and a small ``key`` for rows: twenty thousand annotations need not repeat the id.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

SHARED = "shared"
Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER PRIMARY KEY

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _article_key() -> Column[int]:
    return Column("article_key", Serial, ForeignKey("articles.key"), nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("key", Serial, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("author", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("tags", Text, nullable=False),  # a JSON list
    Column("review_status", Text, nullable=False),
    Column("text_version", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("removed_at", Text),
    Column("revision", Integer, nullable=False),
    # Counts of what the library shows, kept with every edit: a page of it must not read the annotations.
    Column("characters", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("suggestions", Integer, nullable=False),
    Column("entities", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("tolls", Text, nullable=False),  # a JSON object: casualty label → toll
    Column("killed", Float),  # what the library sorts by: value, low or high of the KILLED toll
    Index(None, "removed_at", "published", "id"),
    Index(None, "removed_at", "outlet"),  # what the filters offer comes from the index alone
    Index(None, "removed_at", "tags"),
    Index(None, "revision"),  # the sum of all revisions tells caches that something changed
)

texts = Table(
    "texts",
    metadata,
    _article_key(),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sentences", Text, nullable=False),  # a JSON list of [start, end]; empty where it was never extracted
    PrimaryKeyConstraint("article_key", "version"),
    Index(None, "sha256"),
)

suggestions = Table(
    "suggestions",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("record", Text, nullable=False),  # the annotation as it was before any edit
    PrimaryKeyConstraint("article_key", "coding", "id"),
)

edit_rows = Table(
    "edits",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("after", Text),
    Column("group", Text),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Index(None, "article_key", "coding", "target"),
    sqlite_autoincrement=True,
)

refusals = Table(
    "refusals",
    metadata,
    Column("seq", Serial, primary_key=True),
    _article_key(),
    Column("client", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("op_id", Text),
    Column("op", Text),
    Column("target", Text),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Index(None, "article_key", "client", "n"),
    sqlite_autoincrement=True,
)

clients = Table(
    "clients",
    metadata,
    _article_key(),
    Column("client", Text, nullable=False),
    Column("acknowledged", BigInteger, nullable=False),
    PrimaryKeyConstraint("article_key", "client"),
)

annotation_rows = Table(
    "annotations",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("record", Text),  # null where the annotation is gone: the row then keeps its last edit and revision
    Column("layer", Text),
    Column("label", Text),
    Column("status", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("name", Text),  # who or what a search asks for: an entity's name, a quote's speaker, a figure's source
    # What the memory counts, null where nobody judged an entity: the string that was judged, how, and which label it lost.
    # It lies in the row that an edit writes anyway, so it follows every undo and cannot disagree with the row.
    Column("surface", Text),
    Column("decision", Text),
    Column("left_label", Text),
    Column("judged_by", Text),
    Column("judged_at", Text),
    Column("last_op", Text),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("article_key", "coding", "id"),
    Index(None, "article_key", "revision"),
    # Both hold all that the library's filters ask, so that no wide row is read for an answer of yes or no; the first begins
    # like the primary key, which SQLite would take otherwise, reading every row of the article.
    Index(None, "article_key", "coding", "label", "status"),
    Index(None, "name", "article_key", "coding", "status", "layer", "label"),
)
Index(
    "ix_annotations_remembered",
    *(
        annotation_rows.c[name]
        for name in ("coding", "surface", "label", "decision", "left_label", "article_key", "judged_at")
    ),
    sqlite_where=annotation_rows.c.surface.is_not(None),
    postgresql_where=annotation_rows.c.surface.is_not(None),
)

set_tolls = Table(
    "set_tolls",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("record", Text),  # null where the toll was handed back to the figures
    Column("last_op", Text, nullable=False),
    PrimaryKeyConstraint("article_key", "coding", "label"),
)

hand_rows = Table(  # what people set on the memory's page, by string
    "memory",
    metadata,
    Column("surface", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # one of memory.KINDS, or "" where it was taken back
    Column("label", Text),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("seq", Integer, nullable=False),  # grows with every change: the largest tells caches that something changed
)

spread_rows = Table(  # corrections that were applied to other articles: what one undo takes back
    "spreads",
    metadata,
    Column("group", Text, primary_key=True),
    Column("surface", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("articles", Text, nullable=False),  # a JSON list of ids
    Column("places", Integer, nullable=False),
    Column("undone", Text),  # when it was taken back
)

decision_rows = Table(  # what people decided about entities, in the order in which they did; see identity/decisions.py
    "decisions",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    Column("op", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    sqlite_autoincrement=True,
)

__all__ = [
    "SHARED",
    "annotation_rows",
    "articles",
    "clients",
    "decision_rows",
    "edit_rows",
    "hand_rows",
    "metadata",
    "refusals",
    "set_tolls",
    "spread_rows",
    "suggestions",
    "texts",
]
