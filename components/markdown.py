"""Text from outside for Streamlit's labels and lines, which take Markdown: shown as it is, and no address in it a link."""

from __future__ import annotations

import re

SIGNS = frozenset("\\`*_{}[]()#+-.!|<>~$:")
ADDRESS = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)")
WORD_JOINER = "\u2060"
"""Between the parts of a bare address: Streamlit makes links of those after Markdown is read, when escapes are gone already."""


def plain(text: str) -> str:
    """Text from an article, a person or a file, on one line, with the signs that Markdown would act on escaped.

    >>> plain("![a](https://x.org)")
    '\\\\!\\\\[a\\\\]\\\\(http\\u2060s\\\\://x\\\\.org\\\\)'
    """
    return "".join("\\" + c if c in SIGNS else c for c in ADDRESS.sub(WORD_JOINER, " ".join(text.splitlines())))
