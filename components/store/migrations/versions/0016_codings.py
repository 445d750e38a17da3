"""Articles that several analysts code independently: how many, who, and how far; the edits have named their coding from the start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("articles", sa.Column("coding_state", sa.SmallInteger, nullable=False, server_default="0"))
    op.add_column("collections", sa.Column("coverage", sa.SmallInteger, nullable=False, server_default="0"))
    op.create_table(
        "independent",
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("coverage", sa.SmallInteger, nullable=False),
        sa.Column("text_version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("settled_by", sa.Text),
        sa.Column("settled_at", sa.Text),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_independent_article_key_articles"),
        sa.PrimaryKeyConstraint("article_key", name="pk_independent"),
    )
    op.create_table(
        "codings",
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("named_by", sa.Text),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("finished_at", sa.Text),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_codings_article_key_articles"),
        sa.PrimaryKeyConstraint("article_key", "coder", name="pk_codings"),
    )
    op.create_index("ix_codings_coder", "codings", ["coder"])
