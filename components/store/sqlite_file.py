"""The file of a SQLite store: opened for reading alone where it cannot be written, never made anew, never another one than at first.

A file that is deleted, moved or replaced leaves SQLite with the old one: it goes on writing to it, and everything is gone with
the process. So a transaction that writes looks before it commits, and a new connection opens only the file of the first one.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from components.store.errors import StoreError

Identity = tuple[int, int]  # device and inode


class SqliteFile:
    """The file at ``path`` as the first connection found or made it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        self._first: Identity | None = None

    @property
    def address(self) -> str:
        """What sqlite3 opens: the path, or where it can only be read a URI that says so."""
        if not self.is_read_only:
            return str(self.path)
        # Without a log beside it nothing is to be read there, and SQLite need not make one.
        alone = "" if Path(f"{self.path}-wal").exists() else "&immutable=1"
        return f"{self.path.resolve().as_uri()}?mode=ro{alone}"

    def guard(self, engine: Engine, writes: str) -> None:
        """Has the engine look for the file before it connects and before it commits what an execution option ``writes``."""

        def before_commit(connection: Connection) -> None:
            if connection.get_execution_options().get(writes):
                self._look()

        event.listen(engine, "do_connect", self._before_connecting)
        event.listen(engine, "connect", self._on_connect)
        event.listen(engine, "commit", before_commit)

    def _before_connecting(self, *_: Any) -> None:
        if self._first is not None:
            self._look()

    def _on_connect(self, _connection: sqlite3.Connection, _record: Any) -> None:
        self._first = self._first or self._identity()

    def _look(self) -> None:
        found = self._identity()
        if found == self._first:
            return
        what = "is not there any more" if found is None else "is another one now"
        raise StoreError(
            f"the file of the store, {self.path.name}, {what}: it was deleted, moved or replaced while Dateline was running. "
            "Nothing of this was stored. Put it back where it was, or start Dateline again to open what is there now."
        )

    def _identity(self) -> Identity | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
