"""Who did how much on which day, and how far a collection is: ``store.activity``. Both are counted by the engine, from the journals."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, distinct, func, select

from components.model import REVIEW_STATUSES
from components.store import library
from components.store.schema import articles, edit_rows, status_moves

Opening = Callable[[], AbstractContextManager[Connection]]
MOST = 5000  # rows of one answer
KINDS = {  # columns of an activity → the operations that they count
    "accepted": ("accept",),
    "rejected": ("reject", "remove"),
    "added": ("add",),
    "corrected": ("relabel", "resize", "set", "set_toll"),
    "undone": ("restore",),
}
FINISHED = ("done", "settled")


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: edits from the ISO day ``first`` to ``last`` (of UTC), in articles of a collection (its id); None: all."""

    first: str | None = None
    last: str | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What somebody did on an ISO day: articles that they touched, edits, and how many of them were of which kind."""

    day: str
    author: str
    articles: int
    edits: int
    accepted: int
    rejected: int
    added: int
    corrected: int
    undone: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many articles had which status at the end of each ISO day on which one moved; ``hours`` is the median from the first
    edit of an article to the first time that it was done, over ``finished`` articles (None where there is none)."""

    days: tuple[tuple[str, dict[str, int]], ...]
    hours: float | None
    finished: int

    @property
    def now(self) -> dict[str, int]:
        """How many articles have which status."""
        return dict(self.days[-1][1]) if self.days else dict.fromkeys(REVIEW_STATUSES, 0)

    @property
    def remaining(self) -> int:
        """How many articles are neither done nor settled."""
        return sum(count for status, count in self.now.items() if status not in FINISHED)


class Activities:
    """What a store's journals say of the work done in it."""

    def __init__(self, read: Opening) -> None:
        self._read = read

    def mine(self, author: str, span: Span) -> list[Activity]:
        """What the author did, the last day first, at most MOST days."""
        return self._by_day(span, edit_rows.c.author == author)

    def everybody(self, span: Span) -> list[Activity]:
        """What everybody did, the last day first, at most MOST rows."""
        return self._by_day(span)

    def progress(self, collection: str | None = None) -> Progress:
        """How far the articles of a collection, or all, are; samples count where there is nothing else."""
        with self._read() as connection:
            query = library.Query(collection=collection, samples=False)
            where = library.conditions(connection, query)
            if connection.scalar(select(func.count()).select_from(articles).where(where)) == 0:
                where = library.conditions(connection, replace(query, samples=True))
            hours = _hours(connection, where)
            return Progress(tuple(_days(connection, where)), median(hours) if hours else None, len(hours))

    def _by_day(self, span: Span, *where: ColumnElement[bool]) -> list[Activity]:
        day = func.substr(edit_rows.c.time, 1, 10).label("day")
        counted = [func.sum(case((edit_rows.c.op.in_(ops), 1), else_=0)).label(kind) for kind, ops in KINDS.items()]
        touched = func.count(distinct(edit_rows.c.article_key)).label("articles")
        wanted: Select[Any] = select(day, edit_rows.c.author, touched, func.count().label("edits"), *counted)
        wanted = wanted.where(edit_rows.c.client != "import", *where)  # what an import brought nobody did here
        if span.first:
            wanted = wanted.where(edit_rows.c.time >= span.first)
        if span.last:
            wanted = wanted.where(func.substr(edit_rows.c.time, 1, 10) <= span.last)
        with self._read() as connection:
            if span.collection:
                within = library.conditions(connection, library.Query(collection=span.collection))
                wanted = wanted.where(edit_rows.c.article_key.in_(select(articles.c.key).where(within)))
            wanted = wanted.group_by("day", edit_rows.c.author).order_by(day.desc(), edit_rows.c.author).limit(MOST)
            return [Activity(**row) for row in connection.execute(wanted).mappings()]


def _days(connection: Connection, where: ColumnElement[bool]) -> list[tuple[str, dict[str, int]]]:
    """The counts at the end of each day on which an article came or moved, the first day first."""
    moved: dict[str, dict[str, int]] = {}
    none: dict[str, int] = dict.fromkeys(REVIEW_STATUSES, 0)

    def note(day: str, status: str, by: int) -> None:
        at_day = moved.setdefault(day, dict(none))
        at_day[status] = at_day.get(status, 0) + by

    came = func.substr(articles.c.added_at, 1, 10)
    for day, count in connection.execute(select(came, func.count()).where(where).group_by(came)):
        note(day, "new", count)
    one: dict[str, Any] = {"partition_by": status_moves.c.article_key, "order_by": status_moves.c.seq}
    before = func.lag(status_moves.c.status).over(**one)
    # a clock that was set back: no article moves before it came, nor before it moved last
    when = case((status_moves.c.time < articles.c.added_at, articles.c.added_at), else_=status_moves.c.time)
    moved_at = func.max(when).over(**one)
    each = (
        select(
            func.substr(moved_at, 1, 10).label("day"),
            status_moves.c.status,
            func.coalesce(before, "new").label("before"),
        )
        .join(articles, articles.c.key == status_moves.c.article_key)
        .where(where)
        .subquery()
    )
    grouped = select(each.c.day, each.c.before, each.c.status, func.count()).group_by(
        each.c.day, each.c.before, each.c.status
    )
    for day, was, became, count in connection.execute(grouped):
        note(day, was, -count)
        note(day, became, count)
    now = none
    found = []
    for day in sorted(moved):
        now = {status: now[status] + moved[day][status] for status in none}
        found.append((day, now))
    return found


def _hours(connection: Connection, where: ColumnElement[bool]) -> list[float]:
    """From the first edit of each article to the first time that it was done."""

    def first(*statuses: str) -> Any:
        return func.min(case((status_moves.c.status.in_(statuses), status_moves.c.time)))

    joined = select(first("in_progress"), first(*FINISHED)).join(articles, articles.c.key == status_moves.c.article_key)
    rows = connection.execute(joined.where(where).group_by(status_moves.c.article_key))
    pairs = [(datetime.fromisoformat(began), datetime.fromisoformat(ended)) for began, ended in rows if began and ended]
    return [(ended - began).total_seconds() / 3600 for began, ended in pairs if ended >= began]
