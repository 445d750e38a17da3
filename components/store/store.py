"""The store's door: every method is one transaction, safe from any thread."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from components import edits
from components.model import Annotated, Annotation, Article, Edit, Extraction, Original, Problem, RecordError
from components.store import (
    articles,
    asking,
    bulk,
    bundling,
    checks,
    codec,
    codings,
    copying,
    details,
    dividing,
    filling,
    interning,
    journal,
    keeping,
    library,
    repairing,
    state,
    suggesting,
    tallies,
    twins,
    versions,
)
from components.store.activity import Activities
from components.store.answers import Added, Answer, Changes, Choices, LibraryRow, Opened, Page, Refusal, Sort
from components.store.assigning import Assigning
from components.store.collecting import Collecting
from components.store.engine import WRITES, address, make_engine, shown
from components.store.errors import ArticleMissingError, StoreError
from components.store.events import Events
from components.store.migrate import migrate
from components.store.named import Named
from components.store.naming import Naming
from components.store.people import People
from components.store.presence import Presence
from components.store.remembering import Remembering
from components.store.schema import SHARED, texts
from components.store.settling import Settling
from components.store.spreads import Spreads
from components.store.tasks import Tasks
from components.store.users import Users
from components.store.wire_copies import WireCopies

T = TypeVar("T")
log = logging.getLogger(__name__)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
TEXTS_KEPT = 16  # texts of the articles edited last: each edit is checked against its article's whole text


def utc_now() -> str:
    """The time as records keep it: ISO, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def open_store(url: str | None = None, progress: filling.Progress | None = None) -> Store:
    """The store at ``url``, DATELINE_DATABASE_URL or data/local/dateline.db, with its schema and rows brought up to date.

    ``progress`` hears of the articles of an older store that are done, of all. Raises StoreError where the database cannot be opened or was made by a newer Dateline.
    """
    where = address(url)
    try:
        engine = make_engine(where)
        migrate(engine)
        filling.fill(engine, progress)
    except SQLAlchemyError as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        raise StoreError(
            f"the store {shown(where)} cannot be opened: {reason}. Check that the place "
            "exists and may be written to, or choose another one with DATELINE_DATABASE_URL."
        ) from error
    return Store(where.render_as_string(hide_password=True), engine)


class Store:
    """Articles, suggestions and edits in a database; made by open_store."""

    def __init__(self, name: str, engine: Any, clock: Callable[[], str] = utc_now) -> None:
        self.name = name
        self._engine = engine
        # Several statements of one reading must see one moment; on SQLite every transaction does.
        snapshot = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reader = engine.execution_options(**snapshot)
        self._writer = engine.execution_options(**{WRITES: True})
        self._clock = clock
        self._damaged = ""  # what SQLite said of a broken page
        self._texts: OrderedDict[tuple[int, int], str] = OrderedDict()
        self._texts_lock = threading.Lock()
        self.memory = Remembering(self._read, self._write, clock)
        self.spreads = Spreads(self._read, self._write, clock)
        self.users = Users(self._read, self._write, clock)
        self.names = Naming(self._read, self._write, clock)
        self.events = Events(self._read, self._write, clock)
        self.figures = asking.Figures(self._read, asking.FIGURES)
        self.quotes = asking.Quotes(self._read, asking.QUOTES)
        self.people = People(self._read)
        self.named = Named(self._read)
        self.collections = Collecting(self._read, self._write, clock, codings.joined)
        self.codings = codings.Codings(self._read, self._write, clock)
        self.activity = Activities(self._read)
        self.presence = Presence(self._read, self._write)
        self.assignments = Assigning(self._read, self._write, clock)
        self.settling = Settling(self._read, self._write, clock)
        self.copies = WireCopies(self._read, self._write)
        self.tasks = Tasks(self._read, self._write)

    def close(self) -> None:
        """Closes the connections; the store opens them again when it is asked something."""
        self._engine.dispose()

    # Articles

    def add(self, annotated: Annotated, extraction: Extraction | None = None, put_back: bool = True) -> Added:
        """Stores an article with the annotations it brings and, beside them, what the machine found.

        An id that is there already changes nothing (an article that was taken out is put back, or refused without ``put_back``). Findings give way to
        annotations of the same id, or of the same layer and label that they overlap. Tolls that a person set become edits.
        Raises ArticleRejectedError.
        """

        added = self._write_or_again(partial(self._add, batch=[(annotated, extraction)], put_back=put_back))[0]
        if isinstance(added, StoreError):
            raise added
        return added

    def add_all(
        self, batch: Sequence[tuple[Annotated, Extraction | None]], put_back: bool = True
    ) -> list[Added | StoreError]:
        """Stores many articles in one transaction, as ``add`` would each, and answers what became of each, in their order.

        An article that cannot be stored is answered with its error and loses no other: where the transaction fails, the articles
        are stored one by one.
        """
        if not batch:
            return []
        try:
            return list(self._write_or_again(partial(self._add, batch=batch, put_back=put_back)))
        except StoreError as error:
            if len(batch) == 1:
                return [error]
            log.info("storing %d articles one by one, after %s", len(batch), error)
            return [one for pair in batch for one in self.add_all([pair], put_back)]

    def _add(
        self, connection: Connection, batch: Sequence[tuple[Annotated, Extraction | None]], put_back: bool = True
    ) -> Sequence[Added | StoreError]:
        answers: list[Added | StoreError] = list(articles.add(connection, batch, self._clock(), put_back))
        for n, ((annotated, _), answer) in enumerate(zip(batch, answers, strict=True)):
            if isinstance(answer, Added) and answer.outcome == "added":
                problems = self._import_tolls(connection, annotated)
                answers[n] = replace(answer, problems=(*answer.problems, *problems))
        return answers

    def twins(self, batch: Sequence[Article]) -> list[twins.Twin | None]:
        """For each article that is to be added, the one of the library that it may be already: of the same text, from the same
        address, or nearly the same as far as ``copies.group`` got by now."""
        with self._read() as connection:
            return twins.twins(connection, batch)

    def article(self, article_id: str) -> Article:
        """The article with its text; raises ArticleMissingError."""
        with self._read() as connection:
            return articles.read(connection, article_id)[1]

    def text(self, article_id: str) -> str:
        """The article's text; kept, so that asking for each edit costs little. Raises ArticleMissingError."""
        with self._read() as connection:
            return self._text(connection, articles.head(connection, article_id))

    # An article may be coded by several analysts who do not see each other's work: ``coder`` is whose eyes see it. Pages cannot
    # leave it out, nor name somebody else (access.py); None, for the command line, sees the accepted version.

    def target(self, article_id: str, annotation_id: str, coder: str | None = None) -> Annotation | None:
        """One annotation as it is now, None where there is none; raises ArticleMissingError."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            return state.one(connection, head.key, annotation_id, codings.seen(connection, head, coder))

    def annotated(self, article_id: str, coder: str | None = None) -> Annotated:
        """The article with everything known about it, rejected annotations included; raises ArticleMissingError."""
        with self._read() as connection:
            return self._annotated(connection, article_id, coder)

    def original(self, article_id: str, with_data: bool = False) -> Original | None:
        """The file that an article came in, None where it is not known; its bytes only where asked for, None where they were not
        kept."""
        with self._read() as connection:
            return keeping.original(connection, article_id, with_data)

    def each_annotated(self, article_ids: Sequence[str], coder: str | None = None) -> Iterator[Annotated]:
        """The articles one after the other, in the order of ``article_ids``; one that is not there is left out."""
        for article_id in article_ids:
            try:
                yield self.annotated(article_id, coder)
            except ArticleMissingError:
                log.info("%s went away while it was being read", article_id)

    def opened(self, article_id: str, coder: str | None = None) -> Opened:
        """The article as the reader opens it, with flat records; quicker than ``annotated``. Raises ArticleMissingError."""
        with self._read() as connection:
            head, article, review_status, sentences = articles.read(connection, article_id)
            spans = tuple((s.start, s.end) for s in sentences)
            changes = state.changes(connection, head.key, coding=codings.seen(connection, head, coder))
            return Opened(article, review_status, spans, changes)

    def state(self, article_id: str, coder: str | None = None) -> edits.State:
        """Annotations by id, tolls by hand and the last edit of each target, from the rows."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            coding = codings.seen(connection, head, coder)
            found = state.current(connection, head.key, coding)
            by_hand, last_toll = state.tolls_by_hand(connection, head.key, coding)
            last = {**state.last_ops(connection, head.key, coding), **last_toll}
            return edits.State({a.id: a for a, _ in found}, by_hand, last)

    def update_metadata(self, article_id: str, **changes: Any) -> None:
        """As ``correct_details``, whatever was there."""
        self.correct_details(article_id, changes)

    def correct_details(
        self,
        article_id: str,
        changes: Mapping[str, Any],
        author: str = "analyst",
        seen: Mapping[str, Any] | None = None,
        by: details.By = "chosen",
    ) -> details.DetailChange | None:
        """Corrects title, outlet, author, published, url, language, tags (a list) or review_status; None is unknown. Answers
        what was changed, None where all was so already.

        ``seen`` are the values that the author saw when the form was opened: what is still so was not changed, and where
        somebody else changed a field since, everything is refused. ``by`` says whether a status was chosen, which then
        stands, or taken as it was offered. Raises ArticleMissingError, DetailsRefusedError, and RecordError for a field or
        value that cannot be.
        """
        with self._write() as connection:
            return details.correct(connection, article_id, changes, author, self._clock(), seen, by)

    def take_back_details(self, op_id: str, author: str = "analyst") -> details.DetailChange | None:
        """Takes a correction of details back; raises StoreError where there is none, DetailsRefusedError where somebody changed
        it since."""
        with self._write() as connection:
            return details.take_back(connection, op_id, author, self._clock())

    def detail_change(self, op_id: str) -> details.DetailChange:
        """One correction of details; raises StoreError where there is none."""
        with self._read() as connection:
            return details.of(connection, op_id)

    def detail_history(self, article_id: str) -> list[details.DetailChange]:
        """All corrections of an article's details, oldest first; raises ArticleMissingError."""
        with self._read() as connection:
            return details.history(connection, article_id)

    def correct_text(
        self, article_id: str, text: str, seen: int, author: str = "analyst", extraction: Extraction | None = None
    ) -> versions.TextChange:
        """Gives the article a new version of its text, in the place of the version ``seen``, and carries over what people judged.

        Highlights move by their exact words and what stands around them, where that is one place; the others wait in ``unplaced``.
        Suggestions nobody touched give way to those of ``extraction`` (of the new text), or move along where they can. Every
        version stays, with its edits. Raises TextRefusedError, ArticleRejectedError.
        """
        with self._write() as connection:
            return versions.correct(connection, article_id, text, seen, extraction, author, self._clock())

    def take_back_text(
        self, op_id: str, author: str = "analyst", extraction: Extraction | None = None, anybody_s: bool = False
    ) -> versions.TextChange:
        """Gives an article the text that it had before a correction, split or merge, as a version of its own; what was done since
        moves along, and the other article of a split or merge goes out of the library or comes back. Taking that back does it
        again. Raises TextRefusedError where it is not the text that the change made, nor again, or somebody else made it."""
        with self._write() as connection:
            return dividing.take_back(connection, op_id, extraction, author, self._clock(), anybody_s)

    def split(
        self, article_id: str, at: int, seen: int, title: str, author: str = "analyst"
    ) -> tuple[versions.TextChange, str]:
        """Cuts an article in two before the offset ``at`` of its text ``seen``; answers the change of its text, and the id of the
        new article, which has the second part under ``title``, the details of the first, and its collections.

        Highlights go with their words; a judged one on both sides of the cut waits in ``unplaced`` of the part with more of it.
        Suggestions go along until somebody extracts anew. Raises TextRefusedError, ArticleRejectedError.
        """
        with self._write() as connection:
            return dividing.split(connection, article_id, at, seen, title, author, self._clock())

    def merge(
        self,
        article_id: str,
        other_id: str,
        seen: tuple[int, int],
        is_before: bool = False,
        author: str = "analyst",
    ) -> versions.TextChange:
        """Takes the text of another article with its highlights into an article, after its own text or (``is_before``) before
        it, and the other article out of the library. ``seen`` are the versions of both texts. Raises TextRefusedError."""
        with self._write() as connection:
            return dividing.merge(connection, article_id, other_id, seen, is_before, author, self._clock())

    def text_change(self, op_id: str) -> versions.TextChange:
        """One correction of a text; raises TextRefusedError where there is none."""
        with self._read() as connection:
            return versions.of(connection, op_id)

    def text_version(self, article_id: str) -> int:
        """The version of the article's text; raises ArticleMissingError."""
        with self._read() as connection:
            return articles.head(connection, article_id).text_version

    def text_versions(self, article_id: str, coder: str | None = None) -> list[versions.Version]:
        """All versions of an article's text, oldest first, each with its edits; raises ArticleMissingError."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            found = versions.versions(connection, head)
            if (coding := codings.seen(connection, head, coder)) == SHARED:
                return found
            return [replace(found[-1], edits=tuple(checks.history(connection, article_id, coding)))]

    def unplaced(self, article_id: str) -> list[versions.Unplaced]:
        """The highlights that wait for a place since the text was corrected; raises ArticleMissingError."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            return versions.open_ones(connection, head.key, head.text_version)

    def drop_unplaced(
        self, article_id: str, ids: Sequence[str], author: str | None, placed_as: str | None = None
    ) -> int:
        """Notes who needs no place for these highlights any more (None: that they do need one); answers how many there were.
        With ``placed_as``, an annotation that stands for them, they wait again when that is taken back."""
        with self._write() as connection:
            return versions.drop(connection, article_id, ids, author, self._clock(), placed_as)

    def remove(self, article_id: str) -> None:
        """Takes the article out of the library; nothing is lost, ``put_back`` undoes it."""
        with self._write() as connection:
            articles.set_removed(connection, articles.head(connection, article_id, lock=True).key, self._clock())

    def put_back(self, article_id: str) -> None:
        """Puts an article that was taken out back into the library."""
        with self._write() as connection:
            articles.set_removed(connection, articles.head(connection, article_id, lock=True).key, None)

    def change(
        self, article_ids: Sequence[str], what: bulk.What, value: str = "", author: str = "analyst"
    ) -> bulk.Before:
        """Does ``what`` to many articles at once: gives them a status, a tag (or takes that away), takes them out, puts them
        back. Answers what those that it changed had before, which ``restore`` takes. Raises RecordError."""
        with self._write() as connection:
            return bulk.change(connection, article_ids, what, value, author, self._clock())

    def restore(self, what: bulk.What, before: bulk.Before, author: str = "analyst") -> None:
        """Takes a ``change`` back."""
        with self._write() as connection:
            bulk.restore(connection, what, before, author, self._clock())

    def replace_suggestions(self, article_id: str, extraction: Extraction) -> tuple[str, ...]:
        """Puts new suggestions in the place of those nobody touched, and answers what could not be kept.

        What people edited, accepted, rejected or made stays, as does what an import brought; a finding of the same layer and
        label that overlaps it is left out.
        """
        with self._write() as connection:
            return suggesting.replace_suggestions(connection, article_id, extraction)

    # Edits

    def append(
        self,
        article_id: str,
        client: str,
        batch: Sequence[Edit | Refusal],
        author: str = "analyst",
        since: int | None = None,
        working: bool = False,
        coder: str | None = None,
    ) -> Answer:
        """Stores a client's edits, in the order of n, and answers what is acknowledged, changed and refused.

        ``batch`` comes from ``read_edits``. Author and time are set here. An op_id that is stored is acknowledged again, an
        edit that is stale or does not fit is refused and recorded, and an edit whose forerunner is missing waits for it to be
        sent. ``working`` says that the author reads the article: then
        its status moves with the work, unless somebody chose it. With ``since``, the revision the client has, the answer holds what others changed as well. Raises
        ArticleMissingError, StoreError.
        """
        ordered = sorted(batch, key=lambda e: -1 if e.n is None else e.n)

        def work(connection: Connection, at: int) -> Answer:
            head = articles.head(connection, article_id, lock=True)
            text = self._text(connection, head)
            now = self._clock()
            piece = versions.refused(connection, head, ordered[at : at + journal.BATCH], since)
            coding, piece = codings.take(connection, head, piece, coder, since, working, now)
            return journal.append(connection, head, text, piece, client, author, now, since, working, coding)

        steps = range(0, max(len(ordered), 1), journal.BATCH)
        return journal.join([self._write_or_again(partial(work, at=at)) for at in steps])

    def changes_since(self, article_id: str, revision: int, coder: str | None = None) -> Changes:
        """What changed in an article after ``revision``; cheap where nothing did."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            return state.changes(connection, head.key, revision, codings.seen(connection, head, coder))

    def last_tolls(self, article_id: str, coder: str | None = None) -> dict[str, str]:
        """The op_id of the last set_toll of each label of an article; raises ArticleMissingError."""
        with self._read() as connection:
            head = articles.head(connection, article_id)
            return state.tolls_by_hand(connection, head.key, codings.seen(connection, head, coder))[1]

    def revision(self, article_id: str) -> int:
        """The article's revision, a number that grows with every stored change; raises ArticleMissingError."""
        with self._read() as connection:
            return articles.head(connection, article_id).revision

    def pulse(self) -> str:
        """A mark that differs as soon as anything in the library did: what is computed from all articles keeps until then."""
        with self._read() as connection:
            return library.pulse(connection)

    def history(self, article_id: str, coder: str | None = None) -> list[Edit]:
        """All edits of an article, oldest first."""
        with self._read() as connection:
            coding = codings.seen(connection, articles.head(connection, article_id), coder)
            return checks.history(connection, article_id, coding)

    def suggestions(self, article_id: str) -> list[Annotation]:
        """What the machine said of an article, before anybody judged it."""
        with self._read() as connection:
            return bundling.read(connection, articles.head(connection, article_id).key)

    # Library

    def find(
        self,
        query: library.Query | None = None,
        sort: Sort = "published",
        descending: bool = True,
        limit: int = 50,
        offset: int = 0,
    ) -> Page:
        """One page of the library with the number of all articles that fit; unknown values come last in either order."""
        with self._read() as connection:
            return library.find(connection, query or library.Query(), sort, descending, limit, offset)

    def row(self, article_id: str, coder: str | None = None) -> LibraryRow:
        """One article's row of the library; raises ArticleMissingError."""
        with self._read() as connection:
            found = library.row(connection, article_id)
            if found is None:
                raise ArticleMissingError(article_id)
            head = articles.head(connection, article_id)
            if (coding := codings.seen(connection, head, coder)) == SHARED:
                return found
            there = [a for a, _ in state.current(connection, head.key, coding)]
            counts: dict[str, Any] = codec.counts(there)
            return replace(found, tolls=state.tolls(connection, head.key, coding), **counts)

    def ids(self, query: library.Query | None = None) -> list[str]:
        """The ids of all articles that fit, by day of publication and id, as exports list them."""
        with self._read() as connection:
            return library.ids(connection, query or library.Query())

    def ids_there(self, article_ids: Sequence[str]) -> list[str]:
        """Those of the ids that articles have, in the order given, each once; articles that were taken out are there."""
        with self._read() as connection:
            return bulk.there(connection, article_ids)

    def next_unfinished(
        self, after: str | None = None, queue: library.Queue | None = None, coder: str | None = None
    ) -> str | None:
        """The article to read after this one: the next in the queue that is not done; None where no other is left."""
        with self._read() as connection:
            return library.next_unfinished(connection, after, queue or library.Queue(), coder)

    def choices(self) -> Choices:
        """What the library's filters can offer."""
        with self._read() as connection:
            return library.choices(connection)

    def check(self, article_ids: Sequence[str] | None = None) -> Iterator[Problem]:
        """What is wrong with the store: rows that are not the replay of the edits, texts that changed, wrong counts."""
        wanted = article_ids
        if wanted is None:
            wanted = [*self.ids(), *self.ids(library.Query(removed=True))]
        for article_id in wanted:
            with self._read() as connection:
                yield from list(checks.check(connection, article_id))
        if article_ids is None:
            yield from self.names.check()
            yield from self.events.check()
            with self._read() as connection:
                yield from (Problem("counts over all articles", wrong) for wrong in tallies.differences(connection))

    def repair(self, article_id: str) -> None:
        """Makes all rows of an article anew from its suggestions and edits; raises StoreError where these cannot be replayed."""
        with self._write() as connection:
            articles.head(connection, article_id, lock=True)
            try:
                repairing.repair(connection, article_id)
            except (edits.EditRefusedError, RecordError) as error:
                raise StoreError(f"the edits of {article_id} cannot be replayed: {error}") from error

    def count_anew(self) -> None:
        """Counts over all articles anew what pages add up."""
        with self._write() as connection:
            tallies.rebuild(connection)

    def copy_to(self, target: Store, progress: copying.Progress | None = None) -> int:
        """Copies everything, as it is at one moment, into an empty store, and answers the number of articles. Raises StoreError."""
        with self._read() as read, target._write() as write:
            return copying.copy(read, write, progress)

    def back_up(self, path: Path, progress: copying.Progress | None = None) -> None:
        """Writes everything, as it is at one moment, into a new SQLite file, whoever works meanwhile; raises StoreError where
        there is a file of this name."""
        if path.exists():
            raise StoreError(f"there is a file {path.name} already, and nothing is overwritten: choose another name")
        part = path.with_name(f".{path.name}.part")
        part.unlink(missing_ok=True)
        try:
            if self._engine.dialect.name == "sqlite":
                with self._read() as connection:
                    connection.exec_driver_sql("COMMIT")  # VACUUM sees one moment by itself, and wants no transaction
                    connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
                    connection.exec_driver_sql("BEGIN")
            else:
                copied = open_store(f"sqlite:///{part}")
                self.copy_to(copied, progress)
                copied.close()
            os.replace(part, path)
        finally:
            for rest in (part, *(part.with_name(part.name + ending) for ending in ("-wal", "-shm"))):
                rest.unlink(missing_ok=True)

    def recount(self, article_id: str) -> None:
        """Computes counts and tolls of an article's row anew, after a change of the rules."""
        with self._write() as connection:
            state.recount(connection, articles.head(connection, article_id, lock=True).key)

    def _annotated(self, connection: Connection, article_id: str, coder: str | None) -> Annotated:
        head, article, review_status, sentences = articles.read(connection, article_id)
        coding = codings.seen(connection, head, coder)
        found = tuple(a for a, _ in state.current(connection, head.key, coding))
        by_hand, _ = state.tolls_by_hand(connection, head.key, coding)
        return Annotated(article, found, sentences, codec.tolls_of(found, by_hand), review_status)

    def _import_tolls(self, connection: Connection, annotated: Annotated) -> list[str]:
        """Stores the tolls that a person had set, without figures that are not there; why others could not be."""
        if not any(toll.set_by for toll in annotated.tolls.values()):
            return []
        head = articles.head(connection, annotated.article.id)
        figures = {a.id: a.label for a, _ in state.current(connection, head.key) if a.status != "rejected"}
        by_hand = [
            replace(toll, figure_ids=tuple(id for id in toll.figure_ids if figures.get(id) == toll.label))
            for toll in annotated.tolls.values()
            if toll.set_by
        ]
        problems: list[str] = []
        for edit in journal.toll_edits(head.id, by_hand):
            author = annotated.tolls[edit.target].set_by or "import"
            text = annotated.article.text
            answer = journal.append(connection, head, text, [edit], edit.client, author, self._clock(), None)
            problems += [f"the toll of {edit.target} that {author} set: {r.message}" for r in answer.refused]
            head = articles.head(connection, head.id)
        return problems

    def _text(self, connection: Connection, head: articles.Head) -> str:
        """The article's text, kept for the next edit: a version's text never changes."""
        wanted = (head.key, head.text_version)
        with self._texts_lock:
            if wanted in self._texts:
                self._texts.move_to_end(wanted)
                return self._texts[wanted]
        query = select(texts.c.text).where(texts.c.article_key == head.key, texts.c.version == head.text_version)
        text: str = connection.execute(query).scalar_one()
        with self._texts_lock:
            self._texts[wanted] = text
            while len(self._texts) > TEXTS_KEPT:
                self._texts.popitem(last=False)
        return text

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._transaction(self._reader) as connection:
            yield connection

    def _damage(self) -> str:
        return (
            f"the file of the store is damaged ({self._damaged}). What can still be read is shown, and nothing is written any more. "
            "Copy the file, then restore a backup (python -m components restore), or export what is left."
        )

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._damaged:
            raise StoreError(self._damage())
        with self._transaction(self._writer) as connection:
            yield connection

    def _write_or_again(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` returns; once more where another transaction stored the same id or op_id at the same moment."""
        try:
            with self._write() as connection:
                return work(connection)
        except StoreError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            log.info("a second try, after %s", error)
        with self._write() as connection:
            return work(connection)

    @contextmanager
    def _transaction(self, engine: Any) -> Iterator[Connection]:
        try:
            with engine.connect() as connection:
                try:
                    with connection.begin():
                        yield connection
                except BaseException:
                    interning.forget(connection)
                    raise
        except (DBAPIError, PoolTimeoutError) as error:
            reason = str(error.orig if isinstance(error, DBAPIError) else error).strip()
            if _code(error) in DAMAGED:
                self._damaged = reason
                raise StoreError(self._damage()) from error
            raise StoreError(
                f"the store {shown(self._engine.url)} did not answer: {reason}. Nothing of this was stored; try again."
            ) from error


def _code(error: Exception) -> int | None:
    """What SQLite says is wrong, by its primary result code; None of another engine. Its words alone do not tell: a search can be
    "malformed" too."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
