"""Words of bounds around a number: "at least", "up to", "or more". Read from data/lexicons/bounds.tsv."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from components.lexicons import lexicon
from components.model import Bound

LONGEST = 40  # characters of text that are looked at on either side


@cache
def _phrases(side: str) -> Mapping[str, Bound]:
    rows = lexicon("bounds", "phrase", "side", "bound")
    return {row["phrase"]: cast(Bound, row["bound"]) for row in rows if row["side"] == side}


def before(text: str, start: int, floor: int = 0) -> tuple[Bound, int] | None:
    """The bound whose words end at ``start``, and where they begin; of two in a row the outer one counts.

    >>> before("at least some 20 people", 14)
    ('at_least', 0)
    """
    known = _phrases("before")
    found: tuple[Bound, int] | None = None
    stop = start
    for _ in range(3):
        words = list(WORD.finditer(text, max(floor, stop - LONGEST), stop))[-6:]
        hit = next(
            (i for i in range(len(words)) if " ".join(w[0] for w in words[i:]).lower().strip("-") in known), None
        )
        if hit is None or WALL.search(text, words[hit].start(), stop):
            break
        stop = words[hit].start()
        phrase = " ".join(w[0] for w in words[hit:]).lower().strip("-")
        if phrase in (
            "near",
            "past",
            "under",
            "below",
            "above",
            "over",
            "beyond",
            "maybe",
            "perhaps",
            "probably",
        ) and _other(text, stop, start, phrase):
            break
        if phrase == "up to" and REVISED.search(text, max(floor, stop - 40), stop):
            break
        found = known[phrase], stop
    return found


def _other(text: str, at: int, start: int, phrase: str) -> bool:
    """Whether a preposition is no bound here: "over two days", "the past three years", "under one roof"."""
    if phrase == "past":
        return bool(re.search(r"\b(?:the|in|over|this|for|half|quarter)\s+$", text[max(0, at - 9) : at], re.IGNORECASE))
    if phrase == "over":
        return bool(OVER_TIME.match(text, start)) and not OVER_MORE.search(text[max(0, at - 12) : at])
    return phrase in ("under", "below", "above") and bool(
        re.match(r"one (?:roof|flag|umbrella|banner|the)", text[start : start + 12])
    )


def after(text: str, stop: int) -> tuple[Bound, int] | None:
    """The bound whose words begin at ``stop``, and where they end: "or more", "+", "at most"."""
    known = _phrases("after")
    if text[stop : stop + 1] == "+" and not text[stop + 1 : stop + 2].isdigit():
        return "at_least", stop + 1
    match = AFTER.match(text, stop)
    if not match:
        return None
    words = match[1].split()
    for count in range(min(3, len(words)), 0, -1):
        phrase = " ".join(words[:count]).lower()
        phrase = f"-{phrase}" if match[0][0] == "-" else phrase
        if phrase in known:
            end = match.start(1) + re.compile(r"\s+".join(map(re.escape, words[:count]))).match(match[1]).end()  # type: ignore[union-attr]
            if phrase in DOUBTFUL and not re.match(r"\s*(?:[,.;)]|$)", text[end : end + 4]):
                return None
            return known[phrase], end
    return None


WORD = re.compile(r"[^\s()\u2014\u2013\-\"“”‘;:]+|(?<=\s)[-~]")
REVISED = re.compile(
    r"\b(?:revis|adjust|correct|updat|mov)\w*(?: (?:that|it|this|(?:the|its)(?: \w+){1,2}))? $", re.IGNORECASE
)  # "revised that up to 49"
WALL = re.compile(r"[,()\"“”;:]")
AFTER = re.compile(r"[ \u00a0-]((?:[A-Za-z]+)(?:[ ][a-z]+){0,2})")
DOUBTFUL = {
    "plus",
    "maximum",
    "minimum",
    "max",
    "at least",
    "at most",
    "approximately",
    "approx",
    "odd",
    "tops",
    "and more",
    "at the least",
    "at the most",
}
OVER_TIME = re.compile(
    r"(?:the |a )?(?:\w+[ -])?(?:days?|weeks?|months?|years?|hours?|minutes?|decades?|weekends?)\b(?![ -](?:old|ago|later))",
    re.IGNORECASE,
)
OVER_MORE = re.compile(r"\b(?:for|lasted|lasting|after|of|took|takes|and|just|well)\s+$", re.IGNORECASE)
