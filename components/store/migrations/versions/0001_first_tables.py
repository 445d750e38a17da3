"""Articles, texts, suggestions, append-only edits, the state in rows, and the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _article_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("article_key", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name=f"fk_{table}_article_key"),
    ]


def upgrade() -> None:
    _articles()
    _edits()
    _state()
    if op.get_context().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("key", SERIAL, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.Column("review_status", sa.Text, nullable=False),
        sa.Column("text_version", sa.Integer, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("removed_at", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("suggestions", sa.Integer, nullable=False),
        sa.Column("entities", sa.Integer, nullable=False),
        sa.Column("quotes", sa.Integer, nullable=False),
        sa.Column("figures", sa.Integer, nullable=False),
        sa.Column("tolls", sa.Text, nullable=False),
        sa.Column("killed", sa.Float),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_removed_at_published_id", "articles", ["removed_at", "published", "id"])
    op.create_index("ix_articles_removed_at_outlet", "articles", ["removed_at", "outlet"])
    op.create_index("ix_articles_removed_at_tags", "articles", ["removed_at", "tags"])
    op.create_index("ix_articles_revision", "articles", ["revision"])
    op.create_table(
        "texts",
        *_article_key("texts"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("sentences", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "version", name="pk_texts"),
    )
    op.create_index("ix_texts_sha256", "texts", ["sha256"])


def _edits() -> None:
    op.create_table(
        "edits",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("op_id", sa.Text, nullable=False),
        *_article_key("edits"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("op", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("after", sa.Text),
        sa.Column("group", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_edits"),
        sa.UniqueConstraint("op_id", name="uq_edits_op_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edits_article_key_coding_target", "edits", ["article_key", "coding", "target"])
    op.create_table(
        "refusals",
        sa.Column("seq", SERIAL, nullable=False),
        *_article_key("refusals"),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.Column("op_id", sa.Text),
        sa.Column("op", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_refusals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_refusals_article_key_client_n", "refusals", ["article_key", "client", "n"])
    op.create_table(
        "clients",
        *_article_key("clients"),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("acknowledged", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "client", name="pk_clients"),
    )


def _state() -> None:
    op.create_table(
        "suggestions",
        *_article_key("suggestions"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "coding", "id", name="pk_suggestions"),
    )
    op.create_table(
        "annotations",
        *_article_key("annotations"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("layer", sa.Text),
        sa.Column("label", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("name", sa.Text),
        sa.Column("last_op", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "coding", "id", name="pk_annotations"),
    )
    for columns in (
        ["article_key", "revision"],
        ["article_key", "coding", "label", "status"],
        ["name", "article_key", "coding", "status", "layer", "label"],
    ):
        op.create_index(f"ix_annotations_{'_'.join(columns)}", "annotations", columns)
    op.create_table(
        "set_tolls",
        *_article_key("set_tolls"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("last_op", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "coding", "label", name="pk_set_tolls"),
    )


def _sqlite() -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER edits_no_{event.lower()} BEFORE {event} ON edits "
            "BEGIN SELECT RAISE(ABORT, 'edits are appended and never changed'); END"
        )
    # The index reads its text from the tables through a view, so that no text is stored twice.
    op.execute(
        "CREATE VIEW searchable AS SELECT a.key AS key, a.title AS title, coalesce(a.outlet, '') AS outlet, "
        "coalesce(a.author, '') AS author, t.text AS text "
        "FROM articles a JOIN texts t ON t.article_key = a.key AND t.version = a.text_version"
    )
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(title, outlet, author, text, content='searchable', "
        "content_rowid='key', tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
    )


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION edits_are_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'edits are appended and never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER edits_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON edits "
        "FOR EACH STATEMENT EXECUTE FUNCTION edits_are_append_only()"
    )
    # English stems, and no stop words: "it's" and "to be" can be asked for, as on SQLite.
    op.execute("CREATE TEXT SEARCH DICTIONARY dateline_stem (TEMPLATE = snowball, Language = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION dateline (COPY = english)")
    op.execute("ALTER TEXT SEARCH CONFIGURATION dateline ALTER MAPPING REPLACE english_stem WITH dateline_stem")
    op.execute(
        "CREATE TABLE article_search (key bigint PRIMARY KEY REFERENCES articles (key), words tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_article_search_words ON article_search USING gin (words)")
