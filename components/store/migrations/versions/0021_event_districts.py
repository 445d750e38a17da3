"""Which district is in which city, as articles say it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "event_districts",
        sa.Column("block", sa.BigInteger, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("article_key", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_event_districts_article_key"),
        sa.PrimaryKeyConstraint("article_key", "block", "city", name="pk_event_districts"),
    )
    op.create_index("ix_event_districts_block", "event_districts", ["block"])
