"""How sure the machine was of a figure, as a column of its row: an event's counts add up as an article's toll does, by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if any(column["name"] == "score" for column in sa.inspect(op.get_bind()).get_columns("figures")):
        return  # a store that was set back to an earlier revision by hand
    op.add_column("figures", sa.Column("score", sa.Float))
