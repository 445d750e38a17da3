"""Entities over all articles: the journal of what people decided about them, and the mentions they are made of."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, insert, select, text

from components.identity import (
    Decision,
    DecisionRefusedError,
    Identities,
    auditing,
    replay,
    settled,
)
from components.identity.decisions import DecisionOp, Pattern
from components.languages import ENGLISH
from components.model import Problem
from components.store import codec, giving, interning
from components.store.schema import articles, decision_rows, mention_rows, mention_tallies, spellings

Opening = Callable[[], AbstractContextManager[Connection]]
PIECE = 500  # keys of one statement


class Naming:
    """The entities of a store: ``store.names``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock
        self._kept = Identities()
        self._lock = threading.Lock()

    def revision(self) -> int:
        """The number of the last decision, 0 where there is none: it grows with each."""
        with self._read() as connection:
            return giving.revision(connection)

    def identities(self) -> Identities:
        """Who is who now; kept until the next decision."""
        with self._read() as connection:
            return self._identities(connection)

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first, undone ones and undos among them."""
        with self._read() as connection:
            return giving.journal(connection)

    def decide(self, decision: Decision, seen: int, author: str = "analyst") -> Decision:
        """Stores a decision and answers it as it was stored, with the id of what a split makes.

        ``seen`` is the revision that its author had before them. A decision whose op_id is stored already changes nothing.
        Author and time are set here. Raises DecisionRefusedError, StoreError.
        """
        if not all(codec.storable(value) for value in (decision.op_id, json.dumps(dict(decision.data)))):
            raise DecisionRefusedError("malformed", "a decision cannot hold NUL or half a surrogate pair")
        with self._write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": giving.LOCK})
            there = connection.execute(select(decision_rows).where(decision_rows.c.op_id == decision.op_id)).first()
            if there is not None:
                return _decision(*there)
            wanted = settled(decision, self._identities(connection), seen)
            wanted = replace(wanted, author=author, time=self._clock())
            row = {"op_id": wanted.op_id, "op": wanted.op, "data": codec.dump(dict(wanted.data))}
            made = insert(decision_rows).returning(decision_rows.c.seq)
            seq = connection.execute(made, {**row, "author": wanted.author, "time": wanted.time}).scalar_one()
            giving.refresh(connection)
            return replace(wanted, seq=seq)

    def check(self) -> Iterator[Problem]:
        """Decisions that contradict those before them, or that cannot be read."""
        with self._read() as connection:
            rows = connection.execute(select(decision_rows).order_by(decision_rows.c.seq)).all()
        readable = []
        for row in rows:
            try:
                decision = _decision(*row)
            except ValueError as error:
                yield Problem(f"decision {row.seq} on names", f"its data cannot be read as JSON ({error})")
                continue
            if isinstance(decision.data, dict):
                readable.append(decision)
            else:
                yield Problem(f"decision {row.seq} on names", "its data is no JSON object")
        contradicted = False
        for decision, why in auditing.contradictions(readable):
            contradicted = True
            yield Problem(_place(decision), f"it contradicts the decisions before it: {why}")
        if contradicted or len(readable) < len(rows):
            return
        with self._read() as connection:
            for wrong, (spelling, article, entity, _) in giving.differences(connection):
                yield Problem("names given", f"{wrong}: spelling {spelling} in article {article or 'any'} as {entity}")

    def orphans(self) -> Iterator[Problem]:
        """Standing decisions on names that no article has, articles that were taken out included: they change nothing."""
        decisions = self.decisions()
        wanted = sorted({pattern[0] for _, about in auditing.patterns(decisions) for pattern in about})
        with self._read() as connection:
            there = set(_there(connection, wanted))
        for decision in auditing.orphans(decisions, there.__contains__):
            yield Problem(_place(decision), "no article has these names any more, so it changes nothing")

    def _identities(self, connection: Connection) -> Identities:
        revision = giving.revision(connection)
        with self._lock:
            if self._kept.revision == revision:
                return self._kept
        found = replay(giving.journal(connection))
        with self._lock:
            self._kept = found
        return found


def _place(decision: Decision) -> str:
    said = str(decision.data.get("said") or decision.op.replace("_", " "))
    return f"decision {decision.seq} on names ({said}; {decision.author}, {decision.time[:10]})"


def _decision(seq: int, op_id: str, op: DecisionOp, data: str, author: str, time: str) -> Decision:
    return Decision(op_id, op, json.loads(data), author, time, seq)


def _there(connection: Connection, keys: Sequence[str]) -> Iterator[Pattern]:
    """What decisions on these keys can be about: in which articles, those that were taken out included, they are written how."""
    rows, tally = mention_rows.c, mention_tallies.c
    for at in range(0, len(keys), PIECE):
        spelled = select(spellings.c.key).where(spellings.c.own.in_(keys[at : at + PIECE]))
        names = select(tally.name).where(tally.name_spelling.in_(spelled))  # the way to the rows
        wanted = (
            select(spellings.c.own, articles.c.id, spellings.c.written)
            .select_from(mention_rows)
            .join(spellings, spellings.c.key == rows.name_spelling)
            .join(articles, articles.c.key == rows.article_key)
            .where(rows.name.in_(names), rows.name_spelling.in_(spelled), articles.c.language == ENGLISH)
            .distinct()
        )
        if rejected := interning.keys_there(connection, ("rejected",)):
            wanted = wanted.where(rows.status.not_in(rejected))
        for own, article, written in connection.execute(wanted):
            yield from ((own, a, w) for a in (None, article) for w in (None, written))
