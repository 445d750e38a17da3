"""Who a claim comes from: the chain outlet, relay, source, and which spellings mean one independent source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from components.events.claim import Claim, Key
from components.lexicons import lexicon

NOBODY = "unknown outlet"
WORD = re.compile(r"[^\W_]+")


def chain(claim: Claim) -> tuple[str, ...]:
    """Outlet, relay and source of a claim, from who published it to who claims it; nobody twice, nobody unknown."""
    return tuple(dict.fromkeys(name for name in (claim.outlet, claim.relay, claim.source) if name))


def claimant(claim: Claim) -> str:
    """Who claims it: the source, else who passed it on, else the outlet itself."""
    return claim.source or claim.relay or claim.outlet or NOBODY


def independent(claims: Iterable[Claim], copies: Mapping[str, str] | None = None) -> dict[Key, str]:
    """For each claim of one event its independent source, by the name that most claims give it.

    ``copies`` maps the id of an article to that of the one it copies: what a copy says by itself is the original's. Two names are one
    source where the words of one are all among those of the other ("police", "Halvren police"; "Ministry of Health", "health
    ministry"), and of no third source's: rather one source too few than two.
    """
    claims = list(claims)
    outlets = {claim.article_id: claim.outlet for claim in claims}
    said = {claim.key: _said(claim, copies or {}, outlets) for claim in claims}
    groups = _groups({name: words(name) for name in said.values()})
    counted: dict[frozenset[str], Counter[str]] = {}
    for name in said.values():
        counted.setdefault(groups[name], Counter())[name] += 1
    called = {group: min(names, key=lambda n: (-names[n], len(n), n)) for group, names in counted.items()}
    return {key: called[groups[name]] for key, name in said.items()}


def words(name: str) -> frozenset[str]:
    """The words that tell a source from others, in the singular and small letters; all its words where none of them does.

    >>> sorted(words("a spokesman for the Health Ministry")), sorted(words("Ministry of Health"))
    (['health', 'ministry'], ['health', 'ministry'])
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("'s", "").replace("’s", "")
    found = WORD.findall(plain)
    telling = [word for word in found if word not in _telling_nothing()]
    return frozenset(_singular(word) for word in telling or found) or frozenset({plain})


def trusted(source: str, trust: Sequence[str]) -> int:
    """The place of a source in a list of trusted ones, the first 0; len(trust) where it is not in it. A name in the list means
    every source whose words hold all of its words: "police" any police, "Halvren police" only that of Halvren."""
    own = words(source)
    return next((n for n, name in enumerate(trust) if words(name) <= own), len(trust))


def _said(claim: Claim, copies: Mapping[str, str], outlets: Mapping[str, str | None]) -> str:
    if claim.source or claim.relay:
        return claimant(claim)
    original, seen = claim.article_id, {claim.article_id}
    while (before := copies.get(original)) is not None and before not in seen:
        original = before
        seen.add(before)
    return outlets.get(original) or claimant(claim)


def _groups(names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each name the words of its group: the one largest set of words that its own are among, else its own."""
    sets = sorted(set(names.values()), key=lambda s: (-len(s), sorted(s)))
    largest: list[frozenset[str]] = []
    for one in sets:
        if not any(one < other for other in largest):
            largest.append(one)
    found = {}
    for name, own in names.items():
        around = [other for other in largest if own < other]
        found[name] = around[0] if len(around) == 1 else own
    return found


@cache
def _telling_nothing() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("source_words", "word"))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
