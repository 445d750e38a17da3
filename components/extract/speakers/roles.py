"""Roles: the words that describe a person beside the name, and the roles that another noun can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from components.lexicons import lexicon

WORDS = frozenset(["NOUN", "PROPN", "ADJ"])
INNER = frozenset(["compound", "amod", "nmod", "poss", "case", "punct", "det"])
REACH = 8  # tokens of a role on either side of the name at the most
CREDIT = re.compile(
    r"(?:\b(?:REUTERS|Reuters|AFP|AP|EPA|Getty Images|Xinhua|dpa|Handout) ?/ ?|\b(?:Photo(?:graph)?|Picture|Image|Credit)s?(?::| by:?) "
    r"|(?:^|\n)(?:By|BY|Reporting by|Written by) )\Z"
)
AGE = re.compile(r", (?:aged )?(\d{1,2})(?=[,.;])")


@cache
def meant_by() -> Mapping[str, tuple[str, ...]]:
    """The roles that a noun can mean: "pilot" a captain, "pontiff" a pope."""
    rows = lexicon("role_synonyms", "noun", "roles")
    return MappingProxyType({row["noun"]: tuple(row["roles"].split()) for row in rows})


def around(doc: Doc, first: int, last: int, head: Token) -> list[Token]:
    """The words that describe the person whom tokens ``first`` to ``last`` name: before, in apposition, after "is"."""
    before = first - 1
    while before >= max(0, first - REACH) and doc[before].dep_ in INNER and before <= doc[before].head.i < last:
        before -= 1
    found = [t for t in doc[before + 1 : first] if t.pos_ in WORDS]
    for child in head.children:
        if child.dep_ == "appos" and child.i >= last:
            found += _content(doc, child.left_edge.i, min(child.right_edge.i + 1, child.i + REACH))
    if head.dep_ == "appos" and head.head.i < first and head.head.pos_ in ("NOUN", "PROPN"):
        found += _content(doc, head.head.left_edge.i, head.head.i + 1)
        if (role := owner(head.head)) is not None and head.head.pos_ == "PROPN":
            found += _content(doc, role.left_edge.i, role.i + 1)
    if head.dep_ == "nsubj" and head.head.lemma_ in ("be", "become"):
        for child in head.head.children:
            if child.dep_ == "attr":
                found += _content(doc, child.left_edge.i, child.i + 1)
    return found


def owner(place: Token) -> Token | None:
    """The noun before "of" or "for" where the parser hung a name on what follows: "the *bishop* of Lagosta, Pedro Amaral"."""
    prep = place.head
    noun = prep.head
    return noun if place.dep_ == "pobj" and prep.lower_ in ("of", "for") and noun.pos_ == "NOUN" else None


def age(text: str, end: int) -> str | None:
    """The age behind a name that ends at ``end``: "34" of "Anna Kowalska, 34, was"."""
    match = AGE.match(text, end)
    return match[1] if match else None


def is_credited(text: str, start: int) -> bool:
    """Whether a name at ``start`` is a picture's or a text's maker: "REUTERS/Ana Berg", "Photo: Ana Berg", "By Ana Berg" on a line."""
    return CREDIT.search(text, max(0, start - 30), start) is not None


def fits(word: str, roles: set[str]) -> bool:
    """Whether a word of a role occurs in a description: "russian" fits "russia", "us" fits "us"."""
    return word in roles or any(
        len(r) > 3 and (word.startswith(r[:4]) or r.startswith(word[:4])) for r in roles if len(word) > 3
    )


def _content(doc: Doc, first: int, last: int) -> Iterator[Token]:
    return (t for t in doc[first:last] if t.pos_ in WORDS)
