"""Victims told as further ones: "his driver was also killed", "killed four in Ebu and moved to Lasa, where they shot dead a nurse"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page
from components.model import CASUALTIES

ADDS = frozenset({"also", "then"})
STEPS = 6  # verbs up a chain
OWNERS = frozenset({"his", "her", "their"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def mark(page: Page, drafts: Sequence[Draft]) -> None:
    """ "His driver was also killed", "and then shot two guards": others than those told before."""
    last: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.start):
        if draft.label not in CASUALTIES or draft.part_of is not None or not draft.value or draft.anchor is None:
            continue
        before = last.get(draft.label)
        if before is not None and before.anchor != draft.anchor and _new(page, draft, before):
            verb = page.doc[draft.anchor]
            same = before.sentence == draft.sentence
            next_to = draft.sentence - before.sentence <= 1
            tale = same and _one_tale(page.doc[before.anchor or 0], verb)
            if draft.additional_to is None and (
                _more(page, draft, before) or tale or (next_to and _told_as_more(verb))
            ):
                draft.set(mark, additional_to=before)
        last[draft.label] = draft


MORE = re.compile(r"\b(?:more|another|further|additional)\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"\W*(?:(?:also )?in (?:the )?(?:neighbou?ring|nearby|adjacent|next)\b|(?:in|at) another\b|elsewhere\b"
    r"|(?:the|a) (?:second|third|fourth|other) (?:[\w-]+ )?(?:attack|blast|raid|explosion|bomb|bombing|strike|shooting|ambush|mine|shell|rocket|missile|incident|crash)\b|the (?:second|third)\b"
    r"|another (?:[\w-]+ )?(?:attack|blast|raid|explosion|bomb|bombing|strike|shooting|ambush|mine|shell|rocket|missile)\b)",
    re.IGNORECASE,
)


SECOND = re.compile(r"[,;] (?:and |while )?(?:the|a) (?:second|third|other)\b[^.;]{0,30}$")
NEXT_DAY = re.compile(
    r"\W*(?:the (?:next|following) (?:day|night|morning|evening)|(?:a|two|three|four|several|some|\d+) (?:days?|hours?|minutes) later|(?:hours|minutes) later)\b",
    re.IGNORECASE,
)


ACCIDENT = re.compile(
    r"\b(?:crash|accident|fire|quake|earthquake|storm|collapse|flood)s?\b"
)  # another one is another event


def _more(page: Page, draft: Draft, before: Draft) -> bool:
    """ "One more person was hurt", "another two died"; or of another place or blow: "In neighbouring Kest, eight died"."""
    if before.quantity.bound == "vague" or draft.quantity.bound == "vague":
        return False
    if draft.sentence - before.sentence <= 1 and draft.sentence != before.sentence:
        start, _ = page.span(draft.sentence)
        if ELSEWHERE.match(page.text, start):
            return True
        verb = page.doc[draft.anchor or 0]
        acts = any(c.dep_ == "dobj" for c in verb.children) and any(c.dep_ == "nsubj" for c in verb.children)
        if acts and NEXT_DAY.match(page.text, start) and not ACCIDENT.search(page.text, start, draft.start):
            return True
    if draft.sentence == before.sentence and SECOND.search(page.text[max(before.end, draft.start - 45) : draft.start]):
        return True
    near = page.text[max(0, draft.start - 9) : draft.end + 5]
    return 0 <= draft.sentence - before.sentence <= 1 and bool(MORE.search(near)) and not OVER.search(near)


OVER = re.compile(r"\bmore than\b|\bone another\b", re.IGNORECASE)


def _new(page: Page, draft: Draft, before: Draft) -> bool:
    """Whether these can be others: counted, or one victim that is neither a pronoun nor told of before."""
    if not draft.single:
        told = draft.value == before.value and draft.unit == before.unit and (draft.value or 0) > 1
        return not told and (not draft.first or page.doc[draft.first - 1].lower_ not in DEFINITE)
    if before.value != 1 and page.doc[draft.first].lower_ not in ("a", "an", "another"):
        return False  # names and relatives tell who the victims counted before were
    first = page.doc[draft.first]
    if first.lower_ in ("a", "an", "another"):
        return True
    owners = [c for c in page.doc[draft.head or draft.last].children if c.dep_ == "poss"]
    return any(c.lower_ in OWNERS or c.tag_ in ("NN", "NNP") for c in owners)  # "his son", "the victim's partner"


def _told_as_more(verb: Token) -> bool:
    return verb.pos_ == "VERB" and any(c.lower_ in ADDS and c.dep_ == "advmod" for c in verb.children)


def _one_tale(one: Token, two: Token) -> bool:
    """Whether two verbs tell of two acts in a row: joined by "and", "while", "where", or as participles ("killing 12")."""
    if one.pos_ not in ("VERB", "ADJ") or two.pos_ not in ("VERB", "ADJ") or one.i == two.i:
        return False
    above = {t.i for t in _chain(one)}
    return any(t.i in above for t in _chain(two))


def _chain(verb: Token) -> list[Token]:
    out = [verb]
    while len(out) < STEPS and _goes_on(out[-1]):
        above = next((t for t in out[-1].ancestors if t.pos_ in ("VERB", "AUX")), None)
        if above is None:
            break
        out.append(above)
    return out


def _goes_on(verb: Token) -> bool:
    if verb.dep_ == "conj":
        return verb.head.pos_ in ("VERB", "AUX")
    if verb.dep_ == "advcl":
        mark = next((c.lower_ for c in verb.children if c.dep_ == "mark"), "")
        return verb.tag_ == "VBG" or mark == "while"
    if verb.dep_ == "relcl":
        return any(c.lower_ == "where" for c in verb.children)
    return verb.dep_ in ("acomp", "oprd", "xcomp") and verb.pos_ == "ADJ" and verb.head.pos_ in ("VERB", "AUX")
