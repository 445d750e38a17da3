"""Inline Markdown and HTML in a text: "**12** people", "[three people](http://…)", "<b>12</b>". Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence

SIGNS = frozenset("*_[<")
MARKS = re.compile(
    r"\*{2,3}(?=\S)|(?<=\S)\*{2,3}|(?<![\w*])\*(?=[\w\"“‘])|(?<=[\w.,!?%\"”’])\*(?![\w*])"
    r"|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)"
    r"|!?\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}[ )])|(?<=\S)\]\([^()\s]{1,500}(?: \"[^\"\n]{0,300}\")?\)"
    r"|</?[A-Za-z][^<>\n]{0,500}>"
)


def marks(text: str) -> list[tuple[int, int]]:
    """Where the marks stand: what a reader of the formatted text would not see.

    >>> [text[a:b] for text in ["**12** [people](http://x.org)"] for a, b in marks(text)]
    ['**', '**', '[', '](http://x.org)']
    """
    return [m.span() for m in MARKS.finditer(text)] if any(sign in text for sign in SIGNS) else []


def veiled(text: str) -> str:
    """The text with blanks for its marks, at equal length.

    >>> veiled("**12** people")
    '  12   people'
    """
    found = marks(text)
    if not found:
        return text
    out, at = [], 0
    for start, end in found:
        out += [text[at:start], " " * (end - start)]
        at = end
    return "".join(out) + text[at:]


def bare(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """The text without the marks at ``spans``, and for each sign of it where it stood.

    >>> bare("**12** people", [(0, 2), (4, 6)])[0]
    '12 people'
    """
    kept: list[int] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        kept += range(at, start)
        at = end
    return "".join([text[i] for i in kept]), kept
