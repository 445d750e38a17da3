"""For many articles: what figures add to, how names are written, how sure suggestions are, near-duplicates, collections, saved
views, and the articles that wait for extraction. Rows are made anew by store/filling.py."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _article_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("article_key", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name=f"fk_{table}_article_key"),
    ]


def upgrade() -> None:
    op.add_column("figures", sa.Column("additional_to", sa.Text))
    op.add_column("entities", sa.Column("written", SERIAL))
    op.add_column("articles", sa.Column("doubt", sa.Integer, nullable=False, server_default="0"))
    op.add_column("articles", sa.Column("extracted_by", sa.Text))
    _copies()
    _collections()
    op.create_table(
        "views",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("page", "name", name="pk_views"),
    )
    op.create_table(
        "tasks",
        *_article_key("tasks"),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_tasks"),
    )
    op.create_index("ix_tasks_state_article_key", "tasks", ["state", "article_key"])


def _copies() -> None:
    op.create_table(
        "signatures",
        *_article_key("signatures"),
        sa.Column("text_version", sa.Integer, nullable=False),
        sa.Column("made_by", sa.Integer, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_signatures"),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, nullable=False),
        *_article_key("bands"),
        sa.PrimaryKeyConstraint("band", "article_key", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        *_article_key("copies"),
        sa.Column("of", SERIAL, nullable=False),
        sa.Column("alike", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_copies"),
    )
    op.create_index("ix_copies_of", "copies", ["of"])


def _collections() -> None:
    op.create_table(
        "collections",
        sa.Column("key", SERIAL, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("removed_at", sa.Text),
        sa.PrimaryKeyConstraint("key", name="pk_collections"),
        sa.UniqueConstraint("id", name="uq_collections_id"),
    )
    op.create_table(
        "collected",
        sa.Column("collection", SERIAL, nullable=False),
        *_article_key("collected"),
        sa.PrimaryKeyConstraint("collection", "article_key", name="pk_collected"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_collected_article_key", "collected", ["article_key"])
