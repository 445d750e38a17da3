"""Which district is in which city, as articles themselves say it: "the Karrada district in Baghdad", "Karrada, a suburb of Baghdad".

No table of districts of an open licence covers the world; what an article says is the evidence, and where articles disagree, nothing is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from components.events import places

_NAME = r"[A-Z][\w’-]+(?: (?:al-|el-)?[A-Z][\w’-]+)?"
_PART = r"(?:district|neighbou?rhood|suburb|quarter|borough|ward)"
_CITY = rf"(?:the (?:city|capital|town)(?: of)?,? )?(?P<city>{_NAME})"
_FORMS = (
    re.compile(rf"\b(?P<part>{_NAME}) {_PART} in {_CITY}"),
    re.compile(rf"\b(?P<part>{_NAME}), (?:a|an|the) (?:[\w-]+ ){{0,3}}?{_PART} (?:of|in) {_CITY}"),
    re.compile(rf"\b(?P<city>{_NAME})['’]s? (?:[a-z][\w-]+ ){{0,2}}(?P<part>{_NAME}) {_PART}\b"),
    re.compile(rf"\b(?P<city>{_NAME})['’]s? (?:[a-z][\w-]+ ){{0,2}}{_PART} of (?P<part>{_NAME})"),
)
_EITHER = re.compile(
    rf"\bthe (?P<one>{_NAME}) {_PART} of (?P<other>{_NAME})"
)  # "the Karrada district of Baghdad", "the Baghdad suburb of Karrada"
MOST = 6  # of an article


@dataclass(frozen=True, slots=True)
class Within:
    """A district and its city, by keys of places, with the ``words`` of an article that say so."""

    district: str
    city: str
    words: str


def contained(text: str) -> tuple[Within, ...]:
    """The districts that a text puts into a city, by keys of places, each with the words that say so.

    >>> [(w.district, w.city) for w in contained("Shells fell on Mansour, a western suburb of Baghdad, and in the Karrada district of Baghdad.")]
    [('mansour', 'baghdad'), ('karrada', 'baghdad')]
    """
    found = [(m["part"], m["city"], m[0]) for form in _FORMS for m in form.finditer(text)]
    for m in _EITHER.finditer(text):
        known = [places.is_city(m["one"]), places.is_city(m["other"])]
        if known == [False, True]:
            found.append((m["one"], m["other"], m[0]))
        elif known == [True, False]:
            found.append((m["other"], m["one"], m[0]))
    pairs: dict[tuple[str, str], Within] = {}
    for part, city, words in found:
        one = Within(places.key(part), places.key(city), words)
        if one.district != one.city and not places.is_wide(one.city) and not places.is_wide(one.district):
            pairs.setdefault((one.district, one.city), one)
    return tuple(pairs.values())[:MOST]


def cities(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The city of each district of pairs (district, city); none where articles name several."""
    told: dict[str, set[str]] = defaultdict(set)
    for district, city in said:
        told[district].add(city)
    return {district: next(iter(those)) for district, those in told.items() if len(those) == 1}
