"""Numbers that are not counts of their own: the base of a rate ("per 1,000 births"), heads of a herd, a model ("an 8088 chip")."""

from __future__ import annotations

import re
from dataclasses import replace

from components.extract.counting.arms import kind_of
from components.extract.counting.nouns import irregular, singular
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import of_persons
from components.extract.quantities.quantity import limits
from components.extract.quantities.words import word_set

PER = re.compile(r"[ ]?[(]?(?:per|for every|in every|out of every|/)[ ]?|/", re.IGNORECASE)


def base_of(page: Page, rate: Draft, base: Draft) -> Draft | None:
    """ "12 deaths per 1,000 births": the second number is what the rate is told for. None where it is a figure of its own."""
    gap = page.text[rate.end : base.start]
    q = base.quantity
    if len(gap) > 12 or not PER.fullmatch(gap) or not isinstance(q.value, int) or q.value < 2 or q.bound != "exact":
        return None
    if rate.sentence != base.sentence or rate.quantity.dimension in ("percentage", "age", "rate"):
        return None
    if gap.strip() == "/" and (  # "224 kW / 300 PS" says the same twice
        q.value != 100 or q.unit != "kilometer"
    ):
        return None
    noun = base.subject.lower() if base.subject else f"{q.unit}s" if q.unit else ""
    told = f"per {q.value:,} {noun}".rstrip()
    counts = rate.quantity.unit is None
    unit = f"{rate.unit} {told}" if rate.unit else told
    rate.set(
        base_of,
        quantity=replace(rate.quantity, unit=unit, dimension="rate" if counts else rate.quantity.dimension, pint=""),
    )
    rate.set(base_of, unit=unit, end=base.end)
    return rate


GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def grouped(page: Page, draft: Draft) -> None:
    """ "1.200 people", "3.500 tanks": nobody counts thousandths of a person, so the point groups the digits."""
    q = draft.quantity
    if q.unit is not None or q.scaled > 1 or not isinstance(q.value, float) or draft.head is None:
        return
    if page.doc[draft.head].tag_ not in ("NNS", "NNPS") and draft.unit != "people":
        return
    if not GROUPED.fullmatch(page.text, q.num_start, q.num_end):
        return
    if of_persons(draft.unit) or kind_of(draft.unit or "") is not None:
        value = round(q.value * 1000)
        low, high = limits(value, q.bound)
        draft.set(grouped, quantity=replace(q, value=value, low=low, high=high))


HERDS = word_set("herds")


def of_herd(page: Page, draft: Draft) -> None:
    """ "4,000 head of cattle" are cattle."""
    if draft.unit != "head" or draft.head is None or draft.head + 2 >= len(page.doc):
        return
    of, noun = page.doc[draft.head + 1], page.doc[draft.head + 2]
    if of.lower_ == "of" and noun.lower_ in HERDS:
        draft.set(of_herd, head=noun.i, subject=noun.text, unit=singular(noun.lower_))
        draft.set(of_herd, end=noun.idx + len(noun))


ARTICLES = frozenset({"a", "an", "the", "this", "that", "his", "her", "its"})
BEFORE = frozenset({"JJ", "CD", "HYPH", "NN", "NNP"})


def is_model(page: Page, draft: Draft) -> bool:
    """Whether a number names the one thing after it, as "the 16-bit 8088 chip": many of it would stand in the plural."""
    q, doc = draft.quantity, page.doc
    if (
        draft.head is None
        or q.unit is not None
        or not q.digits
        or q.scaled > 1
        or q.bound != "exact"
        or draft.partitive
    ):
        return False
    if not isinstance(q.value, int) or q.value < 100 or "," in page.text[q.num_start : q.num_end]:
        return False
    head = doc[draft.head]
    if (
        head.tag_ not in ("NN", "NNP")
        or head.lower_ in irregular()
        or draft.unit == "people"
        or head.lower_.endswith("s")
    ):
        return False
    first, _ = page.sentence(draft.sentence)
    i = draft.first - 1
    while i >= first and draft.first - i <= 4 and doc[i].tag_ in BEFORE:
        i -= 1
    return i >= first and doc[i].lower_ in ARTICLES
