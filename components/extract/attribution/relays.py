"""Who passes a statement on: "told Radio Warri", "quoted by the daily", "a report seen by Channel 4", "in an interview with ..."."""

from __future__ import annotations

import re

from spacy.tokens import Token

from components.extract.attribution.issuers import source_of
from components.extract.attribution.mentions import Antecedents, plain_title
from components.extract.counting.page import Page, hashes

MEDIUM = r"(?:paper|daily|newspaper|agency|channel|broadcaster|station|website|site|magazine|network|weekly|service|television|tv|radio|media|newswire|outlet|programme|program|portal)"
NAME = r"(?:[A-Z][\w'’.-]*\w|[A-Z])(?: (?:[A-Z][\w'’.-]*\w|de|of|la|el|du|del|[A-Z]|\d+))*"
TO_WHOM = rf"(?:(?:the|a|an|its|his|her|their) )?(?:(?:[A-Za-z-]+(?:['’]s)? ){{0,4}}{MEDIUM} )?(?P<name>{NAME})|(?:the |a )?(?P<medium>(?:[A-Za-z-]+(?:['’]s)? ){{1,3}}(?:television|tv|radio|media|broadcaster|newspaper|news agency|newswire))"
TOLD = re.compile(rf"(?:told|informed|briefed|tells|tell|telling) (?:{TO_WHOM})")
CARRIED = re.compile(
    rf"(?<![^\W_])(?:(?:quoted|cited|carried|broadcast|aired|published|seen|obtained|reviewed|interviewed|relayed)(?: on \w+)? by|(?:interview|conversation)(?: \w+)? (?:with|on|to|broadcast by|published by)|(?:spoke|speaking|talking|comments|remarks)(?: by (?:tele)?phone)? (?:to|with|on)) (?:{TO_WHOM})"
)
PASSES = frozenset(["quote", "cite", "carry", "broadcast", "air", "publish", "see", "obtain", "review", "interview"])
CARRYING = hashes(
    [
        "quoted",
        "cited",
        "carried",
        "broadcast",
        "aired",
        "published",
        "seen",
        "obtained",
        "reviewed",
        "interviewed",
        "relayed",
        "interview",
        "conversation",
        "spoke",
        "speaking",
        "talking",
        "comments",
        "remarks",
    ]
)
LISTENERS = re.compile(
    r"(?:the )?(?:Parliament|Bundestag|Rada|Sejm|Majlis|Commons|Assembly|Lok Sabha|Congress|Senate|Knesset|Duma|House|Council|Court|Security Council|U\.?N\.?|Mr|Mrs|Ms)\b"
)


def told_to(page: Page, verb: Token) -> str | None:
    """Whom a claim was told: the medium that passes it on ("told the daily Al Masry")."""
    match = TOLD.match(page.text, verb.idx)
    return _medium(page, match) if match else None


def carried(page: Page, start: int, end: int) -> str | None:
    """The medium between two offsets that carried a statement, saw a report or was spoken to."""
    if not page.has(CARRYING):
        return None
    match = CARRIED.search(page.text, start, end)
    return _medium(page, match) if match else None


def quoting(page: Page, subject: Token, earlier: Antecedents) -> str | None:
    """Who quotes the one that says something: "villagers quoted by the aid group Cabo", "a report seen by the Guardian"."""
    for verb in subject.children:
        if verb.dep_ == "acl" and verb.lemma_ in PASSES:
            by = next(
                (p for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for p in c.children), None
            )
            source = source_of(page, by, earlier) if by is not None else None
            return source.name if source is not None else None
    return None


def _medium(page: Page, match: re.Match[str]) -> str | None:
    if match["name"] is None:
        return plain_title(match["medium"])
    if LISTENERS.match(match["name"]):
        return None
    entity = page.entity_at(match.start("name"))
    if entity is not None and entity.label in ("DATE", "TIME"):
        return None
    return plain_title(match["name"])
