"""Who reads which article at this moment, as each process of a server says it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presence",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("process", "user", "article_id")),
        sa.Column("until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "process", "user", name="pk_presence"),
    )
