"""Who a subject of saying means: the subject of a reporting verb, also where the parse lost it, and who stands behind a report or a count."""

from __future__ import annotations

from spacy.tokens import Token

from components.extract.attribution.mentions import PRONOUNS, Antecedents, Source, meant_by, plain_title
from components.extract.counting.page import Page
from components.extract.quantities.words import word_set
from components.model import Annotation


def source_of(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    """Who a noun phrase that states something means: "two of the pirates", "figures from the ministry", "the group"."""
    low = head.lower_
    if head.like_num or low in word_set("some of many"):
        return _some_of(page, head, earlier)
    if low in word_set("texts that tell figures") and (stands := issuer_of(page, head, earlier)) is not None:
        return stands
    source = meant_by(page, head, earlier)
    if source is None or source.name.lower() != low or earlier.last is None:
        return source
    if low in ("statement", "announcement", "communique") and any(c.lower_ == "the" for c in head.children):
        source.name = earlier.last.name
    if low not in word_set("bodies without a name"):
        return source
    named = earlier.last.name != low and (earlier.person is None or earlier.person.name != earlier.last.name)
    if named and any(c.lower_ in ("the", "its") for c in head.children):
        source.name = earlier.last.name  # "the rights organisation Viasny ... by the group's reckoning"
    return source


def _some_of(page: Page, head: Token, earlier: Antecedents) -> Source | None:
    for child in head.children:
        if child.dep_ == "appos":
            entity = page.entity_at(child.idx)
            if entity is not None and entity.label == "PERSON":
                return meant_by(page, child, earlier)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            whole = next((p for p in child.children if p.dep_ == "pobj"), None)
            if whole is not None and whole.lower_ not in word_set("asked in polls"):
                return meant_by(page, whole, earlier)
    return None


def issuer_of(page: Page, text: Token, earlier: Antecedents) -> Source | None:
    """Whose a text is, where it is told."""
    owner = _owner(page, text)
    return meant_by(page, owner, earlier) if owner is not None else None


def coreferent(page: Page, verb: Token, subject: Token) -> Source | None:
    """ "The State Department has approved the sale, it said": "it" is the subject of what it said, if that is a body."""
    if subject.lower_ not in ("it", "they"):
        return None
    told = next(
        (c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i),
        verb.head if verb.dep_ == "parataxis" else None,
    )
    doer = next((c for c in told.children if c.dep_ == "nsubj"), None) if told is not None else None
    if doer is None or doer.lower_ in PRONOUNS or doer.i > verb.i:
        return None
    entity = page.entity_at(doer.idx)
    if (entity is not None and entity.label == "ORG") or doer.lower_ in word_set("bodies without a name") | word_set(
        "bodies that it means"
    ):
        return meant_by(page, doer, Antecedents())
    return None


def _owner(page: Page, head: Token) -> Token | None:
    """Whose a text is: "figures from X", "a survey conducted by X", "X's tally", "a Reuters tally"."""
    for child in head.children:
        if child.dep_ == "poss":
            return child if child.lower_ not in ("its", "their", "his", "her") else None
        if child.i > head.i and (found := _giver(child)) is not None:
            return found
    before = page.entity_at(head.idx - 2) if head.idx > 1 else None
    if before is not None and before.label == "ORG" and before.end == head.idx - 1:
        return page.doc[page.token_at(before.end - 1)]
    return None


def _giver(child: Token) -> Token | None:
    """Who gives a text, by what stands after its noun: "from X", "of Reuters", "conducted by X" but not "seen by X"."""
    if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
        found = next((p for p in child.children if p.dep_ == "pobj"), None)
        return found if found is not None and (child.lower_ != "of" or found.tag_ in ("NNP", "NNPS")) else None
    if child.dep_ != "acl" or child.tag_ != "VBN" or child.lemma_ in ("see", "obtain", "review", "cite", "quote"):
        return None
    return next((p for c in child.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj"), None)


def lost_subject(page: Page, verb: Token, first: int, of_person: bool = False) -> Source | None:
    """The source right before a verb whose parse has no subject: ", mayor Ana Petrescu said", ", the inspector, Jon Abo, said".

    ``of_person``: a noun for a person stands before the name, so that the model's ORG is a name as well.
    """
    if verb.i - 1 <= first or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    comma = page.doc[verb.i - 1].text == ","
    entity = _between_commas(page, verb.i - 1, first, of_person) if comma else _after_comma(page, verb.i - 1, first)
    if entity is None:
        return None
    return Source(plain_title(entity.entity.name or page.text[entity.start : entity.end]), entity.start, entity.end, "")


def _between_commas(page: Page, i: int, first: int, of_person: bool) -> Annotation | None:
    """ ", Jon Abo, said", ", Jon Abo, 43, said": the name before the comma at ``i``."""
    doc = page.doc
    entity = page.entity_at(doc[i - 1].idx)
    while entity is None and i - 1 > first and (doc[i - 1].like_num or doc[i - 1].text == ","):
        i -= 1
        entity = page.entity_at(doc[i - 1].idx)
    if entity is None or not page.text.endswith(", ", 0, entity.start):
        return None
    whole = of_person and entity.label == "ORG" and " " in page.text[entity.start : entity.end]
    return entity if entity.label == "PERSON" or whole else None


def _after_comma(page: Page, i: int, first: int) -> Annotation | None:
    """ ", mayor Ana Petrescu said": the name that ends at ``i``, with its title after a comma or a dash."""
    doc = page.doc
    entity = page.entity_at(doc[i].idx)
    if entity is None or entity.label not in ("PERSON", "ORG"):
        return None
    start = page.token_at(entity.start)
    while start > first and doc[start - 1].tag_ in ("NN", "NNP", "JJ", "DT", "POS", "HYPH", "VBG"):
        start -= 1
    return None if start == first or doc[start - 1].text not in (",", "-", "–", "—") else entity
