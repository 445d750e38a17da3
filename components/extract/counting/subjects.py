"""What an amount of money, a percentage or a measure is of: "a ransom of $5 million", "inflation hit 61.8 percent"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page

AMOUNTS = frozenset({"MONEY", "PERCENT", "MEASURE", "DURATION"})
EMPTY = frozenset(
    {"it", "they", "he", "she", "that", "which", "this", "who", "we", "there", "i", "you", "what", "these", "those"}
)


def attach(page: Page, group: list[Draft]) -> None:
    """Sets the subject of amounts that do not have one; counts have theirs from the noun."""
    for draft in group:
        if draft.label in AMOUNTS and draft.subject is None and (draft.weapon is None or draft.label == "MEASURE"):
            if draft.same_as is not None:
                draft.subject = draft.same_as.subject
                continue
            draft.subject = _subject(page, draft)
            if draft.subject and draft.unit and draft.subject.lower().split()[-1] in draft.unit.lower():
                draft.subject = None


RATE = re.compile(r" (?:to|per|against|for) (?:the |one |a )?(?:US |American )?(?:dollar|euro|pound|yen)\b")
OF_THEM = re.compile(r" of (?:them|whom|those|these)(?: (?:were|are|being))? ([a-z]{3,}s|children|women|men|people)\b")
LASTING = frozenset({"last", "drag", "rage", "continue", "stretch", "endure", "persist"})


def _of_noun(page: Page, draft: Draft) -> str | None:
    """ "A deficit of 15.3 percent of output", "a ransom of $5 million": the noun whose size the amount is."""
    first = page.token_at(draft.start)
    if first < 2 or page.doc[first - 1].lower_ != "of":
        return None
    head = page.doc[first - 1].head
    plain = head.i == first - 2 and head.pos_ == "NOUN" and head.tag_ == "NN" and head.ent_type_ not in ("DATE", "TIME")
    return _phrase(page, head) if plain else None


def _lasts(page: Page, draft: Draft) -> str | None:
    """ "The talks had dragged on for 37 months", "a salvo lasting 20 seconds": what takes the time."""
    token = page.doc[page.token_at(draft.end - 1)]
    for _ in range(3):
        token = token.head
        if token.pos_ == "VERB":
            return _of_verb(page, token, draft) if token.lemma_ in LASTING else None
    return None


def _subject(page: Page, draft: Draft) -> str | None:
    doc = page.doc
    following = bisect_left(page.offsets, draft.end)
    if draft.label == "MONEY" and RATE.match(page.text, draft.end):
        return None  # "20,500 pounds to the dollar": what a currency costs
    if draft.label in ("PERCENT", "MONEY") and (owner := _of_noun(page, draft)) is not None:
        return owner
    if draft.label == "PERCENT" and (of_them := OF_THEM.match(page.text, draft.end)) is not None:
        return of_them[1]
    if draft.label == "DURATION" and (lasts := _lasts(page, draft)) is not None:
        return lasts
    if following < len(doc) and doc[following].lower_ == "of" and doc[following].idx >= draft.end:
        found = next((c for c in doc[following].children if c.dep_ == "pobj"), None)
        if found is not None and draft.label != "DURATION":
            return _phrase(page, found)
    unit = doc[page.token_at(draft.end - 1)]
    if draft.label in ("DURATION", "MEASURE"):
        if draft.label == "DURATION" and following < len(doc) and doc[following].lower_ == "of":
            found = next((c for c in doc[following].children if c.dep_ == "pobj"), None)
            return _phrase(page, found) if found is not None else None
        if "-" in page.text[draft.start : draft.end] and unit.head.pos_ in ("NOUN", "PROPN") and unit.head.i > unit.i:
            return unit.head.text
        if draft.label == "DURATION":
            return None
    return _governor(page, unit if page.sentence_of(unit.i) == draft.sentence else doc[draft.first], draft)


def _governor(page: Page, token: Token, draft: Draft) -> str | None:
    """The noun or the subject that the amount hangs on."""
    for _ in range(7):
        head = token.head
        if head is token:
            return None
        if token.dep_ in ("nsubj", "nsubjpass") and draft.label in ("MONEY",):
            return None
        if (
            head.pos_ in ("NOUN", "PROPN")
            and head.i < draft.first
            and token.dep_ in ("prep", "pobj", "appos", "nmod", "nummod", "acl", "amod")
            and head.ent_type_ not in ("DATE", "TIME")
        ):
            return _phrase(page, head)
        if head.pos_ in ("VERB", "AUX"):
            direct = next((c for c in head.children if c.dep_ in ("dobj",) and c.i < draft.first), None)
            if draft.label == "MONEY" and token.lower_ == "for":
                return None  # "bought 15 drones for $90 million": the price of what is counted elsewhere
            measured = direct is not None and any(
                c.dep_ == "nummod" for c in direct.children
            )  # "falls 900 metres in 14 km"
            if direct is not None and not measured and token.dep_ in ("prep", "npadvmod", "dative"):
                return _phrase(page, direct)
            return _of_verb(page, head, draft)
        token = head
    return None


def _of_verb(page: Page, verb: Token, draft: Draft) -> str | None:
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return _phrase(page, verb.head)
            return None if subject.lower_ in EMPTY else _phrase(page, subject)
        if verb.dep_ in ("acl", "relcl"):
            return _phrase(page, verb.head)
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def _phrase(page: Page, head: Token) -> str | None:
    """A noun with its modifiers, without article and possessor."""
    if head.lower_ in EMPTY or head.lower_ == "%" or head.pos_ not in ("NOUN", "PROPN", "PRON") or head.like_num:
        return None
    first = head.i
    doc = page.doc
    while (
        first > 0
        and doc[first - 1].head.i in (head.i, first)
        and doc[first - 1].dep_ in ("amod", "compound", "nmod")
        and doc[first - 1].tag_ != "CD"
    ):
        first -= 1
    if first < head.i and doc[first - 1].tag_ == "HYPH":
        first += 1  # the rest of "a 2.0-litre engine"
    return page.text[doc[first].idx : head.idx + len(head)]
