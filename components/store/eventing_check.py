"""Proves that the rows of events are what articles and decisions make, whatever the order in which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from components.events.deciding import contradictions
from components.events.decisions import Decided
from components.events.features import record_of
from components.events.proposing import Proposal
from components.model import Problem
from components.store import codec, event_districts, event_journal, event_told, event_writing, eventing
from components.store.event_told import Told
from components.store.schema import articles, event_articles, event_features, event_rows


def check(connection: Connection) -> Iterator[Problem]:
    """What is wrong with events, in a sentence each. Articles that are due are left alone: their events are not proposed yet."""
    contradicted = False
    for decision, why in contradictions(event_journal.journal(connection)):
        contradicted = True
        yield Problem(f"decision {decision.seq} on events", f"it contradicts the decisions before it: {why}")
    if contradicted:
        return
    due = set(connection.scalars(eventing.DUE))
    everyone = list(connection.scalars(select(event_features.c.article_key)))
    told = event_told.told(connection, [key for key in everyone if key not in due])
    for one in told:
        made = event_told.read(connection, one.key)
        if made is None or codec.dump(record_of(made[0].features)) != codec.dump(record_of(one.features)):
            yield Problem(f"article {one.features.article}", "what it tells of its event is not what its text says")
    said = {row for row in event_districts.stored(connection) if row.article_key not in due}
    if said != set(event_told.districts_of(told)):
        yield Problem("districts", "rows say something else of their cities than the articles")
    if not due:
        state = event_journal.decided(connection)
        proposals, _ = eventing.proposed(told, state)
        yield from _differences(connection, proposals, told, state)


def _differences(
    connection: Connection, proposals: Sequence[Proposal], told: Sequence[Told], state: Decided
) -> Iterator[Problem]:
    there = {row.id: row for row in connection.execute(select(event_rows))}
    members: dict[str, set[str]] = defaultdict(set)
    joined = select(event_rows.c.id, articles.c.id.label("article")).join(
        event_articles, event_articles.c.event_key == event_rows.c.key
    )
    for row in connection.execute(joined.join(articles, articles.c.key == event_articles.c.article_key)):
        members[row.id].add(row.article)
    wanted = {p.event.id: p for p in proposals}
    for event_id in sorted(wanted.keys() - there.keys()):
        yield Problem(f"event {event_id}", "articles and decisions make it, and it has no row")
    for event_id in sorted(there.keys() - wanted.keys() - state.events()):
        yield Problem(f"event {event_id}", "it has a row, and neither articles nor decisions make it")
    for event_id in sorted(wanted.keys() & there.keys()):
        if set(wanted[event_id].articles) != members[event_id]:
            yield Problem(f"event {event_id}", "it has other articles than links and decisions give it")
        elif wrong := _wrong(
            there[event_id], event_writing.columns_of(event_writing.with_decisions(wanted[event_id].event, state))
        ):
            yield Problem(f"event {event_id}", f"its row says something else of its {', '.join(wrong)}")


def _wrong(row: Any, columns: dict[str, Any]) -> list[str]:
    return [name for name, value in columns.items() if getattr(row, name) != value]
