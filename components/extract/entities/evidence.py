"""What the words around a name say of it: a company where its founder or its shares are named, a person with a wife, a club that won."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.page import Mention, Page

OPEN = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"])
ROLES, BODIES = known.words("firm_role"), known.words("body")
ROLE = re.compile(rf"(?: ?['’]s)? (?:{'|'.join(sorted(ROLES, key=len, reverse=True))})\b")
BODY = "|".join(sorted(BODIES, key=len, reverse=True))
BEFORE = re.compile(rf"\b(?:{BODY}) (?:called |named )?$")
APPOSED = re.compile(
    rf", (?:a|an|the|one of [^,.;]{{1,30}}?) (?:[\w'’-]+ ){{0,4}}(?:{BODY})s?(?=[,.;)]| (?:that|which|based|in|of|for|with|founded|from|owned|behind|led|run|specialis|specializ))"
)
OPERATES = re.compile(r", the (?:operator|owner|maker|manufacturer|publisher|parent) of\b")
LANGUAGE = re.compile(r" (?:language|languages|dialect|dialects|speakers?|alphabet)\b")
TRIBE = re.compile(
    r" (?:tribe|tribes|tribesmen|clan|clans|caste|people of|peoples|minority|ethnic)\b|, an? (?:[\w-]+ ){0,3}(?:people|tribe|clan|ethnic group|minority|caste)\b"
)
KIN = re.compile(
    r" ?['’]s (?:late |former |ex-)?(?:wife|husband|son|daughter|father|mother|brother|sister|lawyers?|family|widow|parents|body|funeral|boyfriend|girlfriend|uncle|aunt)\b"
    r"|, who\b|,? (?:himself|herself)\b| and (?:his|her) (?:wife|husband|son|daughter|family)\b| \(\d\d\)"
)
NUMBER_OF_TEAM = re.compile(r" ?\( ?\d{1,2} ?[-–] ?\d{1,2}[ ,)]")
PLAYER = re.compile(
    r"(?: ?['’]s?)? (?:quarterback|linebacker|cornerback|goalkeeper|striker|midfielder|winger|pitcher|shortstop|defenseman|forward|head coach|coach|fans|supporters)\b"
)
SPORT = known.words("sport")
PLACED = frozenset(["in", "In", "at", "At", "near", "from", "From", "outside", "to", "of", "visit", "across"])
FORMS = re.compile(r"[A-Z][\w'’.-]*(?: (?:of |the )?[A-Z][\w'’.-]*)*")


def told(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with the label that what stands around one of them shows, wherever the same words are not sure."""
    mentions = list(mentions)
    bodies, persons, told_apart = Counter[str](), Counter[str](), dict[str, str]()
    for m in mentions:
        if m.label not in OPEN:
            continue
        said = page.said(m)
        if m.sure:
            continue
        if m.label != "NORP" and page.said(m).istitle() and m.name is None:
            if LANGUAGE.match(page.text, m.end, m.end + 12):
                told_apart[said] = "LANGUAGE"
            elif TRIBE.match(page.text, m.end, m.end + 60):
                told_apart[said] = "NORP"
        bodies[said] += _is_body(page, m)
        persons[said] += KIN.match(page.text, m.end, m.end + 40) is not None
    done = []
    for m in mentions:
        said = page.said(m)
        if m.sure or m.label not in OPEN:
            done.append(m)
        elif (label := told_apart.get(said)) is not None and m.label not in (label, "NORP", "LANGUAGE"):
            done.append(m._replace(label=label, origin="rule", name=None))
        elif bodies[said] > persons[said] and m.label != "ORG" and m.name is None:
            done.append(m._replace(label="ORG", origin="rule"))
        elif persons[said] > bodies[said] and m.label != "PERSON" and _may_be_person(page, m):
            done.append(m._replace(label="PERSON", origin="rule"))
        else:
            done.append(m)
    return done


def _is_body(page: Page, m: Mention) -> bool:
    text = page.text
    if m.label in ("PERSON", "GPE", "PRODUCT", "NORP", "LOC", "FAC", "WORK_OF_ART", "ORG") and (
        ROLE.match(text, m.end, m.end + 30)
        or OPERATES.match(text, m.end, m.end + 40)
        or APPOSED.match(text, m.end, m.end + 100)
    ):
        return True
    return BEFORE.search(text, max(0, m.start - 30), m.start) is not None


def _may_be_person(page: Page, m: Mention) -> bool:
    words = page.of(m)
    return (
        len(words) <= 4
        and all(w.istitle() or w in "-'’." for w in words)
        and words[-1] not in known.heads()
        and page.said(m) not in known.names()
        and page.before(m) not in ("the", "The")
    )


def articled(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where "the" before a name that no noun follows shows that it is nobody's: "the Velnar", but "the Biden plan"."""
    mentions = list(mentions)
    seen, bare = Counter[str](), Counter[str]()
    for m in mentions:
        if m.label == "PERSON":
            seen[page.said(m)] += 1
            bare[page.said(m)] += _has_article(page, m)
    done = []
    for m in mentions:
        said = page.said(m)
        if m.label == "PERSON" and not m.sure and m.name is None and bare[said] * 2 > seen[said]:
            label = "NORP" if said.endswith("s") and said.isalpha() else "ORG"
            done.append(m._replace(label=label, origin="rule"))
        else:
            done.append(m)
    return done


def _has_article(page: Page, m: Mention) -> bool:
    if page.before(m) not in ("the", "The") or any(w in known.first_names() for w in page.of(m)):
        return False
    _, end = page.range(m)
    if end >= len(page.words):
        return True
    start = page.starts[end]
    if page.words[end] in "-'’" or page.words[end] in ("and", "or", "v", "vs"):
        return False
    return not (start in page.nouns or start in page.proper)


def clubs(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a town's name is its club's: "Marlow (3-1) scored" in a report of a game."""
    mentions = list(mentions)
    if sum(page.counts[w] for w in SPORT) < 5:
        return mentions
    clubs = {
        page.said(m)
        for m in mentions
        if m.label in ("GPE", "LOC", "FAC", "PERSON", "NORP", "PRODUCT", "EVENT")
        and (NUMBER_OF_TEAM.match(page.text, m.end, m.end + 12) or PLAYER.match(page.text, m.end, m.end + 20))
        and _kind(page, m) not in ("country", "people")
    }
    return [
        m._replace(label="ORG", origin="rule", name=None)
        if page.said(m) in clubs and m.label != "ORG" and page.before(m) not in PLACED
        else m
        for m in mentions
    ]


def _kind(page: Page, m: Mention) -> str:
    meaning = known.names().get(page.said(m))
    return meaning.kind if meaning is not None else ""
