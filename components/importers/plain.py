"""Plain text files: the whole file is the article's text; its first line may serve as title and stays in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from components.importers import encoding, fields
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a plain text file."""
    yield from fields.article({"text": whole(source, choices.encoding)}, name, fields.name_as_title(name))


def whole(source: BinaryIO, chosen: str | None = None) -> str:
    """All characters of a file that holds one article; up to one more than an article may have, so that it is told."""
    stream = encoding.text_stream(source, chosen)
    try:
        return stream.read(fields.TEXT_LIMIT + 1)
    finally:
        stream.detach()
