"""Articles and their suggestions in rows: add, read, correct the metadata, take out, put back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

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
from components.store import codec, statements
from components.store.answers import Added
from components.store.errors import ArticleMissingError, ArticleRejectedError
from components.store.schema import SHARED, annotation_rows, articles, suggestions, texts
from components.store.search import index, unindex

METADATA = ("title", "outlet", "author", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Head:
    """The row of an article that a transaction works on."""

    key: int
    id: str
    revision: int
    text_version: int


def head(connection: Connection, article_id: str, lock: bool = False) -> Head:
    """The article's row; with ``lock`` nobody else writes to the article until the transaction ends (on SQLite the whole
    transaction is exclusive already). Raises ArticleMissingError."""
    if not codec.storable(article_id):  # out of an address; PostgreSQL would not even look
        raise ArticleMissingError(article_id)
    row = connection.execute(statements.HEAD_LOCKED if lock else statements.HEAD, {"article_id": article_id}).first()
    if row is None:
        raise ArticleMissingError(article_id)
    return Head(*row)


def add(connection: Connection, annotated: Annotated, extraction: Extraction | None, now: str) -> Added:
    """Stores an article with its annotations; see Store.add."""
    article = annotated.article
    there = connection.execute(
        select(articles.c.key, articles.c.removed_at, texts.c.sha256)
        .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
        .where(articles.c.id == article.id)
    ).first()
    if there is not None:
        return _already(connection, article, there)
    _check(article)
    kept, problems = fitting(annotated.annotations, article)
    found = edits.merge_suggestions(kept, extraction.annotations) if extraction else []
    ids = {a.id for a in kept}
    fresh, more = fitting([a for a in found if a.id not in ids], article)
    everything = [*kept, *fresh]
    sentences = extraction.sentences if extraction else annotated.sentences
    key = _insert(connection, annotated, everything, sentences, now)
    insert_suggestions(connection, key, everything, article.text, revision=1)
    index(connection, key)
    if not is_day(clean("published", article.published)):
        problems.append(f"its date {article.published!r} is no day like 2024-05-14 and was left out")
    return Added(article.id, "added", (*problems, *more))


def _already(connection: Connection, article: Article, there: Row[Any, Any, Any]) -> Added:
    if there.sha256 != article.text_sha256:
        raise ArticleRejectedError(f"another article has the id {article.id!r}; give this one an id of its own")
    if there.removed_at is None:
        return Added(article.id, "there")
    set_removed(connection, there.key, None)
    return Added(article.id, "put_back")


def _check(article: Article) -> None:
    if not article.id or len(article.id) > 200 or any(c.isspace() or not c.isprintable() for c in article.id):
        raise ArticleRejectedError(
            f"{article.id[:60]!r} cannot be an article's id: it must be one word of letters and digits"
        )
    if not 1 <= article.text_version < 2**31:
        raise ArticleRejectedError(f"{article.text_version} cannot be the version of a text; versions count from 1")
    if not article.text.strip():
        raise ArticleRejectedError("the article is empty")
    if not codec.storable(article.text):
        raise ArticleRejectedError(
            "the text holds NUL or half a surrogate pair; settle it first (components.text.settle)"
        )


def fitting(found: Iterable[Annotation], article: Article) -> tuple[list[Annotation], list[str]]:
    """The annotations that can be stored, each id once, and why the others cannot."""
    kept: dict[str, Annotation] = {}
    problems = []
    for a in found:
        try:
            codec.check_storable(a)
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
            kept[a.id] = a
    return list(kept.values()), problems


def _insert(
    connection: Connection, annotated: Annotated, found: Sequence[Annotation], sentences: Sequence[Span], now: str
) -> int:
    article = annotated.article
    current = codec.tolls_of(found, {})
    published = clean("published", article.published)
    row = {
        "id": article.id,
        **{name: clean(name, getattr(article, name)) for name in METADATA},
        "published": published if is_day(published) else None,
        "tags": codec.dump(clean_tags(article.tags)),
        "review_status": annotated.review_status,
        "text_version": article.text_version,
        "added_at": now,
        "revision": 1,
        "characters": len(article.text),
        "words": len(article.text.split()),
        **codec.counts(found),
        "tolls": codec.dump_tolls(current),
        "killed": codec.killed(current),
    }
    key: int = connection.execute(insert(articles).returning(articles.c.key), row).scalar_one()
    connection.execute(
        insert(texts),
        {
            "article_key": key,
            "version": article.text_version,
            "text": article.text,
            "sha256": article.text_sha256,
            "sentences": dump_sentences(sentences),
        },
    )
    return key


def dump_sentences(sentences: Sequence[Span]) -> str:
    """The sentences' offsets as the text's row keeps them."""
    return codec.dump([[s.start, s.end] for s in sentences])


def insert_suggestions(connection: Connection, key: int, found: Sequence[Annotation], text: str, revision: int) -> None:
    """Writes suggestions and, equal to them, the current state."""
    if not found:
        return
    rows = [
        {"article_key": key, "coding": SHARED, "id": a.id, **codec.annotation_columns(a, text), "revision": revision}
        for a in found
    ]
    connection.execute(
        insert(suggestions), [{n: row[n] for n in ("article_key", "coding", "id", "record")} for row in rows]
    )
    connection.execute(insert(annotation_rows), rows)


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
    return Head(row.key, row.id, row.revision, row.text_version), article, row.review_status, sentences


def update_metadata(connection: Connection, article_id: str, changes: Mapping[str, Any]) -> None:
    """Corrects metadata; see Store.update_metadata."""
    found = head(connection, article_id, lock=True)
    known = {*METADATA, "tags", "review_status"}
    if unknown := set(changes) - known:
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
    indexed = bool({"title", "outlet", "author"} & set(values))
    if indexed:
        unindex(connection, found.key)
    connection.execute(
        update(articles).where(articles.c.key == found.key).values(revision=found.revision + 1, **values)
    )
    if indexed:
        index(connection, found.key)


def set_removed(connection: Connection, key: int, when: str | None) -> None:
    """Takes an article out of the library (``when``) or puts it back (None)."""
    connection.execute(
        update(articles).where(articles.c.key == key).values(removed_at=when, revision=articles.c.revision + 1)
    )
