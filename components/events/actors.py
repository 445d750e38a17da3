"""Who is said to have done it: a name, or words such as "gunmen", beside the words of data/rules/actors.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from components.lexicons import rules
from components.model import Span

COLUMNS = ("name", "words", "example", "counterexample")
LABELS = frozenset({"ORG", "NORP", "GPE", "PERSON"})  # of entities that may have done something
MARK = "\ufffc"  # stands for the actor; settled texts hold none that counts
LONGEST = 1000  # characters of a sentence that is looked at
MOST = 6  # actors of an article
_BODY = r"forces|troops|soldiers|fighters|militants|rebels|gunmen|insurgents|separatists|army|air force|jets|warplanes|artillery|militias?|commandos|settlers|police"
_WITH_BODY = re.compile(rf" (?:{_BODY})\b")
_UNNAMED = re.compile(
    r"\b(?:(?:unidentified|unknown|masked|armed) )?(?:gunm[ae]n|militants|insurgents|rebels|bandits|separatists|jihadists|extremists|suicide bombers?"
    r"|armed m[ae]n|attackers?|assailants?|kidnappers|government (?:forces|troops)|soldiers|troops|army)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:den(?:y|ies|ied|ying)|not|never|no|nobody|none|without|whether|if)\b|n[’']t\b", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: where ``words`` are found around an actor, that actor is said to have done it."""

    name: str
    words: re.Pattern[str]
    example: str
    counterexample: str


@cache
def actor_rules() -> tuple[Rule, ...]:
    """The rows in their order; raises LexiconError naming file and line."""
    return tuple(
        Rule(
            row["name"],
            re.compile(row["words"].replace("#", MARK), re.I),
            row["example"],
            row["counterexample"],
        )
        for row in rules("actors", *COLUMNS)
    )


@cache
def _telling() -> re.Pattern[str]:
    """Words of which every sentence that a rule reads has one: others are passed over at once."""
    return re.compile(
        r"responsib|blam|accus|\bby\b|behind|shelled|bombed|bombarded|ambushed|raided|stormed|attacked|abducted|kidnapped|opened fire|shot dead|fired"
        r"|carried out|launched|struck",
        re.I,
    )


def actors_in(sentence: str, named: Iterable[Span]) -> list[tuple[str, Rule]]:
    """Who is said in a sentence to have done it, with the rule that says so; ``named`` are the names in it. A name goes with the word for
    its men ("Kestovian rebels").

    >>> [who for who, _ in actors_in("The front blamed gunmen from the hills.", [])]
    ['gunmen']
    """
    if len(sentence) > LONGEST or not _telling().search(sentence):
        return []
    found = []
    for span in _candidates(sentence, named):
        around = sentence[: span.start] + MARK + sentence[span.end :]
        if (rule := _fitting(around)) is not None:
            found.append((sentence[span.start : span.end], rule))
    return found


def ranked(found: Iterable[str]) -> tuple[str, ...]:
    """Each actor once, those with a name first, then in the order in which they come."""
    once: dict[str, str] = {}
    for who in found:
        once.setdefault(who.casefold(), who)
    return tuple(sorted(once.values(), key=lambda who: not is_named(who))[:MOST])


def is_named(actor: str) -> bool:
    """Whether an actor has a name: "Northern Front", "Kestovian rebels", but not "gunmen"."""
    return _UNNAMED.fullmatch(actor) is None


def _fitting(around: str) -> Rule | None:
    for rule in actor_rules():
        told = rule.words.search(around)
        if told and not _NOT.search(re.split(r"[,;:]", around[: told.start()])[-1]) and not _NOT.search(told[0]):
            return rule
    return None


def _candidates(sentence: str, named: Iterable[Span]) -> Iterator[Span]:
    taken = []
    for span in named:
        body = _WITH_BODY.match(sentence, span.end)
        whole = Span(span.start, body.end() if body else span.end)
        taken.append(whole)
        yield whole
    for found in _UNNAMED.finditer(sentence):
        if not any(span.start < found.end() and found.start() < span.end for span in taken):
            yield Span(found.start(), found.end())
