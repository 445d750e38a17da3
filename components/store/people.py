"""One name over all articles: when it is named, who is named in the same articles, and who quotes it how often. Answered by the engine.

An entity is what analysts decided, by a join with ``given_names``. What is asked for here is narrowed by the samples and the
collection of ``Asked`` alone. Mentions are those that ``store.names.mentions`` counts, copies among them; quotes are those that
``store.quotes`` counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, or_, select, union

from components.identity.pointing import UNFOUND
from components.languages import ENGLISH
from components.model import SAMPLE
from components.store import asking, collecting, interning
from components.store.library import tagged
from components.store.schema import articles, given_names, mention_rows, quote_rows, spelling_keys, spellings

MOST_BESIDE = 50  # entities that are named with one: the most frequent
PIECE = 500  # names of one statement


class Quoted(NamedTuple):
    """How many quotes of a speaker an outlet has; ``outlet`` is None where the article does not say."""

    speaker: str
    outlet: str | None
    quotes: int


class People:
    """What the library says of one entity: ``store.people``."""

    def __init__(self, read: asking.Opening) -> None:
        self._read = read

    def days(self, asked: asking.Asked, entity: str, names: Sequence[str]) -> dict[str | None, int]:
        """How often an entity is named in articles of each ISO day, None for those without one.

        ``names`` are all full names that its mentions have (``Listing.names``): they lead to its rows.
        """
        found: dict[str | None, int] = {}
        with self._read() as connection:
            for mine in _mentions(connection, asked, entity, names):
                wanted = mine.with_only_columns(articles.c.published, func.count().label("mentions"))
                for day, mentions in connection.execute(wanted.group_by(articles.c.published)):
                    found[day] = found.get(day, 0) + mentions
        return found

    def beside(self, asked: asking.Asked, entity: str, names: Sequence[str]) -> list[tuple[str, int]]:
        """The ids of the entities that articles name with an entity, each with the number of those articles, most first, at most
        MOST_BESIDE; ``names`` as for ``days``."""
        with self._read() as connection:
            keys = [
                mine.with_only_columns(mention_rows.c.article_key)
                for mine in _mentions(connection, asked, entity, names)
            ]
            if not keys:
                return []
            other, in_articles = _entity(), func.count(distinct(mention_rows.c.article_key))
            wanted = (
                select(other.label("other"), in_articles)
                .select_from(mention_rows)
                .join(spellings, spellings.c.key == mention_rows.c.name_spelling)
                .where(mention_rows.c.article_key.in_(union(*keys)), *_stands(connection), other != entity)
                .group_by("other")
                .order_by(in_articles.desc(), "other")
                .limit(MOST_BESIDE)
            )
            return [(row[0], row[1]) for row in connection.execute(wanted)]

    def quoted(self, asked: asking.Asked, entity: str) -> list[Quoted]:
        """How often each outlet quotes an entity, most first, by the name that the page of quotes calls the speaker."""
        rows = quote_rows.c
        decided = asking.given_to(quote_rows, "speaker_name", given_names.c.entity)
        nobody_said = and_(decided.is_(None), spellings.c.own.startswith(UNFOUND))
        name = func.coalesce(asking.given_to(quote_rows, "speaker_name", given_names.c.name), rows.speaker_name)
        with self._read() as connection:
            wanted = (
                select(name.label("speaker"), rows.outlet, func.count().label("quotes"))
                .join(spellings, spellings.c.key == rows.speaker_name_spelling)
                .where(rows.speaker_name_spelling.in_(_spelled(entity)))
                .where(or_(func.coalesce(decided, spellings.c.own) == entity, nobody_said))
                .where(*asking.where(connection, quote_rows, asked))
                .group_by("speaker", rows.outlet)
            )
            found = connection.execute(wanted).all()
            strings = interning.texts_of(connection, sorted({k for row in found for k in row[:2] if k is not None}))
        quoted = [Quoted(strings[row.speaker], strings.get(row.outlet), row.quotes) for row in found]
        return sorted(quoted, key=lambda q: (-q.quotes, q.outlet or "", q.speaker))


def _entity() -> ColumnElement[Any]:
    """Whom a mention means."""
    return func.coalesce(asking.given_to(mention_rows, "name", given_names.c.entity), spellings.c.own)


def _spelled(entity: str) -> Any:
    """The spellings that may mean an entity: its own, and those that people made it."""
    own = select(spelling_keys.c.spelling).where(spelling_keys.c.own == interning.digest(entity))
    return own.union(select(given_names.c.spelling).where(given_names.c.entity == entity))


def _stands(connection: Connection) -> Iterator[ColumnElement[bool]]:
    if rejected := interning.keys_there(connection, ("rejected",)):
        yield mention_rows.c.status.not_in(rejected)


def _mentions(connection: Connection, asked: asking.Asked, entity: str, names: Sequence[str]) -> Iterator[Select[Any]]:
    """The mentions of an entity with their articles, in statements of a size that every engine takes."""
    for at in range(0, len(names), PIECE):
        called = interning.keys_there(connection, names[at : at + PIECE])
        yield (
            select(mention_rows.c.article_key)
            .join(articles, articles.c.key == mention_rows.c.article_key)
            .join(spellings, spellings.c.key == mention_rows.c.name_spelling)
            .where(mention_rows.c.name.in_(called), mention_rows.c.name_spelling.in_(_spelled(entity)))
            .where(_entity() == entity, *_stands(connection), *_counts(asked))
        )


def _counts(asked: asking.Asked) -> Iterator[ColumnElement[bool]]:
    """That an article is one whose names are listed."""
    yield articles.c.language == ENGLISH
    yield articles.c.removed_at.is_(None)
    if not asked.samples:
        yield ~tagged(SAMPLE)
    if asked.collection:
        yield articles.c.key.in_(collecting.members(asked.collection))
