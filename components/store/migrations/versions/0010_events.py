"""Events: what articles tell of them, which articles and claims are of which, and an append-only journal of what people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _article_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("article_key", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name=f"fk_{table}_article_key"),
    ]


def _days() -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in ("first_day", "last_day")]


def upgrade() -> None:
    texts = ("name", "kind", "place", "place_precision", "country", "admin1", "admin2")
    op.create_table(
        "events",
        sa.Column("key", SERIAL, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in texts),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        *_days(),
        sa.Column("day_precision", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "why", "by_hand")),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("samples", sa.Integer, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_last_day_id", "events", ["last_day", "id"])
    _memberships()
    _features()
    _decisions()


def _memberships() -> None:
    op.create_table(
        "event_articles",
        *_article_key("event_articles"),
        sa.Column("event_key", SERIAL, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("by_hand", sa.SmallInteger, nullable=False),
        sa.ForeignKeyConstraint(["event_key"], ["events.key"], name="fk_event_articles_event_key"),
        sa.PrimaryKeyConstraint("article_key", name="pk_event_articles"),
    )
    op.create_index("ix_event_articles_event_key", "event_articles", ["event_key"])
    op.create_table(
        "event_claims",
        *_article_key("event_claims"),
        sa.Column("figure_id", sa.Text, nullable=False),
        sa.Column("event_key", SERIAL),
        sa.Column("by_hand", sa.SmallInteger, nullable=False),
        sa.ForeignKeyConstraint(["event_key"], ["events.key"], name="fk_event_claims_event_key"),
        sa.PrimaryKeyConstraint("article_key", "figure_id", name="pk_event_claims"),
    )
    op.create_index("ix_event_claims_event_key", "event_claims", ["event_key"])


def _features() -> None:
    op.create_table(
        "event_features",
        *_article_key("event_features"),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("group", SERIAL, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_event_features"),
    )
    op.create_index("ix_event_features_group", "event_features", ["group"])
    op.create_table(
        "event_blocks",
        sa.Column("block", sa.BigInteger, nullable=False),
        *_days(),
        *_article_key("event_blocks"),
        sa.PrimaryKeyConstraint("block", "first_day", "article_key", name="pk_event_blocks"),
    )
    op.create_index("ix_event_blocks_article_key", "event_blocks", ["article_key"])
    op.create_table(
        "event_asides",
        sa.Column("block", sa.BigInteger, nullable=False),
        *_days(),
        *_article_key("event_asides"),
        sa.Column("figure_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "figure_id", name="pk_event_asides"),
    )
    op.create_index("ix_event_asides_block_first_day", "event_asides", ["block", "first_day"])


def _decisions() -> None:
    op.create_table(
        "event_decisions",
        sa.Column("seq", SERIAL, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("op_id", "op", "data", "author", "time")),
        sa.PrimaryKeyConstraint("seq", name="pk_event_decisions"),
        sa.UniqueConstraint("op_id", name="uq_event_decisions_op_id"),
        sqlite_autoincrement=True,
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER event_decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event_decisions "
            "FOR EACH STATEMENT EXECUTE FUNCTION edits_are_append_only()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_decisions_no_{event.lower()} BEFORE {event} ON event_decisions "
            "BEGIN SELECT RAISE(ABORT, 'decisions are appended and never changed'); END"
        )
