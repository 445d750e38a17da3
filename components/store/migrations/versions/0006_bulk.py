"""What was accepted in bulk is told from what somebody looked at, also where it was stored before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The accepts of one action over several words; the same words at several places were looked at together.
IN_BULK = """
SELECT e.op_id FROM edits e JOIN (
    SELECT article_key, "group" AS together FROM edits WHERE op = 'accept' AND "group" IS NOT NULL
    GROUP BY article_key, "group" HAVING MIN(data) <> MAX(data)
) b ON b.article_key = e.article_key AND b.together = e."group" WHERE e.op = 'accept'
"""


def upgrade() -> None:
    there = sa.inspect(op.get_bind()).get_table_names()
    for table in ("annotations", "annotations_before"):  # the second holds what filling.py has not taken over yet
        if table in there:
            op.execute(f"UPDATE {table} SET decision = 'bulk' WHERE decision = 'confirmed' AND last_op IN ({IN_BULK})")
