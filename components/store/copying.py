"""A whole store into another one, of either engine: every table as it is, in one transaction on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from components.store import search
from components.store.errors import StoreError
from components.store.schema import articles, metadata, presence_rows

Progress = Callable[[int, int], None]  # rows that are copied, all
ROWS = 1000  # of one statement
FEW = {"originals": 4}  # of tables with large rows
INDEXED = 200  # articles


def copy(source: Connection, target: Connection, progress: Progress | None = None) -> int:
    """Copies all tables into a store that holds nothing yet and answers how many articles there were.

    Keys stay what they are, so that what points to them does too; the search index is made anew. Both stores have the newest
    schema. Raises StoreError where the target holds articles.
    """
    if _count(target, articles):
        raise StoreError(
            "the store to copy to holds articles already, and nothing is overwritten: name one that is empty or not there yet"
        )
    tables = [table for table in metadata.sorted_tables if table is not presence_rows]  # of this moment alone
    total = sum(_count(source, table) for table in tables)
    done = 0
    for table in tables:
        for rows in _portions(source, table):
            target.execute(insert(table), rows)
            done += len(rows)
            if progress:
                progress(done, total)
        _number_on(target, table)
    keys = list(target.scalars(select(articles.c.key).order_by(articles.c.key)))
    for at in range(0, len(keys), INDEXED):
        search.index(target, keys[at : at + INDEXED])
    return len(keys)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _portions(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table by its primary key; the engine sends them as they are asked for."""
    wanted = select(table).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(stream_results=True).execute(wanted)
    for rows in streamed.mappings().partitions(FEW.get(table.name, ROWS)):
        yield [dict(row) for row in rows]


def _number_on(connection: Connection, table: Table) -> None:
    """Has PostgreSQL number new rows after those that were copied; SQLite sees by itself."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.execute(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": f'"{table.name}"', "column": column.name}
    ).scalar()
    largest = connection.execute(select(func.max(column))).scalar()
    if sequence and largest:
        connection.execute(text("SELECT setval(:sequence, :largest)"), {"sequence": sequence, "largest": largest})
