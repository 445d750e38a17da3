"""Entities over all articles: the journal of what people decided about them, and the mentions they are made of."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select, text

from components.identity import (
    Decision,
    DecisionRefusedError,
    Identities,
    auditing,
    mention_of,
    replay,
    settled,
)
from components.identity.decisions import DecisionOp, Pattern
from components.identity.keys import normalised
from components.identity.listing import ArticleNames, Mention
from components.languages import ENGLISH
from components.model import SAMPLE, Problem
from components.store import codec, collecting, giving
from components.store.library import tagged
from components.store.schema import articles, decision_rows, mention_rows, spellings, terms, texts

Opening = Callable[[], AbstractContextManager[Connection]]
PIECE = 100  # articles whose texts and mentions are read at once


@dataclass(frozen=True, slots=True)
class Fresh:
    """What ``mentions`` read: articles that are new or changed, and all ids that are in the library."""

    changed: Iterator[ArticleNames]
    there: Sequence[str]


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
        wanted = {pattern[0] for _, about in auditing.patterns(decisions) for pattern in about}
        there: set[Pattern] = set()
        for names in self.mentions({}, taken_out=True).changed if wanted else ():
            for mention in names.mentions:
                if mention.key in wanted:
                    written = normalised(mention.written)
                    there.update((mention.key, a, w) for a in (None, names.id) for w in (None, written))
        for decision in auditing.orphans(decisions, there.__contains__):
            yield Problem(_place(decision), "no article has these names any more, so it changes nothing")

    def mentions(
        self, known: Mapping[str, int], taken_out: bool = False, samples: bool = True, collection: str | None = None
    ) -> Fresh:
        """The names of all articles of the library, or of a collection, but those whose revision is ``known``: read as they are
        asked for.

        ``taken_out`` adds the articles that were taken out; without ``samples`` those that came with Dateline are left out.
        Articles that are not English are: a name is called otherwise there.
        """
        with self._read() as connection:
            columns = select(articles.c.key, articles.c.id, articles.c.revision, articles.c.published, articles.c.title)
            columns = columns.where(articles.c.language == ENGLISH)
            columns = columns if taken_out else columns.where(articles.c.removed_at.is_(None))
            columns = columns if samples else columns.where(~tagged(SAMPLE))
            columns = columns.where(articles.c.key.in_(collecting.members(collection))) if collection else columns
            rows = connection.execute(columns).all()
        changed = [row for row in rows if known.get(row.id) != row.revision]

        def read() -> Iterator[ArticleNames]:
            for at in range(0, len(changed), PIECE):
                piece = changed[at : at + PIECE]
                with self._read() as connection:
                    found = _mentions(connection, [row.key for row in piece])
                for row in piece:
                    yield ArticleNames(row.id, row.revision, row.published, row.title, found.get(row.key, ()))

        return Fresh(read(), [row.id for row in rows])

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


def _mentions(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[Mention, ...]]:
    """The names of these articles, each with the ids of its mentions in the order of the text."""
    rows = mention_rows.c
    body = select(texts.c.article_key, texts.c.text).join(
        articles, (articles.c.key == texts.c.article_key) & (articles.c.text_version == texts.c.version)
    )
    body_of = {row.article_key: row.text for row in connection.execute(body.where(texts.c.article_key.in_(keys)))}
    label, status, name = terms.alias(), terms.alias(), terms.alias()
    wanted = (
        select(
            rows.article_key,
            rows.id,
            rows.start,
            rows.end,
            label.c.text.label("label"),
            name.c.text.label("name"),
            spellings.c.own,
        )
        .join(label, label.c.key == rows.label)
        .join(status, status.c.key == rows.status)
        .join(name, name.c.key == rows.name)
        .join(spellings, spellings.c.key == rows.name_spelling)
        .where(rows.article_key.in_(keys), status.c.text != "rejected")
        .order_by(rows.article_key, rows.start)
    )
    found: dict[int, dict[tuple[str, str, str, str], list[tuple[str, int]]]] = defaultdict(dict)
    for row in connection.execute(wanted):
        written = mention_of(body_of[row.article_key], row.start, row.end)
        found[row.article_key].setdefault((row.own, row.name, row.label, written), []).append((row.id, row.start))
    return {article: tuple(_mention(*m, at) for m, at in all_.items()) for article, all_ in found.items()}


def _mention(own: str, name: str, label: str, written: str, at: Sequence[tuple[str, int]]) -> Mention:
    return Mention(own, name, label, written, tuple(i for i, _ in at), tuple(start for _, start in at))
