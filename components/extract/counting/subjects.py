"""What an amount of money, a percentage or a measure is of: "a ransom of $5 million", "inflation hit 61.8 percent"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page
from components.extract.labels import COUNT, DURATION, MEASURE, MONEY, PERCENT, WEAPON_COUNT

AMOUNTS = frozenset({MONEY, PERCENT, MEASURE, DURATION})
EMPTY = frozenset(
    {"it", "they", "he", "she", "that", "which", "this", "who", "we", "there", "i", "you", "what", "these", "those"}
)


def attach(page: Page, group: list[Draft]) -> None:
    """ "The raid cost $2 million": what an amount is paid or measured for."""
    before: Draft | None = None
    for draft in group:
        if draft.label in AMOUNTS and draft.subject is None and (draft.weapon is None or draft.label == MEASURE):
            if draft.same_as is not None:
                draft.set(attach, subject=draft.same_as.subject)
                continue
            draft.set(attach, subject=_each(page, draft, group) or _subject(page, draft))
            if (
                draft.label == PERCENT
                and draft.subject is None
                and before is not None
                and before.sentence == draft.sentence
            ):
                draft.set(attach, subject=before.subject)  # "61% of Poles support it and 24% oppose it"
            if draft.subject and draft.unit and draft.subject.lower().split()[-1] in draft.unit.lower():
                draft.set(attach, subject=None)
        if draft.label == PERCENT:
            before = draft


EACH = re.compile(r" (?:each|apiece|a piece|per unit)\b")
WORTH = re.compile(
    r"(?: of [a-z]+)?,? (?:which are )?(?:worth|valued at|costing|priced at)(?: (?:about|some|nearly|around|more than|a total of|up to))? $"
)


def _each(page: Page, draft: Draft, group: list[Draft]) -> str | None:
    """ "100 Harpoon missiles at $4 million each", "26 jets worth 3.9 billion euros": what was counted before the price."""
    if draft.label != MONEY:
        return None
    before = [d for d in group if d.end <= draft.start and d.label in (COUNT, WEAPON_COUNT, MEASURE) and d.subject]
    if before and (
        EACH.match(page.text, draft.end) or WORTH.fullmatch(page.text, before[-1].end, draft.start) is not None
    ):
        return before[-1].subject
    return None


RATE = re.compile(r" (?:to|per|against|for) (?:the |one |a )?(?:US |American )?(?:dollar|euro|pound|yen)\b")
LASTING = frozenset({"last", "drag", "rage", "continue", "stretch", "endure", "persist"})


PAYS = frozenset(
    {"pay", "demand", "ask", "spend", "give", "offer", "seek", "request", "donate", "borrow", "lend", "owe", "pledge"}
)
CHANGES = frozenset(
    {"rise", "increase", "fall", "drop", "loss", "gain", "decline", "cut", "jump", "reduction", "growth"}
)
DISTANCE = re.compile(
    r",? (?:north|south|east|west|from|off|away|outside|inland|offshore|upstream|downstream|behind|beyond)"
)
MAKES_UP = frozenset({"make", "account", "comprise", "constitute", "represent", "form"})


def _changed(page: Page, noun: Token) -> str | None:
    """ "A rise of 30 pesos in metro fares": what changed, if it is told behind."""
    found = (p for c in noun.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children if p.dep_ == "pobj")
    return next((_phrase(page, p) for p in found if p.ent_type_ not in ("DATE", "TIME", "GPE")), None)


def _spent_in(page: Page, following: int, draft: Draft) -> str | None:
    """ "$50 million in usable foreign reserves": the noun that an amount of money is told in."""
    doc = page.doc
    if following >= len(doc) or doc[following].lower_ != "in" or doc[following].idx > draft.end + 1:
        return None
    found = next((c for c in doc[following].children if c.dep_ == "pobj"), None)
    plain = (
        found is not None
        and found.pos_ == "NOUN"
        and not found.ent_type_
        and all(c.dep_ != "det" for c in found.children)
    )
    return _phrase(page, found) if plain and found is not None else None


def _makes_up(page: Page, draft: Draft) -> str | None:
    """ "Children make up 45 percent of the arrivals": the children."""
    token = page.doc[page.token_at(draft.end - 1)]
    for _ in range(4):
        if token.head is token:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return _of_verb(page, token, draft) if token.lemma_ in MAKES_UP else None
    return None


def _of_noun(page: Page, draft: Draft) -> Token | None:
    """ "A deficit of 15.3 percent of output", "a ransom of $5 million": the noun whose size the amount is."""
    first = page.token_at(draft.start)
    if first < 2 or page.doc[first - 1].lower_ != "of":
        return None
    head = page.doc[first - 1].head
    plain = head.i == first - 2 and head.pos_ == "NOUN" and head.tag_ == "NN" and head.ent_type_ not in ("DATE", "TIME")
    return head if plain else None


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
    if draft.label == MONEY and RATE.match(page.text, draft.end):
        return None  # "20,500 pounds to the dollar": what a currency costs
    if draft.label in (PERCENT, MONEY, MEASURE) and (owner := _of_noun(page, draft)) is not None:
        return (
            _changed(page, owner) or _spent_in(page, following, draft)
            if owner.lemma_ in CHANGES
            else _phrase(page, owner)
        )
    if draft.label == MEASURE and (draft.weapon is not None or DISTANCE.match(page.text, draft.end)):
        return None  # "the rocket is 9 metres long": the weapon's; "23 km north of the town"
    if draft.label == MONEY and (spent := _spent_in(page, following, draft)) is not None:
        return spent
    if draft.label == PERCENT and (whole := _makes_up(page, draft)) is not None:
        return whole
    if draft.label == DURATION and (lasts := _lasts(page, draft)) is not None:
        return lasts
    if following < len(doc) and doc[following].lower_ == "of" and doc[following].idx >= draft.end:
        found = next((c for c in doc[following].children if c.dep_ == "pobj"), None)
        own = found is not None and found.lemma_ in ("value", "worth") and any(c.dep_ == "poss" for c in found.children)
        if found is not None and draft.label != DURATION and not own:  # "has lost 45 percent of its value"
            return _phrase(page, found)
    unit = doc[page.token_at(draft.end - 1)]
    if draft.label in (DURATION, MEASURE):
        if draft.label == DURATION and following < len(doc) and doc[following].lower_ == "of":
            found = next((c for c in doc[following].children if c.dep_ == "pobj"), None)
            return _phrase(page, found) if found is not None else None
        if "-" in page.text[draft.start : draft.end] and unit.head.pos_ in ("NOUN", "PROPN") and unit.head.i > unit.i:
            return unit.head.text
        if draft.label == DURATION:
            return None
    return _governor(page, unit if page.sentence_of(unit.i) == draft.sentence else doc[draft.first], draft)


def _governor(page: Page, token: Token, draft: Draft) -> str | None:
    """The noun or the subject that the amount hangs on."""
    for _ in range(7):
        head = token.head
        if head is token:
            return None
        if token.dep_ in ("nsubj", "nsubjpass") and draft.label in (MONEY,):
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
            if draft.label == MONEY and token.dep_ == "dobj" and head.lemma_ in PAYS:
                return None  # "families paid 100 million naira"
            if draft.label == MONEY and token.lower_ == "for":
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
