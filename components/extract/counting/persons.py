"""Nouns for persons, and whose side they are on: data/lexicons/persons.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from components.extract.counting.nouns import singular
from components.lexicons import lexicon


@cache
def persons() -> Mapping[str, str]:
    """Nouns for persons, with the side ("attacker" or "")."""
    return {row["noun"]: row["side"] for row in lexicon("persons", "noun", "side")}


@lru_cache(maxsize=8192)
def is_person(noun: str) -> bool:
    one = singular(noun.lower())
    return one in persons() or (" " in one and one.rpartition(" ")[2] in persons())


@lru_cache(maxsize=8192)
def is_attacker(noun: str) -> bool:
    return persons().get(singular(noun.lower())) == "attacker"


@lru_cache(maxsize=8192)
def is_fighter(noun: str) -> bool:
    return persons().get(singular(noun.lower())) == "fighter"
