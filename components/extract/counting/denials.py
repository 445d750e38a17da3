"""Stated nones: "no casualties", "nobody was hurt", "the blast killed nobody" are zero."""

from __future__ import annotations

import re

from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.states import NOUNS, any_of, is_a, state_of
from components.extract.quantities import Quantity

NONE = re.compile(
    r"(?<![^\W_])(?:no|zero|without(?: any)?|not any)(?: (?:immediate|reported|other|civilian|one was|one has been|one))* "
    rf"({any_of('adjective', 'participle', 'persons', 'told', 'event', singulars=True)})(?![^\W_])",
    re.IGNORECASE,
)
UNHURT = re.compile(
    rf"(?<![^\W_])(?:no ?one|nobody|none|no (?:soldiers?|civilians?|(?:police )?officers?|passengers?|residents?|staff|crew(?: members?)?|people|person|protesters?|children|villagers|workers?))(?: of (?:the |its |their )?[\w-]+(?: [\w-]+){{0,2}}?)? (?:was|were|has been|have been|had been|is|were reported)(?: reported| seriously)? ({any_of('adjective', 'participle')})",
    re.IGNORECASE,
)
NOBODY_DIED = re.compile(
    r"(?<![^\W_])(?:no ?one|nobody)(?: else)? (?:has |had |have )?(died|dies)(?![^\W_])", re.IGNORECASE
)
NOBODY = re.compile(  # "the blast killed nobody"
    rf"(?<![^\W_])({any_of('adjective', 'participle', 'done')}) (?:nobody|no ?one)(?! else)(?![^\W_])",
    re.IGNORECASE,
)
DENIALS = hashes(("no", "zero", "without", "not", "nobody", "noone", "none"))


def find(page: Page) -> list[Draft]:
    """ "No casualties were reported": a stated none is zero."""
    if not page.has(DENIALS):
        return []
    out = []
    denied = [i for i, low in enumerate(page.lowers) if low in DENIALS]
    starts = [page.offsets[i] for i in denied]
    before = [page.offsets[i - 1] for i in denied if i]
    for pattern, at in ((NONE, starts), (UNHURT, starts), (NOBODY_DIED, starts), (NOBODY, before)):
        for start in at:
            match = pattern.match(page.text, start)
            if match is None or (
                page.text[match.end() : match.end() + 20]
                .lower()
                .startswith((" figures", " toll", " count", " numbers"))
            ):
                continue
            first, last = page.token_at(match.start()), page.token_at(match.end() - 1)
            if first >= len(page.doc):
                continue
            quantity = Quantity(start, match.end(), start, match.end(), 0, 0, 0, "exact", digits=False)
            draft = Draft(start, match.end(), first, last, page.sentence_of(first), quantity, head=last)
            draft.set(find, match.span(1), label=state_of(match[1]), anchor=last)
            counted = match[1].lower() if pattern is NONE and not is_a("participle", match[1].lower()) else "people"
            draft.set(find, subject=counted)
            draft.set(find, unit=singular(counted) if any(is_a(kind, counted) for kind in NOUNS) else "people")
            out.append(draft)
    return out
