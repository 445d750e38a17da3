"""Bytes → articles, with annotations where the format has them, and problems. One module per format, listed in IMPORTERS."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO

from components.importers import (
    archive,
    conll,
    csv_rows,
    docbin,
    encoding,
    epub,
    fields,
    html,
    json_file,
    jsonl,
    mail,
    markdown,
    news_xml,
    office,
    originals,
    pasted,
    pdf,
    plain,
    sheets,
    webanno,
)
from components.importers.choices import AS_FOUND, Choices
from components.importers.encoding import HEAD, NotTextError, encoding_of
from components.importers.pasted import paste, rich
from components.model import Annotated, Problem

SHARED = (  # modules here that are no formats
    "address",
    "brat",
    "choices",
    "cleaning",
    "columns",
    "encoding",
    "fields",
    "foreign",
    "guessing",
    "headers",
    "marked",
    "markup",
    "originals",
    "own",
    "records",
)
FILE_LIMIT = fields.TEXT_LIMIT  # bytes of a file that is one article; tables and JSONL stream and have no limit

__all__ = [
    "AS_FOUND",
    "FILE_LIMIT",
    "IMPORTERS",
    "SHARED",
    "Choices",
    "Importer",
    "endings",
    "importer_for",
    "paste",
    "read",
    "rich",
]


Read = Callable[[BinaryIO, str, Choices], Iterator[Annotated | Problem]]


@dataclass(frozen=True, slots=True)
class Importer:
    """One format: how it is called on the screen, which file endings it has, and what reads it. ``one_article``: the file is
    one article, read whole; ``is_text``: its bytes are characters, whose encoding has to be found; ``is_table``: its columns can
    be chosen."""

    title: str
    endings: tuple[str, ...]
    read: Read
    one_article: bool = True
    is_text: bool = True
    is_table: bool = False


def _packed(title: str, ending: str, read: Read) -> Importer:
    return Importer(title, (ending,), read, is_text=False)


IMPORTERS: Mapping[str, Importer] = {
    "plain": Importer("Plain text", (".txt", ".text"), plain.read),
    "markdown": Importer("Markdown", (".md", ".markdown"), markdown.read),
    "html": Importer("Web page", (".html", ".htm", ".xhtml"), html.read),
    "pdf": _packed("PDF", ".pdf", pdf.read),
    "docx": _packed("Word document", ".docx", office.read_docx),
    "odt": _packed("OpenDocument text", ".odt", office.read_odt),
    "rtf": Importer("Rich text", (".rtf",), office.read_rtf, is_text=False),
    "epub": _packed("E-book", ".epub", epub.read),
    "mail": Importer("Mail, or a page saved as one", (".eml", ".mhtml", ".mht"), mail.read, is_text=False),
    "mbox": Importer("Box of mail", (".mbox", ".mbx"), mail.read_box, one_article=False, is_text=False),
    "xml": Importer(
        "RSS, Atom, NITF, NewsML-G2",
        (".xml", ".rss", ".atom", ".nitf"),
        news_xml.read,
        one_article=False,
        is_text=False,
    ),
    "csv": Importer("CSV table, a row an article", (".csv", ".tsv"), csv_rows.read, one_article=False, is_table=True),
    "workbook": Importer(
        "Excel or OpenDocument workbook, a row an article",
        (".xlsx", ".xlsm", ".xls", ".ods"),
        sheets.read_workbook,
        one_article=False,
        is_text=False,
        is_table=True,
    ),
    "parquet": Importer(
        "Parquet, a row an article", (".parquet",), sheets.read_parquet, one_article=False, is_text=False, is_table=True
    ),
    "json": Importer("JSON, a list of articles", (".json",), json_file.read, one_article=False, is_table=True),
    "jsonl": Importer(
        "JSONL, a line an article", (".jsonl", ".ndjson", ".jsonld"), jsonl.read, one_article=False, is_table=True
    ),
    "conll": Importer("CoNLL, a token a line", (".conll", ".conllu", ".iob", ".bio"), conll.read, one_article=False),
    "webanno": Importer("WebAnno TSV of INCEpTION", (".webanno",), webanno.read, one_article=False),
    "docbin": Importer("DocBin of spaCy", (".spacy",), docbin.read, one_article=False, is_text=False),
    "zip": Importer("ZIP of any of these", (".zip",), archive.read, one_article=False, is_text=False),
    "pasted": Importer("Pasted text", (), pasted.read),
}
CONTENT: tuple[tuple[bytes, str], ...] = (  # what a file begins with, whatever its name says
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"#FORMAT=WebAnno TSV", "webanno"),
    (b"<!DOCTYPE html", "html"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
)
INSIDE: tuple[tuple[bytes, str], ...] = (  # what a zip file holds that is a document
    (b"word/", "docx"),
    (b"xl/", "workbook"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "workbook"),
    (b"mimetypeapplication/epub", "epub"),
)


def endings() -> tuple[str, ...]:
    """Every file ending that can be imported, with its dot."""
    return tuple(ending for importer in IMPORTERS.values() for ending in importer.endings)


def importer_for(name: str) -> Importer | None:
    """The importer for a file's name, by its ending; None where there is none."""
    ending = PurePath(name).suffix.lower()
    return next((importer for importer in IMPORTERS.values() if ending in importer.endings), None)


def importer_of_content(head: bytes) -> Importer | None:
    """The importer for what a file begins with; None where that says nothing, as with most text.

    >>> importer_of_content(b"%PDF-1.7").title
    'PDF'
    """
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"PK\x03\x04"):
        return IMPORTERS[next((name for inside, name in INSIDE if inside in head), "zip")]
    return next((IMPORTERS[name] for mark, name in CONTENT if start.startswith(mark)), None)


def read(
    source: bytes | BinaryIO, name: str, importer: Importer | None = None, choices: Choices = AS_FOUND
) -> Iterator[Annotated | Problem]:
    """The articles of a file, and a Problem with its place for everything that cannot be read; the rest goes on.

    ``source`` is the file's bytes or a seekable stream of them (which is read as articles are asked for), ``name`` the file's
    name. Its content chooses the importer where it says what it is, else its ending, unless one is given.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    head = stream.read(HEAD)
    named = importer_for(name)
    importer = importer or _by_content(head, named) or named
    if problem := _unreadable(stream, head, importer, name):
        yield Problem(name, problem)
        return
    assert importer is not None  # _unreadable said so otherwise
    if importer.is_text and not choices.encoding and encoding.is_guess(codec := encoding.encoding_of(head)):
        yield Problem(
            name,
            f"The file does not say its encoding; it was read as {codec}. If letters look wrong, choose another one.",
        )
    is_bare = True
    original = originals.of(stream, name, importer.one_article) if choices.keep else None
    for found in importer.read(stream, name, choices):
        is_bare = False
        is_first = (
            isinstance(found, Annotated) and found.original is None
        )  # else a file within this one brought its own
        yield replace(found, original=original) if isinstance(found, Annotated) and is_first else found
    if is_bare:
        yield Problem(name, "There is no article in this file: it has no rows or entries, perhaps a header alone.")


def _by_content(head: bytes, named: Importer | None) -> Importer | None:
    """The importer that the content names; a zip file without a document in it may be any packed format that its ending names."""
    found = importer_of_content(head)
    return None if found is IMPORTERS["zip"] and named is not None and not named.is_text else found


def _unreadable(stream: BinaryIO, head: bytes, importer: Importer | None, name: str) -> str | None:
    """Why a file cannot be read at all, in a sentence that says what to try; None if it can."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        return "The file is empty."
    if importer is None or importer.is_text:
        try:
            encoding_of(head)
        except NotTextError as error:
            return str(error)
    if importer is None:
        ending = PurePath(name.rsplit(" › ", 1)[-1]).suffix or "no ending"
        return f"Dateline does not read files with {ending}. It reads {', '.join(endings())}: save the text as one of these."
    if importer.one_article and size > 4 * FILE_LIMIT:  # UTF-32 at the most; the characters are counted once decoded
        return f"The file has {size:,} bytes; an article may have {FILE_LIMIT:,} characters. Split it."
    return None
