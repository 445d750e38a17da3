"""Reads events: their articles, claims and accounts, and of which event articles are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from components.events import estimates as estimating
from components.events.account import Account, Telling, account
from components.events.claim import Key, State, claim_of
from components.events.decisions import Decided
from components.events.features import features_of
from components.events.named import Named
from components.model import CASUALTIES
from components.store import asking, codec, event_journal, interning
from components.store.event_keys import PIECE
from components.store.event_records import Belonging, EventArticle, EventRow, EventsAsked, Summary
from components.store.event_writing import event_of
from components.store.schema import (
    articles,
    copies,
    event_articles,
    event_claims,
    event_features,
    event_rows,
    figure_rows,
)
from components.tables.columns import Row
from components.tables.stored import TAKEN_OUT, ordinal

ASIDE = ("background", "hypothetical")  # scopes that are not of their article's event


def find(connection: Connection, event_id: str) -> Any:
    if not codec.storable(event_id):
        return None
    return connection.execute(select(event_rows).where(event_rows.c.id == event_id)).first()


def members_of(connection: Connection, event_id: str) -> list[str] | None:
    row = find(connection, event_id)
    if row is None:
        return None
    joined = select(articles.c.id).join(event_articles, event_articles.c.article_key == articles.c.key)
    return list(connection.scalars(joined.where(event_articles.c.event_key == row.key).order_by(articles.c.id)))


def conditions(asked: EventsAsked) -> Iterator[ColumnElement[bool]]:
    yield event_rows.c.state.in_(asked.states)
    if asked.kinds:
        yield event_rows.c.kind.in_(asked.kinds)
    if asked.places:
        yield event_rows.c.place.in_(asked.places)
    if asked.first:
        yield event_rows.c.last_day >= ordinal(asked.first)
    if asked.last:
        yield and_(event_rows.c.first_day <= ordinal(asked.last), event_rows.c.first_day > 0)
    if asked.least:
        yield event_rows.c.articles >= asked.least
    if not asked.samples:
        yield or_(event_rows.c.samples < event_rows.c.articles, event_rows.c.samples == 0)
    for word in asked.words.split():
        named = [event_rows.c[n].icontains(word, autoescape=True) for n in ("name", "place", "kind")]
        yield or_(*named, exists().where(*_titled(word)))


def _titled(word: str) -> tuple[ColumnElement[bool], ...]:
    here = event_articles.c.event_key == event_rows.c.key
    return here, event_articles.c.article_key == articles.c.key, articles.c.title.icontains(word, autoescape=True)


def row_of(row: Any, summary: Summary | None) -> EventRow:
    told = summary or Summary(**json.loads(row.summary or "{}"))
    return EventRow(event_of(row), row.articles, told)


def accounts(
    connection: Connection, event_ids: Sequence[str], collection: str, judged: bool = False
) -> Iterator[Account]:
    state = event_journal.decided(connection)
    wanted = select(event_rows).where(event_rows.c.id.in_([id_ for id_ in event_ids if codec.storable(id_)]))
    found = {row.id: row for row in connection.execute(wanted)}
    claims = claims_of(connection, {row.key: row.id for row in found.values()})
    for event_id in event_ids:
        if (row := found.get(event_id)) is not None:
            members = articles_of(connection, row.key)
            named = victims_of(connection, row.key)
            yield account(
                event_of(row),
                [claim_of(c, event_id) for c in claims.get(event_id, []) if not judged or c["status"] != "suggested"],
                [Telling(a.id, a.title, a.outlet, a.published, a.url, a.copy_of, named.get(a.id, ())) for a in members],
                set_states=states_by_hand(state),
                set_estimates=estimates_by_hand(state, event_id),
                trust=state.trust.get(collection, ()),
            )


def summary_of(told: Account) -> Summary:
    killed = told.estimate("KILLED")
    casualties = [c for c in told.claims if c.label in CASUALTIES]
    still_open = [c for c in casualties if c.status == "suggested" or told.states[c.key].state == "disputed"]
    sources = {told.sources[c.key] for c in casualties}
    numbers = (killed.best, killed.low, killed.high) if killed else (None, None, None)
    return Summary(len(casualties), len(sources), len(still_open), *numbers)


def states_by_hand(state: Decided) -> dict[Key, State]:
    """The states of claims that persons set."""
    return {
        key: State(d.data["state"], d.data.get("why") or "", None, d.author or "analyst")
        for key, d in state.claim_states.items()
    }


def estimates_by_hand(state: Decided, event_id: str) -> list[estimating.ByHand]:
    """The numbers of an event's estimates that persons set, oldest first."""
    return [
        estimating.ByHand(
            d.data["label"],
            d.data["part"],
            d.data.get("value"),
            d.data.get("reason") or "",
            d.author,
            d.data.get("victim_type"),
        )
        for d in state.estimates
        if d.data["event"] == event_id
    ]


def articles_of(connection: Connection, key: int) -> list[EventArticle]:
    original = articles.alias()
    about = select(
        articles.c.id,
        articles.c.title,
        articles.c.outlet,
        articles.c.published,
        articles.c.url,
        event_articles.c.event_key,
        event_articles.c.why,
        event_articles.c.by_hand,
        original.c.id.label("copy_of"),
    ).outerjoin(event_articles, event_articles.c.article_key == articles.c.key)
    about = about.outerjoin(copies, copies.c.article_key == articles.c.key)
    about = about.outerjoin(original, original.c.key == copies.c.of)
    claimed = select(event_claims.c.article_key).where(event_claims.c.event_key == key)
    mine = or_(event_articles.c.event_key == key, articles.c.key.in_(claimed))
    found = []
    for row in connection.execute(about.where(mine, articles.c.removed_at.is_(None))):
        main = row.event_key == key
        why = row.why if main else "Some of its claims are about this event, the article is about another one."
        found.append(
            EventArticle(
                row.id,
                row.title,
                row.outlet,
                row.published,
                row.url,
                why or "",
                bool(main and row.by_hand),
                main,
                row.copy_of,
            )
        )
    return sorted(found, key=lambda a: (not a.main, a.published or "9999", a.id))


def victims_of(connection: Connection, key: int) -> dict[str, tuple[Named, ...]]:
    """Whom the own articles of an event name as victims, by article."""
    wanted = select(articles.c.id, event_features.c.record).join(
        event_features, event_features.c.article_key == articles.c.key
    )
    wanted = wanted.join(event_articles, event_articles.c.article_key == articles.c.key)
    some = wanted.where(event_articles.c.event_key == key, event_features.c.record.contains('"victims":[{'))
    return {row.id: features_of(json.loads(row.record)).victims for row in connection.execute(some)}


def claims_of(connection: Connection, events: Mapping[int, str]) -> dict[str, list[Row]]:
    """The claims of events, by id, from the rows of figures as they are now."""
    f = figure_rows.c
    aside = interning.keys_there(connection, ASIDE)
    rejected = interning.keys_there(connection, ("rejected",))
    here = (event_claims.c.article_key == f.article_key) & (event_claims.c.figure_id == f.id)
    own = select(f.article_key, f.id, f.day, f.start, event_articles.c.event_key.label("event_key"))
    own = own.join(event_articles, event_articles.c.article_key == f.article_key).where(~exists().where(here))
    newer = (
        figure_rows.alias()
    )  # a count that its article revises stays a claim of the event: what was taken back is shown as such
    revised = exists().where(newer.c.article_key == f.article_key, newer.c.supersedes == f.id)
    own = own.where(or_(f.scope.is_(None), f.scope.not_in(aside), revised))
    pointed = select(f.article_key, f.id, f.day, f.start, event_claims.c.event_key).join(event_claims, here)
    found: dict[str, list[Row]] = {}
    for query, column in ((own, event_articles.c.event_key), (pointed, event_claims.c.event_key)):
        query = query.where(column.in_(list(events)), f.shelf != TAKEN_OUT, f.status.not_in(rejected))
        of = {(row.article_key, row.id): row.event_key for row in connection.execute(query)}
        for row in asking.shown(connection, figure_rows, query.subquery()):
            event = events[of[row["article_key"], row["figure_id"]]]
            found.setdefault(event, []).append({**row, "event_id": event})
    return {event: sorted(rows, key=order) for event, rows in found.items()}


def order(row: Row) -> tuple[str, str, int, int, str]:
    return row["published"] or "9999", row["article_id"], row["start"], -row["end"], row["label"]


def belongings(connection: Connection, ids: Mapping[int, str]) -> dict[str, Belonging]:
    main: dict[int, tuple[str, str]] = {}
    elsewhere: dict[int, dict[str, str | None]] = {}
    keys = sorted(ids)
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        own = select(event_articles.c.article_key, event_articles.c.why, event_rows.c.id)
        own = own.join(event_rows, event_rows.c.key == event_articles.c.event_key)
        for row in connection.execute(own.where(event_articles.c.article_key.in_(piece))):
            main[row.article_key] = (row.id, row.why)
        other = select(event_claims.c.article_key, event_claims.c.figure_id, event_rows.c.id)
        other = other.outerjoin(event_rows, event_rows.c.key == event_claims.c.event_key)
        for row in connection.execute(other.where(event_claims.c.article_key.in_(piece))):
            elsewhere.setdefault(row.article_key, {})[row.figure_id] = row.id
    return {
        ids[key]: _belonging(main.get(key), elsewhere.get(key, {})) for key in keys if key in main or key in elsewhere
    }


def _belonging(main: tuple[str, str] | None, elsewhere: Mapping[str, str | None]) -> Belonging:
    return Belonging(main[0], main[1], elsewhere) if main else Belonging(None, "", elsewhere)
