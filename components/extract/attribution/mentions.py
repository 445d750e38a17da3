"""Whom a noun phrase means that states something: the full name of its entity, who was named before, or its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from components.extract.counting.page import Page

NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC"})
PRONOUNS = frozenset({"he", "she", "it", "they"})


@dataclass(slots=True)
class Source:
    """A name with the offsets of its mention."""

    name: str
    start: int
    end: int
    noun: str = ""
    relay: str | None = None


@dataclass(slots=True)
class Antecedents:
    """The sources named so far: the last one for "it said", all of them for "the ministry"."""

    last: Source | None = None
    person: Source | None = None
    known: list[Source] = field(default_factory=list)

    def add(self, source: Source, is_person: bool) -> None:
        self.last = source
        if is_person:
            self.person = source
        self.known.append(source)
        del self.known[:-40]


MEDIUM = frozenset({"channel", "station", "broadcaster", "paper", "newspaper", "daily", "agency", "network", "website"})
CALLED = re.compile(
    r"(?:[a-z]+ )??(?:daily|newspaper|paper|agency|channel|station|broadcaster|website|magazine|weekly) ((?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|de|of|la|el))*)"
)


def plain_title(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)


def _np(page: Page, head: Token) -> str:
    """The noun phrase of a head without article, with its names before and "of ..." or "in ..." after."""
    doc = page.doc
    first = head.i
    while (
        first > page.starts[page.sentence_of(head.i)]
        and doc[first - 1].tag_ in ("NN", "NNP", "NNPS", "NNS", "JJ", "POS", "HYPH", "CD")
        and (doc[first - 1].head.i >= first - 1 or doc[first - 1].tag_ == "POS")
        and doc[first - 1].dep_ in ("compound", "amod", "nmod", "poss", "case", "punct", "nummod")
    ):
        first -= 1
    while first < head.i and (doc[first].tag_ in ("HYPH", "POS") or doc[first - 1].tag_ == "HYPH"):
        first += 1  # the rest of "54-year-old"
    last = head.i
    for child in head.children:
        if (
            child.i == last + 1
            and child.dep_ == "prep"
            and child.lower_ in ("of", "in", "for")
            and child.right_edge.i - child.i <= 6
        ):
            inner = list(doc[child.i : child.right_edge.i + 1])
            if not any(t.pos_ == "VERB" or t.ent_type_ in ("DATE", "TIME") or t.lower_ == "," for t in inner):
                last = child.right_edge.i
    return page.text[doc[first].idx : doc[last].idx + len(doc[last])]


def phrase_after(page: Page, i: int, last: int, earlier: Antecedents) -> Source | None:
    """The source of the noun phrase that begins at token ``i``."""
    doc = page.doc
    j = i
    head: Token | None = None
    while j < last and j < i + 14:
        token = doc[j]
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            if token.dep_ in ("pobj", "dobj", "nsubj", "conj", "ROOT", "appos", "attr") or token.tag_ == "PRP":
                head = token
                break
            head = token
        elif head is not None and token.tag_ not in ("POS", "HYPH", "JJ", "CD"):
            break
        j += 1
    return meant_by(page, head, earlier) if head is not None else None


def owner_of(page: Page, token: Token, earlier: Antecedents) -> Source | None:
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is None:
        owner = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
    return meant_by(page, owner, earlier) if owner is not None else None


def meant_by(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """Who a noun phrase means: the person set beside it or in it, its entity's full name, or its words."""
    low = head.lower_
    if head.like_num or low in ("percent", "cent", "%"):
        return None  # "58 percent say"
    if low in PRONOUNS:
        last = earlier.person if low in ("he", "she") and earlier.person else earlier.last
        name = plain_title(page.speaker_at(head.idx) or "") or (last.name if last is not None else None)
        if name is None:
            return None
        known = next((c for c in reversed(earlier.known) if c.name == name), None)
        noun, relay = (known.noun, known.relay) if known is not None else (low, None)
        return Source(name, head.idx, head.idx + len(head), noun, relay)
    if low in (
        "who",
        "which",
        "that",
        "this",
        "we",
        "i",
        "you",
        "one",
        "some",
        "many",
        "others",
        "there",
        "these",
        "those",
    ):
        return None
    apposed = [c for c in head.children if c.dep_ == "appos"]
    for token in (head, *apposed):
        entity = page.entity_at(token.idx)
        if entity is not None and entity.label == "PERSON":
            return Source(
                plain_title(entity.entity.name or page.text[entity.start : entity.end]), entity.start, entity.end, low
            )
    if head.tag_ in ("NNP", "NNPS"):
        entity = page.entity_at(head.idx)
        if entity is not None and entity.label in NAMES:
            name = entity.entity.name or page.text[entity.start : entity.end]
            plain = _np(page, head)
            chosen = plain if len(plain) > len(name) and name in plain and entity.label != "PERSON" else name
            return Source(plain_title(chosen), entity.start, entity.end, low)
        return Source(
            plain_title(_np(page, head)),
            head.left_edge.idx if head.left_edge.idx < head.idx else head.idx,
            head.idx + len(head),
            low,
        )
    name = plain_title(_np(page, head))
    if head.tag_ == "NN" and (beside := _beside(page, head)) is not None:
        return beside
    if head.tag_ in ("NN", "NNS"):
        owner = next((c.lower_ for c in head.children if c.dep_ == "poss"), "")
        if owner in ("his", "her") and earlier.person is not None:
            return Source(earlier.person.name, head.idx, head.idx + len(head), low)
        if (
            low in MEDIUM
            and earlier.last is not None
            and any(c.lower_ == "the" for c in head.children)
            and len(name.split()) == 1
        ):
            return Source(earlier.last.relay or earlier.last.name, head.idx, head.idx + len(head), low)
        if (called := CALLED.match(page.text, head.idx)) is not None:
            return Source(called[1], called.start(1), called.end(1), low)
        definite = any(c.lower_ in ("the", "its", "this", "his", "her") for c in head.children)
        if definite and " " in name:
            for known in reversed(earlier.known):
                if known.name.lower().endswith(f" {name.lower()}"):  # "the health ministry" is Lebanon's
                    return Source(known.name, head.idx, head.idx + len(head), low)
        if definite and len(name.split()) == 1:
            for known in reversed(earlier.known):
                if (known.noun == low and known.name.lower() != low) or known.name.lower().split()[-1] == low:
                    return Source(known.name, head.idx, head.idx + len(head), low)
            ending = _entity_ending(page, head, low)
            if ending is not None:
                return Source(ending, head.idx, head.idx + len(head), low)
        indefinite = any(c.lower_ in ("a", "an", "one", "another") for c in head.children)
        later = _named_later(page, head, low) if low in OFFICES and not indefinite else None
        return Source(later or name, head.idx, head.idx + len(head), low)
    return None


OFFICES = frozenset({"mayor", "governor", "president", "premier", "chancellor", "sheriff"})  # one holder in a place
LATER = 500  # characters: a lead names an office, the next sentences its holder


def _named_later(page: Page, head: Token, noun: str) -> str | None:
    """Who holds an office that the lead only names: "the city's mayor said. ... Mayor Hana Brandt said"."""
    title = f"{noun.capitalize()} "
    for entity in page.entities_between(head.idx, head.idx + LATER):
        if entity.label == "PERSON" and page.text.endswith(title, max(0, entity.start - 40), entity.start):
            return plain_title(entity.entity.name or page.text[entity.start : entity.end])
    return None


def _beside(page: Page, head: Token) -> Source | None:
    """The name right after a common noun: "the shipping company Baltic Lines", "its director, Eva Horn,"."""
    end = head.idx + len(head)
    comma = page.text.startswith(", ", end)
    start = end + (2 if comma else 1)
    entity = page.entity_at(start)
    if entity is None or entity.start != start or entity.label not in ("PERSON", "ORG"):
        return None
    if comma and (entity.label != "PERSON" or page.text[entity.end : entity.end + 1] != ","):
        return None
    name = entity.entity.name or page.text[entity.start : entity.end]
    return Source(plain_title(name), entity.start, entity.end, head.lower_)


def _entity_ending(page: Page, head: Token, noun: str) -> str | None:
    """An organisation named before that ends in the noun: "the bank" after "the Bank of Israel"."""
    for entity in reversed(page.entities_between(max(0, head.idx - 600), head.idx)):
        if entity.label == "ORG":
            name = entity.entity.name or page.text[entity.start : entity.end]
            if noun in name.lower().split():
                return plain_title(name)
    return None
