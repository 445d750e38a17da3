"""Word (.docx), OpenDocument (.odt) and rich text (.rtf): their paragraphs as text, their properties as the article's fields."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from components.importers import fields
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

UNPACKED = 200_000_000  # bytes of one part of a packed document: a bomb says more
RICH_LIMIT = 5_000_000  # bytes of rich text: beyond that its reader takes minutes
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


class PackedError(ValueError):
    """A packed document that is broken, locked or far larger than it says."""


def read_docx(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a Word document."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        _check_size(source)
        document = docx.Document(source)
        text = "\n\n".join(filter(None, _blocks(document)))
        facts = document.core_properties
        found = {"title": facts.title, "author": facts.author, "published": _day(facts.created), "tags": facts.keywords}
    except (
        PackedError,
        OpcError,
        LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
    ) as error:
        yield Problem(name, _broken("Word document", error))
        return
    yield from fields.article({**found, "text": text}, name, fields.name_as_title(name))


def _blocks(document: Any) -> Iterator[str]:
    """The paragraphs and the tables' rows (cells parted by bars) of a Word document in their order."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip().replace("\n", " ") for cell in row.cells)
                yield " | ".join(filter(None, cells))
        else:
            yield block.text.strip()


def read_odt(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of an OpenDocument text."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        _check_size(source)
        with zipfile.ZipFile(source) as archive:
            body = fromstring(archive.read("content.xml")).find(f"{OFFICE}body")
            meta = fromstring(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
    except (
        PackedError,
        zipfile.BadZipFile,
        KeyError,
        ParseError,
        DefusedXmlException,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        yield Problem(name, _broken("OpenDocument text", error))
        return
    blocks = [] if body is None else [e for e in body.iter() if e.tag in (f"{TEXT}p", f"{TEXT}h")]
    found: dict[str, str | None] = {
        "text": "\n\n".join(filter(None, ("".join(_words(block)).strip() for block in blocks)))
    }
    if meta is not None:
        found["title"] = meta.findtext(f".//{DC}title")
        found["author"] = meta.findtext(f".//{META}initial-creator") or meta.findtext(f".//{DC}creator")
        found["published"] = (meta.findtext(f".//{META}creation-date") or "")[:10]
    yield from fields.article(found, name, fields.name_as_title(name))


def _words(element: Any) -> Iterator[str]:
    """The characters of a paragraph: OpenDocument writes blanks, tabs and line ends as elements; notes are left out."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c", "1") or 1), 100)
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            yield "\n" if child.tag == f"{TEXT}line-break" else " "
        elif child.tag not in (f"{TEXT}note", f"{OFFICE}annotation", f"{TEXT}p", f"{TEXT}h"):
            yield from _words(child)
        yield child.tail or ""


def read_rtf(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a rich text document."""
    from striprtf import striprtf

    data = source.read(RICH_LIMIT + 1)
    if len(data) > RICH_LIMIT:
        yield Problem(name, f"The document is larger than {RICH_LIMIT:,} bytes; save it as .docx or .txt.")
        return
    try:
        text: str = striprtf.rtf_to_text(
            data.decode("latin-1"), encoding=choices.encoding or "cp1252", errors="replace"
        )
    except (ValueError, LookupError, IndexError, TypeError, RecursionError, UnicodeError) as error:
        yield Problem(name, _broken("rich text document", error))
        return
    lines = (line.strip(" |\t") for line in text.split("\n"))
    yield from fields.article({"text": "\n\n".join(filter(None, lines))}, name, fields.name_as_title(name))


def _check_size(source: BinaryIO) -> None:
    """Raises PackedError where a packed document holds far more than any document does."""
    with zipfile.ZipFile(source) as archive:
        large = [info.filename for info in archive.infolist() if info.file_size > UNPACKED]
    source.seek(0)
    if large:
        raise PackedError(f"its part {large[0][:60]!r} would unpack to more than {UNPACKED:,} bytes")


def _day(moment: Any) -> str | None:
    return moment.date().isoformat() if moment is not None else None


def _broken(what: str, error: Exception) -> str:
    return f"The {what} cannot be opened ({str(error)[:120] or type(error).__name__}). Is it whole, and not locked? Save it anew or as .txt."
