"""How many rows are alike, kept beside them: what pages over all articles group by is added up from a few thousand numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MENTIONS = (
    "FROM entities e JOIN articles a ON a.key = e.article_key JOIN spellings s ON s.key = e.name_spelling WHERE a.language = 'en' "
    "AND e.status <> COALESCE((SELECT key FROM terms WHERE text = 'rejected'), 0)"
)
FILLED = {
    "figure_tallies": (
        ("label", "status", "scope", "place", "place_spelling"),
        "SELECT shelf, label, status, scope, place, place_spelling, COUNT(*) FROM figures GROUP BY 1, 2, 3, 4, 5, 6",
    ),
    "quote_tallies": (
        ("label", "status", "speaker_name", "speaker_text", "speaker_name_spelling"),
        "SELECT shelf, label, status, speaker_name, speaker_text, speaker_name_spelling, COUNT(*) FROM quotes "
        "GROUP BY 1, 2, 3, 4, 5, 6",
    ),
    "mention_tallies": (
        ("label", "name", "name_spelling", "written"),
        f"SELECT e.shelf, e.label, e.name, e.name_spelling, e.written, COUNT(*) {MENTIONS} GROUP BY 1, 2, 3, 4, 5",
    ),
    "name_tallies": (
        ("own",),
        f"SELECT CASE e.shelf WHEN 3 THEN 0 ELSE e.shelf END, s.own, COUNT(DISTINCT e.article_key) {MENTIONS} GROUP BY 1, 2",
    ),
}


def upgrade() -> None:
    for table, (columns, counted) in FILLED.items():
        op.create_table(
            table,
            sa.Column("shelf", sa.SmallInteger, nullable=False),
            *(sa.Column(name, sa.Text if name == "own" else sa.BigInteger) for name in columns),
            sa.Column("n", sa.BigInteger, nullable=False),
        )
        op.execute(f"INSERT INTO {table} {counted}")
    op.create_index("ix_mention_tallies_spelled", "mention_tallies", ["name_spelling"])
    op.create_index("ix_name_tallies_own", "name_tallies", ["own"])
