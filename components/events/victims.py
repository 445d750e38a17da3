"""Victims who are named: by claims of one person whose subject is a name, and by articles, with the age and sex that their sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal, get_args

from components.events.claim import Claim, Key, State
from components.events.named import Named
from components.lexicons import lexicon
from components.model import CASUALTIES, VictimType

Sex = Literal["female", "male"]
SEXES: tuple[Sex, ...] = get_args(Sex)
NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: (?:al|bin|ibn|de|da|dos|van|von|der|el|ben|la)\b)*(?: [^\W\d_][\w'’.-]*){1,5}")
AGE = re.compile(r"\s*(?:,|\()\s*(?:aged?\s+)?(\d{1,3})(?:[- ]years?[- ]old|-month-old)?\s*(?:,|\)|\.|;|$)")
BEFORE = re.compile(r"(\d{1,3})-year-old\s+(?:[\w-]+\s+){0,3}$")
AGED = re.compile(r"\s*,?\s*(?:who was|was|aged|an?)\s+(\d{1,3})(?:[ -]years?[ -]old)?\b")
ADULT = 18
OLDEST = 120
MOST = 2000  # named victims of one event


@dataclass(frozen=True, slots=True)
class Victim:
    """``what`` is the casualty label; ``age`` in years, ``sex`` and ``is_child`` as far as words tell; ``key`` is the claim, or
    article and highlight of the name, whose ``sentence`` names them."""

    name: str
    what: str
    age: int | None
    sex: Sex | None
    is_child: bool | None
    sentence: str
    key: Key


def victims(
    claims: Iterable[Claim], states: Mapping[Key, State], named: Iterable[tuple[str, Named]] = ()
) -> list[Victim]:
    """Who is named as a victim of one event, each once by name and label: the first claim that tells an age, else the first. ``named``
    are those whom articles (their ids) name."""
    found: dict[tuple[str, str], Victim] = {}
    for victim in chain(_told(claims, states), (_victim(article, one) for article, one in named)):
        same = victim.name.casefold(), victim.what
        before = found.get(same)
        if before is None or (before.age is None and victim.age is not None):
            found[same] = victim
    return list(found.values())[:MOST]


def _told(claims: Iterable[Claim], states: Mapping[Key, State]) -> Iterator[Victim]:
    for claim in claims:
        name = name_of(claim)
        withdrawn = states.get(claim.key, State()).state == "withdrawn"
        if name is None or withdrawn or claim.scope in ("background", "hypothetical"):
            continue
        sentence = claim.sentence or claim.text
        age = age_of(name, sentence)
        sex = sex_of(name, claim.victim_type)
        yield Victim(name, claim.label, age, sex, _is_child(age, claim.victim_type), sentence, claim.key)


def _victim(article: str, one: Named) -> Victim:
    age = age_of(one.name, one.sentence)
    key = (article, one.highlight)
    return Victim(one.name, one.what, age, sex_of(one.name, None), _is_child(age, None), one.sentence, key)


def name_of(claim: Claim) -> str | None:
    """The name of the one victim that a claim counts, None where it names nobody.

    >>> name_of(Claim("f", "a", "KILLED", 0, 8, value=1, subject="Ana Berg"))
    'Ana Berg'
    """
    subject = (claim.subject or "").strip()
    if claim.label not in CASUALTIES or claim.value != 1 or not NAME.fullmatch(subject):
        return None
    words = subject.split()
    return subject if words[0][:1].isupper() and words[-1][:1].isupper() else None


def age_of(name: str, sentence: str) -> int | None:
    """The age in years that a sentence tells right at a name: "Ana Berg, 34,", "a 34-year-old teacher Ana Berg"."""
    at = sentence.find(name)
    if at < 0:
        return None
    after = sentence[at + len(name) :]
    found = AGE.match(after) or AGED.match(after) or BEFORE.search(sentence[:at])
    if found is None or "month" in found[0]:
        return None
    age = int(found[1])
    return age if age <= OLDEST else None


def sex_of(name: str, kind: VictimType | None) -> Sex | None:
    """The sex by the kind of victim, else by a first name that only one sex bears."""
    of_kind: dict[str | None, Sex] = {"woman": "female", "man": "male"}
    if (told := of_kind.get(kind)) is not None:
        return told
    return _sexes().get(name.split()[0].casefold())


@cache
def _sexes() -> dict[str, Sex]:
    return {
        row["name"].casefold(): "female" if row["gender"] == "f" else "male"
        for row in lexicon("first_names", "name", "gender")
    }


def _is_child(age: int | None, kind: VictimType | None) -> bool | None:
    if age is not None:
        return age < ADULT
    return True if kind == "child" else None
