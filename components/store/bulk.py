"""One change to many articles: their status, a tag, whether they are in the library; and what takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, bindparam, select, update

from components.model import REVIEW_STATUSES, RecordError
from components.store import articles as article_rows
from components.store import codec, moves, wire_copies
from components.store import rows as typed_rows
from components.store.schema import articles

PIECE = 500  # articles of one statement
What = Literal["status", "tag", "untag", "take_out", "put_back"]
WHATS: tuple[What, ...] = get_args(What)
COLUMNS: Mapping[What, str] = {
    "status": "review_status",
    "tag": "tags",
    "untag": "tags",
    "take_out": "removed_at",
    "put_back": "removed_at",
}
SHELVING = ("tags", "removed_at")  # columns that say where an article is
Before = dict[str, Any]  # article → what its column held


def change(connection: Connection, ids: Sequence[str], what: What, value: str, author: str, now: str) -> Before:
    """Does ``what`` to the articles and answers what those that it changed had before, for ``restore``.

    ``value`` is the status or the tag. Raises RecordError for one that cannot be.
    """
    becomes = _changer(what, value, now)
    before: Before = {}
    after: Before = {}
    for article_id, held in column_of(connection, ids, COLUMNS[what]):
        wanted = becomes(held)
        if wanted != held:
            before[article_id], after[article_id] = held, wanted
    _write(connection, COLUMNS[what], after, author, now)
    return before


def there(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of the ids that articles have, in the order given, each once."""
    known = {article_id for article_id, _ in column_of(connection, ids, "id")}
    return [article_id for article_id in dict.fromkeys(ids) if article_id in known]


def restore(connection: Connection, what: What, before: Mapping[str, Any], author: str, now: str) -> None:
    """Gives the articles back what they had before ``what`` was done."""
    _write(connection, COLUMNS[what], before, author, now)


def _changer(what: What, value: str, now: str) -> Callable[[Any], Any]:
    if what == "status":
        if value not in REVIEW_STATUSES:
            raise RecordError(f"review_status must be one of {', '.join(REVIEW_STATUSES)}, found {value!r}")
        return lambda _: value
    if what in ("take_out", "put_back"):
        return lambda held: (held or now) if what == "take_out" else None
    tags = article_rows.clean_tags([value])
    if not tags:
        raise RecordError("a tag needs at least one letter")
    if what == "tag":
        return lambda held: codec.dump(sorted({*json.loads(held), *tags}))
    return lambda held: codec.dump([tag for tag in json.loads(held) if tag not in tags])


def column_of(connection: Connection, ids: Sequence[str], column: str) -> Iterator[Row[str, Any]]:
    """Of those articles that are there, the id and what a column holds, locked for a change."""
    known = [article_id for article_id in dict.fromkeys(ids) if codec.storable(article_id)]
    for at in range(0, len(known), PIECE):
        found = select(articles.c.id, articles.c[column]).where(articles.c.id.in_(known[at : at + PIECE]))
        yield from connection.execute(found if column in ("id", "key") else found.with_for_update())


def _write(connection: Connection, column: str, values: Mapping[str, Any], author: str, now: str) -> None:
    if values:
        one = update(articles).where(articles.c.id == bindparam("at_id"))
        rows = [{"at_id": article_id, "new": value} for article_id, value in values.items()]
        chosen = {"status_by": "chosen"} if column == "review_status" else {}  # it stands, whatever is edited
        connection.execute(one.values({column: bindparam("new"), "revision": articles.c.revision + 1, **chosen}), rows)
        if column == "review_status":
            moves.note(
                connection,
                [(row.key, values[row.id]) for row in column_of(connection, list(values), "key")],
                author,
                now,
            )
        if column in SHELVING:
            keys = [row.key for row in column_of(connection, list(values), "key")]
            typed_rows.reshelve(connection, keys)
            wire_copies.shelved(connection, keys)
