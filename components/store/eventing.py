"""Keeps the rows of events true: what articles tell, where they meet, and the events of those that a change concerns.

An article is due when its revision is not the one that its features were made of; nothing that changes an article needs to know of
events. Only articles that meet it at a place or by a rare name about a day are looked at, so that it costs the same in any library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, delete, or_, select, update

from components.events.decisions import Decided
from components.events.features import VERSION
from components.events.proposing import Proposal, groups, links, propose
from components.store.event_asides import point_asides
from components.store.event_journal import decided
from components.store.event_keys import keys_of, pieces
from components.store.event_told import (
    Told,
    blocks,
    groups_of,
    keep_districts,
    linked,
    members,
    placed,
    read,
    told,
    write_blocks,
    write_features,
)
from components.store.event_writing import events_at, left_empty, write_event
from components.store.schema import (
    articles,
    event_articles,
    event_asides,
    event_features,
)

LOCK = 6_473_254  # of PostgreSQL's advisory locks: one process changes events at a time

DUE = (
    select(articles.c.key)
    .outerjoin(event_features, event_features.c.article_key == articles.c.key)
    .where(
        or_(
            and_(
                articles.c.removed_at.is_(None),
                or_(
                    event_features.c.article_key.is_(None),
                    event_features.c.revision != articles.c.revision,
                    event_features.c.version != VERSION,
                ),
            ),
            and_(articles.c.removed_at.is_not(None), event_features.c.article_key.is_not(None)),
        )
    )
)


def settle(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Makes the features of these articles anew and the events that they concern; answers the keys of all articles concerned."""
    before = groups_of(connection, keys)
    fresh = [made for key in keys if (made := read(connection, key)) is not None]
    moved = keep_districts(connection, keys, [one for one, _ in fresh])
    for table in (event_asides, event_features):
        for piece in pieces(keys):
            connection.execute(delete(table).where(table.c.article_key.in_(piece)))
    for one, at in fresh:
        write_features(connection, one, at)
    met = placed(connection, [one for one, _ in fresh]) + moved
    write_blocks(connection, {*keys, *(one.key for one in moved)}, met)
    concerned = {one.key for one in met} | members(connection, before | {one.group for one in moved})
    concerned |= members(connection, {c.group for one in met for c in linked(connection, one)})
    gone = set(keys) - {one.key for one, _ in fresh}
    remake(connection, concerned, gone)
    return concerned


def remake(connection: Connection, keys: Collection[int], gone: Collection[int] = ()) -> None:
    """Makes the events of these articles anew, of whole groups; ``gone`` are articles that are of none any more."""
    state_ = decided(connection)
    concerned = told(connection, _with_pinned(connection, set(keys), state_))
    proposals, group_of = proposed(concerned, state_)
    by_id = {one.features.article: one for one in concerned}
    for one in concerned:
        group = by_id[group_of[one.features.article]].key
        if group != one.group:
            mine = event_features.c.article_key == one.key
            connection.execute(update(event_features).where(mine).values(group=group))
    touched = {one.key for one in concerned} | set(gone)
    before = events_at(connection, touched)
    for piece in pieces(sorted(touched)):
        connection.execute(delete(event_articles).where(event_articles.c.article_key.in_(piece)))
    now = {p.event.id: write_event(connection, p, by_id, state_) for p in proposals}
    left = left_empty(connection, {key for id_, key in before.items() if id_ not in now}, state_)
    point_asides(connection, concerned, set(now.values()) | left, state_, gone)


def _with_pinned(connection: Connection, keys: set[int], state_: Decided) -> set[int]:
    """The articles, and all of the events to which persons put any of them, with their groups."""
    if not state_.pins:
        return keys
    by_event: dict[str, set[str]] = defaultdict(set)
    for article, event in state_.pins.items():
        by_event[event].add(article)
    pinned = keys_of(connection, state_.pins)
    seen: set[str] = set()
    while True:
        events = {event for article, event in state_.pins.items() if event and pinned.get(article) in keys} - seen
        if not events:
            return keys
        seen |= events
        more = {pinned[a] for event in events for a in by_event[event] if a in pinned} - keys
        keys = keys | more | members(connection, groups_of(connection, more))


def proposed(concerned: Sequence[Told], state_: Decided) -> tuple[list[Proposal], dict[str, str]]:
    """The events of whole groups of articles, and for each article the first of its group."""
    found = [one.features for one in concerned]
    made = links(found, {one.features.article: blocks(one) for one in concerned})
    return propose(found, made, state_), groups([f.article for f in found], made)
