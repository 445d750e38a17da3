"""Corrections of an article's title, outlet, date, tags and status: checked, kept in a journal, refused where they are stale.

The journal says who changed what and when, so that a form that was opened before a colleague's change does not overwrite it,
and so that each correction can be taken back.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from components.store import articles, codec, moves
from components.store.errors import StoreError
from components.store.schema import articles as article_rows
from components.store.schema import detail_rows
from components.store.told import moment

By = Literal["chosen", "offered"]  # a status that a person chose stands; one that was offered moves with the work
STATUS_WORDS = {"new": "New", "in_progress": "In progress", "done": "Done", "settled": "Settled"}
NAMES = {"url": "address", "published": "date", "review_status": "status"}


class DetailsRefusedError(StoreError):
    """A correction that somebody else was faster with; the message says who, what and when."""


@dataclass(frozen=True, slots=True)
class DetailChange:
    """One correction: fields with their values before and after it. ``status_by`` goes with the status."""

    op_id: str
    article_id: str
    changes: Mapping[str, tuple[Any, Any]]
    author: str
    time: str

    def said(self) -> str:
        """What was corrected: "the title and the date", "the status to Done"."""
        if set(self.changes) <= {"review_status", "status_by"}:
            return f"the status to {shown('review_status', self.changes['review_status'][1])}"
        return " and ".join(f"the {named(name)}" for name in self.changes if name != "status_by")


def named(field: str) -> str:
    """A field as the form calls it."""
    return NAMES.get(field, field)


def shown(field: str, value: Any) -> str:
    """A value of a field within a sentence."""
    if field == "review_status":
        return STATUS_WORDS.get(value, str(value))
    return f"“{value}”" if value else "nothing"


def correct(
    connection: Connection,
    article_id: str,
    changes: Mapping[str, Any],
    author: str,
    now: str,
    seen: Mapping[str, Any] | None = None,
    by: By = "chosen",
) -> DetailChange | None:
    """Corrects an article; see Store.correct_details."""
    found = articles.head(connection, article_id, lock=True)
    values = articles.checked(changes)
    if "review_status" in values:
        values["status_by"] = by
    row = connection.execute(select(article_rows).where(article_rows.c.key == found.key)).one()._mapping
    if seen is not None:
        was = {name: value for name, value in articles.checked(seen).items() if name in values}
        values = {name: value for name, value in values.items() if name not in was or value != was[name]}
        _check_seen(connection, found.key, row, was, values, author)
    values = {name: value for name, value in values.items() if value != row[name]}
    if not values or set(values) == {"status_by"}:
        return None
    before = {name: row[name] for name in values}
    articles.write(connection, found, values)
    if "review_status" in values:
        moves.note(connection, [(found.key, values["review_status"])], author, now)
    made = {name: (before[name], value) for name, value in values.items()}
    change = DetailChange(uuid.uuid4().hex, article_id, made, author, now)
    kept = {"op_id": change.op_id, "article_key": found.key, "author": author, "time": now}
    connection.execute(insert(detail_rows), {**kept, "changes": codec.dump(made)})
    return change


def _check_seen(
    connection: Connection, key: int, row: Any, was: Mapping[str, Any], values: Mapping[str, Any], author: str
) -> None:
    for name in values:
        if name in was and row[name] != was[name] and row[name] != values[name]:
            other = _last(connection, key, name)
            if other is None:
                who, when = "Somebody", ""
            else:
                who = other.author if other.author != author else "You, in another window,"
                when = f" on {moment(other.time)}"
            raise DetailsRefusedError(f"{who} changed the {named(name)} to {shown(name, row[name])}{when}")


def _last(connection: Connection, key: int, field: str) -> DetailChange | None:
    """The last correction of a field."""
    rows = connection.execute(
        select(detail_rows).where(detail_rows.c.article_key == key).order_by(detail_rows.c.seq.desc())
    )
    return next((change for change in (_change(row, "") for row in rows) if field in change.changes), None)


def of(connection: Connection, op_id: str) -> DetailChange:
    """One correction; raises StoreError where there is none."""
    row = connection.execute(
        select(detail_rows, article_rows.c.id)
        .join(article_rows, article_rows.c.key == detail_rows.c.article_key)
        .where(detail_rows.c.op_id == op_id)
    ).first()
    if row is None:
        raise StoreError(f"there is no correction {op_id[:60]!r} of an article's details")
    return _change(row, row.id)


def history(connection: Connection, article_id: str) -> list[DetailChange]:
    """All corrections of an article's details, oldest first; raises ArticleMissingError."""
    key = articles.head(connection, article_id).key
    rows = connection.execute(select(detail_rows).where(detail_rows.c.article_key == key).order_by(detail_rows.c.seq))
    return [_change(row, article_id) for row in rows]


def take_back(connection: Connection, op_id: str, author: str, now: str) -> DetailChange | None:
    """Gives the fields of a correction the values that they had before, unless somebody changed them since."""
    change = of(connection, op_id)
    plain = {name: pair for name, pair in change.changes.items() if name != "status_by"}
    decoded = {name: tuple(json.loads(v) if name == "tags" else v for v in pair) for name, pair in plain.items()}
    before, after = ({name: pair[at] for name, pair in decoded.items()} for at in (0, 1))
    made = correct(connection, change.article_id, before, author, now, after)
    if made is not None and "status_by" in change.changes:
        found = articles.head(connection, change.article_id)
        articles.write(connection, found, {"status_by": change.changes["status_by"][0]})
    return made


def _change(row: Any, article_id: str) -> DetailChange:
    pairs = {name: (before, after) for name, (before, after) in json.loads(row.changes).items()}
    return DetailChange(row.op_id, article_id, pairs, row.author, row.time)
