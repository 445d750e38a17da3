"""What people decided about names over all articles: counted from the rows of what they judged, and what they set by hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from components import triggers
from components.labels import labels
from components.languages import ENGLISH
from components.memory import LONGEST, Hand, Memory, is_name, key, of_annotations, tallied
from components.model import SAMPLE, RecordError
from components.store import articles as article_rows
from components.store import codec, collecting, library, state
from components.store.errors import StoreError
from components.store.schema import SHARED, annotation_rows, articles, hand_rows
from components.store.told import moment

Opening = Callable[[], AbstractContextManager[Connection]]
PATIENCE = 20
NOTICED = 0.05  # seconds
PIECE = 1000  # strings of one statement
# What people try out in the sample articles is no decision on the names of others; nor is what a name is called in another language.
ELSEWHERE = library.tagged(SAMPLE) | (articles.c.language != ENGLISH)
OWN = annotation_rows.c.article_key.not_in(select(articles.c.key).where(ELSEWHERE))


class HandRefusedError(StoreError):
    """Something else was set for a name by somebody who was faster; the message says who, what and when."""


@dataclass(frozen=True, slots=True)
class Example:
    """The last decision on a string with a label: who made it, when, and where it stands."""

    article_id: str
    annotation_id: str
    author: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A memory as it was counted: the mark of the library then, when, and how many seconds it took."""

    mark: str
    memory: Memory
    at: float
    took: float


class Remembering:
    """The memory of a store: ``store.memory``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock
        self._kept: Kept | None = None
        self._lock = threading.Lock()

    def now(self) -> Memory:
        """All that is remembered; kept until anything in the library or on the memory's page changes."""
        with self._read() as connection:
            mark = _mark(connection)
            with self._lock:
                if self._kept and self._kept.mark == mark:
                    return self._kept.memory
            begun = time.monotonic()
            found = _counted(connection)
        _ = found.verdicts  # worked out once, and part of what it takes
        now = time.monotonic()
        with self._lock:
            self._kept = Kept(mark, found, now, now - begun)
        return found

    def within(self, collection: str) -> Memory:
        """What people decided in the articles of a collection, with what was set by hand. What the next article does follows
        ``now``, from all articles."""
        with self._read() as connection:
            return _counted(connection, collection)

    def lately(self) -> Memory:
        """All that is remembered, as of a moment ago where counting takes long: an import changes the library with every
        article, and must not count all decisions anew for each. Counting takes at most a part in PATIENCE of the time."""
        with self._lock:
            kept = self._kept
        if kept is not None and kept.took > NOTICED and time.monotonic() - kept.at < PATIENCE * kept.took:
            return kept.memory
        return self.now()

    def of(self, article_id: str) -> Memory:
        """What people decided in one article; raises ArticleMissingError."""
        with self._read() as connection:
            head, article, _, _ = article_rows.read(connection, article_id)
            return of_annotations((a for a, _ in state.current(connection, head.key)), article.text)

    def set(
        self,
        entries: Mapping[str, Hand | None],
        author: str = "analyst",
        seen: Mapping[str, Hand | None] | None = None,
    ) -> dict[str, Hand | None]:
        """Sets what a person decides for strings (None: nothing of one's own), and answers what was set before, which sets
        it back. Author and time of a Hand are set here unless it has them. ``seen`` is what the person saw to be set: where
        somebody set something else since, all is refused. Raises RecordError, HandRefusedError: then nothing is set."""
        rows = {key(surface): hand for surface, hand in entries.items()}
        for surface, hand in rows.items():
            check_hand(surface, hand)
        with self._lock:
            self._kept = None
        with self._write() as connection:
            seq = (connection.scalar(select(func.max(hand_rows.c.seq))) or 0) + 1
            pieces = [list(rows)[at : at + PIECE] for at in range(0, len(rows), PIECE)]
            before: dict[str, Hand] = {}
            for strings in pieces:
                before |= _hands(connection, hand_rows.c.surface.in_(strings))
            if seen is not None:
                _check_seen(before, {key(surface): hand for surface, hand in seen.items()}, rows, author)
            for strings in pieces:
                connection.execute(delete(hand_rows).where(hand_rows.c.surface.in_(strings)))
                new = [_row(s, rows[s] or Hand("never"), author, self._clock(), seq) for s in strings]
                blank = [{**row, "kind": ""} if rows[row["surface"]] is None else row for row in new]
                connection.execute(insert(hand_rows), blank)
        return {surface: before.get(surface) for surface in rows}

    def examples(self, strings: Sequence[str]) -> dict[tuple[str, str], Example]:
        """The last decision for each label (the one kept or the one left) of these strings."""
        rows = annotation_rows.c
        out: dict[tuple[str, str], Example] = {}
        with self._read() as connection:
            for label in (rows.left_label, rows.label):  # what was given goes before what was taken away
                order = (func.coalesce(rows.judged_at, "").desc(), rows.article_key, rows.start, rows.id)
                rank = func.row_number().over(partition_by=(rows.surface, label), order_by=order).label("rank")
                what = (rows.surface, label.label("name"), rows.article_key, rows.id, rows.judged_by, rows.judged_at)
                mine = (OWN, rows.coding == SHARED, rows.surface.in_(list(strings)), label.is_not(None))
                last = select(*what, rank).where(*mine).subquery()
                found = select(articles.c.id.label("article"), last).join(
                    articles, articles.c.key == last.c.article_key
                )
                for r in connection.execute(found.where(last.c.rank == 1)):
                    out[r.surface, r.name] = Example(r.article, r.id, r.judged_by, r.judged_at)
        return out


def _check_seen(
    now: Mapping[str, Hand], seen: Mapping[str, Hand | None], rows: Mapping[str, Hand | None], author: str
) -> None:
    for surface, hand in rows.items():
        there, saw = now.get(surface), seen.get(surface)
        if _does(there) in (_does(saw), _does(hand)):
            continue
        if there is None:
            raise HandRefusedError(f"What was set for “{surface}” was dropped by somebody in the meantime")
        who = there.author if there.author != author else "You, in another window,"
        raise HandRefusedError(f"{who} set “{surface}” to {_said(there)} on {moment(there.time)}")


def _does(hand: Hand | None) -> tuple[str, str | None, str] | None:
    """What tells one setting from another: who forgets later forgets more."""
    return None if hand is None else (hand.kind, hand.label, hand.time if hand.kind == "forget" else "")


def _said(hand: Hand) -> str:
    known = labels().get(hand.label or "")
    return f"“{known.title if known and hand.kind == 'use' else hand.kind}”"


def check_hand(surface: str, hand: Hand | None) -> None:
    """Raises RecordError for a string that cannot be remembered, or a label that entities do not have."""
    if not 0 < len(surface) <= LONGEST or not codec.storable(surface):
        raise RecordError(f"a name has 1 to {LONGEST} characters, found {surface[:60]!a} with {len(surface)}")
    if hand is None:
        return
    if hand.kind == "use" and not is_name(hand.label):
        raise RecordError(f"{hand.label!r} is no label of names; data/labels.toml lists them")
    if hand.kind != "use" and hand.label is not None:
        raise RecordError(f"“{hand.kind}” takes no label, found {hand.label!r}")


def _mark(connection: Connection) -> str:
    return f"{library.pulse(connection)} {connection.scalar(select(func.max(hand_rows.c.seq)))}"


def _counted(connection: Connection, collection: str | None = None) -> Memory:
    rows = annotation_rows.c
    hand = _hands(connection)
    forgotten = {surface: h.time for surface, h in hand.items() if h.kind == "forget"}
    same = (rows.surface, rows.label, rows.decision, rows.left_label, rows.article_key)
    grouped = select(*same, func.count(), func.max(rows.judged_at)).group_by(*same)
    grouped = grouped.where(OWN)
    if collection is not None:
        grouped = grouped.where(rows.article_key.in_(collecting.members(collection)))
    found: list[Any] = list(connection.execute(grouped.where(rows.surface.is_not(None), rows.coding == SHARED)))
    if forgotten:
        since = and_(hand_rows.c.surface == rows.surface, hand_rows.c.kind == "forget")
        later = grouped.join(hand_rows, since).where(rows.judged_at > hand_rows.c.time, rows.coding == SHARED)
        found = [row for row in found if row.surface not in forgotten] + list(connection.execute(later))
    names = [tuple(row) for row in found if not triggers.parted(row.surface)]
    words = [tuple(row) for row in found if triggers.parted(row.surface)]
    return Memory(tallied(names), hand, tallied(words, triggers.is_counted))


def _hands(connection: Connection, *where: ColumnElement[bool]) -> dict[str, Hand]:
    rows = connection.execute(select(hand_rows).where(hand_rows.c.kind != "", *where))
    return {row.surface: Hand(row.kind, row.label, row.author, row.time) for row in rows}


def _row(surface: str, hand: Hand, author: str, now: str, seq: int) -> dict[str, Any]:
    return {
        "surface": surface,
        "kind": hand.kind,
        "label": hand.label,
        "author": hand.author or author,
        "time": hand.time or now,
        "seq": seq,
    }
