"""Victims whom a text names beside a count or without one: the rows of data/rules/named_victims.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from components.lexicons import rules
from components.model import Span

COLUMNS = ("name", "what", "where", "words", "example", "counterexample")
MARK = "\ufffc"  # stands for the name; settled texts hold none that counts
LONGEST = 1000  # characters of a sentence that is looked at
MOST = 200  # victims of an article
STATES: Mapping[str, str] = MappingProxyType(
    {"injured": "INJURED", "wounded": "INJURED", "missing": "MISSING", "abducted": "ABDUCTED", "detained": "DETAINED"}
)
_SAID = re.compile(r"\b(?:said|says|told|according to|reported|announced|added)\b|;")
_TELLING = re.compile(r"dead|kill|victim|injur|wound|hurt|missing|abduct|kidnap|hostage|detain|died|life", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom an article names as a victim: ``highlight`` is the id of the name's annotation, ``what`` the casualty label."""

    highlight: str
    name: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row; ``what`` is None where the first group of its words says it, ``after`` whether all names after the words are victims."""

    name: str
    what: str | None
    after: bool
    words: re.Pattern[str]
    example: str
    counterexample: str


@cache
def naming_rules() -> tuple[Rule, ...]:
    """The rows in their order; raises LexiconError naming file and line."""
    return tuple(
        Rule(
            row["name"],
            None if row["what"] == "by word" else row["what"],
            row["where"] == "after",
            re.compile(row["words"].replace("#", MARK), re.I),
            row["example"],
            row["counterexample"],
        )
        for row in rules("named_victims", *COLUMNS)
    )


def victims_in(sentence: str, people: Sequence[Span]) -> list[tuple[Span, str]]:
    """Who of the people in a sentence is named as a victim, each with the casualty label.

    >>> victims_in("Ana Berg was among the dead.", [Span(0, 8)])
    [(Span(start=0, end=8), 'KILLED')]
    """
    if not people or len(sentence) > LONGEST or not _TELLING.search(sentence):
        return []
    found: dict[Span, str] = {}
    for rule in naming_rules():
        for span, what in _after(rule, sentence, people) if rule.after else _at(rule, sentence, people):
            found.setdefault(span, what)
    return [(span, found[span]) for span in people if span in found]


def _after(rule: Rule, sentence: str, people: Iterable[Span]) -> list[tuple[Span, str]]:
    opens = rule.words.search(sentence)
    if opens is None:
        return []
    ends = _SAID.search(sentence, opens.end())
    end = ends.start() if ends else len(sentence)
    return [(span, _what(rule, opens)) for span in people if opens.end() <= span.start and span.end <= end]


def _at(rule: Rule, sentence: str, people: Iterable[Span]) -> list[tuple[Span, str]]:
    told = ((span, rule.words.search(sentence[: span.start] + MARK + sentence[span.end :])) for span in people)
    return [(span, _what(rule, found)) for span, found in told if found is not None]


def _what(rule: Rule, found: re.Match[str]) -> str:
    return rule.what or STATES.get(found[1].lower(), "KILLED")
