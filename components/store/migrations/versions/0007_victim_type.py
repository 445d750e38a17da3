"""Who the victims are that a casualty figure counts, as a column of its row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if any(column["name"] == "victim_type" for column in sa.inspect(op.get_bind()).get_columns("figures")):
        return  # a store that was set back to an earlier revision by hand
    key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("figures", sa.Column("victim_type", key))
