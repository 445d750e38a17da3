"""How many figures, quotes and mentions are alike, kept beside their rows: pages then add up a few thousand numbers, not millions of
rows.

A change appends what it adds and takes away, so that two writers never wait for the same number; now and then all is added up to one
row for each (``fold``). ``check`` proves that the sums are what the rows say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Table,
    bindparam,
    case,
    delete,
    distinct,
    except_,
    func,
    insert,
    literal_column,
    select,
    text,
)

from components.languages import ENGLISH
from components.store.schema import (
    TALLIES,
    TYPED,
    articles,
    figure_rows,
    figure_tallies,
    mention_rows,
    mention_tallies,
    name_tallies,
    quote_rows,
    quote_tallies,
    spellings,
    terms,
)
from components.tables.stored import OWN, REPEATED

PIECE = 500  # articles of one statement
EVERY = 1_000  # articles that are added between two times that all is added up
KEPT: tuple[Table, ...] = (*TALLIES.values(), name_tallies)
OF = {"figures": (figure_tallies,), "quotes": (quote_tallies,), "entities": (mention_tallies, name_tallies)}


def kinds(tally: Table) -> list[Any]:
    """The columns in which what is counted together is alike."""
    return [column for column in tally.columns if column.name != "n"]


def _plain(typed: Table, tally: Table) -> Select[Any]:
    alike = [typed.c[column.name] for column in kinds(tally)]
    return select(*alike, func.count().label("n")).group_by(*alike)


def _standing(wanted: Select[Any]) -> Select[Any]:
    """Of a count of mentions, those that name somebody: of English articles, and not rejected."""
    rejected = select(terms.c.key).where(terms.c.text == "rejected").scalar_subquery()
    english = mention_rows.join(articles, articles.c.key == mention_rows.c.article_key)
    wanted = wanted.select_from(english.join(spellings, spellings.c.key == mention_rows.c.name_spelling))
    return wanted.where(articles.c.language == ENGLISH, mention_rows.c.status != func.coalesce(rejected, 0))


def _named() -> Select[Any]:
    """In how many articles each key is named. A copy is an article as any other."""
    shelf = mention_rows.c.shelf
    home = case((shelf == REPEATED, OWN), else_=shelf).label("shelf")
    wanted = select(home, spellings.c.own, func.count(distinct(mention_rows.c.article_key)).label("n"))
    return _standing(wanted).group_by(literal_column("1"), spellings.c.own)


_COUNT: dict[str, Select[Any]] = {
    figure_tallies.name: _plain(figure_rows, figure_tallies),
    quote_tallies.name: _plain(quote_rows, quote_tallies),
    mention_tallies.name: _standing(_plain(mention_rows, mention_tallies)),
    name_tallies.name: _named(),
}
_ROWS = {tally.name: TYPED[table] for table, of in OF.items() for tally in of}
_COUNT_SOME = {
    name: wanted.where(_ROWS[name].c.article_key.in_(bindparam("keys", expanding=True)))
    for name, wanted in _COUNT.items()
}


def add(connection: Connection, keys: Sequence[int], tables: Collection[str] = tuple(OF)) -> None:
    """Counts the rows of articles that had none in these tables."""
    for at in range(0, len(keys), PIECE):
        for tally in (tally for table in tables for tally in OF[table]):
            names = [column.name for column in tally.columns]
            connection.execute(
                insert(tally).from_select(names, _COUNT_SOME[tally.name]), {"keys": keys[at : at + PIECE]}
            )


@contextmanager
def kept(connection: Connection, keys: Sequence[int], tables: Collection[str] = tuple(OF)) -> Iterator[None]:
    """Counts what is changed within in the rows of these articles and tables."""
    before = _counted(connection, keys, tables)
    yield
    after = _counted(connection, keys, tables)
    for tally in (tally for table in tables for tally in OF[table]):
        moved = after[tally.name].copy()
        moved.subtract(before[tally.name])
        names = [column.name for column in tally.columns]
        rows = [dict(zip(names, (*kind, n), strict=True)) for kind, n in moved.items() if n]
        if rows:
            connection.execute(insert(tally), rows)


def _counted(
    connection: Connection, keys: Sequence[int], tables: Collection[str]
) -> dict[str, Counter[tuple[Any, ...]]]:
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for tally in (tally for table in tables for tally in OF[table]):
        counts = found[tally.name] = Counter()
        for at in range(0, len(keys), PIECE):
            for *kind, n in connection.execute(_COUNT_SOME[tally.name], {"keys": keys[at : at + PIECE]}):
                counts[tuple(kind)] += n
    return found


def fold(connection: Connection) -> None:
    """Adds all up to one row for each kind."""
    for tally in KEPT:
        alike = ", ".join(f'"{column.name}"' for column in kinds(tally))
        total = f"SELECT {alike}, SUM(n) FROM {{}} GROUP BY {alike} HAVING SUM(n) <> 0"
        into = f"INSERT INTO {tally.name} ({alike}, n) "
        if (
            connection.dialect.name == "postgresql"
        ):  # in one statement: what others append meanwhile must not go with the rest
            gone = f"WITH gone AS (DELETE FROM {tally.name} RETURNING *) "
            connection.execute(text(gone + into + total.format("gone")))
            continue
        last = connection.scalar(text(f"SELECT MAX(rowid) FROM {tally.name}")) or 0
        connection.execute(text(into + total.format(tally.name)))
        connection.execute(text(f"DELETE FROM {tally.name} WHERE rowid <= :last"), {"last": last})


def rebuild(connection: Connection) -> None:
    """Counts all rows anew."""
    for tally in KEPT:
        connection.execute(delete(tally))
        connection.execute(insert(tally).from_select([column.name for column in tally.columns], _COUNT[tally.name]))


def differences(connection: Connection) -> Iterator[str]:
    """What is counted otherwise than the rows say, in a sentence for each kind of count; for the check of a store."""
    for tally in KEPT:
        alike = kinds(tally)
        there = select(*alike, func.sum(tally.c.n).label("n")).group_by(*alike).having(func.sum(tally.c.n) != 0)
        rows = _COUNT[tally.name]
        wrong = sum(
            connection.scalar(select(func.count()).select_from(except_(*pair).subquery())) or 0
            for pair in ((there, rows), (rows, there))
        )
        if wrong:
            yield f"{tally.name} says otherwise than the rows in {wrong:,} places"
