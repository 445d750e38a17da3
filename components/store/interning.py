"""Strings and spellings that many rows share, kept once each: rows hold their keys.

What a transaction looked up or made is remembered by its connection once it is committed; terms are never changed or deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, bindparam, event, select
from sqlalchemy.dialects import postgresql, sqlite

from components.identity.pointing import Pointer, keys_of
from components.store.schema import spelling_keys, spellings, terms

K = TypeVar("K", str, Pointer)
PIECE = 500  # digests of one statement
MOST = 100_000  # strings that one connection remembers
FRESH, KEPT = "fresh terms", "kept terms"


def digest(text: str) -> int:
    """A number of 64 bits, with its sign, that stands for a string."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def listen(engine: Engine) -> None:
    """Has the connections of an engine remember terms when they commit, and forget the others when they do not."""
    event.listen(engine, "commit", _keep)
    event.listen(engine, "rollback", _drop)
    event.listen(engine, "rollback_savepoint", lambda connection, *_: _drop(connection))


def forget(connection: Connection) -> None:
    """Forgets all that this connection remembers: its transaction failed, perhaps while it was being committed."""
    _drop(connection)
    connection.info.pop(KEPT, None)


def _keep(connection: Connection) -> None:
    fresh = connection.info.pop(FRESH, None)
    if fresh:
        kept = connection.info.setdefault(KEPT, {})
        if len(kept) + len(fresh) > MOST:
            kept.clear()
        kept.update(fresh)


def _drop(connection: Connection) -> None:
    connection.info.pop(FRESH, None)
    connection.info.pop("identities", None)


def term_keys(connection: Connection, texts: Collection[str]) -> Mapping[str, int]:
    """The key of each string, made where it is new."""
    found, _ = _keys(connection, terms, texts, digest, lambda text: {"text": text})
    return found


def spelling_keys_of(
    connection: Connection, pointers: Collection[Pointer]
) -> tuple[Mapping[Pointer, int], list[Pointer]]:
    """The key of each pointer, and those of them that are new here: nobody can have given them a name yet."""
    found, fresh = _keys(
        connection, spellings, pointers, lambda p: digest("\x1f".join(p)), lambda p: {"own": p[0], "written": p[1]}
    )
    if fresh:
        rows = [
            {"own": digest(own), "spelling": found[pointer]}
            for pointer in fresh
            for own in dict.fromkeys(keys_of(pointer))
        ]
        connection.execute(_insert(connection, spelling_keys), sorted(rows, key=lambda r: (r["own"], r["spelling"])))
    return found, fresh


def _keys(
    connection: Connection,
    table: Table,
    wanted: Collection[K],
    digest_of: Callable[[K], int],
    columns: Callable[[K], dict[str, Any]],
) -> tuple[Mapping[K, int], list[K]]:
    kept = connection.info.get(KEPT, {})
    fresh = connection.info.setdefault(FRESH, {})
    found: dict[K, int] = {}
    missing: dict[int, K] = {}
    for one in wanted:
        key = kept.get(one) or fresh.get(one)
        if key is None:
            missing[digest_of(one)] = one
        else:
            found[one] = key
    if not missing:
        return found, []
    there = _there(connection, table, missing)
    new = sorted(d for d in missing if d not in there)  # in one order, so that two writers never wait for each other
    if new:
        connection.execute(_insert(connection, table), [{"digest": d, **columns(missing[d])} for d in new])
        there |= _there(connection, table, new)
    for d, key in there.items():
        found[missing[d]] = fresh[missing[d]] = key
    return found, [missing[d] for d in new]


def _there(connection: Connection, table: Table, digests: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    rest = iter(digests)
    while piece := list(islice(rest, PIECE)):
        rows = connection.execute(_FIND[table.name], {"digests": piece})
        found |= {row.digest: row.key for row in rows}
    return found


_FIND = {
    table.name: select(table.c.digest, table.c.key).where(table.c.digest.in_(bindparam("digests", expanding=True)))
    for table in (terms, spellings)
}
_INSERT = {
    (dialect.__name__.rsplit(".", 1)[-1], table.name): dialect.insert(table).on_conflict_do_nothing()
    for dialect in (sqlite, postgresql)
    for table in (terms, spellings, spelling_keys)
}


def _insert(connection: Connection, table: Table) -> Any:
    return _INSERT[connection.dialect.name, table.name]


def keys_there(connection: Connection, strings: Sequence[str]) -> list[int]:
    """The keys of those of these strings that any row has."""
    digests = [digest(string) for string in strings]
    return list(connection.scalars(select(terms.c.key).where(terms.c.digest.in_(digests))))


def texts_of(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    """The strings of these keys."""
    found: dict[int, str] = {}
    for at in range(0, len(keys), PIECE):
        wanted = select(terms.c.key, terms.c.text).where(terms.c.key.in_(keys[at : at + PIECE]))
        found |= {row.key: row.text for row in connection.execute(wanted)}
    return found


def pointers_of(connection: Connection, keys: Sequence[int]) -> dict[int, Pointer]:
    """The pointers that these spellings stand for."""
    found: dict[int, Pointer] = {}
    for at in range(0, len(keys), PIECE):
        wanted = select(spellings).where(spellings.c.key.in_(keys[at : at + PIECE]))
        found |= {row.key: (row.own, row.written) for row in connection.execute(wanted)}
    return found
