"""Days that fall away again: of what belongs to another incident, and of what is to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.page import Draft, Page
from components.extract.time.figures import day_before, said_before

CARRIED_BY = (day_before, said_before)  # the day is that of a sentence before


def of_others(page: Page, drafts: Sequence[Draft]) -> None:
    """What is of another incident has no day of a sentence before; what is to come has none on which it was told."""
    for draft in drafts:
        day = draft.reason("as_of")
        if draft.scope == "background" and day is not None and day.rule in CARRIED_BY:
            draft.set(of_others, as_of=None)
        if draft.scope == "hypothetical" and draft.as_of is not None and not _imagined(page, draft):
            draft.set(of_others, as_of=None)


DRILL = re.compile(r"\b(?:drills?|exercises?|rehears\w+|simulat\w+|imagin\w+|scenarios?)\b", re.IGNORECASE)


def _imagined(page: Page, draft: Draft) -> bool:
    """Whether a figure that is not real belongs to a drill or a scenario, which has a day of its own."""
    start, _ = page.span(draft.sentence)
    return DRILL.search(page.text, start, draft.start) is not None
