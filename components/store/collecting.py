"""Collections, the articles of a project, and views, the filters of a page, each with a name that people gave it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from components.model import RecordError
from components.store import codec
from components.store.schema import articles, collected, collections, view_rows

Opening = Callable[[], AbstractContextManager[Connection]]
Joined = Callable[[Connection, int, Sequence[str]], None]  # hears of the articles that came into a collection
PIECE = 500
LONGEST = 120  # characters of a name
Address = Mapping[str, Sequence[str]]  # parameter of a page's address → its values


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles that belong together; ``articles`` counts those in the library."""

    id: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class View:
    """The filters of a page under a name."""

    name: str
    address: Address
    author: str


def members(collection: str) -> Select[Any]:
    """The keys of a collection's articles; of none where there is no such collection."""
    joined = collected.join(collections, collections.c.key == collected.c.collection)
    wanted = select(collected.c.article_key).select_from(joined)
    if not codec.storable(collection):
        return wanted.where(collections.c.id.is_(None))
    return wanted.where(collections.c.id == collection, collections.c.removed_at.is_(None))


class Collecting:
    """The collections of a store: ``store.collections``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str], joined: Joined) -> None:
        self._read, self._write, self._clock, self._joined = read, write, clock, joined

    def all(self) -> list[Collection]:
        """All collections by name."""
        here = articles.c.removed_at.is_(None)
        counted = (
            select(collections.c.id, collections.c.name, func.count(articles.c.key))
            .outerjoin(collected, collected.c.collection == collections.c.key)
            .outerjoin(articles, (articles.c.key == collected.c.article_key) & here)
            .where(collections.c.removed_at.is_(None))
            .group_by(collections.c.key, collections.c.id, collections.c.name)
        )
        with self._read() as connection:
            found = [Collection(*row) for row in connection.execute(counted)]
        return sorted(found, key=lambda c: (c.name.casefold(), c.id))

    def make(self, name: str, author: str = "analyst") -> Collection:
        """A new collection without articles. Raises RecordError for a name that cannot be, or that there is."""
        line = self._free(name)
        made = {"id": uuid4().hex, "name": line, "author": author, "time": self._clock()}
        with self._write() as connection:
            connection.execute(insert(collections), [made])
        return Collection(made["id"], line, 0)

    def rename(self, collection: str, name: str) -> None:
        """Another name. Raises RecordError for one that cannot be, or that another collection has."""
        line = self._free(name, collection)
        with self._write() as connection:
            connection.execute(update(collections).where(collections.c.id == collection).values(name=line))

    def remove(self, collection: str) -> None:
        """Takes a collection away, not its articles; ``put_back`` undoes it."""
        self._set_removed(collection, self._clock())

    def put_back(self, collection: str) -> None:
        """Puts a collection that was taken away back, with its articles."""
        self._set_removed(collection, None)

    def add(self, collection: str, article_ids: Sequence[str]) -> list[str]:
        """Puts articles into a collection, and answers those that it did not have."""
        with self._write() as connection:
            key = _key(connection, collection)
            there = set(connection.scalars(select(collected.c.article_key).where(collected.c.collection == key)))
            fresh = {i: k for i, k in _keys(connection, article_ids) if k not in there}
            if fresh:
                connection.execute(insert(collected), [{"collection": key, "article_key": k} for k in fresh.values()])
                _changed(connection, list(fresh.values()))
                self._joined(connection, key, list(fresh))
            return list(fresh)

    def take(self, collection: str, article_ids: Sequence[str]) -> list[str]:
        """Takes articles out of a collection, and answers those that it had."""
        with self._write() as connection:
            key = _key(connection, collection)
            there = set(connection.scalars(select(collected.c.article_key).where(collected.c.collection == key)))
            gone = {i: k for i, k in _keys(connection, article_ids) if k in there}
            keys = list(gone.values())
            for at in range(0, len(keys), PIECE):
                mine = collected.c.article_key.in_(keys[at : at + PIECE])
                connection.execute(delete(collected).where(collected.c.collection == key, mine))
            _changed(connection, keys)
            return list(gone)

    # Views

    def views(self, page: str) -> list[View]:
        """The saved views of a page, by name."""
        with self._read() as connection:
            rows = connection.execute(select(view_rows).where(view_rows.c.page == page)).all()
        found = [View(row.name, json.loads(row.address), row.author) for row in rows]
        return sorted(found, key=lambda view: (view.name.casefold(), view.name))

    def save_view(self, page: str, name: str, address: Address, author: str = "analyst") -> View | None:
        """Keeps the filters of a page under a name, and answers what had that name before. Raises RecordError."""
        line = checked(name)
        before = next((view for view in self.views(page) if view.name == line), None)
        row = {"name": line, "page": page, "author": author, "time": self._clock()}
        with self._write() as connection:
            connection.execute(delete(view_rows).where(view_rows.c.page == page, view_rows.c.name == line))
            kept = codec.dump({key: list(values) for key, values in address.items()})
            connection.execute(insert(view_rows), [{**row, "address": kept}])
        return before

    def drop_view(self, page: str, name: str) -> None:
        """Forgets a saved view."""
        with self._write() as connection:
            connection.execute(delete(view_rows).where(view_rows.c.page == page, view_rows.c.name == name))

    def _free(self, name: str, of: str | None = None) -> str:
        """A name that no collection has but ``of``."""
        line = checked(name)
        if any(c.name.casefold() == line.casefold() and c.id != of for c in self.all()):
            raise RecordError(f"there is a collection “{line}” already")
        return line

    def _set_removed(self, collection: str, when: str | None) -> None:
        with self._write() as connection:
            connection.execute(update(collections).where(collections.c.id == collection).values(removed_at=when))


def checked(name: str) -> str:
    """A name as it is stored; raises RecordError."""
    line = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not line:
        raise RecordError("a name needs at least one letter")
    if len(line) > LONGEST:
        raise RecordError(f"a name has at most {LONGEST} characters")
    return line


def _key(connection: Connection, collection: str) -> int:
    key: int | None = None
    if codec.storable(collection):
        key = connection.scalar(select(collections.c.key).where(collections.c.id == collection))
    if key is None:
        raise RecordError("there is no such collection any more")
    return key


def _changed(connection: Connection, keys: Sequence[int]) -> None:
    """What is kept of counts over these articles is out of date."""
    for at in range(0, len(keys), PIECE):
        here = articles.c.key.in_(keys[at : at + PIECE])
        connection.execute(update(articles).where(here).values(revision=articles.c.revision + 1))


def _keys(connection: Connection, article_ids: Sequence[str]) -> Iterator[tuple[str, int]]:
    known = [i for i in dict.fromkeys(article_ids) if codec.storable(i)]
    for at in range(0, len(known), PIECE):
        found = select(articles.c.id, articles.c.key).where(articles.c.id.in_(known[at : at + PIECE]))
        yield from ((row.id, row.key) for row in connection.execute(found))
