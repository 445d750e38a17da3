"""Bytes → articles, with annotations where the format has them, and problems. One module per format, listed in IMPORTERS."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from components.importers import csv_rows, fields, jsonl, markdown, pasted, plain
from components.importers.encoding import HEAD, NotTextError, encoding_of
from components.importers.pasted import paste
from components.model import Annotated, Problem

SHARED = ("encoding", "fields", "records")  # modules here that are no formats
FILE_LIMIT = fields.TEXT_LIMIT  # bytes of a file that is one article; tables and JSONL stream and have no limit

__all__ = ["FILE_LIMIT", "IMPORTERS", "SHARED", "Importer", "endings", "importer_for", "paste", "read"]


@dataclass(frozen=True, slots=True)
class Importer:
    """One format: how it is called on the screen, which file endings it has, and what reads it."""

    title: str
    endings: tuple[str, ...]
    read: Callable[[BinaryIO, str], Iterator[Annotated | Problem]]
    one_article: bool = True


IMPORTERS: Mapping[str, Importer] = {
    "plain": Importer("Plain text", (".txt", ".text"), plain.read),
    "markdown": Importer("Markdown", (".md", ".markdown"), markdown.read),
    "csv": Importer("CSV table, a row an article", (".csv", ".tsv"), csv_rows.read, one_article=False),
    "jsonl": Importer("JSONL, a line an article", (".jsonl", ".ndjson"), jsonl.read, one_article=False),
    "pasted": Importer("Pasted text", (), pasted.read),
}


def endings() -> tuple[str, ...]:
    """Every file ending that can be imported, with its dot."""
    return tuple(ending for importer in IMPORTERS.values() for ending in importer.endings)


def importer_for(name: str) -> Importer | None:
    """The importer for a file's name, by its ending; None where there is none."""
    ending = PurePath(name).suffix.lower()
    return next((importer for importer in IMPORTERS.values() if ending in importer.endings), None)


def read(source: bytes | BinaryIO, name: str, importer: Importer | None = None) -> Iterator[Annotated | Problem]:
    """The articles of a file, and a Problem with its place for everything that cannot be read; the rest goes on.

    ``source`` is the file's bytes or a seekable stream of them (which is read as articles are asked for), ``name`` the file's
    name, whose ending chooses the importer unless one is given.
    """
    importer = importer or importer_for(name)
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    if problem := _unreadable(stream, importer, name):
        yield Problem(name, problem)
        return
    assert importer is not None  # _unreadable said so otherwise
    yield from importer.read(stream, name)


def _unreadable(stream: BinaryIO, importer: Importer | None, name: str) -> str | None:
    """Why a file cannot be read at all, in a sentence that says what to try; None if it can."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        return "The file is empty."
    head = stream.read(HEAD)
    stream.seek(0)
    try:
        encoding_of(head)
    except NotTextError as error:
        return str(error)
    if importer is None:
        ending = PurePath(name).suffix or "no ending"
        return f"Dateline does not read files with {ending}. It reads {', '.join(endings())}: save the text as one of these."
    if importer.one_article and size > 4 * FILE_LIMIT:  # UTF-32 at the most; the characters are counted once decoded
        return f"The file has {size:,} bytes; an article may have {FILE_LIMIT:,} characters. Split it."
    return None
