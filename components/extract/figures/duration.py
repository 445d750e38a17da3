"""Durations: how long something took or lasts. A point in time told by a distance ("two years ago") is none."""

from __future__ import annotations

import re

from components.extract.counting.page import Draft, Page
from components.extract.labels import DURATION

LABELS = (DURATION,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "Three weeks": the unit is one of time."""
    for draft in drafts:
        if draft.label is None and draft.quantity.dimension == "time":
            draft.set(claim, label=DURATION)
            if draft.head is None and draft.subject is None:
                tail = re.match(r"(?<=[a-z])(?: of| long)? ?([a-z]+)", page.text[draft.end : draft.end + 20])
                hyphened = "-" in page.text[draft.start : draft.end]
                if tail and hyphened and page.text[draft.end] == " ":
                    draft.set(claim, subject=tail[1])
