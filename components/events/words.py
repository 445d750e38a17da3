"""The words of causes and sites: data/rules/causes.tsv and sites.tsv, as patterns over a title and a lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from components.lexicons import rules

CAUSES = ("kind", "family", "words", "without", "example", "counterexample")
SITES = ("site", "words", "example")
GENERIC = {"attack"}  # kinds that any other kind of their family may be called as well

OUTCOMES = {"arrest", "trial", "protest", "resignation"}  # kinds that may be what came of another event


@dataclass(frozen=True, slots=True)
class Cause:
    kind: str
    family: str
    words: re.Pattern[str]
    without: re.Pattern[str] | None


@cache
def causes() -> tuple[Cause, ...]:
    """The kinds of events in the order of their rows; raises LexiconError naming file and line."""
    return tuple(_cause(row) for row in rules("causes", *CAUSES))


def _cause(row: dict[str, str]) -> Cause:
    return Cause(
        row["kind"], row["family"], _pattern(row["words"]), _pattern(row["without"]) if row["without"] else None
    )


@cache
def families() -> dict[str, str]:
    """The family of each kind."""
    return {cause.kind: cause.family for cause in causes()}


@cache
def _sites() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["site"], _pattern(row["words"])) for row in rules("sites", *SITES))


def kinds_in(text: str) -> dict[str, int]:
    """The kinds that a text has words of, with how many.

    >>> kinds_in("Rockets hit market in northern city")
    {'shelling': 1}
    """
    small = _NOT_THESE.sub(" ", text.lower())
    found = {}
    for cause in causes():
        plain = cause.without.sub(" ", small) if cause.without else small
        found[cause.kind] = len(cause.words.findall(plain))
    return {kind: n for kind, n in found.items() if n}


def sites_in(text: str) -> frozenset[str]:
    """The sites that a text has words of.

    >>> sorted(sites_in("Blast at bus station"))
    ['bus', 'station']
    """
    small = text.lower()
    return frozenset(site for site, words in _sites() if words.search(small))


# Names and posts that hold the words of a cause or a site in every kind.
_NOT_THESE = re.compile(r"\b(?:liberation front|fire (?:brigade|service|chief)s?|strike aircraft)\b")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")
