"""Events over all articles: what pages ask of them, and the journal of what people decided. ``store.events``."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, exists, func, insert, select, text, update

from components.events import estimates as estimating
from components.events.account import Account
from components.events.claim import Key, State
from components.events.deciding import EventRefusedError, asked, settled
from components.events.decisions import Decided, EventDecision
from components.model import Problem
from components.store import (
    asking,
    codec,
    event_journal,
    event_keys,
    event_reading,
    event_told,
    eventing,
    eventing_check,
)
from components.store.errors import StoreError
from components.store.event_records import (
    SORTS,
    Belonging,
    EventArticle,
    EventPage,
    EventRow,
    EventsAsked,
    Sort,
    Summary,
)
from components.store.schema import (
    articles,
    event_articles,
    event_decisions,
    event_rows,
    figure_rows,
    quote_rows,
)
from components.tables.columns import Row
from components.tables.stored import TAKEN_OUT

log = logging.getLogger(__name__)
Opening = Callable[[], AbstractContextManager[Connection]]
Progress = Callable[[int, int], None]  # articles done, all
BATCH = 50  # articles of one transaction
ASIDE = ("background", "hypothetical")  # scopes that are not of their article's event


class Events:
    """The events of a store: ``store.events``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    # Proposals

    def due(self) -> int:
        """How many articles are new or changed since their event was proposed."""
        with self._read() as connection:
            return connection.scalar(select(func.count()).select_from(eventing.DUE.subquery())) or 0

    def settle(self, progress: Progress | None = None, most: int | None = None) -> int:
        """Proposes the events of articles that are new or changed, at most ``most`` of them, and answers how many it did. A transaction holds a
        few articles: a process that ends loses none of what it did."""
        done, total = 0, self.due() if progress else 0
        while most is None or done < most:
            batch = BATCH if most is None else min(BATCH, most - done)
            with self._read() as connection:  # most of the time nothing is due, and nobody waits for a writer
                if connection.scalar(eventing.DUE.limit(1)) is None:
                    break
            with self._write() as connection:
                _alone(connection)
                keys = connection.scalars(eventing.DUE.order_by(articles.c.key).limit(batch)).all()
                eventing.settle(connection, keys)
            if not keys:
                break
            done += len(keys)
            if progress:
                progress(done, max(done, total))
        self._foresee(min(2 * done, BATCH))
        return done

    # What pages ask

    def page(
        self,
        asked: EventsAsked | None = None,
        sort: Sort = "last_day",
        descending: bool = True,
        limit: int = 50,
        offset: int = 0,
    ) -> EventPage:
        """One page of events with the number of all that fit."""
        if sort not in SORTS:
            raise ValueError(f"events can be sorted by {', '.join(SORTS)}, not by {sort!r}")
        where = and_(*event_reading.conditions(asked or EventsAsked()))
        by = event_rows.c[sort]
        order = (by.desc().nulls_last() if descending else by.asc().nulls_last(), event_rows.c.id)
        with self._read() as connection:
            total = connection.scalar(select(func.count()).select_from(event_rows).where(where)) or 0
            wanted = select(event_rows).where(where).order_by(*order).limit(limit).offset(offset)
            found = connection.execute(wanted).all()
        made = self._summaries([row for row in found if not row.summary])
        return EventPage(tuple(event_reading.row_of(row, made.get(row.key)) for row in found), total)

    def one(self, event_id: str) -> EventRow | None:
        """One event, None where there is none."""
        with self._read() as connection:
            row = event_reading.find(connection, event_id)
        return event_reading.row_of(row, self._summaries([row]).get(row.key)) if row else None

    def kinds(self) -> dict[str, int]:
        """The kinds of events with how many are of each, the most frequent first."""
        return self._counted("kind")

    def places(self) -> dict[str, int]:
        """The places of events with how many were at each, the most frequent first."""
        return self._counted("place")

    def articles(self, event_id: str) -> list[EventArticle]:
        """The articles of an event by day of publication, those that only tell of it beside their own event after its own."""
        with self._read() as connection:
            row = event_reading.find(connection, event_id)
            return event_reading.articles_of(connection, row.key) if row else []

    def claims(self, event_id: str) -> list[Row]:
        """The figures that are claims of an event, as rows of the table figures with ``event_id``, by day of publication; rejected ones are
        left out. ``components.events.claim.claim_of`` makes claims of them."""
        return self.claims_of([event_id]).get(event_id, [])

    def claims_of(self, event_ids: Sequence[str]) -> dict[str, list[Row]]:
        """The claims of several events, by event."""
        with self._read() as connection:
            keys = event_keys.event_keys(connection, event_ids)
            return event_reading.claims_of(connection, {key: id_ for id_, key in keys.items()})

    def ids(self, asked: EventsAsked | None = None) -> list[str]:
        """The ids of all events that fit, by their last day, as exports list them."""
        where = and_(*event_reading.conditions(asked or EventsAsked()))
        with self._read() as connection:
            wanted = select(event_rows.c.id).where(where).order_by(event_rows.c.last_day, event_rows.c.id)
            return list(connection.scalars(wanted))

    def account(self, event_id: str, collection: str = "") -> Account | None:
        """An event with all that is claimed about it, weighed by the sources that a collection trusts; None where there is no such event."""
        return next(self.accounts([event_id], collection), None)

    def accounts(self, event_ids: Sequence[str], collection: str = "", judged: bool = False) -> Iterator[Account]:
        """The accounts of events in the order of ``event_ids``; one that is not there is left out. ``judged`` leaves out claims that nobody
        judged."""
        for at in range(0, len(event_ids), BATCH):
            with self._read() as connection:
                yield from list(event_reading.accounts(connection, event_ids[at : at + BATCH], collection, judged))

    def quotes(self, event_id: str) -> list[Row]:
        """The quotes of an event's own articles, as rows of the table quotes, by day of publication."""
        with self._read() as connection:
            row = event_reading.find(connection, event_id)
            if row is None:
                return []
            q = quote_rows.c
            mine = select(event_articles.c.article_key).where(event_articles.c.event_key == row.key)
            chosen = select(q.article_key, q.id, q.day, q.start).where(q.article_key.in_(mine), q.shelf != TAKEN_OUT)
            found = asking.shown(connection, quote_rows, chosen.subquery())
        return sorted((r for r in found if r["status"] != "rejected"), key=event_reading.order)

    def of_article(self, article_id: str) -> Belonging:
        """Of which event an article is, and which of its figures are of others."""
        return self.of_articles([article_id]).get(article_id, Belonging(None, "", {}))

    def of_articles(self, article_ids: Collection[str]) -> dict[str, Belonging]:
        """The events of several articles, by article; those that are of none, with all their claims, are left out."""
        with self._read() as connection:
            keys = event_keys.keys_of(connection, [a for a in article_ids if codec.storable(a)])
            return event_reading.belongings(connection, {key: id_ for id_, key in keys.items()})

    def copies(self, event_id: str) -> dict[str, str]:
        """Of the articles of an event each copy with the id of the article that it copies."""
        return {a.id: a.copy_of for a in self.articles(event_id) if a.copy_of}

    def by_hand(self) -> dict[Key, State]:
        """The states of claims that persons set."""
        return event_reading.states_by_hand(self.decided())

    def estimates_by_hand(self, event_id: str) -> list[estimating.ByHand]:
        """The numbers of an event's estimates that persons set, oldest first."""
        return event_reading.estimates_by_hand(self.decided(), event_id)

    def trust(self, collection: str = "") -> tuple[str, ...]:
        """The sources that an analyst trusts, the most trusted first."""
        return self.decided().trust.get(collection, ())

    # Decisions

    def revision(self) -> int:
        """The number of the last decision, 0 where there is none: it grows with each."""
        with self._read() as connection:
            return event_journal.revision(connection)

    def decisions(self) -> list[EventDecision]:
        """All decisions, oldest first, undone ones and undos among them."""
        with self._read() as connection:
            return event_journal.journal(connection)

    def decided(self) -> Decided:
        """The replay of all decisions."""
        with self._read() as connection:
            return event_journal.decided(connection)

    def decide(self, decision: EventDecision, seen: int, author: str = "analyst") -> EventDecision:
        """Stores a decision, brings the events that it concerns up to date, and answers it as it was stored: with ``members``, and the id of
        what a split makes in ``to``.

        ``seen`` is the revision that its author had before them. A decision whose op_id is stored already changes nothing. Author and time are
        set here. Raises EventRefusedError, StoreError.
        """
        decision = asked(decision)
        with self._write() as connection:
            _alone(connection)
            there = connection.execute(select(event_decisions).where(event_decisions.c.op_id == decision.op_id)).first()
            if there is not None:
                return EventDecision(there.op_id, there.op, json.loads(there.data), there.author, there.time, there.seq)
            state = event_journal.decided(connection)
            _check_articles(connection, decision)
            wanted = settled(
                _with_home(connection, decision), state, seen, lambda event: event_reading.members_of(connection, event)
            )
            wanted = replace(wanted, author=author, time=self._clock())
            row = {"op_id": wanted.op_id, "op": wanted.op, "data": codec.dump(dict(wanted.data))}
            made = insert(event_decisions).returning(event_decisions.c.seq)
            seq = connection.execute(made, {**row, "author": author, "time": wanted.time}).scalar_one()
            eventing.remake(connection, _concerned(connection, wanted, state))
            return replace(wanted, seq=seq)

    def check(self) -> Iterator[Problem]:
        """Decisions that contradict those before them, and events that are not what articles and decisions make."""
        with self._read() as connection:
            yield from list(eventing_check.check(connection))

    def _counted(self, name: str) -> dict[str, int]:
        column, number = event_rows.c[name], func.count()
        wanted = select(column, number).where(column.is_not(None), event_rows.c.state != "rejected").group_by(column)
        with self._read() as connection:
            found = connection.execute(wanted.order_by(number.desc(), column).limit(asking.MOST_GROUPS)).all()
        return {row[0]: row[1] for row in found}

    def _foresee(self, most: int) -> None:
        """Makes what the list will show of the latest events that changed, so that its first page need not."""
        if not most:
            return
        bare = select(event_rows).where(event_rows.c.summary == "", event_rows.c.state != "rejected")
        with self._read() as connection:
            found = connection.execute(bare.order_by(event_rows.c.last_day.desc()).limit(most)).all()
        self._summaries(found)

    def _summaries(self, rows: Sequence[Any]) -> dict[int, Summary]:
        """What the claims of events come to; kept until one of their articles changes, where the store can be written."""
        if not rows:
            return {}
        keys = {row.id: row.key for row in rows}
        made = {keys[told.event.id]: event_reading.summary_of(told) for told in self.accounts(list(keys))}
        try:
            self._keep(made)
        except StoreError as error:
            log.warning("what events come to is made again each time: %s", error)
        return made

    def _keep(self, made: Mapping[int, Summary]) -> None:
        with self._write() as connection:
            for key, summary in made.items():
                same = (event_rows.c.key == key) & (event_rows.c.summary == "")
                values = codec.dump({name: getattr(summary, name) for name in Summary.__slots__})
                connection.execute(update(event_rows).where(same).values(summary=values))


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": eventing.LOCK})


def _with_home(connection: Connection, decision: EventDecision) -> EventDecision:
    """A move of an article with the event that it is moved out of: what stays there is what its author saw."""
    if decision.op != "move_article":
        return decision
    keys = event_keys.keys_of(connection, [str(decision.data.get("article"))])
    home = next(
        (b.event for b in event_reading.belongings(connection, {key: id_ for id_, key in keys.items()}).values()), None
    )
    data = {name: value for name, value in decision.data.items() if name != "from"}
    return replace(decision, data={**data, "from": home} if home else data)


def _check_articles(connection: Connection, decision: EventDecision) -> None:
    article = decision.data.get("article")
    if not isinstance(article, str) or not codec.storable(article):
        return
    key = event_keys.keys_of(connection, [article]).get(article)
    if key is None:
        raise EventRefusedError("gone", f"There is no article {article}.")
    figure = decision.data.get("figure")
    here = exists().where(figure_rows.c.article_key == key, figure_rows.c.id == figure)
    if figure is not None and not connection.scalar(select(here)):
        raise EventRefusedError("gone", "That figure is not in its article any more.")


def _concerned(connection: Connection, decision: EventDecision, before: Decided) -> set[int]:
    """The keys of the articles that a decision can move, with those of the events that it names."""
    data: Mapping[str, Any] = decision.data
    if decision.op == "undo":
        data = next(d for d in before.standing if d.op_id == data["of"]).data
    ids = {a for members in data.get("members", {}).values() for a in members} | set(data.get("parted", ()))
    ids |= {data["article"]} if data.get("article") else set()
    ids &= set(event_keys.keys_of(connection, ids))
    keys = set(event_keys.keys_of(connection, ids).values())
    named = {data[name] for name in ("event", "into", "to") if data.get(name)} | set(data.get("events", ()))
    for key in event_keys.event_keys(connection, named).values():
        mine = select(event_articles.c.article_key).where(event_articles.c.event_key == key)
        keys |= set(connection.scalars(mine))
    return event_told.with_groups(connection, keys)
