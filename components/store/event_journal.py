"""The journal of what people decided about events, and its replay."""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select

from components.events.decisions import Decided, EventDecision, replay
from components.store.schema import (
    event_decisions,
)


def revision(connection: Connection) -> int:
    """The number of the last decision on events, 0 where there is none."""
    return connection.scalar(select(func.max(event_decisions.c.seq))) or 0


def journal(connection: Connection) -> list[EventDecision]:
    """All decisions, oldest first."""
    rows = connection.execute(select(event_decisions).order_by(event_decisions.c.seq))
    return [
        EventDecision(op_id, op, json.loads(data), author, time, seq) for seq, op_id, op, data, author, time in rows
    ]


def decided(connection: Connection) -> Decided:
    """What people decided, as the transaction sees it; kept by the connection until the next decision."""
    now = revision(connection)
    kept: Decided | None = connection.info.get("event decisions")
    if kept is None or kept.revision != now:
        kept = replay(journal(connection)) if now else Decided()
        connection.info["event decisions"] = kept
    return kept
