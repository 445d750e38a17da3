"""Bytes → characters: finds the encoding, lets no byte be lost, and tells text from binary files."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from components.importers.guessing import guess, unmarked_utf16

HEAD = 64 * 1024  # bytes that are looked at; the rest of a file is decoded as it streams
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r\f\x1b"})
MOST_CONTROLS = 0.05  # random bytes hold 11 %, a text with a few stray NULs well under 1 %
LENIENT = "dateline-windows-1252"

BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF", "a PDF", "Give its name the ending .pdf."),
    (b"{\\rtf", "a rich text document", "Give its name the ending .rtf."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "Save it as .txt or .csv first."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a picture (PNG)", "Dateline reads text; a picture of text has to be typed or recognised first."),
    (
        b"\xff\xd8\xff",
        "a picture (JPEG)",
        "Dateline reads text; a picture of text has to be typed or recognised first.",
    ),
    (b"GIF8", "a picture (GIF)", "Dateline reads text; a picture of text has to be typed or recognised first."),
    (b"RIFF", "a sound, film or picture", "Dateline reads text."),
    (b"ID3", "a sound (MP3)", "Dateline reads text."),
    (b"\x00\x00\x00\x18ftyp", "a film (MP4)", "Dateline reads text."),
    (b"\x00\x00\x00\x20ftyp", "a film (MP4)", "Dateline reads text."),
    (b"SQLite format 3", "a SQLite database", "Export its table as .csv first."),
    (b"PAR1", "a Parquet table", "Give its name the ending .parquet."),
    (b"\x7fELF", "a program", "Dateline reads text."),
    (b"MZ\x90", "a program", "Dateline reads text."),
)
ZIPPED = (
    (b"word/", "a Word document", "Give its name the ending .docx."),
    (b"xl/", "an Excel workbook", "Give its name the ending .xlsx."),
    (b"ppt/", "a PowerPoint file", "Copy its text and paste it."),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file", "Give its name the ending .odt or .ods."),
    (b"mimetypeapplication/epub", "an e-book (EPUB)", "Give its name the ending .epub."),
    (b"articles.jsonl", "a zip file of a Dateline export", "Give its name the ending .zip."),
)


class NotTextError(ValueError):
    """The bytes are no text; the message says what they look like and what to try."""


def _stray(error: UnicodeError) -> tuple[str, int]:
    """The windows-1252 reading of the bytes that do not fit: some newswires mix it into UTF-8, and nothing may be lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    one = error.object[error.start : error.start + 1]
    try:
        return one.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return one.decode("latin-1"), error.start + 1  # the five bytes that windows-1252 leaves open


codecs.register_error(LENIENT, _stray)


def encoding_of(head: bytes) -> str:
    """The name of the codec that reads bytes which begin with ``head``; raises NotTextError for what is no text.

    A byte-order mark decides; without one, NULs at every other place mean UTF-16, bytes that are UTF-8 mean UTF-8, and
    everything else is guessed (guessing.py).
    """
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if (what := _signature(head)) is not None:
        raise NotTextError(f"This looks like {what[0]}, not text. {what[1]}")
    if (utf16 := _utf16_by_nuls(head)) is not None:
        return utf16
    if (utf16 := unmarked_utf16(head)) is not None and _utf8_letters(head)[1]:
        return utf16
    if len(head.translate(None, CONTROLS)) < (1 - MOST_CONTROLS) * len(head):
        raise NotTextError("This looks like a binary file, not text. Save its text as .txt first.")
    good, bad = _utf8_letters(head)
    if good >= bad and not (good == 0 and b"\x1b$" in head):  # ISO-2022-JP is ASCII with escapes
        return "utf-8"
    return guess(head)


def is_guess(name: str) -> bool:
    """Whether ``encoding_of`` had no proof of the encoding: other letters are possible."""
    return not name.startswith(("utf", "cp1252", "ascii"))


def decoded(data: bytes, name: str) -> str:
    """The characters of bytes whose encoding is known; what does not fit becomes U+FFFD or its windows-1252 letter."""
    return data.decode(name, _errors(name)).removeprefix("\ufeff")


def _errors(name: str) -> str:
    return LENIENT if name in ("utf-8", "utf-8-sig", "cp1252") else "replace"


def text_stream(source: BinaryIO, chosen: str | None = None) -> io.TextIOWrapper:
    """The characters of ``source`` (seekable, at its start) in the ``chosen`` encoding or the one that is found, as a stream
    with its own line ends; detach() it when done."""
    name = chosen or encoding_of(source.read(HEAD))
    source.seek(0)
    return io.TextIOWrapper(source, encoding=name, errors=_errors(name), newline="")


def _signature(head: bytes) -> tuple[str, str] | None:
    if head.startswith(b"PK\x03\x04"):
        found = next(((what, advice) for inside, what, advice in ZIPPED if inside in head), None)
        return found or ("a zip file", "Give its name the ending .zip.")
    return next(((what, advice) for mark, what, advice in SIGNATURES if head.startswith(mark)), None)


def _utf16_by_nuls(head: bytes) -> str | None:
    """Latin letters in UTF-16 leave a NUL at every other place; other scripts at least at their blanks and line ends."""
    head = head[: len(head) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if many * 40 < len(head) or few * 20 > many:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
    return name if sum(c < " " and c not in "\t\n\r\f" for c in text) <= MOST_CONTROLS * len(text) else None


def _utf8_letters(head: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII ``head`` holds in UTF-8, and how many bytes that are no UTF-8."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head)
    bad = sum("\udc80" <= c <= "\udcff" for c in text)
    return sum(c > "\x7f" for c in text) - bad, bad
