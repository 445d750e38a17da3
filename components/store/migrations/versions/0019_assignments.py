"""Who is to read which article, and each move of an article's status with who and when: both appended and never changed."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _journal(name: str, *columns: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("article_key", SERIAL, nullable=False),
        *columns,
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name=f"fk_{name}_article_key"),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{name}_article_key", name, ["article_key"])


def upgrade() -> None:
    op.add_column("articles", sa.Column("assignee", sa.Text))
    op.create_index("ix_articles_removed_at_assignee", "articles", ["removed_at", "assignee"])
    _journal("assignments", sa.Column("assignee", sa.Text))
    _journal("status_moves", sa.Column("status", sa.Text, nullable=False))
    op.create_table(
        "seen_assignments",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("seq", SERIAL, nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_seen_assignments"),
    )
    _fill()
    for name in ("assignments", "status_moves"):
        _append_only(name)


def _fill() -> None:
    """The moves that an earlier version left traces of: the first edit began the work, details tell what people chose; a status
    that neither explains is as old as the article's last edit, or as the article."""
    bind = op.get_bind()
    edited = {
        key: (first, last)
        for key, first, last in bind.execute(
            sa.text("SELECT article_key, min(time), max(time) FROM edits GROUP BY article_key")
        )
    }
    chosen: dict[int, list[tuple[str, str, str]]] = {}
    like = "SELECT article_key, changes, author, time FROM details WHERE changes LIKE '%review_status%' ORDER BY seq"
    for key, changes, author, time in bind.execute(sa.text(like)):
        if pair := json.loads(changes).get("review_status"):
            chosen.setdefault(key, []).append((time, pair[1], author))
    rows: list[dict[str, object]] = []
    moved = "SELECT key, review_status, added_at FROM articles WHERE review_status <> 'new' OR key IN (SELECT article_key FROM details)"
    for key, status, added in bind.execute(sa.text(moved)):
        moves = chosen.get(key, [])
        first, last = edited.get(key, (None, added))
        if first and not (moves and moves[0][0] <= first):
            moves = [(first, "in_progress", ""), *moves]
        if (moves[-1][1] if moves else "new") != status:
            moves = [*moves, (max(last, moves[-1][0] if moves else added), status, "")]
        rows += [{"k": key, "s": s, "a": a, "t": t} for t, s, a in moves]
    wanted = sa.text("INSERT INTO status_moves (article_key, status, author, time) VALUES (:k, :s, :a, :t)")
    for at in range(0, len(rows), 1000):
        bind.execute(wanted, rows[at : at + 1000])


def _append_only(name: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION edits_are_append_only()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {name}_no_{event.lower()} BEFORE {event} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} are appended and never changed'); END"
        )
