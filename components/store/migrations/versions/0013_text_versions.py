"""Texts that are corrected: what each correction was, the annotations as they were before it, and those that found no place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _columns(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    op.add_column("articles", sa.Column("text_since", sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "text_changes",
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *_columns("op_id", "author", "time", "what"),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("before", sa.LargeBinary, nullable=False),
        sa.Column("moved", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_text_changes_article_key"),
        sa.PrimaryKeyConstraint("article_key", "version", name="pk_text_changes"),
        sa.UniqueConstraint("op_id", name="uq_text_changes_op_id"),
    )
    op.create_table(
        "unplaced",
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *_columns("id", "record", "prefix", "words", "suffix", "possible", "reason"),
        sa.Column("dropped_by", sa.Text),
        sa.Column("dropped_at", sa.Text),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_unplaced_article_key"),
        sa.PrimaryKeyConstraint("article_key", "version", "id", name="pk_unplaced"),
    )
