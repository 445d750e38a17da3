"""Who is to read which article: ``store.assignments``. Each assignment is an appended fact, with who made it and when.

An analyst takes what is free and gives back what is theirs; whoever may give others work calls ``assign``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from components.store import bulk, codec
from components.store.errors import StoreError
from components.store.schema import articles, assignments, seen_assignments, user_rows

Opening = Callable[[], AbstractContextManager[Connection]]
Before = dict[str, str | None]  # article → whose it was
WORKING = ("analyst", "editor", "admin")  # roles that can be given work
LISTED = 500  # articles of one list


@dataclass(frozen=True, slots=True)
class Assignment:
    """One fact: from ``time`` on the article is ``assignee``'s (None: nobody's), as ``author`` said."""

    assignee: str | None
    author: str
    time: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """An article of somebody, as a list of their work has it. ``is_new``: they were not told of it yet."""

    article_id: str
    title: str
    review_status: str
    author: str
    time: str
    is_new: bool


class Assigning:
    """The assignments of a store."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    def take(self, article_ids: Sequence[str], author: str) -> Before:
        """Makes articles that are nobody's the author's, and answers which; those of others stay theirs."""
        with self._write() as connection:
            _check_working(connection, author)
            return self._change(connection, article_ids, author, author, lambda held: held is None)

    def give_back(self, article_ids: Sequence[str], author: str) -> Before:
        """Makes articles of the author nobody's, and answers which."""
        with self._write() as connection:
            return self._change(connection, article_ids, None, author, lambda held: held == author)

    def assign(self, article_ids: Sequence[str], assignee: str | None, author: str) -> Before:
        """Makes articles somebody's, or nobody's (None), and answers those that this changed with whose they were. Raises
        StoreError for somebody who is no user, or whose role does not include work."""
        with self._write() as connection:
            if assignee is not None:
                _check_working(connection, assignee)
            return self._change(connection, article_ids, assignee, author, lambda held: held != assignee)

    def take_back(self, before: Mapping[str, str | None], author: str) -> None:
        """Makes articles whose they were before an ``assign``."""
        with self._write() as connection:
            for assignee in dict.fromkeys(before.values()):
                ids = [article_id for article_id, held in before.items() if held == assignee]
                if assignee is not None:
                    _check_working(connection, assignee)
                self._change(connection, ids, assignee, author, lambda held, mine=assignee: held != mine)  # type: ignore[misc]

    def people(self) -> list[str]:
        """The ids of those who can be given work, in their order."""
        wanted = select(user_rows.c.id).where(user_rows.c.role.in_(WORKING)).order_by(user_rows.c.id)
        with self._read() as connection:
            return list(connection.scalars(wanted))

    def counts(self) -> dict[str, int]:
        """Who has how many articles of the library, by id."""
        here = articles.c.removed_at.is_(None)
        wanted = (
            select(articles.c.assignee, func.count())
            .where(here, articles.c.assignee.is_not(None))
            .group_by(articles.c.assignee)
        )
        with self._read() as connection:
            return dict(sorted(tuple(row) for row in connection.execute(wanted)))

    def mine(self, user: str) -> list[Assigned]:
        """The articles of somebody, what is unfinished first and then the latest, at most LISTED."""
        unfinished = articles.c.review_status.in_(("new", "in_progress"))
        wanted = _current(user).order_by(unfinished.desc(), assignments.c.seq.desc()).limit(LISTED)
        with self._read() as connection:
            seen = _seen(connection, user)
            return [
                Assigned(row.id, row.title, row.review_status, row.author, row.time, _is_new(row, seen, user))
                for row in connection.execute(wanted)
            ]

    def unseen(self, user: str) -> int:
        """How many articles others gave somebody who was not told of it yet."""
        with self._read() as connection:
            seen = _seen(connection, user)
            fresh = _current(user).where(assignments.c.seq > seen, assignments.c.author != user).subquery()
            return connection.execute(select(func.count()).select_from(fresh)).scalar_one()

    def mark_seen(self, author: str) -> None:
        """Notes that somebody was told of all that is theirs by now."""
        with self._write() as connection:
            latest = connection.scalar(select(func.max(assignments.c.seq))) or 0
            mine = update(seen_assignments).where(seen_assignments.c.user == author).values(seq=latest)
            if connection.execute(mine).rowcount == 0:
                connection.execute(insert(seen_assignments), {"user": author, "seq": latest})

    def history(self, article_id: str) -> list[Assignment]:
        """Whose an article was, oldest first; nothing where there is no such article."""
        joined = assignments.join(articles, articles.c.key == assignments.c.article_key)
        wanted = select(assignments).select_from(joined).order_by(assignments.c.seq)
        with self._read() as connection:
            if not codec.storable(article_id):
                return []
            rows = connection.execute(wanted.where(articles.c.id == article_id))
            return [Assignment(row.assignee, row.author, row.time) for row in rows]

    def _change(
        self,
        connection: Connection,
        ids: Sequence[str],
        assignee: str | None,
        author: str,
        wanted: Callable[[str | None], bool],
    ) -> Before:
        before = {row.id: row.assignee for row in bulk.column_of(connection, ids, "assignee") if wanted(row.assignee)}
        keys = [row.key for row in bulk.column_of(connection, list(before), "key")]
        now = self._clock()
        facts = [{"article_key": key, "assignee": assignee, "author": author, "time": now} for key in keys]
        for at in range(0, len(keys), bulk.PIECE):
            here = articles.c.key.in_(keys[at : at + bulk.PIECE])
            moved = update(articles).where(here).values(assignee=assignee, revision=articles.c.revision + 1)
            connection.execute(moved)
            connection.execute(insert(assignments), facts[at : at + bulk.PIECE])
        return before


def _check_working(connection: Connection, user: str) -> None:
    known = codec.storable(user) and connection.execute(select(user_rows.c.role).where(user_rows.c.id == user)).first()
    if not known:
        raise StoreError(f"there is no user {user[:80]!r} to give work to")
    if known.role not in WORKING:
        raise StoreError(
            f"{user} may not correct articles (their role is {known.role or 'none'}): choose somebody else"
        )


def _current(user: str) -> Select[Any]:
    """The articles of somebody, each with the assignment that made it theirs."""
    later = assignments.alias()
    is_last = ~select(later.c.seq).where(
        later.c.article_key == assignments.c.article_key, later.c.seq > assignments.c.seq
    ).exists()  # fmt: skip
    return (
        select(articles.c.id, articles.c.title, articles.c.review_status, assignments.c.seq, assignments.c.author, assignments.c.time)
        .join(assignments, assignments.c.article_key == articles.c.key)
        .where(articles.c.assignee == user, articles.c.removed_at.is_(None), is_last)
    )  # fmt: skip


def _seen(connection: Connection, user: str) -> int:
    return connection.scalar(select(seen_assignments.c.seq).where(seen_assignments.c.user == user)) or 0


def _is_new(row: Any, seen: int, user: str) -> bool:
    return bool(row.seq > seen and row.author != user)
