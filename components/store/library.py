"""The library's pages: articles found by text, metadata and annotations, with their counts, in one query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, get_args

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, and_, false, func, or_, select

from components.model import SAMPLE, ReviewStatus
from components.store import codec, search
from components.store.answers import Choices, LibraryRow, Page, Pieces, Sort
from components.store.interning import digest
from components.store.schema import TYPED, articles, decision_rows, figure_rows, mention_rows, quote_rows, terms

PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Query:
    """What the library is asked for. Every field narrows the answer; None and "" do not.

    ``words`` searches title, outlet, author and text (see search.py); ``first`` and ``last`` are ISO days of publication;
    ``label`` is one that is shown in the article; ``speaker``, ``place`` and ``name`` are full names as the annotations have
    them; ``has_toll`` asks for any toll.
    """

    words: str = ""
    outlet: str | None = None
    first: str | None = None
    last: str | None = None
    review_status: ReviewStatus | None = None
    tag: str | None = None
    label: str | None = None
    speaker: str | None = None
    place: str | None = None
    name: str | None = None
    has_toll: bool = False
    removed: bool = False
    samples: bool = True  # whether articles that came with Dateline are among them


def find(connection: Connection, query: Query, sort: Sort, descending: bool, limit: int, offset: int) -> Page:
    """One page of the library; see Store.find."""
    where = conditions(connection.dialect.name, query)
    total = connection.execute(select(func.count()).select_from(articles).where(where)).scalar_one()
    if sort not in get_args(Sort):
        raise ValueError(f"the library can be sorted by {', '.join(get_args(Sort))}, not by {sort!r}")
    by: Column[Any] = articles.c[sort]
    unknown_last = by.desc().nulls_last() if descending else by.asc().nulls_last()
    rows = connection.execute(
        select(articles).where(where).order_by(unknown_last, articles.c.id).limit(limit).offset(offset)
    ).all()
    snippets = search.snippets(connection, query.words, [row.key for row in rows])
    return Page(tuple(_row(row, snippets.get(row.key, ())) for row in rows), total)


def next_unfinished(connection: Connection, after: str | None) -> str | None:
    """The id of the article that is not done and follows ``after`` in the library's first order (newest first), going round
    to the start; None where no other is left."""
    a = articles.c
    unfinished = select(a.id).where(a.removed_at.is_(None), a.review_status != "done", a.id != (after or ""))
    unfinished = unfinished.order_by(a.published.desc().nulls_last(), a.id).limit(1)
    here = connection.execute(select(a.published, a.id).where(a.id == after)).first() if after else None
    found: str | None = None
    if here is not None and here.published is None:
        found = connection.scalar(unfinished.where(a.published.is_(None), a.id > here.id))
    elif here is not None:
        same_day = and_(a.published == here.published, a.id > here.id)
        found = connection.scalar(unfinished.where(or_(a.published < here.published, same_day, a.published.is_(None))))
    return found or connection.scalar(unfinished)


def ids(connection: Connection, query: Query) -> list[str]:
    """The ids of all articles that fit, in the order in which exports list them."""
    where = conditions(connection.dialect.name, query)
    found = connection.execute(select(articles.c.published, articles.c.id).where(where))
    pairs = sorted((day or "", article_id) for day, article_id in found)  # PostgreSQL would sort ids as its locale does
    return [article_id for _, article_id in pairs]


def pulse(connection: Connection) -> str:
    """A mark that is another one after every stored change, and "" where nothing was ever added."""
    count, revisions = connection.execute(
        select(func.count(), func.sum(articles.c.revision)).select_from(articles)
    ).one()
    decisions = connection.scalar(select(func.max(decision_rows.c.seq)))
    return f"{count}.{revisions}.{decisions}" if count else ""


def row(connection: Connection, article_id: str) -> LibraryRow | None:
    """One article's row, None where there is no such article."""
    if not codec.storable(article_id):
        return None
    found = connection.execute(select(articles).where(articles.c.id == article_id)).first()
    return _row(found) if found else None


def choices(connection: Connection) -> Choices:
    """What the filters can offer for the articles in the library."""
    here = articles.c.removed_at.is_(None)
    counted: Select[Any] = select(articles.c.outlet, func.count()).where(here, articles.c.outlet.is_not(None))
    outlets = connection.execute(counted.group_by(articles.c.outlet).order_by(articles.c.outlet)).all()
    first, last, total = connection.execute(
        select(func.min(articles.c.published), func.max(articles.c.published), func.count()).where(here)
    ).one()
    tagged = connection.scalars(select(articles.c.tags).where(here, articles.c.tags != "[]"))
    tags: dict[str, int] = {}
    for column in tagged:
        for tag in json.loads(column):
            tags[tag] = tags.get(tag, 0) + 1
    return Choices(dict(tuple(pair) for pair in outlets), dict(sorted(tags.items())), first, last, total)


def conditions(dialect: str, query: Query) -> ColumnElement[bool]:
    """The WHERE clause of a query."""
    asked = (getattr(query, f.name) for f in fields(query) if f.name != "words")
    if not all(codec.storable(value) for value in asked if isinstance(value, str)):
        return false()
    return and_(*_conditions(dialect, query))


def _conditions(dialect: str, query: Query) -> Iterator[ColumnElement[bool]]:
    yield articles.c.removed_at.is_not(None) if query.removed else articles.c.removed_at.is_(None)
    matching = search.matches(dialect, query.words)
    if matching is not None:
        yield matching
    if query.outlet:
        yield articles.c.outlet == query.outlet
    if query.first:
        yield articles.c.published >= query.first
    if query.last:
        yield articles.c.published <= query.last
    if query.review_status:
        yield articles.c.review_status == query.review_status
    if query.tag:
        yield tagged(query.tag)
    if not query.samples:
        yield ~tagged(SAMPLE)
    if query.has_toll:
        yield articles.c.tolls != "{}"
    yield from _annotated_with(query)


def tagged(tag: str) -> ColumnElement[bool]:
    """The condition that an article has the tag."""
    return articles.c.tags.contains(codec.dump(tag), autoescape=True)


def _annotated_with(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.label:
        yield or_(*(_has(typed, typed.c.label == _term(query.label)) for typed in TYPED.values()))
    if query.speaker:
        yield _has(quote_rows, quote_rows.c.speaker_name == _term(query.speaker))
    if query.place:
        yield _has(
            mention_rows,
            mention_rows.c.label.in_(select(terms.c.key).where(terms.c.digest.in_([digest(p) for p in PLACES]))),
            mention_rows.c.name == _term(query.place),
        )
    if query.name:
        name = _term(query.name)
        yield or_(
            _has(mention_rows, mention_rows.c.name == name),
            _has(quote_rows, quote_rows.c.speaker_name == name),
            _has(figure_rows, figure_rows.c.source == name),
        )


def _term(text: str) -> Any:
    """The key of a string, null where no row has it."""
    return select(terms.c.key).where(terms.c.digest == digest(text)).scalar_subquery()


def _has(typed: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an article has a row that is not rejected."""
    here = (typed.c.article_key == articles.c.key) & (typed.c.status != func.coalesce(_term("rejected"), 0))
    return select(typed.c.article_key).where(here, *conditions).exists()


def _row(row: Row[Any], snippet: Pieces = ()) -> LibraryRow:
    known = row._mapping
    plain = {name: known[name] for name in LibraryRow.__dataclass_fields__ if name in known}
    return LibraryRow(
        **{**plain, "tags": tuple(json.loads(row.tags)), "tolls": codec.read_tolls(row.tolls), "snippet": snippet}
    )
