"""Articles of the library that one to be added may be already: of the same text, from the same address, or nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, Row, select

from components import copies as near_duplicates
from components.model import Article
from components.store import codec
from components.store.schema import articles, texts
from components.store.wire_copies import representative_of

Kind = Literal["text", "address", "copy"]
PIECE = 500


@dataclass(frozen=True, slots=True)
class Twin:
    """The article that another one may be: why it seems so, its id and title, and how alike the texts are (1: the same)."""

    kind: Kind
    article_id: str
    title: str
    alike: float = 1.0


def twins(connection: Connection, batch: Sequence[Article]) -> list[Twin | None]:
    """For each article the one of the library that it may be. None where there is none, and where its id is there: then the store
    takes it for the same, or refuses it."""
    there = _found(connection, articles.c.id, [a.id for a in batch])
    same = _found(connection, texts.c.sha256, [a.text_sha256 for a in batch])
    at = _found(connection, articles.c.url, [a.url for a in batch if a.url and names_an_article(a.url)])

    def one(article: Article) -> Twin | None:
        if article.id in there:
            return None
        if (row := same.get(article.text_sha256)) is not None:
            return Twin("text", row.id, row.title)
        if article.url and (row := at.get(article.url)) is not None:
            return Twin("address", row.id, row.title)
        return _copy(connection, article)

    return [one(article) for article in batch]


def names_an_article(url: str) -> bool:
    """Whether an address may be that of one article: a site's first page is that of many.

    >>> names_an_article("https://example.org/2024/ferry"), names_an_article("https://example.org/")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _found(connection: Connection, column: ColumnElement[str], wanted: Iterable[str]) -> dict[str, Row[Any]]:
    """The articles of the library by a value that they have there, the first of several."""
    values = [value for value in dict.fromkeys(wanted) if codec.storable(value)]
    asked = (
        select(articles.c.id, articles.c.title, column.label("value"))
        .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
        .where(articles.c.removed_at.is_(None))
        .order_by(articles.c.key)
    )
    found: dict[str, Row[Any]] = {}
    for at in range(0, len(values), PIECE):
        for row in connection.execute(asked.where(column.in_(values[at : at + PIECE]))):
            found.setdefault(row.value, row)
    return found


def _copy(connection: Connection, article: Article) -> Twin | None:
    """The representative that the article would be a near-duplicate of, as far as the library was compared by now."""
    found = representative_of(connection, 0, near_duplicates.signature(article.text))
    if found is None:
        return None
    key, alike = found
    here = select(articles.c.id, articles.c.title).where(articles.c.key == key, articles.c.removed_at.is_(None))
    row = connection.execute(here).first()
    return Twin("copy", row.id, row.title, alike) if row else None
