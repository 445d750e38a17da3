"""The files that articles came in, kept beside their texts; and the way to an article by its address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "originals",
        sa.Column("article_key", SERIAL, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("data", sa.LargeBinary),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_originals_article_key"),
        sa.PrimaryKeyConstraint("article_key", name="pk_originals"),
    )
    op.create_index("ix_articles_url", "articles", ["url"])
