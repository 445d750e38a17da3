"""Whether what happens on a date has been or lies ahead, from the words and the verb of its clause."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from components.extract.time.points import Tense

AHEAD = re.compile(
    r"\b(?:will|would|due|expected|scheduled|set|planned|plans?|planning|likely|upcoming|until|deadline|ahead of|going to|postponed"
    r"|rescheduled|adjourned|by(?= $| the $)|to (?:be|take|meet|hold|begin|start|visit|attend))\b"
)
REPORTED = re.compile(r"\b(?:said|says|told|added|reported|announced|confirmed|met|was|were|had)\b[^.,;]{0,12}$")
SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
NEAR = 60  # characters before a date that are looked at
UP = 6  # steps from a date to its verb


def tense_of(doc: Doc, text: str, start: int, end: int) -> Tense:
    """The tense of a date: ahead ("is due to meet on Friday"), past ("died on May 5", "since May 5"), else open."""
    clause = re.split(r"[.!?;\n]\s", text[max(0, start - NEAR) : start])[-1]
    if SINCE.search(clause):
        return "past"
    if AHEAD.search(clause) and not REPORTED.search(clause):
        return "ahead"
    return "past" if _happened(doc, start, end) else "open"


def _happened(doc: Doc, start: int, end: int) -> bool:
    """Whether the verb over a date is in the past tense."""
    span = doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span is not None else None
    for _ in range(UP):
        if token is None or token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return False
    return token.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in token.children)
