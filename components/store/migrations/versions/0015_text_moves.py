"""Articles that are split or merged: which words went from which text into which, and what a change of a text takes back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("text_changes", sa.Column("of", sa.Text))
    op.add_column("text_changes", sa.Column("other", sa.Text))
    op.create_table(
        "text_moves",
        sa.Column("op_id", sa.Text, nullable=False),
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("source_key", SERIAL, nullable=False),
        sa.Column("source_version", sa.Integer, nullable=False),
        sa.Column("source_since", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("to", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_text_moves_article_key"),
        sa.ForeignKeyConstraint(["source_key"], ["articles.key"], name="fk_text_moves_source_key"),
        sa.PrimaryKeyConstraint("article_key", "version", "source_key", name="pk_text_moves"),
    )
    op.create_index("ix_text_moves_op_id", "text_moves", ["op_id"])
    op.create_index("ix_text_moves_source_key", "text_moves", ["source_key"])
