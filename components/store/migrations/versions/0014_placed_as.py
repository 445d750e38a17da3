"""Highlights that waited for a place and were placed as one that the machine had found there: which one that is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unplaced", sa.Column("placed_as", sa.Text))
