"""Corrections of articles' details and status: an append-only journal, and whether a person chose the status."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("articles", sa.Column("status_by", sa.Text))
    op.execute("UPDATE articles SET status_by = 'chosen' WHERE review_status <> 'new'")
    op.create_table(
        "details",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("op_id", sa.Text, nullable=False),
        sa.Column("article_key", SERIAL, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_details_article_key"),
        sa.PrimaryKeyConstraint("seq", name="pk_details"),
        sa.UniqueConstraint("op_id", name="uq_details_op_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_details_article_key", "details", ["article_key"])
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER details_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON details "
            "FOR EACH STATEMENT EXECUTE FUNCTION edits_are_append_only()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER details_no_{event.lower()} BEFORE {event} ON details "
            "BEGIN SELECT RAISE(ABORT, 'corrections of details are appended and never changed'); END"
        )
