"""Whom a noun phrase means that states something: the full name of its entity, who was named before, or its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from components.extract.counting.page import Page
from components.extract.quantities.words import word_set
from components.model import Annotation

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


CALLED = re.compile(
    r"(?:[a-z]+ )??(?:daily|newspaper|paper|agency|channel|station|broadcaster|website|magazine|weekly) ((?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|de|of|la|el))*)"
)
INNER = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "POS", "HYPH", "CD"})
INNER_DEPS = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "nummod"})
LATER = 500  # characters: a lead names an office, the next sentences its holder


def plain_title(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)


def _np(page: Page, head: Token) -> str:
    """The noun phrase of a head without article, with its names before and "of ..." or "in ..." after."""
    doc = page.doc
    first, limit = head.i, page.starts[page.sentence_of(head.i)]
    while first > limit and _is_inner(doc[first - 1]):
        first -= 1
    while first < head.i and (doc[first].tag_ in ("HYPH", "POS") or doc[first - 1].tag_ == "HYPH"):
        first += 1  # the rest of "54-year-old"
    last = next((child.right_edge.i for child in head.children if _goes_on(head, child)), head.i)
    return page.text[doc[first].idx : doc[last].idx + len(doc[last])]


def _is_inner(token: Token) -> bool:
    """Whether a token before a head belongs to its name."""
    joined = token.head.i >= token.i or token.tag_ == "POS"
    return token.tag_ in INNER and token.dep_ in INNER_DEPS and joined


def _goes_on(head: Token, child: Token) -> bool:
    """Whether a name goes on with "of ..." or "in ...", which tells no time."""
    if child.i != head.i + 1 or child.dep_ != "prep" or child.lower_ not in ("of", "in", "for"):
        return False
    inner = list(child.subtree)
    verbal = any(t.pos_ == "VERB" or t.ent_type_ in ("DATE", "TIME") or t.lower_ == "," for t in inner)
    return child.right_edge.i - child.i <= 6 and not verbal


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
    """Who a noun phrase means: the person set beside it or in it, its entity's full name, who was named before, or its words."""
    low = head.lower_
    if head.like_num or low in word_set("no sources"):
        return None  # "58 percent say", "some say"
    if low in PRONOUNS:
        return _pronoun(page, head, earlier)
    person = next(filter(None, (_person(page, t, low) for t in head.children if t.dep_ == "appos")), None)
    person = _person(page, head, low) or person
    if person is not None or head.tag_ in ("NNP", "NNPS"):
        return person or _name(page, head)
    if head.tag_ not in ("NN", "NNS"):
        return None
    return next(found for rule in NOUNS if (found := rule(page, head, earlier)) is not None)


def _of(name: str, head: Token) -> Source:
    """The source of a name where a noun stands for it."""
    return Source(name, head.idx, head.idx + len(head), head.lower_)


def _pronoun(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """ "he", "it": whom the quotes say it means, or who was named last."""
    last = earlier.person if head.lower_ in ("he", "she") and earlier.person else earlier.last
    name = plain_title(page.speaker_at(head.idx) or "") or (last.name if last is not None else None)
    if name is None:
        return None
    known = next((c for c in reversed(earlier.known) if c.name == name), None)
    source = _of(name, head)
    if known is not None:
        source.noun, source.relay = known.noun, known.relay
    return source


def _person(page: Page, token: Token, noun: str) -> Source | None:
    """The person that a token names: "the mayor, *Ana Ruiz*"."""
    entity = page.entity_at(token.idx)
    if entity is None or entity.label != "PERSON":
        return None
    return Source(plain_title(_full(page, entity)), entity.start, entity.end, noun)


def _full(page: Page, entity: Annotation) -> str:
    return entity.entity.name or page.text[entity.start : entity.end]


def _name(page: Page, head: Token) -> Source:
    """The full name of an entity, or a name's own words."""
    entity, plain = page.entity_at(head.idx), _np(page, head)
    if entity is None or entity.label not in NAMES:
        return Source(plain_title(plain), min(head.left_edge.idx, head.idx), head.idx + len(head), head.lower_)
    name = _full(page, entity)
    longer = len(plain) > len(name) and name in plain and entity.label != "PERSON"
    return Source(plain_title(plain if longer else name), entity.start, entity.end, head.lower_)


def _has(head: Token, *words: str) -> bool:
    return any(c.lower_ in words for c in head.children)


def _own(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """ "his ministry": the person named last."""
    owner = next((c.lower_ for c in head.children if c.dep_ == "poss"), "")
    return _of(earlier.person.name, head) if owner in ("his", "her") and earlier.person is not None else None


def _medium(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """ "the paper": the medium named last, or that passed on what was said."""
    if head.lower_ not in word_set("media") or earlier.last is None or not _has(head, "the"):
        return None
    return _of(earlier.last.relay or earlier.last.name, head) if " " not in plain_title(_np(page, head)) else None


def _called(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """ "the daily Al Masry"."""
    called = CALLED.match(page.text, head.idx)
    return Source(called[1], called.start(1), called.end(1), head.lower_) if called is not None else None


def _known(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """ "the health ministry": Lebanon's, which was named before; "the bank" after "the Bank of Israel"."""
    if not _has(head, "the", "its", "this", "his", "her"):
        return None
    low, name = head.lower_, plain_title(_np(page, head)).lower()
    for known in reversed(earlier.known):
        last = known.name.lower()
        whole = (
            last.endswith(f" {name}") if " " in name else (known.noun == low and last != low) or last.split()[-1] == low
        )
        if whole:
            return _of(known.name, head)
    ending = _entity_ending(page, head, low) if " " not in name else None
    return _of(ending, head) if ending is not None else None


def _plain(page: Page, head: Token, earlier: Antecedents) -> Source:
    """Its own words, or who holds the office that a lead only names."""
    office = head.lower_ in word_set("offices") and not _has(head, "a", "an", "one", "another")
    later = _named_later(page, head, head.lower_) if office else None
    return _of(later or plain_title(_np(page, head)), head)


def _named_later(page: Page, head: Token, noun: str) -> str | None:
    """Who holds an office that the lead only names: "the city's mayor said. ... Mayor Hana Brandt said"."""
    title = f"{noun.capitalize()} "
    for entity in page.entities_between(head.idx, head.idx + LATER):
        if entity.label == "PERSON" and page.text.endswith(title, max(0, entity.start - 40), entity.start):
            return plain_title(_full(page, entity))
    return None


def _beside(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """The name right after a common noun: "the shipping company Baltic Lines", "its director, Eva Horn,"."""
    if head.tag_ != "NN":
        return None
    end = head.idx + len(head)
    comma = page.text.startswith(", ", end)
    start = end + (2 if comma else 1)
    entity = page.entity_at(start)
    if entity is None or entity.start != start or entity.label not in ("PERSON", "ORG"):
        return None
    if comma and (entity.label != "PERSON" or page.text[entity.end : entity.end + 1] != ","):
        return None
    return Source(plain_title(_full(page, entity)), entity.start, entity.end, head.lower_)


def _entity_ending(page: Page, head: Token, noun: str) -> str | None:
    """An organisation named before that ends in the noun: "the bank" after "the Bank of Israel"."""
    for entity in reversed(page.entities_between(max(0, head.idx - 600), head.idx)):
        if entity.label == "ORG":
            name = _full(page, entity)
            if noun in name.lower().split():
                return plain_title(name)
    return None


NOUNS = (_beside, _own, _medium, _called, _known, _plain)  # whom a common noun means, the first that tells
