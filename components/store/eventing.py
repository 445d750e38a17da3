"""Keeps the rows of events true: what articles tell, where they meet, and the events of those that a change concerns.

An article is due when its revision is not the one that its features were made of; nothing that changes an article needs to know of
events. Only articles that meet it at a place or by a rare name about a day are looked at, so that it costs the same in any library.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from components.events.decisions import NONE, Decided, EventDecision, replay
from components.events.features import VERSION, Aside, Features, features, features_of, record_of
from components.events.linking import FOLLOWED, apart, link
from components.events.model import Event
from components.events.proposing import Proposal, groups, links, propose
from components.events.words import families
from components.model import SAMPLE, Annotated
from components.store import articles as article_rows
from components.store import codec, state
from components.store.interning import digest
from components.store.schema import (
    articles,
    event_articles,
    event_asides,
    event_blocks,
    event_claims,
    event_decisions,
    event_features,
    event_rows,
)

PIECE = 400  # keys of one statement
LONG = 70  # days that an article's interval may have
NAMES = 4  # of an article by which it meets others
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


@dataclass(frozen=True, slots=True)
class Told:
    """An article's features with the key of its row, its group and whether it came with Dateline."""

    key: int
    group: int
    sample: bool
    features: Features


def settle(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Makes the features of these articles anew and the events that they concern; answers the keys of all articles concerned."""
    before = _groups_of(connection, keys)
    fresh = [made for key in keys if (made := read(connection, key)) is not None]
    for table in (event_blocks, event_asides, event_features):
        for piece in _pieces(keys):
            connection.execute(delete(table).where(table.c.article_key.in_(piece)))
    for one, at in fresh:
        _write_features(connection, one, at)
    concerned = {one.key for one, _ in fresh} | _members(connection, before)
    concerned |= _members(connection, {c.group for one, _ in fresh for c in _linked(connection, one)})
    gone = set(keys) - {one.key for one, _ in fresh}
    remake(connection, concerned, gone)
    return concerned


def read(connection: Connection, key: int) -> tuple[Told, int] | None:
    """An article as it is now, with its revision; None where it was taken out."""
    row = connection.execute(select(articles.c.id, articles.c.removed_at).where(articles.c.key == key)).one()
    if row.removed_at is not None:
        return None
    head, article, _, sentences = article_rows.read(connection, row.id)
    annotated = Annotated(article, tuple(a for a, _ in state.current(connection, key)), sentences)
    return Told(key, key, SAMPLE in article.tags, features(annotated)), head.revision


def blocks(one: Told) -> list[int]:
    """Where an article meets others: its places and its rarest names; those that came with Dateline never meet one's own."""
    shelf = "samples" if one.sample else "own"
    found = [f"{shelf} place {place}" for place in one.features.places]
    found += [f"{shelf} name {name}" for name in one.features.names[:NAMES]]
    return [digest(block) for block in found]


def _aside_block(one: Told, aside: Aside) -> int:
    return digest(f"{'samples' if one.sample else 'own'} place {aside.places[0]}")


def _write_features(connection: Connection, one: Told, at: int) -> None:
    row = {"article_key": one.key, "revision": at, "version": VERSION, "group": one.key}
    connection.execute(insert(event_features), {**row, "record": codec.dump(record_of(one.features))})
    first, last = one.features.days
    met = [
        {"block": b, "first_day": first, "last_day": last, "article_key": one.key} for b in dict.fromkeys(blocks(one))
    ]
    if met:
        connection.execute(insert(event_blocks), met)
    told = [
        {"first_day": a.days[0], "last_day": a.days[1], "article_key": one.key, "figure_id": a.figure}
        | {"block": _aside_block(one, a) if a.places else 0}
        for a in one.features.asides
    ]
    if told:
        connection.execute(insert(event_asides), told)


def _linked(connection: Connection, one: Told) -> list[Told]:
    """The articles that are linked with one, of all that meet it about its days."""
    first, last = one.features.days
    near: set[int] = set()
    for piece in _pieces(list(dict.fromkeys(blocks(one)))):
        here = select(event_blocks.c.article_key).where(event_blocks.c.block.in_(piece))
        if first:
            here = here.where(
                event_blocks.c.first_day.between(first - FOLLOWED - LONG, last + FOLLOWED),
                event_blocks.c.last_day >= first - FOLLOWED,
            )
        near.update(connection.scalars(here))
    near.discard(one.key)
    return [other for other in told(connection, near) if link(one.features, other.features) is not None]


def told(connection: Connection, keys: Iterable[int]) -> list[Told]:
    """The stored features of articles."""
    found = []
    columns = select(event_features.c.article_key, event_features.c.group, event_features.c.record, articles.c.tags)
    joined = columns.join(articles, articles.c.key == event_features.c.article_key)
    for piece in _pieces(sorted(keys)):
        for row in connection.execute(joined.where(event_features.c.article_key.in_(piece))):
            found.append(
                Told(row.article_key, row.group, SAMPLE in json.loads(row.tags), features_of(json.loads(row.record)))
            )
    return found


def _groups_of(connection: Connection, keys: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for piece in _pieces(sorted(keys)):
        wanted = select(event_features.c.group).where(event_features.c.article_key.in_(piece))
        found.update(connection.scalars(wanted))
    return found


def _members(connection: Connection, found: Iterable[int]) -> set[int]:
    members: set[int] = set()
    for piece in _pieces(sorted(found)):
        members.update(
            connection.scalars(select(event_features.c.article_key).where(event_features.c.group.in_(piece)))
        )
    return members


def with_groups(connection: Connection, keys: set[int]) -> set[int]:
    """The articles with all of their groups."""
    return _members(connection, _groups_of(connection, keys))


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
        keys = keys | more | _members(connection, _groups_of(connection, more))


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of articles by id; those that are not there are left out."""
    found: dict[str, int] = {}
    for piece in _pieces(sorted(ids)):
        wanted = select(articles.c.id, articles.c.key).where(articles.c.id.in_(piece))
        found |= {row.id: row.key for row in connection.execute(wanted)}
    return found


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
    before = _events_at(connection, touched)
    for piece in _pieces(sorted(touched)):
        connection.execute(delete(event_articles).where(event_articles.c.article_key.in_(piece)))
    now = {p.event.id: _write_event(connection, p, by_id, state_) for p in proposals}
    left = _empty(connection, {key for id_, key in before.items() if id_ not in now}, state_)
    _point_asides(connection, concerned, set(now.values()) | left, state_, gone)


def proposed(concerned: Sequence[Told], state_: Decided) -> tuple[list[Proposal], dict[str, str]]:
    """The events of whole groups of articles, and for each article the first of its group."""
    found = [one.features for one in concerned]
    made = links(found, {one.features.article: blocks(one) for one in concerned})
    return propose(found, made, state_), groups([f.article for f in found], made)


def _events_at(connection: Connection, keys: Iterable[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    wanted = select(event_rows.c.id, event_rows.c.key).join(
        event_articles, event_articles.c.event_key == event_rows.c.key
    )
    for piece in _pieces(sorted(keys)):
        rows = connection.execute(wanted.where(event_articles.c.article_key.in_(piece)))
        found |= {row.id: row.key for row in rows}
    return found


def columns_of(event: Event) -> dict[str, Any]:
    """An event as its row holds it."""
    plain = ("name", "kind", "place", "place_precision", "country", "admin1", "admin2", "lat", "lon", "day_precision")
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
    plain = ("id", "name", "kind", "place", "place_precision", "country", "admin1", "admin2", "lat", "lon")
    return Event(
        **{name: getattr(row, name) for name in plain},
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


def _write_event(connection: Connection, proposal: Proposal, by_id: Mapping[str, Told], state_: Decided) -> int:
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


def _empty(connection: Connection, keys: set[int], state_: Decided) -> set[int]:
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


@dataclass(slots=True)
class _Pointing:
    """Where claims that are not of their article's event point: by hand, and by their place and days."""

    connection: Connection
    state: Decided
    rows: list[dict[str, Any]] = field(default_factory=list)

    def aside(self, one: Told, aside: Aside) -> None:
        if (one.features.article, aside.figure) in self.state.claims:
            return
        key = event_for(self.connection, one, aside) if aside.places and aside.days != (0, 0) else None
        if key is None and not aside.background:
            return
        self.rows.append({"article_key": one.key, "figure_id": aside.figure, "event_key": key, "by_hand": 0})


def _point_asides(
    connection: Connection, concerned: Sequence[Told], changed: set[int], state_: Decided, gone: Collection[int]
) -> None:
    """Points the asides of articles that changed, and those of others that an event that changed could mean."""
    others = told(connection, _asides_about(connection, changed))
    everyone = {one.key: one for one in (*others, *concerned)}
    for piece in _pieces(sorted({*everyone, *gone})):
        connection.execute(delete(event_claims).where(event_claims.c.article_key.in_(piece)))
    pointing = _Pointing(connection, state_)
    for one in everyone.values():
        for aside in one.features.asides:
            pointing.aside(one, aside)
    by_article = {one.features.article: one.key for one in everyone.values()}
    wanted = {event for (article, _), event in state_.claims.items() if article in by_article and event}
    ids = event_keys(connection, wanted)
    for (article, figure), event in sorted(state_.claims.items()):
        if article in by_article and (event == NONE or event in ids):
            row = {"article_key": by_article[article], "figure_id": figure, "event_key": ids.get(event), "by_hand": 1}
            pointing.rows.append(row)
    if pointing.rows:
        connection.execute(insert(event_claims), pointing.rows)


def event_keys(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of events by id."""
    found: dict[str, int] = {}
    for piece in _pieces(sorted(ids)):
        wanted = select(event_rows.c.id, event_rows.c.key).where(event_rows.c.id.in_(piece))
        found |= {row.id: row.key for row in connection.execute(wanted)}
    return found


def _asides_about(connection: Connection, changed: set[int]) -> set[int]:
    """The articles with claims at the places and days of these events, or that pointed to them."""
    found: set[int] = set()
    for piece in _pieces(sorted(changed)):
        found.update(connection.scalars(select(event_claims.c.article_key).where(event_claims.c.event_key.in_(piece))))
        meets = and_(
            event_asides.c.block == event_blocks.c.block,
            event_asides.c.first_day <= event_blocks.c.last_day + FOLLOWED,
            event_asides.c.last_day >= event_blocks.c.first_day - FOLLOWED,
        )
        found.update(
            connection.scalars(
                select(event_asides.c.article_key)
                .join(event_blocks, meets)
                .join(event_articles, event_articles.c.article_key == event_blocks.c.article_key)
                .where(event_articles.c.event_key.in_(piece))
                .distinct()
            )
        )
    return found


def event_for(connection: Connection, one: Told, aside: Aside) -> int | None:
    """The only event that a claim of another day or place can mean, by its very days where several are near; None where there is none or
    several."""
    first, last = aside.days
    early = 0 if aside.background else FOLLOWED  # what a claim held at comes some days after its event
    meets = and_(
        event_blocks.c.block == _aside_block(one, aside),
        event_blocks.c.first_day <= last + 1,
        event_blocks.c.last_day >= first - early - 1,
    )
    wanted = (
        select(event_rows)
        .join(event_articles, event_articles.c.event_key == event_rows.c.key)
        .join(event_blocks, event_blocks.c.article_key == event_articles.c.article_key)
        .where(meets, event_rows.c.state != "rejected", event_rows.c.first_day > 0)
        .distinct()
    )
    family = {families()[kind] for kind in aside.kinds}
    fitting, exact = [], []
    for row in connection.execute(wanted):
        fits = apart((row.first_day, row.last_day), (first - early, last)) == 0
        if fits and (not family or families().get(row.kind or "") in family):
            fitting.append(row.key)
            exact += [row.key] if apart((row.first_day, row.last_day), aside.days) == 0 else []
    return next((found[0] for found in (fitting, exact) if len(found) == 1), None)


def _pieces(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (keys[at : at + PIECE] for at in range(0, len(keys), PIECE))


__all__ = ["Told", "decided", "journal", "proposed", "record_of", "remake", "settle", "told"]
