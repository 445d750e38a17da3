"""The article's text, settled once on import, and its paragraphs. Standard library only; rank 1."""

from __future__ import annotations

import re
import unicodedata

from components.model import Span

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
LINE_END = re.compile(r"\n\s*")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
HARD_WRAP = range(40, 100)  # characters of a line that a mail program or a wire service broke


def settle(raw: str) -> str:
    """The text as it is stored: NFC, "\\n" line ends, every other control character a space. Nothing is cut.

    >>> settle("Five\\tdead\\r\\nin Aleppo\\x00")
    'Five dead\\nin Aleppo '
    """
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) if _has_surrogate(text) else text
    return CONTROL.sub(" ", unicodedata.normalize("NFC", text))


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def is_hard_wrapped(text: str) -> bool:
    """Whether single line ends break lines of prose, not paragraphs (wire copy, e-mail)."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    followed = [a for a, b in zip(text.split("\n"), text.split("\n")[1:], strict=False) if a.strip() and b.strip()]
    if len(followed) < len(lines) / 2:
        return False
    inside = [a for a in followed if len(a.rstrip()) in HARD_WRAP and a.rstrip()[-1] not in '.!?"\u201d']
    return max(map(len, lines)) < 2 * HARD_WRAP.stop and len(inside) > 0.6 * len(followed)


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in order, without the blank space around them; single line ends count where they are not mere wrapping.

    >>> paragraphs("One.\\n\\nTwo.")
    [Span(start=0, end=4), Span(start=6, end=10)]
    """
    found, start = [], 0
    ends = [(m.start(), m.end()) for m in (BLANK_LINE if is_hard_wrapped(text) else LINE_END).finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append(Span(start + lead, start + len(piece.rstrip())))
        start = after
    return found
