"""Figures, quotes and entities as rows with typed columns; suggestions once, in bundles; annotations that an edit touched alone.

The old tables stay beside the new ones until store/filling.py has taken every article over, piece by piece.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OLD_INDEXES = (
    "ix_annotations_article_key_revision",
    "ix_annotations_article_key_coding_label_status",
    "ix_annotations_name_article_key_coding_status_layer_label",
    "ix_annotations_remembered",
)
SPEAKER = ["speaker_name", "speaker_text", "speaker_name_spelling"]
REMEMBERED = ["coding", "surface", "label", "decision", "left_label", "article_key", "judged_at"]


def upgrade() -> None:
    _put_aside()
    op.add_column("articles", sa.Column("rows", sa.SmallInteger, nullable=False, server_default="0"))
    op.create_index("ix_articles_rows", "articles", ["rows"])
    _state()
    _terms()
    _rows()


def _put_aside() -> None:
    for name in OLD_INDEXES:
        op.drop_index(name, table_name="annotations")
    for name in ("annotations", "suggestions"):
        op.rename_table(name, f"{name}_before")
        if op.get_context().dialect.name == "postgresql":
            op.execute(f"ALTER INDEX pk_{name} RENAME TO pk_{name}_before")


def _article_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("article_key", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name=f"fk_{table}_article_key"),
    ]


def _state() -> None:
    op.create_table(
        "bundles",
        *_article_key("bundles"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("first", BYTES, nullable=False),
        sa.Column("records", sa.LargeBinary, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "coding", "first", name="pk_bundles"),
    )
    op.create_table(
        "annotations",
        *_article_key("annotations"),
        sa.Column("coding", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("label", sa.Text),
        sa.Column("start", sa.Integer),
        *(sa.Column(n, sa.Text) for n in ("surface", "decision", "left_label", "judged_by", "judged_at", "last_op")),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article_key", "coding", "id", name="pk_annotations"),
    )
    op.create_index("ix_annotations_article_key_revision", "annotations", ["article_key", "revision"])
    there = sa.text("surface IS NOT NULL")
    op.create_index("ix_annotations_remembered", "annotations", REMEMBERED, sqlite_where=there, postgresql_where=there)


def _terms() -> None:
    op.create_table(
        "terms",
        sa.Column("key", SERIAL, nullable=False),
        sa.Column("digest", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_terms"),
        sa.UniqueConstraint("digest", name="uq_terms_digest"),
    )
    op.create_table(
        "spellings",
        sa.Column("key", SERIAL, nullable=False),
        sa.Column("digest", sa.BigInteger, nullable=False),
        sa.Column("own", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_spellings"),
        sa.UniqueConstraint("digest", name="uq_spellings_digest"),
    )
    op.create_table(
        "spelling_keys",
        sa.Column("own", sa.BigInteger, nullable=False),
        sa.Column("spelling", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("own", "spelling", name="pk_spelling_keys"),
    )
    op.create_table(
        "given_names",
        sa.Column("spelling", sa.BigInteger, nullable=False),
        sa.Column("article_key", sa.BigInteger, nullable=False),
        sa.Column("entity", sa.Text),
        sa.Column("name", sa.BigInteger),
        sa.PrimaryKeyConstraint("spelling", "article_key", name="pk_given_names"),
    )


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        *_article_key(name),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("shelf", sa.SmallInteger, nullable=False),
        sa.Column("label", SERIAL, nullable=False),
        sa.Column("status", SERIAL, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("article_key", "id", name=f"pk_{name}"),
    )


def _rows() -> None:
    strings = ("bound", "unit", "unit_si", "subject", "weapon", "place", "scope", "source", "relay")
    _table(
        "figures",
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("outlet", SERIAL),
        *(sa.Column(name, sa.Float) for name in ("value", "low", "high", "value_si", "low_si", "high_si")),
        *(sa.Column(name, SERIAL) for name in strings),
        *(sa.Column(f"{name}_spelling", SERIAL) for name in ("weapon", "place", "source", "relay")),
        *(sa.Column(name, sa.Text) for name in ("as_of", "same_as", "supersedes", "part_of")),
        sa.Column("sentence_start", sa.Integer),
        sa.Column("sentence_end", sa.Integer),
    )
    _table(
        "quotes",
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("outlet", SERIAL),
        *(sa.Column(name, SERIAL) for name in ("speaker_name", "speaker_text", "relay")),
        *(sa.Column(f"{name}_spelling", SERIAL) for name in ("speaker_name", "relay")),
        sa.Column("cue_start", sa.Integer),
        sa.Column("cue_end", sa.Integer),
        sa.Column("utterance", sa.Text),
    )
    _table("entities", sa.Column("name", SERIAL), sa.Column("name_spelling", SERIAL))
    for table, name, columns in (
        ("figures", "asked", ["day", "shelf", "label", "outlet", "place", "place_spelling", "scope", "status"]),
        ("quotes", "asked", ["day", "shelf", "label", "outlet", "status"]),
        ("quotes", "said", ["shelf", *SPEAKER, "label", "outlet", "day", "status"]),
        ("entities", "named", ["name", "article_key", "label", "status"]),
    ):
        op.create_index(f"ix_{table}_{name}", table, columns)
