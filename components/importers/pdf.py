"""PDF: the text of its pages, columns in reading order, hyphens at line ends joined, running heads and page numbers left out."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

from components.importers import fields
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

PAGES = 2_000
HEAD = 80  # characters of a running head at the most
SIZES = (
    0.25  # of a line's height that is another size of print; in a few letters without tails it is less tall by itself
)
MARGIN = 0.08  # of a page's height: where running heads and page numbers stand
LETTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00ad": "-",
        "\ufffe": "-",
        "\x02": "-",
    }
)
DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


class Line(NamedTuple):
    """A line of print: its words and its box in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a PDF; a scan, a locked or a broken file is told."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.read())
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        tried = (
            "It is locked by a password: save it without one." if locked else "It is broken or no PDF: save it anew."
        )
        yield Problem(name, f"The PDF cannot be opened. {tried}")
        return
    try:
        yield from _article(document, name)
    finally:
        document.close()


def _article(document: Any, name: str) -> Iterator[Annotated | Problem]:
    count = len(document)
    if count > PAGES:
        yield Problem(name, f"The PDF has {count:,} pages; the first {PAGES:,} were read.")
    pages = []
    for number in range(min(count, PAGES)):
        try:
            pages.append(_lines(document[number]))
        except (RuntimeError, ValueError) as error:  # pypdfium2 raises RuntimeError for a page that cannot be loaded
            yield Problem(f"{name}, page {number + 1}", f"The page cannot be read ({error}); the others were.")
    text = "\n\n".join(_paragraphs(_without_heads(pages)))
    if not text.strip():
        yield Problem(
            name,
            "The PDF has pages and no text: it is a scan. Have its text recognised (OCR) and save it as a PDF with text.",
        )
        return
    said = document.get_metadata_dict()
    day = DATE.match(said.get("CreationDate") or "")
    yield from fields.article(
        {
            "text": text,
            "title": _title(said.get("Title")),
            "author": said.get("Author"),
            "published": "-".join(day.groups()) if day else None,
        },
        name,
        fields.name_as_title(name),
    )


def _title(raw: str | None) -> str | None:
    """The title of a PDF, unless a program wrote its own name or a file's into it."""
    plain = (raw or "").strip()
    return (
        None
        if re.search(r"\.(?:docx?|indd|qxd|pdf|rtf|odt)$|^Microsoft Word|^untitled", plain, re.IGNORECASE)
        else plain or None
    )


def _lines(page: Any) -> list[Line]:
    """The lines of a page in reading order: column by column where the page has them."""
    textpage = page.get_textpage()
    width, height = page.get_size()
    pieces = []
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        words = textpage.get_text_bounded(left, bottom, right, top).translate(LETTERS)
        if words.strip():
            pieces.append(Line(" ".join(words.split()), left, bottom, right, top))
    textpage.close()
    page.close()
    lines = _joined(pieces)
    return [line._replace(bottom=line.bottom / height, top=line.top / height) for line in _ordered(lines, width)]


def _joined(pieces: Sequence[Line]) -> list[Line]:
    """Pieces of one line (a word in bold, a link) put together: they follow each other at the same height."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        tall = piece.top - piece.bottom
        if last and abs(piece.bottom - last.bottom) < tall / 2 and -tall < piece.left - last.right < 1.5 * tall:
            gap = "" if piece.left - last.right < 0.12 * tall else " "
            lines[-1] = Line(
                last.text + gap + piece.text,
                last.left,
                min(last.bottom, piece.bottom),
                piece.right,
                max(last.top, piece.top),
            )
        else:
            lines.append(piece)
    return lines


def _ordered(lines: list[Line], width: float) -> list[Line]:
    """Two columns left to right, where a page has them; what spans both parts them into bands. Else from top to bottom."""
    middle = width / 2
    wide = [line for line in lines if line.left < middle - 0.05 * width and line.right > middle + 0.05 * width]
    left = [line for line in lines if line.right <= middle + 0.05 * width and line not in wide]
    right = [line for line in lines if line.left >= middle - 0.05 * width and line not in wide]
    if len(left) < 3 or not right or len(wide) > max(3, len(left) / 3):
        return sorted(lines, key=lambda line: (-line.top, line.left)) if _shuffled(lines) else lines
    cuts = [*sorted((line.bottom for line in wide), reverse=True), float("-inf")]
    ordered, above = [], float("inf")
    for cut in cuts:
        for column in (left, right):
            ordered += sorted((x for x in column if cut <= x.bottom < above), key=lambda x: -x.top)
        ordered += [x for x in wide if x.bottom == cut]
        above = cut
    return ordered


def _shuffled(lines: Sequence[Line]) -> bool:
    """Whether the file holds its lines in another order than from top to bottom."""
    ups = sum(b.bottom > a.top for a, b in pairwise(lines))
    return ups > max(2, len(lines) / 10)


def _without_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without what stands in the margin of several of them, and without page numbers."""

    def bare(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    def in_margin(line: Line) -> bool:
        return len(line.text) < HEAD and (line.top > 1 - MARGIN or line.bottom < MARGIN)

    seen = Counter(key for page in pages for key in {bare(line) for line in page if in_margin(line)})
    heads = {key for key, n in seen.items() if n > 1 and n >= len(pages) / 3}
    number = re.compile(r"(?:page\s*)?[-–—\s]*#(?:\s*(?:of|/)\s*#)?[-–—\s]*", re.IGNORECASE)
    return [
        [x for x in page if not (in_margin(x) and (bare(x) in heads or number.fullmatch(bare(x))))] for page in pages
    ]


def _paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs: a new one begins after a gap, an indent, a short last line or in another size of print."""
    said = ""
    last: Line | None = None
    for page in pages:
        gap = _usual_gap(page)
        for line in page:
            if last is not None and _begins(line, last, gap, _edge(page, last), across=line is page[0]):
                yield said
                said = ""
            said = _appended(said, line.text)
            last = line
    if said:
        yield said


def _edge(page: Sequence[Line], line: Line) -> float:
    """Where the full lines of a line's column end."""
    return max((x.right for x in page if abs(x.left - line.left) < 24), default=line.right)


def _usual_gap(page: Sequence[Line]) -> float:
    gaps = [a.bottom - b.top for a, b in pairwise(page) if a.bottom > b.bottom]
    return statistics.median(gaps) if gaps else 0.0


def _begins(line: Line, last: Line, gap: float, edge: float, across: bool) -> bool:
    """Whether a paragraph begins with ``line``."""
    tall, before = line.top - line.bottom, last.top - last.bottom
    if min(len(line.text), len(last.text)) > 12 and abs(tall - before) > SIZES * max(tall, before):
        return True
    ended = last.text[-1:] in '.!?”"’:)'
    if across or line.bottom > last.top:  # the next page or column goes on with a sentence that is not ended
        return ended and last.right < edge - 20 if across else ended
    if last.bottom - line.top > gap + 0.6 * tall:
        return True
    return ended and (line.left > last.left + 8 or last.right < edge - 60)


def _appended(said: str, line: str) -> str:
    """The line at the end of a paragraph; "evac-" and "uated" are one word, "Franco-" and "British" keep the hyphen.

    >>> _appended("They were evac-", "uated.")
    'They were evacuated.'
    """
    if not said:
        return line
    if said.endswith("-") and said[-2:-1].isalpha() and line[:1].islower():
        return said[:-1] + line
    return f"{said}{line}" if said.endswith(("-", "–")) and said[-2:-1].isalnum() else f"{said} {line}"
