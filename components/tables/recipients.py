"""Who gets weapons that a sentence counts, or who lost them: read from the words around the count, and nobody where they do not say so.

A rule, not a field: "to Ukraine" and "for the Polish army" after the count in a sentence about a delivery, and whoever ordered, received or lost
it before the count. What is told as not yet agreed ("asked for", "wants") is no delivery.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from components.lexicons import gazetteer, lexicon
from components.wording import known

Fate = Literal["delivered", "ordered", "lost"]
_NAME = r"(?P<who>(?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]+|of(?= [A-Z])))*(?: (?:army|navy|air force|armed forces|military|police|marines|government|forces))?)"
_THE = r"(?:the |The )?"
_GIVEN = re.compile(
    r"\b(?:deliver(?:s|ed|ing)?|deliver(?:y|ies) of|sen[dt]s?|suppl(?:y|ies|ied)|ship(?:s|ped)?|hand(?:s|ed) over|provid(?:e|es|ed)|"
    r"donat(?:e|es|ed)|gave|gives?|transfer(?:s|red)?|arrived|were delivered|was delivered)\b"
)
_SOLD = re.compile(
    r"\b(?:s[eo]ll(?:s)?|sold|sale of|pledg(?:e|es|ed)|promis(?:e|es|ed)|orders? (?:is |was )?for|(?:contract|deal|agreement)s?|approv(?:e|es|ed))\b"
)
_PASSIVE = r"(?:(?:that|which) )?(?:were|was|(?:have|had|will) be(?:en)?) (?:delivered|sent|shipped|handed over|sold|supplied|donated|transferred|given)"
_TO = re.compile(rf"^(?: {_PASSIVE})?(?: worth [^.;,]{{3,30}})? (?:to|for) {_THE}{_NAME}")
_GOT = re.compile(
    rf"(?:^|[,;] |\bthat |\band ){_THE}{_NAME}(?: has| have| had| will)? "
    r"(?P<verb>order(?:s|ed)?|buys?|bought|purchase[sd]?|receive[sd]?|acquire[sd]?|got|took delivery of|lost|loses?)"
    r"(?: (?:another|a further|its first|the first|a total of|more than|at least|about|some|up to))?\s*$"
)
_HIT = re.compile(r"\b(?:destroyed|shot down|downed|captured|knocked out|sank|lost|loss of)\b[^.;]{0,30}$")
_OWNED = re.compile(r"^\S*\s*(?:[a-z]+ )?(?P<who>[A-Z][a-z]+(?:n|sh|se|i|ch|k|ek))\b")  # "12 Russian tanks"
_NOT_YET = re.compile(
    r"\b(?:asked for|asks for|wants?|hopes?|could|would|may|might|not|never|denied|considers?|plans? to)\b"
)
_DAYS = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:Jan|Febr)uary|^(?:March|April|May|June|July|August)\b|^(?:Septem|Octo|Novem|Decem)ber"
)
_NOBODY = {"He", "She", "It", "They", "We", "I", "The", "This", "That", "But", "And", "Officials", "Police"}


@cache
def _holidays() -> frozenset[str]:
    return frozenset(name for row in lexicon("holidays", "day", "names") for name in row["names"].split("; "))


@cache
def _peoples() -> dict[str, str]:
    """The country of each people: "Russian" → "Russia"."""
    rows = gazetteer("countries", "name", "code", "aliases", "people", "capital")
    return {people: row["name"] for row in reversed(rows) for people in row["people"].split("; ") if people}


@dataclass(frozen=True, slots=True)
class Handed:
    """``who`` got or lost weapons, by a ``fate``; ``words`` of the sentence say so."""

    who: str
    fate: Fate
    words: str


def handed(row: Mapping[str, Any]) -> Handed | None:
    """Who gets or lost what a row of the figures table counts; None where its sentence does not say.

    >>> handed({"sentence": "Norway delivered 12 launchers to Ukraine in May.", "text": "12 launchers"}).who
    'Ukraine'
    """
    sentence, text = known(row, "sentence") or "", known(row, "text") or ""
    at = sentence.find(text)
    if not text or at < 0:
        return None
    before, after = sentence[:at], sentence[at + len(text) :]
    if _NOT_YET.search(before):
        return None
    return _lost(before, text, after) or _got(before) or _given(before, after)


def _lost(before: str, text: str, after: str) -> Handed | None:
    if _HIT.search(before) and (owner := _OWNED.search(text)) is not None:
        return _named(_peoples().get(owner["who"], owner["who"]), "lost", text)
    return None


def _got(before: str) -> Handed | None:
    found = _GOT.search(before)
    if found is None:
        return None
    verb = found["verb"]
    fate: Fate = (
        "lost" if verb.startswith("los") else "ordered" if verb[:2] in ("or", "bu", "bo", "pu") else "delivered"
    )
    return _named(found["who"], fate, found[0])


def _given(before: str, after: str) -> Handed | None:
    to = _TO.search(after)
    if to is None:
        return None
    for words, fate in ((_GIVEN, "delivered"), (_SOLD, "ordered")):
        if words.search(before) or words.search(after[:60]):
            return _named(to["who"], "delivered" if fate == "delivered" else "ordered", to[0])
    return None


def _named(who: str, fate: Fate, words: str) -> Handed | None:
    name = re.sub(r"^(?:On|In|Last|By|Since) \w+ ", "", re.sub(r"['’]s?$", "", who)).strip()
    if name in _NOBODY or _DAYS.match(name) or re.search(r"\d", name) or name in _holidays():
        return None
    return Handed(name, fate, words.strip(" ,;"))
