"""Articles and their suggestions in rows: add, read, correct the metadata, take out, put back."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from components import edits
from components.model import (
    REVIEW_STATUSES,
    Annotated,
    Annotation,
    Article,
    Extraction,
    RecordError,
    ReviewStatus,
    Span,
)
from components.store import bundling, codec, keeping, moves, rows, statements, tallies, wire_copies
from components.store.answers import Added
from components.store.errors import ArticleMissingError, ArticleRejectedError
from components.store.schema import OPEN, SETTLING, SHARED, annotation_rows, articles, bundles, coding_rows, texts
from components.store.search import index, unindex
from components.tables.stored import VERSION, Stored

PIECE = 500
ID_SIGNS = ".,:;/_@+=~%#?&()-"
ID = re.compile(rf"[\w{re.escape(ID_SIGNS)}]{{1,200}}")
METADATA = ("title", "outlet", "author", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Head:
    """The row of an article that a transaction works on."""

    key: int
    id: str
    revision: int
    text_version: int
    text_since: int  # the last edit that was made on a former text
    review_status: str
    coding_state: int = 0  # whether several analysts code it, each for themselves; see codings.py


def head(connection: Connection, article_id: str, lock: bool = False) -> Head:
    """The article's row; with ``lock`` nobody else writes to the article until the transaction ends (on SQLite the whole
    transaction is exclusive already). Raises ArticleMissingError."""
    if not codec.storable(article_id):  # out of an address; PostgreSQL would not even look
        raise ArticleMissingError(article_id)
    row = connection.execute(statements.HEAD_LOCKED if lock else statements.HEAD, {"article_id": article_id}).first()
    if row is None:
        raise ArticleMissingError(article_id)
    return Head(*row)


def is_being_coded(connection: Connection, found: Head) -> bool:
    """Whether analysts code the article independently and it is not settled: its text and its suggestions stay as they are."""
    if found.coding_state not in (OPEN, SETTLING):
        return False
    wanted = select(coding_rows.c.coder).where(coding_rows.c.article_key == found.key).limit(1)
    return connection.execute(wanted).first() is not None


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that can be stored: its annotations, their flat records, and what was left out."""

    annotated: Annotated
    found: Sequence[Annotation]
    records: Sequence[dict[str, Any]]
    sentences: Sequence[Span]
    problems: tuple[str, ...]


def add(
    connection: Connection, batch: Sequence[tuple[Annotated, Extraction | None]], now: str, put_back: bool = True
) -> list[Added | ArticleRejectedError]:
    """Stores articles with their annotations, all with a few statements; see Store.add. What cannot be stored is answered with
    the reason, and changes nothing."""
    there = _there(connection, [annotated.article.id for annotated, _ in batch])
    answers: dict[int, Added | ArticleRejectedError] = {}
    ready: dict[int, Ready] = {}
    seen: dict[str, Article] = {}
    for n, (annotated, extraction) in enumerate(batch):
        article = annotated.article
        try:
            if article.id in there:
                answers[n] = _already(connection, article, put_back, *there[article.id])
            elif article.id in seen:
                answers[n] = _twice(article, seen[article.id])
            else:
                _check(article)
                ready[n] = prepared(annotated, extraction)
                seen[article.id] = article
        except ArticleRejectedError as error:
            answers[n] = error
    answers |= {n: Added(r.annotated.article.id, "added", r.problems) for n, r in ready.items()}
    insert_ready(connection, list(ready.values()), now)
    return [answers[n] for n in range(len(batch))]


def _there(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str | None, str]]:
    """The key, the time of removal and the text's sum of those of these articles that are stored."""
    found = {}
    asked = [article_id for article_id in dict.fromkeys(ids) if codec.storable(article_id)]
    for at in range(0, len(asked), PIECE):
        for row in connection.execute(statements.THERE, {"ids": asked[at : at + PIECE]}):
            found[row.id] = (row.key, row.removed_at, row.sha256)
    return found


def _twice(article: Article, first: Article) -> Added:
    """The answer to an article whose id came before in the same batch."""
    if article.text != first.text:
        raise ArticleRejectedError(f"another article has the id {article.id!r}; give this one an id of its own")
    return Added(article.id, "there")


def prepared(annotated: Annotated, extraction: Extraction | None) -> Ready:
    """What is stored of an article: of its annotations and the machine's those that can be."""
    article = annotated.article
    kept, problems = fitting(annotated.annotations, article)
    found = edits.merge_suggestions([a for a, _ in kept], extraction.annotations) if extraction else []
    ids = {a.id for a, _ in kept}
    fresh, more = fitting([a for a in found if a.id not in ids], article)
    if not is_day(clean("published", article.published)):
        problems.append(f"its date {article.published!r} is no day like 2024-05-14 and was left out")
    sentences = extraction.sentences if extraction else annotated.sentences
    everything = [*kept, *fresh]
    return Ready(
        annotated, [a for a, _ in everything], [record for _, record in everything], sentences, (*problems, *more)
    )


def _already(
    connection: Connection, article: Article, put_back: bool, key: int, removed_at: str | None, sha256: str
) -> Added:
    if sha256 != article.text_sha256 and not _was(connection, key, article.text_sha256):
        raise ArticleRejectedError(f"another article has the id {article.id!r}; give this one an id of its own")
    if removed_at is None:
        return Added(article.id, "there")
    if not put_back:
        raise ArticleRejectedError("it was taken out of the library, and only an editor or an admin can put it back")
    set_removed(connection, key, None)
    return Added(article.id, "put_back")


def _was(connection: Connection, key: int, sha256: str) -> bool:
    """Whether this was the article's text before it was corrected."""
    former = select(texts.c.version).where(texts.c.article_key == key, texts.c.sha256 == sha256)
    return connection.execute(former).first() is not None


def _check(article: Article) -> None:
    if not ID.fullmatch(article.id):
        raise ArticleRejectedError(
            f"{article.id[:60]!r} cannot be an article's id: it must be one word of at most 200 letters, digits and {ID_SIGNS}"
        )
    if not 1 <= article.text_version < 2**31:
        raise ArticleRejectedError(f"{article.text_version} cannot be the version of a text; versions count from 1")
    if not article.text.strip():
        raise ArticleRejectedError("the article is empty")
    if not codec.storable(article.text):
        raise ArticleRejectedError(
            "the text holds NUL or half a surrogate pair; settle it first (components.text.settle)"
        )


def fitting(found: Iterable[Annotation], article: Article) -> tuple[list[tuple[Annotation, dict[str, Any]]], list[str]]:
    """The annotations that can be stored, each id once and with its flat record, and why the others cannot."""
    kept: dict[str, tuple[Annotation, dict[str, Any]]] = {}
    problems = []
    for a in found:
        try:
            record = codec.checked_record(a)
        except RecordError as error:
            problems.append(f"annotation {a.id!r}: {error}")
            continue
        if not 0 <= a.start < a.end <= len(article.text):
            problems.append(
                f"annotation {a.id!r}: {a.start} to {a.end} is not within the text of {len(article.text)} characters"
            )
        elif a.id in kept:
            problems.append(f"annotation {a.id!r}: a second one with this id")
        else:
            kept[a.id] = (a, record)
    return list(kept.values()), problems


def insert_ready(connection: Connection, ready: Sequence[Ready], now: str) -> None:
    """Writes articles, texts, the index, annotations and rows."""
    if not ready:
        return
    articles_ = [_article_columns(one, now) for one in ready]
    keys = connection.scalars(statements.INSERT_ARTICLES, articles_).all()
    connection.execute(insert(texts), [_text_columns(one, key) for one, key in zip(ready, keys, strict=True)])
    index(connection, keys)
    bundled: list[dict[str, Any]] = []
    touched: list[dict[str, Any]] = []
    made = []
    for one, key, columns in zip(ready, keys, articles_, strict=True):
        if not one.found:
            continue
        article = one.annotated.article
        bundled += bundling.columns(key, one.records, revision=1)
        touched += _judged(key, one.found, article.text)
        stored = replace(article, outlet=columns["outlet"], published=columns["published"])
        ordered = sorted(one.found, key=lambda a: (a.start, -a.end, a.label, a.id))
        made.append(
            rows.Made(
                key, article.id, rows.shelf_of(None, columns["tags"]), Stored(stored, ordered, one.sentences).all()
            )
        )
    keeping.keep(connection, [(key, one.annotated.original) for one, key in zip(ready, keys, strict=True)])
    pairs = [(key, one["review_status"]) for key, one in zip(keys, articles_, strict=True)]
    moves.note(connection, [pair for pair in pairs if pair[1] != "new"], "import", now)
    if bundled:
        connection.execute(insert(bundles), bundled)
    if touched:
        connection.execute(insert(annotation_rows), touched)
    if made:
        rows.insert_all(connection, made)
        rows.name_own(connection, {one.id for one in made})
        tallies.add(connection, [one.key for one in made])
    if any(key % tallies.EVERY == 0 for key in keys):
        tallies.fold(connection)


def _judged(key: int, found: Sequence[Annotation], text: str) -> Iterator[dict[str, Any]]:
    """Rows of their own for what a person judged before it came here: the memory counts them."""
    for a in found:
        if a.status != "suggested" and (columns := codec.annotation_columns(a, text))["surface"] is not None:
            yield {"article_key": key, "coding": SHARED, "id": a.id, **columns, "revision": 1}


def _article_columns(ready: Ready, now: str) -> dict[str, Any]:
    annotated = ready.annotated
    article = annotated.article
    current = codec.tolls_of(ready.found, {})
    published = clean("published", article.published)
    return {
        "id": article.id,
        **{name: clean(name, getattr(article, name)) for name in METADATA},
        "published": published if is_day(published) else None,
        "tags": codec.dump(clean_tags(article.tags)),
        "review_status": annotated.review_status,
        "status_by": "chosen" if annotated.review_status != "new" else None,
        "text_version": article.text_version,
        "added_at": now,
        "revision": 1,
        "characters": len(article.text),
        "words": len(article.text.split()),
        **codec.counts(ready.found),
        "tolls": codec.dump_tolls(current),
        "killed": codec.killed(current),
        "rows": VERSION,
    }


def _text_columns(ready: Ready, key: int) -> dict[str, Any]:
    article = ready.annotated.article
    return {
        "article_key": key,
        "version": article.text_version,
        "text": article.text,
        "sha256": article.text_sha256,
        "sentences": dump_sentences(ready.sentences),
    }


def dump_sentences(sentences: Sequence[Span]) -> str:
    """The sentences' offsets as the text's row keeps them."""
    return codec.dump([[s.start, s.end] for s in sentences])


def clean(name: str, value: str | None) -> str | None:
    """A metadata field as it is stored: one line, no control characters; empty is unknown, except for the title."""
    if value is None:
        return "" if name == "title" else "en" if name == "language" else None
    legible = "".join(
        " " if unicodedata.category(c) == "Cc" else "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value
    )
    line = " ".join(legible.split())
    return line if line or name == "title" else "en" if name == "language" else None


def is_day(value: str | None) -> bool:
    """Whether a date of publication can be stored: an ISO day, or unknown."""
    try:
        return value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Tags as they are stored: cleaned, each once, sorted."""
    return sorted({line for tag in tags if (line := clean("tag", tag))})


def read(
    connection: Connection, article_id: str, lock: bool = False
) -> tuple[Head, Article, ReviewStatus, tuple[Span, ...]]:
    """Row, article, review status and sentences; ``lock`` as in ``head``. Raises ArticleMissingError."""
    head(connection, article_id, lock)
    row = connection.execute(
        select(articles, texts.c.text, texts.c.sentences)
        .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
        .where(articles.c.id == article_id)
    ).one()
    article = Article(
        id=row.id,
        text=row.text,
        tags=tuple(json.loads(row.tags)),
        text_version=row.text_version,
        **{name: getattr(row, name) for name in METADATA},
    )
    sentences = tuple(Span(start, end) for start, end in json.loads(row.sentences))
    found = Head(row.key, row.id, row.revision, row.text_version, row.text_since, row.review_status, row.coding_state)
    return found, article, row.review_status, sentences


def checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Corrected metadata as it is stored; raises RecordError for a field or value that cannot be."""
    if unknown := set(changes) - {*METADATA, "tags", "review_status"}:
        raise RecordError(f"an article has no {', '.join(sorted(unknown))} that can be corrected")
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "tags":
            values[name] = codec.dump(clean_tags(value))
        elif name == "review_status":
            if value not in REVIEW_STATUSES:
                raise RecordError(f"review_status must be one of {', '.join(REVIEW_STATUSES)}, found {value!r}")
            values[name] = value
        elif value is None or isinstance(value, str):
            values[name] = clean(name, value)
            if name == "published" and not is_day(values[name]):
                raise RecordError(f"the date must be a day like 2024-05-14, found {values[name]!r}")
        else:
            raise RecordError(f"{name} cannot be {value!r}")
    return values


def write(connection: Connection, found: Head, values: Mapping[str, Any]) -> None:
    """Writes checked metadata into an article's row, and into the index what is searched for."""
    indexed = bool({"title", "outlet", "author"} & set(values))
    if indexed:
        unindex(connection, [found.key])
    with tallies.kept(connection, [found.key], ["entities"] if "language" in values else []):
        connection.execute(
            update(articles).where(articles.c.key == found.key).values(revision=found.revision + 1, **values)
        )
    if indexed:
        index(connection, [found.key])
    if {"outlet", "published"} & set(values):
        rows.rewrite(connection, found.key)
    elif "tags" in values:
        rows.reshelve(connection, [found.key])
    if {"outlet", "published", "tags"} & set(values):
        wire_copies.changed(connection, [found.key])


def set_removed(connection: Connection, key: int, when: str | None) -> None:
    """Takes an article out of the library (``when``) or puts it back (None)."""
    connection.execute(
        update(articles).where(articles.c.key == key).values(removed_at=when, revision=articles.c.revision + 1)
    )
    rows.reshelve(connection, [key])
    wire_copies.shelved(connection, [key])
