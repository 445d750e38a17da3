"""Web pages: a saved .html file, or the page inside of an .mhtml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from components.importers import encoding, fields, markup
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a web page."""
    data = source.read(4 * markup.PAGE_LIMIT)
    codec = choices.encoding or markup.declared(data) or encoding.encoding_of(data[: encoding.HEAD])
    yield from page(encoding.decoded(data, codec), name)


def page(source: str, where: str) -> Iterator[Annotated | Problem]:
    """The article of a page's markup, with what the page says of its title, outlet, author, day and address."""
    if len(source) > markup.PAGE_LIMIT:
        yield Problem(
            where,
            f"The page has {len(source):,} characters; one may have {markup.PAGE_LIMIT:,}. Save its text as .txt.",
        )
        return
    found = markup.extracted(source)
    text = markup.paragraphs(found.get("text") or "")
    if not text:
        text = markup.plain(source)
        if text:
            yield Problem(
                where, "No article was found on the page: all of its words were taken, menus too. Look it over."
            )
    yield from fields.article({**found, "text": text}, where)
