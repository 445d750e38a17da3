"""The file that an article came in, kept beside its text: of a file with one article its bytes, of others its name."""

from __future__ import annotations

import io
import mimetypes
from typing import BinaryIO

from components.model import Original

LIMIT = 25_000_000  # bytes of a file that is kept; of a larger one the name and the size are
UNKNOWN = "application/octet-stream"


def of(stream: BinaryIO, name: str, is_one_article: bool) -> Original:
    """The original of the articles in a file; the stream stands where it stood."""
    at = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    data = None
    if is_one_article and size <= LIMIT:
        stream.seek(0)
        data = stream.read()
    stream.seek(at)
    return Original(name, type_of(name), size, data, data is not None)


def type_of(name: str) -> str:
    """The MIME type that a file's name tells.

    >>> type_of("wire/a.pdf"), type_of("a.unheard")
    ('application/pdf', 'application/octet-stream')
    """
    return mimetypes.guess_type(name.rsplit(" › ", 1)[-1])[0] or UNKNOWN
