"""Words of bounds around a number: "at least", "up to", "or more". Read from data/lexicons/bounds.tsv."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from components.extract.quantities.words import word_set
from components.lexicons import lexicon
from components.model import Bound

LONGEST = 40  # characters of text that are looked at on either side


@cache
def _phrases(side: str) -> Mapping[str, Bound]:
    rows = lexicon("bounds", "phrase", "side", "bound")
    return {row["phrase"]: cast(Bound, row["bound"]) for row in rows if row["side"] == side}


@cache
def _edges(side: str) -> frozenset[str]:
    """The word of each phrase that stands nearest to the number: most numbers have none of them beside."""
    nearest = -1 if side == "before" else 0
    return frozenset(phrase.strip("-").split()[nearest] for phrase in _phrases(side) if phrase.strip("-"))


def before(low: str, start: int, floor: int = 0) -> tuple[Bound, int] | None:
    """The bound whose words end at ``start`` of a text in lower case, and where they begin; of two in a row the outer one
    counts.

    >>> before("at least some 20 people", 14)
    ('at_least', 0)
    """
    head = low[max(floor, start - LONGEST) : start].rstrip(" -")
    last = head[head.rfind(" ") + 1 :]
    if last.isalpha() and last not in _edges("before"):
        return None
    known = _phrases("before")
    found: tuple[Bound, int] | None = None
    stop = start
    for _ in range(3):
        words = list(WORD.finditer(low, max(floor, stop - LONGEST), stop))[-6:]
        hit, phrase = _longest(words, known)
        if hit is None or WALL.search(low, hit, stop):
            break
        stop = hit
        if phrase in PREPOSITIONS and _other(low, stop, start, phrase):
            break
        if phrase == "up to" and REVISED.search(low, max(floor, stop - 40), stop):
            break
        found = known[phrase], stop
    return found


def _longest(words: Sequence[re.Match[str]], known: Mapping[str, Bound]) -> tuple[int | None, str]:
    """Where the longest known phrase begins that the last of the words make, and the phrase."""
    texts = [word[0] for word in words]
    for i, word in enumerate(words):
        phrase = " ".join(texts[i:]).strip("-")
        if phrase in known:
            return word.start(), phrase
    return None, ""


def _other(low: str, at: int, start: int, phrase: str) -> bool:
    """Whether a preposition is no bound here: "over two days", "the past three years", "talks about two things"."""
    if phrase == "about":
        return bool(TOPIC.search(low, max(0, at - 16), at)) and not LASTING.match(low, start)
    if phrase == "past":
        return bool(THE_PAST.search(low[max(0, at - 9) : at]))
    if phrase == "over":
        if HANDED.search(low, max(0, at - 14), at):
            return True  # "handed over 12 prisoners"
        return bool(OVER_TIME.match(low, start)) and not OVER_MORE.search(low[max(0, at - 12) : at])
    return phrase in ("under", "below", "above") and low.startswith(
        ("one roof", "one flag", "one umb", "one banner", "one the"), start
    )


def after(low: str, stop: int) -> tuple[Bound, int] | None:
    """The bound whose words begin at ``stop`` of a text in lower case, and where they end: "or more", "+", "at most"."""
    mark = low[stop : stop + 1]
    if mark == "+" and not low[stop + 1 : stop + 2].isdigit():
        return "at_least", stop + 1
    if mark not in (" ", "\u00a0", "-"):
        return None
    match = AFTER.match(low, stop)
    if not match or match[1] not in _edges("after"):
        return None
    known = _phrases("after")
    words = match[0][1:].split()
    for count in range(min(3, len(words)), 0, -1):
        phrase = " ".join(words[:count])
        phrase = f"-{phrase}" if mark == "-" else phrase
        if phrase in known:
            end = stop + 1 + len(" ".join(words[:count]))
            if phrase in DOUBTFUL and not ENDS.match(low, end):
                return None
            return known[phrase], end
    return None


PREPOSITIONS = word_set("doubtful bounds")
THE_PAST = re.compile(r"\b(?:the|in|over|this|for|half|quarter)\s+$")
WORD = re.compile(r"[^\s()\u2014\u2013\-\"“”‘;:]+|(?<=\s)[-~]")
REVISED = re.compile(
    r"\b(?:revis|adjust|correct|updat|mov)\w*(?: (?:that|it|this|(?:the|its)(?: \w+){1,2}))? $"
)  # "revised that up to 49"
WALL = re.compile(r"[,()\"“”;:]")
AFTER = re.compile(r"[ \u00a0-]([a-z]+)(?:[ ][a-z]+){0,2}")
ENDS = re.compile(r"\s*(?:[,.;)]|\Z)")
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
)
TOPIC = re.compile(
    r"\b(?:talk|speak|think|ask|worr|hear|know|learn|writ|joke|complain|stor|question|concern|book)(?:s|ed|ing|e|es|ies|y|ied)? \Z"
    r"|\b(?:spoke|thought|heard|knew|learnt|wrote|told (?:me|us|him|her|them)) \Z"
)
LASTING = re.compile(r"[\w.,-]+[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|times?)\b|\d")
HANDED = re.compile(r"\b(?:hand|turn)(?:s|ed|ing)? \Z")
OVER_MORE = re.compile(r"\b(?:for|lasted|lasting|after|of|took|takes|and|just|well)\s+$")
