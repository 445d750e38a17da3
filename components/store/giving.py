"""What analysts decided about names as a table that rows are joined with: a spelling → the entity and the name it was given.

It follows from the decisions and the spellings alone. A decision changes as many rows as its entity has spellings, however often
the articles name it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, text

from components.identity import Decision, Identities, replay
from components.identity.pointing import Pointer, given, keys_of
from components.store import interning
from components.store.schema import articles, decision_rows, given_names, spelling_keys, spellings

PIECE = 500
LOCK = 6_473_252  # of PostgreSQL's advisory locks: a decision waits for spellings being made, and they for it
ANYWHERE = 0  # in the place of an article's key
Row = tuple[int, int, str | None, str | None]  # spelling, article, entity, name


def revision(connection: Connection) -> int:
    """The number of the last decision, 0 where there is none."""
    return connection.scalar(select(func.max(decision_rows.c.seq))) or 0


def journal(connection: Connection) -> list[Decision]:
    """All decisions, oldest first."""
    return [
        Decision(op_id, op, json.loads(data), author, time, seq)
        for seq, op_id, op, data, author, time in connection.execute(
            select(decision_rows).order_by(decision_rows.c.seq)
        )
    ]


def identities(connection: Connection) -> Identities:
    """Who is who, as the transaction sees it; kept by the connection until the next decision."""
    now = revision(connection)
    kept: Identities | None = connection.info.get("identities")
    if kept is None or kept.revision != now:
        kept = replay(journal(connection)) if now else Identities()
        connection.info["identities"] = kept
    return kept


def give(connection: Connection, fresh: Mapping[Pointer, int]) -> None:
    """Names spellings that are new."""
    if fresh and connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": LOCK})
    decided = identities(connection)
    if not decided:
        return
    wanted = {key: pointer for pointer, key in fresh.items() if any(map(decided.decides, keys_of(pointer)))}
    if wanted:
        _store(connection, wanted, decided)


def refresh(connection: Connection) -> None:
    """Makes the table what the decisions say now; see ``differences``."""
    decided = identities(connection)
    wanted = _concerned(connection, decided)
    there = set(connection.scalars(select(given_names.c.spelling).distinct()))
    _store(connection, wanted, decided, there - wanted.keys())


def differences(connection: Connection) -> Iterator[tuple[str, Row]]:
    """Rows that are missing or should not be there; for the check of a store."""
    decided = identities(connection)
    wanted = set(_rows(connection, _concerned(connection, decided), decided))
    there = _there(connection)
    yield from (("missing", row) for row in sorted(wanted - there, key=repr))
    yield from (("left over", row) for row in sorted(there - wanted, key=repr))


def _concerned(connection: Connection, decided: Identities) -> dict[int, Pointer]:
    """The spellings that the decisions are about."""
    keys = sorted({pattern[0] for pattern in decided.rules} | decided.names.keys())
    found: dict[int, Pointer] = {}
    for at in range(0, len(keys), PIECE):
        digests = [interning.digest(key) for key in keys[at : at + PIECE]]
        rows = connection.execute(_CONCERNED, {"digests": digests})
        found |= {row.key: (row.own, row.written) for row in rows}
    return found


_CONCERNED = (
    select(spellings.c.key, spellings.c.own, spellings.c.written)
    .join(spelling_keys, spelling_keys.c.spelling == spellings.c.key)
    .where(spelling_keys.c.own.in_(bindparam("digests", expanding=True)))
)


def _articles(decided: Identities, key: str) -> set[str]:
    """The articles that rules of their own are about, for the mentions with this key."""
    if key not in decided.parted:
        return set()
    return {pattern[1] for pattern in decided.rules if pattern[0] == key and pattern[1] is not None}


def _rows(connection: Connection, wanted: Mapping[int, Pointer], decided: Identities) -> Iterator[Row]:
    own = {key: set().union(*(_articles(decided, k) for k in keys_of(p))) for key, p in wanted.items()}
    named = {article for of in own.values() for article in of}
    keys = _article_keys(connection, named)
    for spelling, pointer in wanted.items():
        everywhere = given(pointer, decided)
        if everywhere[1] is not None or everywhere[0] not in (None, pointer[0]):
            yield spelling, ANYWHERE, *everywhere
        for article in own[spelling]:
            here = given(pointer, decided, article)
            if here != everywhere and article in keys:
                yield spelling, keys[article], *here


def _article_keys(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    listed = sorted(ids)
    for at in range(0, len(listed), PIECE):
        rows = connection.execute(
            select(articles.c.id, articles.c.key).where(articles.c.id.in_(listed[at : at + PIECE]))
        )
        found |= {row.id: row.key for row in rows}
    return found


def _there(connection: Connection, only: Collection[int] | None = None) -> set[Row]:
    t = given_names.c
    rows = connection.execute(select(t.spelling, t.article_key, t.entity, t.name)).all()
    kept = [row for row in rows if only is None or row.spelling in only]
    texts = interning.texts_of(connection, [row.name for row in kept if row.name is not None])
    return {(row.spelling, row.article_key, row.entity, texts.get(row.name)) for row in kept}


def _store(
    connection: Connection, wanted: Mapping[int, Pointer], decided: Identities, gone: Iterable[int] = ()
) -> None:
    """Writes only what differs: most of the table stays as it is."""
    rows = set(_rows(connection, wanted, decided))
    there = _there(connection, {*wanted, *gone})
    old, new = there - rows, sorted(rows - there, key=repr)
    if old:
        connection.execute(_DELETE, [{"at_spelling": row[0], "at_article": row[1]} for row in old])
    if new:
        names = interning.term_keys(connection, {row[3] for row in new if row[3] is not None})
        connection.execute(insert(given_names), [_columns(row, names) for row in new])


_DELETE = delete(given_names).where(
    and_(given_names.c.spelling == bindparam("at_spelling"), given_names.c.article_key == bindparam("at_article"))
)


def _columns(row: Row, names: Mapping[str, int]) -> dict[str, Any]:
    spelling, article, entity, name = row
    return {
        "spelling": spelling,
        "article_key": article,
        "entity": entity,
        "name": None if name is None else names[name],
    }
