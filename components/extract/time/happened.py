"""Whether a figure is told of something that happened once."""

from __future__ import annotations

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page
from components.extract.labels import MISSING
from components.model import CASUALTIES

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
UP = 6  # steps from a figure to its verb


def happened(page: Page, draft: Draft) -> bool:
    """Whether what a figure counts happened once: "was seized", not "are missing" or "had been moved"."""
    index = next(i for i in (draft.anchor, draft.head, draft.first) if i is not None)
    token = page.doc[index]
    for _ in range(UP):
        if token.pos_ in ("VERB", "AUX") and (once := _once(token, draft.label)) is not None:
            return once
        if token.head is token:
            break
        token = token.head
    return draft.label in CASUALTIES


def _once(verb: Token, label: str | None) -> bool | None:
    """Whether a verb tells what happened once, None where it is not finite."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not helpers and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        helpers = [c for c in verb.head.children if c.dep_ == "aux"]  # "have killed 25 people and wounded 76"
    tags = {t.tag_ for t in (verb, *helpers)} & FINITE
    if not tags:
        return None
    if label == MISSING and (verb.lemma_ == "be" or verb.lower_ == "missing"):
        return False  # "60 were missing"
    said = {t.lower_ for t in helpers}
    if "MD" in tags:
        return "have" in said  # "may have died"
    return tags == {"VBD"} and "had" not in said
