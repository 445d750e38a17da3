"""Casualty phrases beside a figure, the rows of data/rules/casualty_phrases.tsv: "25 yet to be traced", "the wounded total 40"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from components.extract.claims.rules import Rule, rules
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_fighter, is_person
from components.extract.quantities.words import word_set

SMALL = (
    r"(?:,? (?:who|that|which))?(?: (?:was|were|are|is|be|been|being|has|have|had|would|could|may|might|should|will|still|also|now|already|"
    r"later|all|both|reportedly|left|remain|remained|remains|listed|reported|thought|believed|feared|to|as|others|people|more|of them|of whom))"
    r"{0,5}"
)
ASIDE = (  # "Eleven Italians, the alliance said, ...", "556 people, 13 of them guards, have ..."
    r", [^,.;()]{3,50}? (?:said|says|say|reported|reports|added|told|stated)(?: [^,.;()]{2,30})?,"
    r"|, [^,.;()]{3,60},(?= (?:was|were|are|is|has|have|had|could|did|lost|remain)\b)"
)
ABOUT = r"(?: (?:about|some|nearly|almost|at least|more than|around|a total of))?"
GIVES = re.compile(
    r"\b(?:put|gave|give|cut|rais|lift|lower|br(?:ing|ought)|t[ao]k|revis|set|reduc|increas|updat)\w*(?: (?:down|up))?(?: (?:at|to|as))?"
    + ABOUT
    + r" $"
)
KIDNAPS = hashes(("abduct", "kidnap", "hostage"))
WINDOW = 70  # characters before a figure that are looked at


@dataclass(frozen=True, slots=True)
class Side:
    """The rules of one side in one expression, each a group; ``words`` are those of which one must be there."""

    found: re.Pattern[str]
    rules: tuple[Rule, ...]
    words: frozenset[str]

    def rule(self, match: re.Match[str]) -> Rule:
        return self.rules[(match.lastindex or 1) - 1]


@cache
def side(where: str, without: Rule | None = None) -> Side:
    """The rules that look there; ``without`` one of them, to see what it is good for."""
    rows = tuple(rule for rule in rules("casualty_phrases") if rule.where == where and rule != without)
    each = "|".join(f"({_expression(rule.words)})" for rule in rows)
    whole = {
        "after": rf"(?:(?:{ASIDE}))?{SMALL} (?:{each})(?![\w-])",
        "before": rf"(?<!\w)(?:{each}){ABOUT}[ ]?\Z",
        "around": rf" (?:{each})(?![\w-])",
    }[where]
    words = frozenset(word for rule in rows for word in rule.words.split()[0].split("/"))
    return Side(re.compile(whole, re.IGNORECASE), rows, words)


def _expression(phrase: str) -> str:
    """A phrase as an expression: "a/b" is one of two words, "~" up to three of any kind."""
    parts = []
    for word in phrase.split():
        if word == "~":
            parts.append(r"(?:[\w'’-]+ ){0,3}?")
        elif word == ":":
            parts[-1] = parts[-1].removesuffix(" ") + ": "
        else:
            parts.append("(?:" + "|".join(map(re.escape, word.split("/"))) + ") ")
    return "".join(parts).removesuffix(" ")


def label(page: Page, drafts: Sequence[Draft]) -> None:
    """ "25 are yet to be traced", "the wounded total 40": a phrase that tells of casualties stands beside the figure."""
    text = page.text
    for draft in drafts:
        if draft.sure:
            continue
        first, last = page.span(draft.sentence)
        head = text[max(first, draft.start - WINDOW) : draft.start]
        found, words = _beside(text, draft, head, last)
        if found is not None and _told_of(draft, found) and not (found.of == "police" and captives(page)):
            draft.set(found, words, label=found.sets, anchor=draft.last, sure=True)
            if found.of == "anybody" and draft.unit is None:
                draft.set(found, words, unit="people", subject="losses")


def _beside(text: str, draft: Draft, head: str, last: int) -> tuple[Rule | None, tuple[int, int] | None]:
    """The phrase that stands after a figure, before it or around it, and its words."""
    after, before, around = side("after"), side("before"), side("around")
    there, match, at = after, after.found.match(text, draft.end, last), 0
    if match is None and not before.words.isdisjoint(re.findall(r"[a-z]+", head.lower())):
        there, match, at = before, before.found.search(head), draft.start - len(head)
    if match is None and GIVES.search(head):
        there, match, at = around, around.found.match(text, draft.end, last), 0
    if match is None:
        return None, None
    start, end = match.span(match.lastindex or 0)
    return there.rule(match), (at + start, at + end)


def captives(page: Page) -> bool:
    """Whether the article tells of an abduction, so that who is "taken" or "held" is so by kidnappers."""
    return not KIDNAPS.isdisjoint(page.lemma_set)


def _told_of(draft: Draft, phrase: Rule) -> bool:
    unit = draft.unit
    if unit is None:
        return phrase.of in ("", "persons", "anybody")
    if phrase.of == "patients":
        return unit in ("patient", "casualty")
    if unit != "people" and not is_person(unit):
        return False
    if phrase.of == "fighters":
        return is_fighter(unit) or unit in word_set("those an army loses")
    return phrase.of != "civilians" or not (is_fighter(unit) or unit in word_set("those an army loses"))
