"""Bare numbers that are somebody's age: "Bala Sani, 52, was killed"."""

from __future__ import annotations

import re

from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person

OLDEST = re.compile(
    r"\b(?:youngest|oldest|eldest)(?: of (?:them|whom|the [a-z]+))?(?: (?:is|was|being|aged|just|only))* \Z"
)
AGED = re.compile(
    r"\b(?:a|an|the|his|her|their) (?:[a-z]+ )?(?:boy|girl|man|woman|child|baby|toddler|infant|son|daughter|teenager|pupil|student|youth) of (?:just |only |about )?\Z"
    r"|\b(?:he|she) (?:is|was|turned)(?: only| just)? \Z"
)
BETWEEN_COMMAS = re.compile(r"[ ]?(?:,|\)|\.|;|—|–|$|\n)")


def is_age(page: Page, draft: Draft) -> bool:
    """Whether a bare number stands in commas (or brackets) after a person: "Bala Sani, 52, told"."""
    quantity = draft.quantity
    if quantity.unit is not None or quantity.value is None or not 0 < quantity.value < 115:
        return False
    if draft.head is not None and page.doc[draft.head].tag_ not in ("NN", "VB", "VBP"):
        return False
    if OLDEST.search(page.text, max(0, draft.start - 40), draft.start) or (
        BETWEEN_COMMAS.match(page.text, quantity.end) and AGED.search(page.text, max(0, draft.start - 30), draft.start)
    ):
        return True
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


BE = frozenset({"was", "were", "is", "are", "be", "been"})


def is_limit(page: Page, draft: Draft) -> bool:
    """ "adults under 25", "are under five": a bound of age without a unit."""
    if draft.quantity.bound not in ("less_than", "more_than") or not (draft.value and draft.value <= 100):
        return False
    word = page.text[draft.start : draft.quantity.num_start].strip().lower()
    if word not in ("under", "over", "below", "above"):
        return False
    before = page.doc[page.token_at(draft.start) - 1] if draft.first > 1 else None
    following = page.text[draft.quantity.end : draft.quantity.end + 2]
    if before is None or (following[:1] not in ".,;)" and following[:1] != " " and following.strip()):
        return False
    if page.text[draft.quantity.end : draft.quantity.end + 1] == "%":
        return False
    return before.lower_ in BE or is_person(before.lower_)
