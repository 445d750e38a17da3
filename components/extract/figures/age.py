"""Ages: "29-year-old", "aged 66", "Bala Sani, 52, said", "under five"."""

from __future__ import annotations

import re

from components.extract.counting.ages import is_age, is_limit
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person
from components.extract.labels import AGE

LABELS = (AGE,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "Aged 29", "a 29-year-old nurse": how old somebody is."""
    for draft in drafts:
        if draft.label is not None:
            continue
        if draft.quantity.dimension == "age" or (
            draft.quantity.unit is None
            and (draft.head is None or page.doc[draft.head].tag_ in ("NN", "VB", "VBP"))
            and draft.value is not None
            and 0 < draft.value < 115
            and (is_age(page, draft) or is_limit(page, draft))
        ):
            draft.set(claim, label=AGE)
        if draft.label == AGE:
            draft.set(claim, unit=draft.quantity.unit or "year of age", end=draft.quantity.end)
            draft.set(claim, subject=_whom(page, draft))


def _noun_after(page: Page, draft: Draft) -> str | None:
    """ "A 29-year-old software engineer": the noun that the age describes, with what stands before it."""
    first = page.token_at(draft.end - 1) + 1
    _, limit = page.sentence(draft.sentence)
    head = None
    for i in range(first, min(first + 5, limit)):
        tag = page.doc[i].tag_
        if tag in ("NN", "NNS"):
            head = i
        elif tag not in ("JJ", "HYPH", "NNP") or head is not None:
            break
    if head is None:
        return None
    last = page.doc[head]
    return page.text[page.doc[first].idx : last.idx + len(last)]


def _whom(page: Page, draft: Draft) -> str | None:
    text = page.text
    first, last = page.span(draft.sentence)
    before = page.entity_at(max(0, draft.start - 3))
    if before is not None and before.label == "PERSON" and draft.start - before.end <= 3:
        return before.entity.name or text[before.start : before.end]
    window = [
        e for e in page.entities_between(max(first, draft.start - 60), min(last, draft.end + 70)) if e.label == "PERSON"
    ]
    if "old" in text[draft.start : draft.end]:
        for e in window:  # "a 29-year-old nurse, Leyla Warsame", "Leyla Warsame, a 29-year-old nurse"
            gap = text[e.end : draft.start] if e.end <= draft.start else text[draft.end : e.start]
            if re.fullmatch(r",? (?:an? |the )?|(?: [a-z-]+){0,4},? (?:named |identified as )?", gap):
                return e.entity.name or text[e.start : e.end]
        if name := re.match(r" ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)", text[draft.end : draft.end + 40]):
            return name[1]
        return _noun_after(page, draft)
    token = page.doc[page.token_at(draft.start)]
    for j in range(token.i - 1, max(page.starts[draft.sentence] - 1, token.i - 8), -1):
        if page.doc[j].pos_ == "NOUN" and is_person(page.doc[j].lower_):
            return page.doc[j].lower_
    return None
