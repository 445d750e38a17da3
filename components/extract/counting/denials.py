"""Stated nones: "no casualties", "nobody was hurt", "the blast killed nobody" are zero."""

from __future__ import annotations

import re

from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.labels import ABDUCTED, DETAINED, INJURED, KILLED, MISSING
from components.extract.quantities import Quantity

NONE = re.compile(
    r"(?<![^\W_])(?:no|zero|without(?: any)?|not any)(?: (?:immediate|reported|other|civilian|one was|one has been|one))* "
    r"(casualties|casualty|deaths|death|fatalities|injuries|injury|wounded|dead|missing|killed|injured|hurt|hostages|arrests|loss of life|victims)(?![^\W_])",
    re.IGNORECASE,
)
UNHURT = re.compile(
    r"(?<![^\W_])(?:no ?one|nobody|none|no (?:soldiers?|civilians?|(?:police )?officers?|passengers?|residents?|staff|crew(?: members?)?|people|person|protesters?|children|villagers|workers?))(?: of (?:the |its |their )?[\w-]+(?: [\w-]+){0,2}?)? (?:was|were|has been|have been|had been|is|were reported)(?: reported| seriously)? (killed|injured|hurt|harmed|wounded|missing|arrested)",
    re.IGNORECASE,
)
NOBODY_DIED = re.compile(
    r"(?<![^\W_])(?:no ?one|nobody)(?: else)? (?:has |had |have )?(died|dies)(?![^\W_])", re.IGNORECASE
)
NOBODY = re.compile(  # "the blast killed nobody"
    r"(?<![^\W_])(killed|killing|injured|injuring|hurt|hurting|wounded|wounding) (?:nobody|no ?one)(?! else)(?![^\W_])",
    re.IGNORECASE,
)
NONE_LABEL = {"died": KILLED, "dies": KILLED, "killing": KILLED, "injuring": INJURED, "hurting": INJURED, "wounding": INJURED, "casualties": KILLED, "casualty": KILLED, "deaths": KILLED, "death": KILLED, "fatalities": KILLED, "dead": KILLED, "killed": KILLED, "loss of life": KILLED, "victims": KILLED, "injuries": INJURED, "injury": INJURED, "wounded": INJURED, "injured": INJURED, "hurt": INJURED, "harmed": INJURED, "missing": MISSING, "hostages": ABDUCTED, "arrests": DETAINED, "arrested": DETAINED}  # fmt: skip
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
            label = NONE_LABEL[match[1].lower()]
            first, last = page.token_at(match.start()), page.token_at(match.end() - 1)
            if first >= len(page.doc):
                continue
            quantity = Quantity(start, match.end(), start, match.end(), 0, 0, 0, "exact", digits=False)
            draft = Draft(start, match.end(), first, last, page.sentence_of(first), quantity, label, last, anchor=last)
            draft.set(find, subject=match[1].lower() if pattern is NONE else "people")
            draft.set(
                find,
                unit=singular(draft.subject)
                if pattern is NONE
                and draft.subject in ("casualties", "injuries", "deaths", "fatalities", "hostages", "arrests")
                else "people",
            )
            out.append(draft)
    return out
