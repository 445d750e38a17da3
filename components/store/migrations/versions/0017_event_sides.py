"""Events: who was on which side, and a grade that a person gave with its reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("side_a", "side_b", "grade", "grade_why"):
        op.add_column("events", sa.Column(name, sa.Text))
