"""The library's pages: articles found by text, metadata and annotations, with their counts, in one query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, case, false, func, not_, or_, select

from components.model import SAMPLE, ReviewStatus
from components.store import asking, codec, collecting, search, wire_copies
from components.store.answers import Choices, LibraryRow, Near, Page, Pieces, Sort
from components.store.interning import digest
from components.store.schema import (
    OPEN,
    SETTLED,
    TOGETHER,
    TYPED,
    articles,
    coding_rows,
    copies,
    decision_rows,
    figure_rows,
    independent,
    mention_rows,
    quote_rows,
    terms,
)
from components.wanted import Wanted

FINISHED = ("done", "settled")
PLACES = ("GPE", "LOC", "FAC")
TEXTUAL = ("published", "title", "outlet", "added_at", "review_status", "assignee")  # sorts that are strings


@dataclass(frozen=True, slots=True)
class Query:
    """What the library is asked for. Every field narrows the answer; None and "" do not.

    ``words`` searches title, outlet, author and text (see search.py); ``first`` and ``last`` are ISO days of publication;
    ``label`` is one that is shown in the article; ``speaker``, ``place``, ``weapon``, ``source`` and ``name`` are words of what
    somebody or something is called by any article or analyst; ``figure`` asks for one that fits; ``has_toll`` for any toll;
    ``collection`` is an id; ``assignee`` is a user; ``copies`` says whether near-duplicates of others are among them.
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
    weapon: str | None = None
    source: str | None = None
    name: str | None = None
    figure: Wanted | None = None
    collection: str | None = None
    copies: bool = True
    has_toll: bool = False
    assignee: str | None = None
    unassigned: bool = False  # whether only articles that are nobody's are wanted
    removed: bool = False
    samples: bool = True  # whether articles that came with Dateline are among them
    unsettled: bool = True  # whether articles whose independent codings are not settled are among them


@dataclass(frozen=True, slots=True)
class Queue:
    """The order in which somebody works through articles: those that fit, sorted so, copies of others last."""

    query: Query = Query()
    sort: Sort = "published"
    descending: bool = True


def find(connection: Connection, query: Query, sort: Sort, descending: bool, limit: int, offset: int) -> Page:
    """One page of the library; see Store.find."""
    where = conditions(connection, query)
    total = connection.execute(select(func.count()).select_from(articles).where(where)).scalar_one()
    by = _by(sort)
    unknown_last = by.desc().nulls_last() if descending else by.asc().nulls_last()
    rows = connection.execute(
        select(articles).where(where).order_by(unknown_last, articles.c.id).limit(limit).offset(offset)
    ).all()
    keys = [row.key for row in rows]
    snippets = search.snippets(connection, query.words, keys)
    near = wire_copies.near(connection, keys)
    return Page(tuple(_row(row, snippets.get(row.key, ()), near.get(row.key)) for row in rows), total)


def _by(sort: Sort) -> ColumnElement[Any]:
    """What the library is sorted by; raises ValueError for what it cannot be."""
    if sort not in get_args(Sort):
        raise ValueError(f"the library can be sorted by {', '.join(get_args(Sort))}, not by {sort!r}")
    if sort != "doubt":
        return articles.c[sort]
    open_ = articles.c.suggestions
    return case((open_ > 0, articles.c.doubt * 1.0 / open_), else_=None)


def next_unfinished(connection: Connection, after: str | None, queue: Queue, coder: str | None = None) -> str | None:
    """The id of the article that is not done (by ``coder``, where several code it independently) and follows ``after`` in the queue, going round to the start; None where no other
    is left."""
    a = articles.c
    by = _by(queue.sort)
    lowest = "" if queue.sort in TEXTUAL else -1e308
    value = func.coalesce(by, lowest if queue.descending else "\uffff" if queue.sort in TEXTUAL else 1e308)
    copy = select(copies.c.article_key).where(copies.c.article_key == a.key).correlate(articles).exists()
    last = case((copy, 1), else_=0)
    where = conditions(connection, replace(queue.query, removed=False))
    unfinished = select(a.id).where(where, a.review_status.not_in(FINISHED), a.id != (after or ""), *_to_code(coder))
    unfinished = unfinished.order_by(last, value.desc() if queue.descending else value, a.id).limit(1)
    here = connection.execute(select(last, value, a.id).where(a.id == after)).first() if after else None
    found: str | None = None
    if here is not None:
        beyond = value < here[1] if queue.descending else value > here[1]
        later = and_(last == here[0], or_(beyond, and_(value == here[1], a.id > here[2])))
        found = connection.scalar(unfinished.where(or_(last > here[0], later)))
    return found or connection.scalar(unfinished)


def _to_code(coder: str | None) -> Iterator[ColumnElement[bool]]:
    """That an article is not coded independently, or wants this coder's work."""
    if coder is None:
        return
    a, rows = articles.c, coding_rows.c
    of_article = (select(rows.coder).where(rows.article_key == a.key)).correlate(articles)
    mine = of_article.where(rows.coder == coder)
    others = of_article.with_only_columns(func.count()).scalar_subquery()
    wanted = select(independent.c.coverage).where(independent.c.article_key == a.key).correlate(articles)
    has_place = or_(mine.exists(), others < wanted.scalar_subquery())
    done = mine.where(rows.finished_at.is_not(None)).exists()
    yield or_(a.coding_state.in_((TOGETHER, SETTLED)), and_(a.coding_state == OPEN, not_(done), has_place))


def ids(connection: Connection, query: Query) -> list[str]:
    """The ids of all articles that fit, in the order in which exports list them."""
    where = conditions(connection, query)
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


def conditions(connection: Connection, query: Query) -> ColumnElement[bool]:
    """The WHERE clause of a query."""
    asked = (getattr(query, f.name) for f in fields(query) if f.name != "words")
    if not all(codec.storable(value) for value in asked if isinstance(value, str)):
        return false()
    return and_(*_conditions(connection, query))


def _conditions(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    if not query.unsettled:
        yield articles.c.coding_state.in_((TOGETHER, SETTLED))
    yield articles.c.removed_at.is_not(None) if query.removed else articles.c.removed_at.is_(None)
    matching = search.matches(connection.dialect.name, query.words)
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
    if query.assignee:
        yield articles.c.assignee == query.assignee
    if query.unassigned:
        yield articles.c.assignee.is_(None)
    if query.tag:
        yield tagged(query.tag)
    if not query.samples:
        yield ~tagged(SAMPLE)
    if query.has_toll:
        yield articles.c.tolls != "{}"
    if query.collection:
        yield articles.c.key.in_(collecting.members(query.collection))
    if not query.copies:
        yield articles.c.key.not_in(select(copies.c.article_key))
    yield from _annotated_with(connection, query)


def tagged(tag: str) -> ColumnElement[bool]:
    """The condition that an article has the tag."""
    return articles.c.tags.contains(codec.dump(tag), autoescape=True)


def _annotated_with(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    if query.label:
        yield or_(*(_has(typed, typed.c.label == _term(query.label)) for typed in TYPED.values()))
    for typed, field, words in (
        (quote_rows, "speaker_name", query.speaker),
        (figure_rows, "weapon", query.weapon),
        (figure_rows, "source", query.source),
    ):
        if words:
            yield _has(typed, asking.means(connection, typed, field, words))
    if query.place:
        keys = select(terms.c.key).where(terms.c.digest.in_([digest(p) for p in PLACES]))
        named = asking.means(connection, mention_rows, "name", query.place)
        told = asking.means(connection, figure_rows, "place", query.place)
        yield or_(_has(mention_rows, mention_rows.c.label.in_(keys), named), _has(figure_rows, told))
    if query.name:
        carriers = ((mention_rows, "name"), (quote_rows, "speaker_name"), (figure_rows, "source"))
        yield or_(*(_has(typed, asking.means(connection, typed, field, query.name)) for typed, field in carriers))
    if query.figure:
        yield _has(figure_rows, *_figure(connection, query.figure))


def _figure(connection: Connection, asked: Wanted) -> Iterator[ColumnElement[bool]]:
    """What a figure must be. One that states only a bound is compared by it: "at least 94,000" is over 100."""
    f = figure_rows.c
    number = func.coalesce(f.value, f.low, f.high)
    if asked.label:
        yield f.label == _term(asked.label)
    if asked.least is not None:
        yield number > asked.least if asked.open_ends else number >= asked.least
    if asked.most is not None:
        yield number < asked.most if asked.open_ends else number <= asked.most
    if asked.place:
        yield asking.means(connection, figure_rows, "place", asked.place)
    if asked.when:
        yield func.coalesce(f.as_of, articles.c.published).startswith(asked.when, autoescape=True)


def _term(text: str) -> Any:
    """The key of a string, null where no row has it."""
    return select(terms.c.key).where(terms.c.digest == digest(text)).scalar_subquery()


def _has(typed: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an article has a row that is not rejected."""
    standing = typed.c.status != func.coalesce(_term("rejected"), 0)
    here = select(typed.c.article_key).where(typed.c.article_key == articles.c.key, standing, *conditions)
    return here.correlate(articles).exists()


def _row(row: Row[Any], snippet: Pieces = (), near: Near | None = None) -> LibraryRow:
    known = row._mapping
    plain = {name: known[name] for name in LibraryRow.__dataclass_fields__ if name in known}
    return LibraryRow(
        **{
            **plain,
            "tags": tuple(json.loads(row.tags)),
            "tolls": codec.read_tolls(row.tolls),
            "snippet": snippet,
            "near": near,
        }
    )
