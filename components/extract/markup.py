"""Inline Markdown and HTML in a text: "**12** people", "[three people](http://…)", "<b>12</b>". Standard library only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

SIGNS = frozenset("*_[<>#~&\\")
MARKS = re.compile(
    r"\*{2,3}(?=\S)|(?<=\S)\*{2,3}|(?<![\w*])\*(?=[\w\"“‘])|(?<=[\w.,!?%\"”’])\*(?![\w*])"
    r"|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)"
    r"|!?\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}[ )])|(?<=\S)\]\([^()\s]{1,500}(?: \"[^\"\n]{0,300}\")?\)"
    r"|</?[A-Za-z][^<>\n]{0,500}>"
    r"|^#{1,6}(?= )|^(?:> ?)+|~~(?=\S)|(?<=\S)~~|\\(?=[\"'*_#\[\]])",
    re.MULTILINE,
)
NAMED = re.compile(r"&(?:quot|ldquo|rdquo|lsquo|rsquo|apos|nbsp|#34|#39);")
SPELLED = {"&quot;": '"', "&#34;": '"', "&ldquo;": "\u201c", "&rdquo;": "\u201d", "&lsquo;": "\u2018", "&nbsp;": " "}


def marks(text: str) -> list[tuple[int, int]]:
    """Where the marks stand: what a reader of the formatted text would not see.

    >>> [text[a:b] for text in ["**12** [people](http://x.org)"] for a, b in marks(text)]
    ['**', '**', '[', '](http://x.org)']
    """
    return [m.span() for m in MARKS.finditer(text)] if any(sign in text for sign in SIGNS) else []


def veiled(text: str) -> str:
    """The text with blanks for its marks, and quotation marks for their names, at equal length.

    >>> veiled("**12** people")
    '  12   people'
    """
    found = marks(text)
    if "&" in text:
        text = NAMED.sub(lambda m: SPELLED.get(m[0], "\u2019").ljust(len(m[0])), text)
    if not found:
        return text
    out, at = [], 0
    for start, end in found:
        out += [text[at:start], " " * (end - start)]
        at = end
    return "".join(out) + text[at:]


def bare(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Callable[[int], int]]:
    """The text without the marks at ``spans``, and a function that says where one of its signs stood.

    >>> text, place = bare("**12** people", [(0, 2), (4, 6)])
    >>> text, place(0), place(3)
    ('12 people', 2, 7)
    """
    pieces, begins, origins, at, length = [], [], [], 0, 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > at:
            pieces.append(text[at:start])
            begins.append(length)
            origins.append(at)
            length += start - at
        at = end

    def place(offset: int) -> int:
        piece = bisect_right(begins, offset) - 1
        return origins[piece] + offset - begins[piece]

    return "".join(pieces), place
