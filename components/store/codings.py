"""Articles that several analysts code without seeing each other's work: who codes what, and which edits somebody sees.

An edit belongs to a coding: ``SHARED``, the accepted version that rows, charts and the memory know, or that of one coder. A coding
is the replay of its own edits over the machine's suggestions, so that no coder's edit is in another's. While an article is OPEN
or SETTLING nobody writes to its accepted version but who settles it (settling.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from components import edits
from components.model import Edit, RecordError
from components.store import articles as article_rows
from components.store import checks, collecting, versions
from components.store.answers import Refusal
from components.store.errors import StoreError
from components.store.schema import (
    OPEN,
    SETTLED,
    SETTLING,
    SHARED,
    TOGETHER,
    articles,
    coding_rows,
    collections,
    edit_rows,
    independent,
)

Opening = Callable[[], AbstractContextManager[Connection]]
MOST = 9  # coders of an article
PIECE = 500


class CodingError(StoreError):
    """What cannot be done with an article that is coded independently, in a sentence."""


@dataclass(frozen=True, slots=True)
class Coder:
    """One analyst of an article: ``named_by`` is who asked them to, None where they began by themselves."""

    name: str
    named_by: str | None
    finished_at: str | None
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an article is: ``coverage`` is how many are to code it, ``seen`` the coding that whoever asks sees."""

    state: int
    coverage: int
    coders: tuple[Coder, ...]
    seen: str
    settled_by: str | None = None
    settled_at: str | None = None

    def of(self, name: str) -> Coder | None:
        """Somebody as a coder of the article, None where they are not."""
        return next((coder for coder in self.coders if coder.name == name), None)

    @property
    def finished(self) -> tuple[str, ...]:
        """The coders who are done."""
        return tuple(coder.name for coder in self.coders if coder.finished_at)


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with what each coder made of its text; ``suggested`` is what all of them began with."""

    article_id: str
    title: str
    text: str
    suggested: edits.State
    codings: dict[str, edits.State]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Covered:
    """What setting a coverage did: how many articles are coded independently now, and how many stay as they are since somebody
    corrected them already, or began to code them."""

    articles: int
    left: int


def coding_of(coder: str) -> str:
    """The coding of one analyst, as their edits name it."""
    return f"@{coder}"


def seen(connection: Connection, head: article_rows.Head, coder: str | None) -> str:
    """The coding that somebody sees of an article: their own until it is settled. Who codes nothing of it sees the accepted
    version as soon as nobody can begin any more; None (the command line) always does."""
    if coder is None or head.coding_state in (TOGETHER, SETTLED):
        return SHARED
    if head.coding_state == OPEN or _row(connection, head.key, coder) is not None:
        return coding_of(coder)
    return SHARED


def take(
    connection: Connection,
    head: article_rows.Head,
    batch: Sequence[Edit | Refusal],
    coder: str | None,
    since: int | None,
    working: bool,
    now: str,
) -> tuple[str, Sequence[Edit | Refusal]]:
    """The coding that a batch of edits belongs to, and the batch, refused where it cannot be. The first edit of somebody who reads
    the article (``working``) makes them a coder of it, as long as it wants one."""
    if head.coding_state == TOGETHER:
        return SHARED, batch
    there = connection.execute(select(independent).where(independent.c.article_key == head.key)).one()
    if since is not None and since < there.revision:
        return seen(connection, head, coder), _refused(
            batch, "which version you see has changed; look at it, and try again"
        )
    if head.coding_state == SETTLED:
        return SHARED, batch
    if coder is None or not any(isinstance(e, Edit) for e in batch):
        why = "the article is coded independently, and its accepted version waits until that is settled"
        return seen(connection, head, coder), _refused(batch, why)
    refusal = _begin(connection, head, coder, there.coverage, working, now)
    return (seen(connection, head, coder), _refused(batch, refusal)) if refusal else (coding_of(coder), batch)


def _begin(
    connection: Connection, head: article_rows.Head, coder: str, coverage: int, working: bool, now: str
) -> str | None:
    """Why somebody cannot work on their coding, None where they can; then it is under way."""
    if head.coding_state == SETTLING:
        return "the codings of this article are being settled; ask an editor to open it again"
    mine = _row(connection, head.key, coder)
    if mine is None:
        if not working:
            return "the article is coded independently; open it to code it"
        if len(_coders(connection, head.key)) >= coverage:
            return f"{coverage} others code this article independently; you will see what they agreed on"
        _add(connection, head, coder, None, now)
    elif mine.finished_at:  # who goes on has not finished
        _set_finished(connection, head.key, coder, None)
    return None


def _refused(batch: Sequence[Edit | Refusal], why: str) -> Sequence[Edit | Refusal]:
    return [e if isinstance(e, Refusal) else Refusal(e.op_id, e.n, "coding", why, e.op, e.target) for e in batch]


def _add(connection: Connection, head: article_rows.Head, coder: str, named_by: str | None, now: str) -> None:
    """Makes somebody a coder of an article; from the first on its text stays as it is."""
    own = update(independent).where(independent.c.article_key == head.key)
    connection.execute(own.values(text_version=head.text_version))
    row = {"article_key": head.key, "coder": coder, "named_by": named_by, "time": now}
    connection.execute(insert(coding_rows), row)


def _row(connection: Connection, key: int, coder: str) -> Any:
    mine = (coding_rows.c.article_key == key) & (coding_rows.c.coder == coder)
    return connection.execute(select(coding_rows).where(mine)).first()


def _coders(connection: Connection, key: int) -> list[Coder]:
    made = (
        select(func.count())
        .select_from(edit_rows)
        .where(edit_rows.c.article_key == key, edit_rows.c.coding == "@" + coding_rows.c.coder)
        .correlate(coding_rows)
        .scalar_subquery()
    )
    wanted = select(coding_rows, made.label("edits")).where(coding_rows.c.article_key == key)
    rows = connection.execute(wanted.order_by(coding_rows.c.time, coding_rows.c.coder))
    return [Coder(row.coder, row.named_by, row.finished_at, row.edits) for row in rows]


def _set_finished(connection: Connection, key: int, coder: str, when: str | None) -> None:
    mine = (coding_rows.c.article_key == key) & (coding_rows.c.coder == coder)
    connection.execute(update(coding_rows).where(mine).values(finished_at=when))


def standing(connection: Connection, head: article_rows.Head, coder: str | None) -> Standing:
    """How far an article is with its coders, for somebody."""
    there = connection.execute(select(independent).where(independent.c.article_key == head.key)).first()
    if there is None:
        return Standing(head.coding_state, 0, (), SHARED)
    return Standing(
        head.coding_state,
        there.coverage,
        tuple(_coders(connection, head.key)),
        seen(connection, head, coder),
        there.settled_by,
        there.settled_at,
    )


def set_state(connection: Connection, head: article_rows.Head, state: int, **values: Any) -> None:
    """Has an article be coded another way from now on: pages that show it hear that what they see is another version."""
    revision = head.revision + 1
    connection.execute(update(articles).where(articles.c.key == head.key).values(coding_state=state, revision=revision))
    changed = {"revision": revision, **values}
    made = connection.execute(update(independent).where(independent.c.article_key == head.key).values(**changed))
    if not made.rowcount:
        connection.execute(insert(independent), {"article_key": head.key, "coverage": 0, "text_version": 0, **changed})


def coded(connection: Connection, article_id: str, finished: bool = True) -> Coded:
    """An article with all its codings, by replay over what they began with; ``finished``: of those who are done."""
    head, article, _, _ = article_rows.read(connection, article_id)
    how = standing(connection, head, None)
    made = connection.scalar(select(independent.c.text_version).where(independent.c.article_key == head.key))
    of = next((v for v in versions.versions(connection, head) if v.version == made), None)
    if of is None:
        raise CodingError(f"{article.title or article_id} is not coded independently")
    names = [coder.name for coder in how.coders if coder.finished_at or not finished]
    replayed = {
        name: edits.replay(of.began, checks.history(connection, article_id, coding_of(name)), of.text) for name in names
    }
    return Coded(article_id, article.title, of.text, edits.replay(of.began, (), of.text), replayed, how)


class Codings:
    """Who codes what independently: ``store.codings``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    def standing(self, article_id: str, coder: str | None = None) -> Standing:
        """How far an article is with its coders. Raises ArticleMissingError."""
        with self._read() as connection:
            return standing(connection, article_rows.head(connection, article_id), coder)

    def seen(self, article_id: str, coder: str | None = None) -> str:
        """The coding that somebody sees of an article. Raises ArticleMissingError."""
        with self._read() as connection:
            return seen(connection, article_rows.head(connection, article_id), coder)

    def coverage(self, collection: str) -> int:
        """How many analysts are to code each article of a collection independently; 0: all correct one version."""
        with self._read() as connection:
            found = select(collections.c.coverage).where(collections.c.id == collection)
            return connection.scalar(found) or 0

    def set_coverage(self, collection: str, coders: int, author: str = "analyst") -> Covered:
        """Has each article of a collection be coded by so many, or (0) by all in one version. An article that somebody corrected
        already stays as it is, and so does one that somebody codes, but for how many may. Raises RecordError."""
        if not (coders == 0 or 2 <= coders <= MOST):
            raise RecordError(f"an article is coded by 2 to {MOST} analysts, or by all in one version (0)")
        with self._write() as connection:
            here = collections.c.id == collection
            if not connection.execute(update(collections).where(here).values(coverage=coders)).rowcount:
                raise RecordError("there is no such collection any more")
            wanted = select(articles.c.id).where(articles.c.key.in_(collecting.members(collection)))
            ids = connection.scalars(wanted.order_by(articles.c.key)).all()
            done = [cover(connection, article_id, coders) for article_id in ids]
        return Covered(sum(done), len(done) - sum(done))

    def name(self, article_id: str, who: str, author: str = "analyst") -> None:
        """Names somebody who is to code an article. Raises CodingError where it wants nobody else."""
        with self._write() as connection:
            head = _open(connection, article_id)
            how = standing(connection, head, None)
            if how.of(who) is not None:
                return
            if len(how.coders) >= how.coverage:
                raise CodingError(f"{how.coverage} analysts code this article already")
            _add(connection, head, who, author, self._clock())

    def unname(self, article_id: str, who: str, author: str = "analyst") -> None:
        """Gives the place of somebody who has not begun to somebody else. Raises CodingError where they began."""
        with self._write() as connection:
            head = _open(connection, article_id)
            mine = next((c for c in _coders(connection, head.key) if c.name == who), None)
            if mine is not None and mine.edits:
                raise CodingError(f"{who} has made {mine.edits} edits in this article already")
            gone = (coding_rows.c.article_key == head.key) & (coding_rows.c.coder == who)
            connection.execute(delete(coding_rows).where(gone))

    def finish(self, article_id: str, author: str, is_done: bool = True) -> None:
        """The author is done with their coding, or goes on with it; one who found nothing to correct is a coder too. Raises
        CodingError."""
        with self._write() as connection:
            head = _open(connection, article_id)
            coverage = connection.scalar(select(independent.c.coverage).where(independent.c.article_key == head.key))
            if why := _begin(connection, head, author, coverage or 0, True, self._clock()):
                raise CodingError(why)
            _set_finished(connection, head.key, author, self._clock() if is_done else None)
            next_ = articles.c.revision + 1
            connection.execute(update(articles).where(articles.c.key == head.key).values(revision=next_))

    def progress(self, collection: str) -> list[tuple[str, str, Standing]]:
        """Id, title and standing of each article of a collection that is or was coded independently, by title."""
        wanted = (
            select(articles.c.id, articles.c.title)
            .join(independent, independent.c.article_key == articles.c.key)
            .where(
                articles.c.key.in_(collecting.members(collection)),
                articles.c.removed_at.is_(None),
                articles.c.coding_state != TOGETHER,
            )
        )
        with self._read() as connection:
            rows = connection.execute(wanted).all()
            found = [(r.id, r.title, standing(connection, article_rows.head(connection, r.id), None)) for r in rows]
        return sorted(found, key=lambda row: (row[1].casefold(), row[0]))

    def coded(self, article_id: str, finished: bool = True) -> Coded:
        """An article with the codings of those who are done (or of all). Raises CodingError, ArticleMissingError."""
        with self._read() as connection:
            return coded(connection, article_id, finished)

    def each_coded(self, article_ids: Sequence[str]) -> Iterator[Coded]:
        """Those of the articles that at least two analysts are done with, in their order."""
        for article_id in article_ids:
            with self._read() as connection:
                head = article_rows.head(connection, article_id)
                if head.coding_state != TOGETHER and len(standing(connection, head, None).finished) > 1:
                    yield coded(connection, article_id)


def _open(connection: Connection, article_id: str) -> article_rows.Head:
    """The row of an article whose coders are at work, locked. Raises CodingError."""
    head = article_rows.head(connection, article_id, lock=True)
    if head.coding_state == OPEN:
        return head
    why = {TOGETHER: "is not coded independently", SETTLING: "is being settled", SETTLED: "is settled already"}
    raise CodingError(f"this article {why[head.coding_state]}")


def cover(connection: Connection, article_id: str, coders: int) -> bool:
    """Has an article be coded by so many; whether it is. See Codings.set_coverage."""
    head = article_rows.head(connection, article_id, lock=True)
    if head.coding_state in (SETTLING, SETTLED):
        return False
    if head.coding_state == OPEN and _coders(connection, head.key):
        if coders:
            _set_coverage(connection, head.key, max(coders, len(_coders(connection, head.key))))
        return bool(coders)
    if coders == 0:
        if head.coding_state == OPEN:
            set_state(connection, head, TOGETHER, coverage=0)
        return True
    own = (edit_rows.c.article_key == head.key) & (edit_rows.c.coding == SHARED)
    if connection.execute(select(edit_rows.c.op_id).where(own).limit(1)).first():
        return False
    set_state(connection, head, OPEN, coverage=coders, text_version=head.text_version)
    return True


def _set_coverage(connection: Connection, key: int, coders: int) -> None:
    connection.execute(update(independent).where(independent.c.article_key == key).values(coverage=coders))


def joined(connection: Connection, collection: int, article_ids: Sequence[str]) -> None:
    """Articles that came into a collection are coded as it says."""
    coders = connection.scalar(select(collections.c.coverage).where(collections.c.key == collection)) or 0
    for article_id in article_ids if coders else ():
        cover(connection, article_id, coders)
