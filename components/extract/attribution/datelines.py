"""Datelines: where and when a report was filed, before its first words: 'HALVREN, Kestovia, March 12 (Northern Wire) - '."""

from __future__ import annotations

import re

from components.extract.words import Words

DATELINE = re.compile(
    r"[A-Z][A-Z .'\u2019-]{2,30}(?:,[^\n(]{1,40}?)?(?:\s*\([^)\n]{2,30}\))?\s+[-\u2013\u2014]{1,2}\s+"
)
REACH = 20  # tokens of a dateline at the most


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the text goes on behind a dateline at ``start``; ``start`` itself where none stands there."""
    if start and text[start - 1] != "\n":
        return start
    place = DATELINE.match(text, start, end)
    return start if place is None else place.end()


def past_dateline(words: Words, noun: int) -> int:
    """The noun that opens the sentence where the parser took a dateline's for it; else ``noun`` itself."""
    first = words.sent[noun]
    if noun - first > REACH:
        return noun
    end = after_dateline(words.text, words.start[first], len(words.text))
    if words.start[noun] >= end:
        return noun
    opening = i = words.upto(end)
    if i >= len(words):
        return noun
    while words.head(i) > i and words.pos[words.head(i)] in ("NOUN", "PROPN", "PRON"):
        i = words.head(i)
    return i if i - opening < REACH and words.pos[i] in ("NOUN", "PROPN", "PRON") else noun
