"""Nouns for persons, and whose side they are on: data/lexicons/persons.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from components.extract.counting.nouns import singular
from components.extract.labels import COUNT
from components.extract.quantities.words import word_set
from components.lexicons import lexicon
from components.model import CASUALTIES


@cache
def persons() -> Mapping[str, str]:
    """Nouns for persons, with the side ("attacker" or "")."""
    return {row["noun"]: row["side"] for row in lexicon("persons", "noun", "side")}


@lru_cache(maxsize=8192)
def is_person(noun: str) -> bool:
    one = singular(noun.lower())
    return one in persons() or (" " in one and one.rpartition(" ")[2] in persons())


GATHERED = frozenset(
    {"family", "household", "group", "team", "crew", "couple"}
)  # counted as such, however many they are


def of_persons(unit: str | None) -> bool:
    """Whether a unit counts persons.

    >>> of_persons("people"), of_persons("soldier"), of_persons("truck"), of_persons(None)
    (True, True, False, False)
    """
    return unit is not None and (unit == "people" or is_person(unit))


def unit_of_record(unit: str | None, label: str | None) -> str | None:
    """The unit of a count as it is stored: "people" for all who are persons or victims, whatever they are called.

    >>> unit_of_record("soldier", "COUNT"), unit_of_record("family", "DISPLACED"), unit_of_record("truck", "COUNT")
    ('people', 'family', 'truck')
    """
    if unit is None or label not in (*CASUALTIES, COUNT) or unit.lower() in GATHERED or " per " in unit:
        return unit
    victims = label in CASUALTIES and unit.lower() not in word_set("things")
    return "people" if victims or is_person(unit) else unit


@lru_cache(maxsize=8192)
def is_attacker(noun: str) -> bool:
    return persons().get(singular(noun.lower())) == "attacker"


@lru_cache(maxsize=8192)
def is_fighter(noun: str) -> bool:
    return persons().get(singular(noun.lower())) == "fighter"
