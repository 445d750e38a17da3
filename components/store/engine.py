"""Opens the database: address, connection settings, and transactions that lock where they write."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from components.identity.keys import normalised
from components.lexicons import DATA
from components.store import interning
from components.store.errors import StoreError
from components.store.sqlite_file import SqliteFile

DEFAULT = DATA / "local" / "dateline.db"
VARIABLE = "DATELINE_DATABASE_URL"
BUSY_MS = 15_000  # how long a writer waits for another one
WRITES = "dateline_writes"


def address(url: str | None = None) -> URL:
    """Where the store is: ``url``, else DATELINE_DATABASE_URL, else data/local/dateline.db; raises StoreError."""
    text = url or os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT}"
    try:
        parsed = make_url(text)
    except ArgumentError as error:
        raise StoreError(  # without the address: there may be a password in it
            f"what {VARIABLE if url is None else 'was given'} says is not the address of a database; "
            "try sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    backend = parsed.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(f"Dateline keeps its articles in SQLite or PostgreSQL, not in {backend}")
    if parsed.database in (None, "", ":memory:"):
        raise StoreError("the store needs a file that all sessions share: try sqlite:///FILE")
    return parsed


def shown(url: URL) -> str:
    """A store as messages name it: no password, and no folder, which is nobody's business in a browser."""
    return (
        Path(str(url.database)).name if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    )


def make_engine(url: URL) -> Engine:
    """The engine of a store. ``engine.execution_options(dateline_writes=True)`` begins transactions that write."""
    if url.get_backend_name() == "postgresql":
        served = create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=20)
        interning.listen(served)
        return served
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder {path.parent.name} for the store cannot be made: {error.strerror}") from error
    file = SqliteFile(path)
    if file.is_read_only:
        url = url.set(database=file.address, query={"uri": "true"})
    engine = create_engine(url, pool_size=5, max_overflow=20, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", partial(_on_connect, read_only=file.is_read_only))
    event.listen(engine, "begin", partial(_on_begin, read_only=file.is_read_only))
    file.guard(engine, WRITES)
    interning.listen(engine)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any, *, read_only: bool) -> None:
    connection.create_function("casefold", 1, _casefold, deterministic=True)  # SQLite's lower() knows ASCII alone
    connection.create_function("plain", 1, _plain, deterministic=True)
    connection.isolation_level = None  # we begin transactions ourselves: see _on_begin
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if not read_only:
        _wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -8000")  # kB, for each of up to 25 connections


def _casefold(value: str | None) -> str | None:
    return value if value is None else value.casefold()


def _plain(value: str | None) -> str | None:
    """Without case, accents and punctuation."""
    return value if value is None else normalised(value)


def _wal(connection: sqlite3.Connection) -> None:
    """Switches to write-ahead logging; SQLite does not wait for other processes here, so we do."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _on_begin(connection: Connection, *, read_only: bool) -> None:
    # A transaction that reads and then writes fails at once if another one wrote in between, however long it may wait.
    writes = connection.get_execution_options().get(WRITES)
    if writes and read_only:
        raise StoreError(
            "the store can only be read here: its file or folder is not writable. Articles can be read and exported; "
            "nothing can be added or corrected until the permissions are changed and Dateline is started again"
        )
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
