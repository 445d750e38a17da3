"""Events as rows: made of a proposal and of what people decided, and taken away where nothing holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from components.events.decisions import Decided
from components.events.model import Event
from components.events.proposing import Proposal
from components.store import codec
from components.store.event_keys import pieces
from components.store.event_told import Told
from components.store.schema import (
    event_articles,
    event_claims,
    event_rows,
)

PLAIN = ("name", "kind", "place", "place_precision", "country", "admin1", "admin2", "lat", "lon", "side_a", "side_b", "grade", "grade_why")  # fmt: skip


def columns_of(event: Event) -> dict[str, Any]:
    """An event as its row holds it."""
    plain = (*PLAIN, "day_precision")
    return {
        **{name: getattr(event, name) for name in plain},
        "first_day": _ordinal(event.first_day),
        "last_day": _ordinal(event.last_day or event.first_day),
        "state": event.state,
        "why": event.why,
        "by_hand": codec.dump(list(event.by_hand)),
    }


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def event_of(row: Any) -> Event:
    """The event of a row."""
    return Event(
        **{name: getattr(row, name) for name in ("id", *PLAIN)},
        first_day=date.fromordinal(row.first_day).isoformat() if row.first_day else None,
        last_day=date.fromordinal(row.last_day).isoformat() if row.last_day else None,
        day_precision=row.day_precision,
        state=row.state,
        why=row.why,
        by_hand=tuple(json.loads(row.by_hand)),
    )


def with_decisions(event: Event, state_: Decided) -> Event:
    """An event with what persons set of it."""
    mine = state_.fields.get(event.id, {})
    stands: Any = state_.states.get(event.id, "proposed")
    return replace(event, state=stands, by_hand=tuple(sorted(mine)), **mine)


def write_event(connection: Connection, proposal: Proposal, by_id: Mapping[str, Told], state_: Decided) -> int:
    event = with_decisions(proposal.event, state_)
    members = [by_id[article] for article in proposal.articles]
    row = columns_of(event) | {"articles": len(members), "samples": sum(one.sample for one in members)}
    key = connection.scalar(select(event_rows.c.key).where(event_rows.c.id == event.id))
    if key is None:
        made = insert(event_rows).returning(event_rows.c.key)
        key = connection.execute(made, {"id": event.id, "summary": "", **row}).scalar_one()
    else:
        connection.execute(update(event_rows).where(event_rows.c.key == key).values(summary="", **row))
    connection.execute(
        insert(event_articles),
        [
            {"article_key": one.key, "event_key": key, "why": proposal.why.get(one.features.article, "")}
            | {"by_hand": int(one.features.article in state_.pins)}
            for one in members
        ],
    )
    return int(key)


def events_at(connection: Connection, keys: Iterable[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    wanted = select(event_rows.c.id, event_rows.c.key).join(
        event_articles, event_articles.c.event_key == event_rows.c.key
    )
    for piece in pieces(sorted(keys)):
        rows = connection.execute(wanted.where(event_articles.c.article_key.in_(piece)))
        found |= {row.id: row.key for row in rows}
    return found


def left_empty(connection: Connection, keys: set[int], state_: Decided) -> set[int]:
    """Takes away events that have no article any more; those that persons decided on stay, with none."""
    held = state_.events()
    left = set()
    for key in sorted(keys):
        row = connection.execute(select(event_rows).where(event_rows.c.key == key)).one()
        if connection.scalar(select(func.count()).where(event_articles.c.event_key == key)):
            continue
        if row.id in held:
            event = replace(with_decisions(event_of(row), state_), why="No article is of this event any more.")
            values = columns_of(event) | {"articles": 0, "samples": 0, "summary": ""}
            connection.execute(update(event_rows).where(event_rows.c.key == key).values(values))
            left.add(key)
        else:
            connection.execute(delete(event_claims).where(event_claims.c.event_key == key))
            connection.execute(delete(event_rows).where(event_rows.c.key == key))
    return left
