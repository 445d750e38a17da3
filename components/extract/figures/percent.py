"""Percentages, percentage points and basis points."""

from __future__ import annotations

from components.extract.counting.page import Draft, Page
from components.extract.labels import PERCENT

LABELS = (PERCENT,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "12 percent", "half a point": the unit is a share."""
    for draft in drafts:
        if draft.label is None and draft.quantity.dimension in (
            "percentage",
            "percentage point",
            "basis point",
            "percent",
            "percent point",
        ):
            draft.set(claim, label=PERCENT)
