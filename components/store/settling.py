"""The differences of independent coders settled into one accepted version: edits of their own, each saying whose reading it took.

A decision on one place is a group of edits of the accepted version, and one undo. What all coders agree on is taken with the last step.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, update

from components import edits
from components.agreement.differences import Difference, all_of, differences, refused
from components.model import Annotation, Edit, record_of
from components.store import articles as article_rows
from components.store import bundling, checks, journal, state
from components.store.codings import Coded, CodingError, Opening, coded, set_state, standing
from components.store.schema import OPEN, SETTLED, SETTLING, TOGETHER, articles, texts

LINKS = ("same_as", "supersedes", "part_of", "additional_to")
LEAST = 2  # coders who are done


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a place: whose reading was taken (nobody's: none, or an own one), by whom and when."""

    group: str
    taken: tuple[str, ...]
    is_own: bool
    author: str
    time: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """An article to settle: its places, and what was decided on those that were, by the place's id."""

    coded: Coded
    places: tuple[Difference, ...]
    decided: Mapping[str, Decision]

    @property
    def open(self) -> tuple[Difference, ...]:
        """The places where coders differ that nobody settled yet."""
        return tuple(place for place in self.places if not place.is_agreed and place.id not in self.decided)

    @property
    def differing(self) -> tuple[Difference, ...]:
        """All places where coders differ."""
        return tuple(place for place in self.places if not place.is_agreed)


class Settling:
    """What editors settle: ``store.settling``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    def of(self, article_id: str) -> Settlement:
        """An article with the differences of those who are done. Raises CodingError, ArticleMissingError."""
        with self._read() as connection:
            return _of(connection, article_id)

    def settle(
        self, article_id: str, place_id: str, taken: Sequence[str], author: str, own: Annotation | None = None
    ) -> str:
        """Takes at one place what these coders have (several: all of it; nobody: none of it), or an ``own`` reading, and answers
        the group of edits, which ``take_back`` takes. Raises CodingError."""
        with self._write() as connection:
            head, found = _begun(connection, article_id)
            place = next((d for d in found.places if d.id == place_id), None)
            if place is None or place.is_agreed:
                raise CodingError("the codings have changed since you saw them; look at the place again")
            if (before := found.decided.get(place_id)) is not None:
                raise CodingError(f"{before.author} settled this place already; take that back first")
            there = {name for reading in place.readings for name in reading.coders}
            if unknown := set(taken) - there:
                raise CodingError(f"{', '.join(sorted(unknown))} did not code this article")
            said: dict[str, Any] = {"difference": place_id, "taken": [name for name in sorted(there) if name in taken]}
            found_there = all_of(r for r in place.readings if set(r.coders) & set(taken)) if own is None else [own]
            said |= {"own": True} if own is not None else {}
            return self._append(connection, head, [(place, found_there, said)], author)

    def take_back(self, article_id: str, group: str, author: str) -> str:
        """Opens a place again that was settled by a group of edits; answers the new group. Raises CodingError where it is not the
        last word."""
        with self._write() as connection:
            head, found = _begun(connection, article_id)
            if group not in {decision.group for decision in found.decided.values()}:
                raise CodingError("that was taken back already")
            return self._back(connection, head, group, author)

    def finish(self, article_id: str, author: str) -> None:
        """Takes what all coders agree on, and the article is settled. Raises CodingError where places are open."""
        with self._write() as connection:
            head, found = _begun(connection, article_id)
            if found.open:
                raise CodingError(f"{len(found.open)} places are not settled yet")
            everybody = sorted(found.coded.codings)
            said = {"taken": everybody, "final": True}
            agreed = [
                (place, list(place.readings[0].annotations), {**said, "difference": place.id})
                for place in found.places
                if place.is_agreed
            ]
            self._append(connection, head, agreed, author, refused(found.coded.codings), said)
            head = article_rows.head(connection, article_id)
            now = self._clock()
            set_state(connection, head, SETTLED, settled_by=author, settled_at=now)
            here = update(articles).where(articles.c.key == head.key)
            connection.execute(here.values(review_status="settled", status_by="chosen"))

    def reopen(self, article_id: str, author: str) -> None:
        """One step back: a settled article is to be settled again, one that is being settled goes back to its coders. What was
        decided on places stays. Raises CodingError where the accepted version was corrected since."""
        with self._write() as connection:
            head = article_rows.head(connection, article_id, lock=True)
            if head.coding_state == SETTLED:
                final = [e for e in checks.history(connection, article_id) if e.data.get("final")]
                if final and not final[-1].data.get("undone"):
                    self._back(connection, head, str(final[-1].group), author)
                head = article_rows.head(connection, article_id)
                set_state(connection, head, SETTLING, settled_by=None, settled_at=None)
            elif head.coding_state == SETTLING:
                set_state(connection, head, OPEN)
            else:
                raise CodingError("the article is not settled")

    def _append(
        self,
        connection: Connection,
        head: article_rows.Head,
        decisions: Sequence[tuple[Difference, Sequence[Annotation], Mapping[str, Any]]],
        author: str,
        rejected: Iterable[Annotation] = (),
        why: Mapping[str, Any] | None = None,
    ) -> str:
        """Stores what was decided as one group of edits of the accepted version."""
        coming = {a.id: a for _, found, _ in decisions for a in found}
        targets = {*coming, *(id for place, _, _ in decisions for id in place.targets)}
        out = [a.id for a in rejected]
        there, last, _ = state.some(connection, head.key, sorted({*targets, *out, *_links(coming.values())}))
        text = _text(connection, head)
        planned: dict[str, tuple[Annotation | None, Mapping[str, Any]]] = {}
        for place, found, said in decisions:
            taken = {a.id: _linked(a, {*coming, *(i for i, b in there.items() if b)}) for a in found}
            gone = {id: None for id in place.targets if id not in taken and there.get(id) is not None}
            planned |= {id: (a, said) for id, a in {**gone, **taken}.items()}
            if not gone and not taken:  # nothing is to be done, and that is noted
                planned[place.targets[0]] = (None, said)
        planned |= {id: (None, why or {}) for id in out if id not in planned and there.get(id) is not None}
        batch = [(id, a, there.get(id), last.get(id), said) for id, (a, said) in planned.items()]
        return self._store(connection, head, text, batch, author)

    def _back(self, connection: Connection, head: article_rows.Head, group: str, author: str) -> str:
        """Stores the edits that bring the targets of a group back to what they were."""
        made = checks.history(connection, head.id)
        mine = [e for e in made if e.group == group]
        last = {e.target: e for e in made}
        if others := {last[e.target].author for e in mine if last[e.target].group != group}:
            raise CodingError(f"{', '.join(sorted(others))} changed it since")
        text = _text(connection, head)
        at = made.index(mine[0])
        before = edits.replay(bundling.read(connection, head.key), made[:at], text).annotations
        batch = [
            (e.target, before.get(e.target), None, e.op_id, {**e.data, "undone": True})
            for e in {e.target: e for e in mine}.values()
        ]
        return self._store(connection, head, text, batch, author)

    def _store(
        self,
        connection: Connection,
        head: article_rows.Head,
        text: str,
        batch: Sequence[tuple[str, Annotation | None, Annotation | None, str | None, Mapping[str, Any]]],
        author: str,
    ) -> str:
        """Appends settling edits: a target, what it is from now on, what it was, its last edit and what is said of it."""
        group, client = uuid.uuid4().hex, uuid.uuid4().hex
        made = []
        for n, (target, a, was, after, said) in enumerate(batch, 1):
            span = a or was
            words = text[span.start : span.end] if span is not None else ""
            data = {**said, "annotation": record_of(a) if a is not None else None, "text": words}
            made.append(Edit(uuid.uuid4().hex, head.id, "settle", target, data, after, group, client=client, n=n))
        for at in range(0, len(made), journal.BATCH):
            now = article_rows.head(connection, head.id)
            piece = made[at : at + journal.BATCH]
            answer = journal.append(connection, now, text, piece, client, author, self._clock(), None)
            if answer.refused:
                raise CodingError(answer.refused[0].message)
        return group


def _links(annotations: Iterable[Annotation]) -> set[str]:
    found = {getattr(a.values, name) for a in annotations if a.layer == "figure" for name in LINKS}
    return {id for id in found if id}


def _linked(a: Annotation, there: set[str]) -> Annotation:
    """An annotation without its links to figures that the accepted version does not have."""
    if a.layer != "figure":
        return a
    lost = {name: None for name in LINKS if getattr(a.figure, name) and getattr(a.figure, name) not in there}
    return replace(a, values=replace(a.figure, **lost)) if lost else a


def _text(connection: Connection, head: article_rows.Head) -> str:
    wanted = select(texts.c.text).where(texts.c.article_key == head.key, texts.c.version == head.text_version)
    return str(connection.execute(wanted).scalar_one())


def _of(connection: Connection, article_id: str) -> Settlement:
    found = coded(connection, article_id)
    decided: dict[str, Decision] = {}
    for e in checks.history(connection, article_id):
        place = e.data.get("difference")
        if e.op != "settle" or place is None or e.data.get("final"):
            continue
        if e.data.get("undone"):
            decided.pop(place, None)
        else:
            taken = tuple(str(name) for name in e.data.get("taken") or ())
            decided.pop(place, None)
            decided[place] = Decision(e.group or "", taken, bool(e.data.get("own")), e.author, e.time)
    return Settlement(found, tuple(differences(found.codings)), decided)


def _begun(connection: Connection, article_id: str) -> tuple[article_rows.Head, Settlement]:
    """The row of an article that is being settled, locked; the first action begins, and closes its codings. Raises CodingError."""
    head = article_rows.head(connection, article_id, lock=True)
    if head.coding_state == TOGETHER:
        raise CodingError("this article is not coded independently")
    if head.coding_state == SETTLED:
        raise CodingError("this article is settled already; open it again first")
    if head.coding_state == OPEN:
        if len(standing(connection, head, None).finished) < LEAST:
            raise CodingError("at least two coders must be done before their work can be settled")
        set_state(connection, head, SETTLING)
        head = article_rows.head(connection, article_id)
    return head, _of(connection, article_id)
