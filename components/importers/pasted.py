"""Text from the clipboard: as plain text, but without a file name to fall back on for the title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from components.importers import fields, markup, plain
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

WHERE = "pasted text"


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a pasted text that comes as bytes."""
    yield from fields.article({"text": plain.whole(source, choices.encoding)}, name or WHERE)


def rich(html: str) -> tuple[str, str]:
    """The text of a page that was pasted with its formatting, a paragraph for each of its own, and its heading, "" where it has none.

    >>> rich("<meta charset=utf-8><h1>Ferry sinks</h1><p>Nine <b>died</b>.</p><nav>Home</nav><p>The search goes on.</p>")
    ('Ferry sinks\\n\\nNine died.\\n\\nThe search goes on.', 'Ferry sinks')
    """
    html = html[: markup.PAGE_LIMIT]
    return markup.plain(html, markup.ASIDE), fields.one_line(markup.heading(html)) or ""


def paste(text: str, found: Mapping[str, str | None] | None = None) -> Iterator[Annotated | Problem]:
    """The article of a pasted text, with what the person typed beside it (title, outlet, published, url, author)."""
    yield from fields.article({**(found or {}), "text": text}, WHERE)
