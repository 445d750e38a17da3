"""What people decided about names, in the rows of what they judged; what they set by hand; corrections spread over articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = ("surface", "decision", "left_label", "judged_by", "judged_at")
PLAIN = str.maketrans("’‘“”–—‑\u00a0\n\t", "''\"\"---   ")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("annotations", sa.Column(name, sa.Text))
    _fill(op.get_bind())
    there = sa.text("surface IS NOT NULL")
    op.create_index(
        "ix_annotations_remembered",
        "annotations",
        ["coding", "surface", "label", "decision", "left_label", "article_key", "judged_at"],
        sqlite_where=there,
        postgresql_where=there,
    )
    op.create_table(
        "memory",
        sa.Column("surface", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("surface", name="pk_memory"),
    )
    op.create_table(
        "spreads",
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("surface", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("articles", sa.Text, nullable=False),
        sa.Column("places", sa.Integer, nullable=False),
        sa.Column("undone", sa.Text),
        sa.PrimaryKeyConstraint("group", name="pk_spreads"),
    )


def _fill(connection: sa.Connection) -> None:
    """Writes what was decided before there was a memory. The rules are those of components/memory.py at the time."""
    judged = "a.record IS NOT NULL AND a.status <> 'suggested' AND a.layer = 'entity'"
    keys = connection.scalars(sa.text(f"SELECT DISTINCT a.article_key FROM annotations a WHERE {judged}")).all()
    update = sa.text(
        "UPDATE annotations SET "
        + ", ".join(f"{name} = :{name}" for name in COLUMNS)
        + " WHERE article_key = :article_key AND coding = :coding AND id = :id"
    )
    for key in keys:
        rows = connection.execute(
            sa.text(
                "SELECT a.article_key, a.coding, a.id, a.record, t.text FROM annotations a "
                "JOIN articles r ON r.key = a.article_key "
                "JOIN texts t ON t.article_key = r.key AND t.version = r.text_version "
                f"WHERE {judged} AND a.article_key = :key"
            ),
            {"key": key},
        ).all()
        if found := list(_decisions(rows)):
            connection.execute(update, found)


def _decisions(rows: Any) -> Iterator[dict[str, Any]]:
    for article_key, coding, annotation_id, dumped, text in rows:
        a = json.loads(dumped)
        surface = " ".join(text[a["start"] : a["end"]].translate(PLAIN).split())
        by_hand, was = a["origin"] == "analyst", a.get("original_label")
        left = was if not by_hand and was != a["label"] else None
        if not 0 < len(surface) <= 200 or max(len(a["label"]), len(left or "")) > 100:
            continue
        moved = "original_start" in a and (a["start"], a["end"]) != (a["original_start"], a["original_end"])
        decision = "rejected" if a["status"] == "rejected" else "added" if by_hand else "relabelled" if left else ""
        yield {
            "article_key": article_key,
            "coding": coding,
            "id": annotation_id,
            "surface": surface,
            "decision": decision or ("added" if moved else "confirmed"),
            "left_label": left,
            "judged_by": a.get("updated_by") or a.get("created_by"),
            "judged_at": a.get("updated_at") or a.get("created_at"),
        }
