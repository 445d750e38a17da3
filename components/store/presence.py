"""Who reads which article at this moment: ``store.presence``.

Each process remembers its own readers and writes all of them to the store at most every FLUSH seconds, in one short transaction: an
edit never waits for more than that, however many read. Other processes of the same server read them there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, or_, select

from components.store.schema import presence_rows

Opening = Callable[[], AbstractContextManager[Connection]]
FLUSH = 10.0  # seconds between two writes of a process
STAYS = 16.0  # seconds after which somebody who was not heard of reads no more: pages say every few seconds that they are there
LONGEST = 60.0  # a row that would stay longer comes from before a jump of the clock


class Presence:
    """Who reads what, over all processes of a server; ``wall`` tells the seconds since 1970."""

    def __init__(self, read: Opening, write: Opening, wall: Callable[[], float] = time.time) -> None:
        self._read, self._write, self._wall = read, write, wall
        self._process, self._lock = uuid4().hex, threading.Lock()
        self._here: dict[tuple[str, str], float] = {}  # article, user → when heard of last
        self._flushed = float("-inf")

    def here(self, article_id: str, author: str) -> list[str]:
        """Notes that the author reads the article, and answers who else does, by name. Asked every few seconds; who stops asking
        is gone within half a minute."""
        now = self._wall()
        with self._lock:
            self._here[article_id, author] = now
            if not 0 <= now - self._flushed < FLUSH:
                self._flushed = now
                self._flush(now)
            mine = {user for (article, user), seen in self._here.items() if article == article_id and _fresh(seen, now)}
        with self._read() as connection:
            there = connection.scalars(
                select(presence_rows.c.user).where(
                    presence_rows.c.article_id == article_id,
                    presence_rows.c.process != self._process,
                    presence_rows.c.until.between(now, now + LONGEST),
                )
            )
            return sorted({*mine, *there} - {author})

    def online(self) -> list[str]:
        """Everybody who reads some article now, by name."""
        now = self._wall()
        with self._lock:
            mine = {user for (_, user), seen in self._here.items() if _fresh(seen, now)}
        with self._read() as connection:
            rows = presence_rows.c
            wanted = select(rows.user).where(rows.process != self._process, rows.until.between(now, now + LONGEST))
            return sorted({*mine, *connection.scalars(wanted)})

    def _flush(self, now: float) -> None:
        """Writes this process's readers in the place of those that it wrote before, and drops what nobody renewed."""
        self._here = {who: seen for who, seen in self._here.items() if _fresh(seen, now)}
        rows = presence_rows.c
        fresh = [
            {"process": self._process, "user": user, "article_id": article, "until": seen + FLUSH + STAYS}
            for (article, user), seen in self._here.items()
        ]
        with self._write() as connection:
            over = or_(rows.process == self._process, rows.until < now, rows.until > now + LONGEST)
            connection.execute(delete(presence_rows).where(over))
            connection.execute(insert(presence_rows), fresh)


def _fresh(seen: float, now: float) -> bool:
    return 0 <= now - seen < STAYS
