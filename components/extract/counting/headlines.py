"""Headlines: whose count the body tells again, and who "was shot" where the telegram style misleads the parser."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting import singles
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person
from components.extract.counting.triggers import Trigger
from components.extract.labels import INJURED, KILLED, MONEY
from components.model import CASUALTIES

LONGEST = 160  # characters
STOPS = (".", "!", "?", ":", "”", '"')
SHOT = re.compile(
    r"(?:[\w'’.-]+:? ){0,5}?(?P<who>[A-Za-z]+)(?:, \d\d?,)? (?:is |was )?(?P<fatal>fatally )?"
    r"(?:shot|stabbed|beaten|gunned down|(?P<killed>killed|slain|murdered)|(?:accidentally )?shoots (?:him|her)?self)"
    r"(?P<dead>(?:,| and) killed| dead| to death)?(?= (?:in|at|near|inside|outside|on|by|after|during|while|over|from|following|multiple|several|twice|\d+ times)\b|[,;.|]|\s*$)",
    re.IGNORECASE,
)


def end_of_title(text: str) -> int:
    """Where the headline ends that a text begins with; 0 where its first line is no headline.

    >>> end_of_title("Ten dead in flood\\n\\nTen people died on Monday.")
    17
    """
    line = text.find("\n")
    title = text[:line].rstrip() if 0 < line <= LONGEST else ""
    return len(title) if title and not title.endswith(STOPS) and text[line:].strip() else 0


def told_again(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Ten dead in flood": the headline counts what the body tells again."""
    end = end_of_title(page.text)
    above = [d for d in drafts if d.start < end and d.same_as is None and not d.single]
    for draft in above:
        if draft.label in CASUALTIES or draft.label == MONEY:
            draft.set(told_again, same_as=next((d for d in drafts if d.start >= end and _same(draft, d)), None))


def _same(title: Draft, body: Draft) -> bool:
    one, two = title.quantity, body.quantity
    return (
        title.label == body.label
        and (one.value, one.low, one.high, one.unit) == (two.value, two.low, two.high, two.unit)
        and body.part_of is None
        and body.same_as is None
        and not body.single
        and (title.unit == body.unit or "people" in (title.unit, body.unit))
    )


def victims(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The single victim of the first sentence, where it says who was shot or stabbed: "Man shot, killed in Dorva"."""
    first, last = page.span(0)
    match = SHOT.match(page.text, first, last)
    if (
        match is None
        or not is_person(match["who"])
        or singular(match["who"].lower()) != match["who"].lower()
        or match["who"].lower() in singles.GROUPS
    ):
        return []
    label = KILLED if match["fatal"] or match["dead"] or match["killed"] else INJURED
    if any(d.sentence == 0 and d.label in CASUALTIES for d in drafts):
        return []
    head = page.doc[page.token_at(match.start("who"))]
    return [singles.made(page, head, Trigger(head.i, label, "act"), head.i, match["who"].lower(), 0.5)]
