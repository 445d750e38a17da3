"""E-books (.epub): one article, the chapters in the order of the book's spine."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from components.importers import encoding, fields, markup
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

PART = 20_000_000  # bytes of one chapter
CONTAINER = "META-INF/container.xml"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of an e-book."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(source) as archive:
            roots = fromstring(_part(archive, CONTAINER))
            opf = next((e.get("full-path") for e in roots.iter() if e.tag.endswith("}rootfile")), None) or ""
            book = fromstring(_part(archive, opf))
            hrefs = {e.get("id"): e.get("href") or "" for e in book.iter(f"{OPF}item")}
            spine = [hrefs.get(e.get("idref"), "") for e in book.iter(f"{OPF}itemref")]
            folder = posixpath.dirname(opf)
            chapters = [
                _part(archive, posixpath.normpath(posixpath.join(folder, unquote(href)))) for href in spine if href
            ]
    except (
        zipfile.BadZipFile,
        KeyError,
        ParseError,
        DefusedXmlException,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        yield Problem(
            name, f"The e-book cannot be opened ({str(error)[:100]}). Is it whole, and without copy protection?"
        )
        return
    texts = (markup.plain(encoding.decoded(chapter, markup.declared(chapter) or "utf-8")) for chapter in chapters)
    found = {
        "text": "\n\n".join(filter(None, texts)),
        "title": book.findtext(f".//{DC}title"),
        "author": book.findtext(f".//{DC}creator"),
        "outlet": book.findtext(f".//{DC}publisher"),
        "published": (book.findtext(f".//{DC}date") or "")[:10],
        "language": book.findtext(f".//{DC}language"),
    }
    yield from fields.article(found, name, fields.name_as_title(name))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.file_size > PART:
        raise ValueError(f"its part {name[:60]!r} would have {info.file_size:,} bytes")
    return archive.read(info)
