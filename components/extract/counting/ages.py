"""Bare numbers that are somebody's age: "Bala Sani, 52, was killed"."""

from __future__ import annotations

import re

from components.extract.counting.page import Draft, Page
from components.extract.counting.victims import is_person

BETWEEN_COMMAS = re.compile(r"[ ]?(?:,|\)|\.|;|—|–|$|\n)")


def is_age(page: Page, draft: Draft) -> bool:
    """Whether a bare number stands in commas (or brackets) after a person: "Bala Sani, 52, told"."""
    quantity = draft.quantity
    if quantity.unit is not None or quantity.value is None or not 0 < quantity.value < 115:
        return False
    if draft.head is not None and page.doc[draft.head].tag_ not in ("NN", "VB", "VBP"):
        return False
    before = page.text[max(0, draft.start - 2) : draft.start]
    if (before not in (", ", " (") and before[-1:] != "(") or not BETWEEN_COMMAS.match(page.text, quantity.end):
        return False
    entity = page.entity_at(draft.start - 3)
    if entity is None:  # a name that the model does not know: "Senard, 65, now leads it"
        word = page.doc[max(0, page.token_at(draft.start - 3))]
        return (
            before == ", "
            and (word.tag_ == "NNP" or (word.tag_ == "NN" and is_person(word.lower_)))  # "the boy, 12, was hurt"
            and quantity.digits
            and (14 < quantity.value < 100 or word.tag_ == "NN")
            and page.text[draft.end : draft.end + 1] == ","
        )
    return entity.label == "PERSON" and draft.start - entity.end <= 3
