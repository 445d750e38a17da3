"""The tables of the store, as SQLAlchemy sees them; migrations/ makes them. Both engines hold the same columns.

An article has a text id for people and a small ``key`` for rows: twenty thousand annotations need not repeat the id.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)

SHARED = "shared"
TOGETHER, OPEN, SETTLING, SETTLED = range(
    4
)  # an article is coded by all in one version; by each alone; compared; one again
Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER PRIMARY KEY

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _article_key() -> Column[int]:
    return Column("article_key", Serial, ForeignKey("articles.key"), nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("key", Serial, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("author", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("tags", Text, nullable=False),  # a JSON list
    Column("review_status", Text, nullable=False),
    Column("assignee", Text),  # who is to read it, a user's id; see assigning.py
    Column("status_by", Text),  # details.By: whether a person chose the status; null where it moves with the work
    Column("text_version", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("removed_at", Text),
    Column("revision", Integer, nullable=False),
    # Counts of what the library shows, kept with every edit: a page of it must not read the annotations.
    Column("characters", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("suggestions", Integer, nullable=False),
    Column("doubt", Integer, nullable=False, server_default="0"),  # of all suggestions, in thousandths; see codec.py
    Column("entities", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("tolls", Text, nullable=False),  # a JSON object: casualty label → toll
    Column("killed", Float),  # what the library sorts by: value, low or high of the KILLED toll
    Column(
        "extracted_by", Text
    ),  # the version of the extractor that read it last; null where none did, or an older store
    Column("text_since", BigInteger, nullable=False, server_default="0"),  # the last edit made on a former text
    Column(
        "coding_state", SmallInteger, nullable=False, server_default="0"
    ),  # codings.py: TOGETHER, OPEN, SETTLING, SETTLED
    Column("rows", SmallInteger, nullable=False, server_default="0"),  # the ROWS_VERSION by which its rows were made
    Index(None, "url"),  # whether an article with this address is there already
    Index(None, "removed_at", "published", "id"),
    Index(None, "removed_at", "outlet"),  # what the filters offer comes from the index alone
    Index(None, "removed_at", "tags"),
    Index(None, "removed_at", "assignee"),
    Index(None, "revision"),  # the sum of all revisions tells caches that something changed
    Index(None, "rows"),
)

texts = Table(
    "texts",
    metadata,
    _article_key(),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sentences", Text, nullable=False),  # a JSON list of [start, end]; empty where it was never extracted
    PrimaryKeyConstraint("article_key", "version"),
    Index(None, "sha256"),
)

originals = Table(  # the files that articles came in, compressed; no list reads them
    "originals",
    metadata,
    Column("article_key", Serial, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),  # of the file as it came
    Column("data", LargeBinary),  # null where it was too large, or held other articles too
)

text_changes = Table(  # each correction of a text; see versions.py
    "text_changes",
    metadata,
    _article_key(),
    Column("version", Integer, nullable=False),  # of the text that it made
    Column("op_id", Text, nullable=False, unique=True),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("since", BigInteger, nullable=False),  # the last edit that was made on the former text
    Column("revision", Integer, nullable=False),
    Column("before", LargeBinary, nullable=False),  # what the former version began with: flat records, compressed
    Column("moved", Integer, nullable=False),
    Column("of", Text),  # the op_id of the change that it takes back
    Column("other", Text),  # the id of the article that was split off, or merged in
    PrimaryKeyConstraint("article_key", "version"),
)

text_moves = Table(  # words that went from an article's text into another's, with their highlights; see dividing.py
    "text_moves",
    metadata,
    Column("op_id", Text, nullable=False, index=True),  # of the change of either text that did it
    _article_key(),
    Column("version", Integer, nullable=False),  # of the text that they came to
    Column("source_key", Serial, ForeignKey("articles.key"), nullable=False, index=True),
    Column("source_version", Integer, nullable=False),  # of the text that they stood in
    Column("source_since", BigInteger, nullable=False),  # the last edit that was made there before
    Column("at", Integer, nullable=False),  # where they began there
    Column("to", Integer, nullable=False),  # where they begin here
    Column("length", Integer, nullable=False),
    PrimaryKeyConstraint("article_key", "version", "source_key"),
)

unplaced = Table(  # highlights that a correction found no place for
    "unplaced",
    metadata,
    _article_key(),
    Column("version", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("record", Text, nullable=False),  # as it was on the former text
    Column("prefix", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("possible", Text, nullable=False),  # a JSON list of [start, end] in the text of this version
    Column("reason", Text, nullable=False),
    Column("dropped_by", Text),
    Column("dropped_at", Text),
    Column("placed_as", Text),  # the machine's annotation that stands for it; while nobody judged that one, it waits
    PrimaryKeyConstraint("article_key", "version", "id"),
)

# The annotations of an article as they were before any edit: what the machine found and what an import brought. A bundle holds
# some of them in the order of their ids, compressed; it is found by the id that it begins with.
bundles = Table(
    "bundles",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("first", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),  # compared as bytes
    Column("records", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("article_key", "coding", "first"),
)

edit_rows = Table(
    "edits",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("after", Text),
    Column("group", Text),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Index(None, "article_key", "coding", "target"),
    sqlite_autoincrement=True,
)

refusals = Table(
    "refusals",
    metadata,
    Column("seq", Serial, primary_key=True),
    _article_key(),
    Column("client", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("op_id", Text),
    Column("op", Text),
    Column("target", Text),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Index(None, "article_key", "client", "n"),
    sqlite_autoincrement=True,
)

clients = Table(
    "clients",
    metadata,
    _article_key(),
    Column("client", Text, nullable=False),
    Column("acknowledged", BigInteger, nullable=False),
    PrimaryKeyConstraint("article_key", "client"),
)

annotation_rows = Table(  # the annotations that an edit touched, that a person judged elsewhere, or that are gone
    "annotations",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("record", Text),  # null where the annotation is gone: the row then keeps its last edit and revision
    Column("label", Text),
    Column("start", Integer),
    # What the memory counts, null where nobody judged an entity: the string that was judged, how, and which label it lost.
    # It lies in the row that an edit writes anyway, so it follows every undo and cannot disagree with the row.
    Column("surface", Text),
    Column("decision", Text),
    Column("left_label", Text),
    Column("judged_by", Text),
    Column("judged_at", Text),
    Column("last_op", Text),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("article_key", "coding", "id"),
    Index(None, "article_key", "revision"),
)
Index(
    "ix_annotations_remembered",
    *(
        annotation_rows.c[name]
        for name in ("coding", "surface", "label", "decision", "left_label", "article_key", "judged_at")
    ),
    sqlite_where=annotation_rows.c.surface.is_not(None),
    postgresql_where=annotation_rows.c.surface.is_not(None),
)

terms = Table(  # every string of the rows below once: a row holds its key
    "terms",
    metadata,
    Column("key", Serial, primary_key=True),
    Column("digest", BigInteger, nullable=False, unique=True),
    Column("text", Text, nullable=False),
)

spellings = (
    Table(  # what a mention, a speaker, a source, ... points to (identity/pointing.py): a key, and how it is written
        "spellings",
        metadata,
        Column("key", Serial, primary_key=True),
        Column("digest", BigInteger, nullable=False, unique=True),
        Column("own", Text, nullable=False),
        Column("written", Text, nullable=False),
    )
)

spelling_keys = Table(  # which spellings a decision on a key concerns
    "spelling_keys",
    metadata,
    Column("own", BigInteger, nullable=False),  # the digest of the key
    Column("spelling", BigInteger, nullable=False),
    PrimaryKeyConstraint("own", "spelling"),
)

given_names = Table(  # what analysts decided, as rows are joined with it: nothing where nobody decided anything
    "given_names",
    metadata,
    Column("spelling", BigInteger, nullable=False),
    Column("article_key", BigInteger, nullable=False),  # 0: in any article that has no row of its own
    Column("entity", Text),
    Column("name", BigInteger),  # a term; null where it is called as it is written
    PrimaryKeyConstraint("spelling", "article_key"),
)


def _term(name: str, nullable: bool = True) -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), nullable=nullable)


def _row(name: str, *columns: Column[Any]) -> Table:
    """A table of rows as tables/stored.py makes them, one for each annotation that is there; strings are keys of terms."""
    return Table(
        name,
        metadata,
        _article_key(),
        Column("id", Text, nullable=False),
        Column(
            "shelf", SmallInteger, nullable=False
        ),  # where the article is: OWN, SAMPLES or TAKEN_OUT of tables/stored.py
        _term("label", nullable=False),
        _term("status", nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("article_key", "id"),
    )


DAY = ("day", Integer)  # of publication, as date.toordinal counts; 0 where it is not known: both engines sort that last

figure_rows = _row(
    "figures",
    Column(*DAY, nullable=False),
    _term("outlet"),
    *(Column(name, Float) for name in ("value", "low", "high", "value_si", "low_si", "high_si")),
    *(_term(name) for name in ("bound", "unit", "unit_si", "subject", "weapon", "place", "scope", "source", "relay")),
    *(_term(f"{name}_spelling") for name in ("weapon", "place", "source", "relay")),
    _term("victim_type"),
    Column("as_of", Text),
    *(Column(name, Text) for name in ("same_as", "supersedes", "part_of", "additional_to")),
    Column("score", Float),
    Column("sentence_start", Integer),
    Column("sentence_end", Integer),
)
# All that filters ask, so that counting millions of rows reads an index alone; in the order in which pages show them.
Index(
    "ix_figures_asked",
    *(figure_rows.c[n] for n in ("day", "shelf", "label", "outlet", "place", "place_spelling", "scope", "status")),
)
quote_rows = _row(
    "quotes",
    Column(*DAY, nullable=False),
    _term("outlet"),
    *(_term(name) for name in ("speaker_name", "speaker_text", "relay")),
    *(_term(f"{name}_spelling") for name in ("speaker_name", "relay")),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("utterance", Text),
)
SPEAKER = ("speaker_name", "speaker_text", "speaker_name_spelling")
Index("ix_quotes_asked", *(quote_rows.c[name] for name in ("day", "shelf", "label", "outlet", "status")))
Index("ix_quotes_said", *(quote_rows.c[name] for name in ("shelf", *SPEAKER, "label", "outlet", "day", "status")))
mention_rows = _row("entities", _term("name"), _term("name_spelling"), _term("written"))
Index("ix_entities_named", *(mention_rows.c[name] for name in ("name", "article_key", "label", "status")))
TYPED = {"figures": figure_rows, "quotes": quote_rows, "entities": mention_rows}


def _tally(name: str, *columns: str, **kinds: Any) -> Table:
    """How many rows are alike in these columns: the sum over ``n`` of all that was written for them; see tallies.py."""
    return Table(
        name,
        metadata,
        Column("shelf", SmallInteger, nullable=False),
        *(Column(column, kinds.get(column, BigInteger)) for column in columns),
        Column("n", BigInteger, nullable=False),
    )


figure_tallies = _tally("figure_tallies", "label", "status", "scope", "place", "place_spelling")
quote_tallies = _tally("quote_tallies", "label", "status", *SPEAKER)
# Names are those of English articles, and nothing that was rejected is one.
mention_tallies = _tally("mention_tallies", "label", "name", "name_spelling", "written")
Index("ix_mention_tallies_spelled", mention_tallies.c.name_spelling)
name_tallies = _tally("name_tallies", "own", own=Text)  # in how many articles a key is named
Index("ix_name_tallies_own", name_tallies.c.own)
TALLIES = {"figures": figure_tallies, "quotes": quote_tallies, "entities": mention_tallies}

signatures = Table(  # what near-duplicates are found by; see wire_copies.py
    "signatures",
    metadata,
    _article_key(),
    Column("text_version", Integer, nullable=False),
    Column("made_by", Integer, nullable=False),  # copies.VERSION
    Column("signature", LargeBinary, nullable=False),
    PrimaryKeyConstraint("article_key"),
)

bands = Table(  # of representatives alone
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    _article_key(),
    PrimaryKeyConstraint("band", "article_key"),
    sqlite_with_rowid=False,
)

copies = Table(  # which article is a near-duplicate of which
    "copies",
    metadata,
    _article_key(),
    Column("of", Serial, nullable=False, index=True),
    Column("alike", Float, nullable=False),
    PrimaryKeyConstraint("article_key"),
)

collections = Table(
    "collections",
    metadata,
    Column("key", Serial, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("removed_at", Text),
    Column("coverage", SmallInteger, nullable=False, server_default="0"),  # how many code each article; 0: all together
)

independent = Table(  # the articles that several analysts code, each for themselves; see codings.py
    "independent",
    metadata,
    _article_key(),
    Column("coverage", SmallInteger, nullable=False),
    Column("text_version", Integer, nullable=False),  # of the text that is coded
    Column("revision", Integer, nullable=False),  # of the article, when its coding_state changed last
    Column("settled_by", Text),
    Column("settled_at", Text),
    PrimaryKeyConstraint("article_key"),
)

coding_rows = Table(  # who codes them
    "codings",
    metadata,
    _article_key(),
    Column("coder", Text, nullable=False),  # as edits are signed
    Column("named_by", Text),
    Column("time", Text, nullable=False),
    Column("finished_at", Text),
    PrimaryKeyConstraint("article_key", "coder"),
    Index(None, "coder"),
)

collected = Table(
    "collected",
    metadata,
    Column("collection", Serial, nullable=False),
    Column("article_key", Serial, ForeignKey("articles.key"), nullable=False, index=True),
    PrimaryKeyConstraint("collection", "article_key"),
    sqlite_with_rowid=False,
)

view_rows = Table(  # filters of a page that people gave a name
    "views",
    metadata,
    Column("name", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("address", Text, nullable=False),  # a JSON object: parameter → values
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    PrimaryKeyConstraint("page", "name"),
)

task_rows = Table(  # articles that wait for extraction, one at most each
    "tasks",
    metadata,
    _article_key(),
    Column("run", Text, nullable=False),
    Column("state", Text, nullable=False),  # one of tasks.STATES
    Column("tries", Integer, nullable=False),
    Column("message", Text, nullable=False),
    PrimaryKeyConstraint("article_key"),
    Index(None, "state", "article_key"),
)

set_tolls = Table(
    "set_tolls",
    metadata,
    _article_key(),
    Column("coding", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("record", Text),  # null where the toll was handed back to the figures
    Column("last_op", Text, nullable=False),
    PrimaryKeyConstraint("article_key", "coding", "label"),
)

hand_rows = Table(  # what people set on the memory's page, by string
    "memory",
    metadata,
    Column("surface", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # one of memory.KINDS, or "" where it was taken back
    Column("label", Text),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("seq", Integer, nullable=False),  # grows with every change: the largest tells caches that something changed
)

spread_rows = Table(  # corrections that were applied to other articles: what one undo takes back
    "spreads",
    metadata,
    Column("group", Text, primary_key=True),
    Column("surface", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("articles", Text, nullable=False),  # a JSON list of ids
    Column("places", Integer, nullable=False),
    Column("undone", Text),  # when it was taken back
)

detail_rows = Table(  # what people corrected in articles' titles, dates and status; see details.py
    "details",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    _article_key(),
    Column("changes", Text, nullable=False),  # a JSON object: field → [before, after]
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Index(None, "article_key"),
    sqlite_autoincrement=True,
)


def _journal(name: str, column: Column[str]) -> Table:
    """A table of facts about articles, each with who and when, appended and never changed."""
    return Table(
        name,
        metadata,
        Column("seq", Serial, primary_key=True),
        _article_key(),
        column,
        Column("author", Text, nullable=False),
        Column("time", Text, nullable=False),
        Index(None, "article_key"),
        sqlite_autoincrement=True,
    )


assignments = _journal("assignments", Column("assignee", Text))  # null: nobody any more
status_moves = _journal("status_moves", Column("status", Text, nullable=False))  # what an article's status became
seen_assignments = Table(  # the last assignment that somebody was told of
    "seen_assignments", metadata, Column("user", Text, primary_key=True), Column("seq", Serial, nullable=False)
)

presence_rows = Table(  # who reads which article at this moment; see presence.py
    "presence",
    metadata,
    Column("process", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("until", Float, nullable=False),  # seconds since 1970
    PrimaryKeyConstraint("article_id", "process", "user"),
)

decision_rows = Table(  # what people decided about entities, in the order in which they did; see identity/decisions.py
    "decisions",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    Column("op", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    sqlite_autoincrement=True,
)

user_rows = Table(  # who may use a store that is shared; see users.py
    "users",
    metadata,
    Column("id", Text, primary_key=True),  # the e-mail address of the login, or "local:" and an account of this machine
    Column("name", Text, nullable=False),
    Column("role", Text),  # null: may do nothing
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("token_sha256", Text),  # of the token with which a script reads as this user
)

event_rows = Table(  # events as proposals and decisions make them (components/events/); see eventing.py
    "events",
    metadata,
    Column("key", Serial, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *(Column(name, Text) for name in ("name", "kind", "place", "place_precision", "country", "admin1", "admin2")),
    *(Column(name, Text) for name in ("side_a", "side_b", "grade", "grade_why")),
    Column("lat", Float),
    Column("lon", Float),
    Column("first_day", Integer, nullable=False),  # as date.toordinal counts; 0 where it is not known
    Column("last_day", Integer, nullable=False),
    Column("day_precision", Text),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("by_hand", Text, nullable=False),  # a JSON list of fields
    Column("articles", Integer, nullable=False),
    Column("samples", Integer, nullable=False),  # how many of them came with Dateline
    Column("summary", Text, nullable=False),  # a JSON object: what the list shows of its claims
    Index(None, "last_day", "id"),
)
event_articles = Table(
    "event_articles",
    metadata,
    _article_key(),
    Column("event_key", Serial, ForeignKey("events.key"), nullable=False, index=True),
    Column("why", Text, nullable=False),
    Column("by_hand", SmallInteger, nullable=False),
    PrimaryKeyConstraint("article_key"),
)
event_claims = Table(  # figures that are not of their article's event
    "event_claims",
    metadata,
    _article_key(),
    Column("figure_id", Text, nullable=False),
    Column("event_key", Serial, ForeignKey("events.key"), index=True),  # null: of none
    Column("by_hand", SmallInteger, nullable=False),
    PrimaryKeyConstraint("article_key", "figure_id"),
)
event_features = Table(  # what an article tells of its event, and the article that its group is called by
    "event_features",
    metadata,
    _article_key(),
    Column("revision", BigInteger, nullable=False),  # of the article
    Column("version", Integer, nullable=False),  # events/features.VERSION
    Column("group", Serial, nullable=False, index=True),
    Column("record", Text, nullable=False),
    PrimaryKeyConstraint("article_key"),
)
event_blocks = Table(  # where articles of one event meet: a place or a rare name, about a day
    "event_blocks",
    metadata,
    Column("block", BigInteger, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    _article_key(),
    PrimaryKeyConstraint("block", "first_day", "article_key"),
    Index(None, "article_key"),
)
event_asides = Table(  # claims about other events, by the place that they name
    "event_asides",
    metadata,
    Column("block", BigInteger, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    _article_key(),
    Column("figure_id", Text, nullable=False),
    PrimaryKeyConstraint("article_key", "figure_id"),
    Index(None, "block", "first_day"),
)
event_districts = Table(  # what articles say of a district and its city; the block is the district's
    "event_districts",
    metadata,
    Column("block", BigInteger, nullable=False),
    Column("city", Text, nullable=False),
    _article_key(),
    PrimaryKeyConstraint("article_key", "block", "city"),
    Index(None, "block"),
)
event_decisions = Table(  # what people decided about events, in the order in which they did; see events/decisions.py
    "event_decisions",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    Column("op", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    sqlite_autoincrement=True,
)

__all__ = [
    "SHARED",
    "TALLIES",
    "TYPED",
    "annotation_rows",
    "articles",
    "assignments",
    "bands",
    "bundles",
    "clients",
    "coding_rows",
    "collected",
    "collections",
    "copies",
    "decision_rows",
    "detail_rows",
    "edit_rows",
    "event_articles",
    "event_asides",
    "event_blocks",
    "event_claims",
    "event_decisions",
    "event_districts",
    "event_features",
    "event_rows",
    "figure_rows",
    "figure_tallies",
    "given_names",
    "hand_rows",
    "independent",
    "mention_rows",
    "mention_tallies",
    "metadata",
    "name_tallies",
    "originals",
    "presence_rows",
    "quote_rows",
    "quote_tallies",
    "refusals",
    "seen_assignments",
    "set_tolls",
    "signatures",
    "spelling_keys",
    "spellings",
    "spread_rows",
    "status_moves",
    "task_rows",
    "terms",
    "text_changes",
    "text_moves",
    "texts",
    "unplaced",
    "user_rows",
    "view_rows",
]
