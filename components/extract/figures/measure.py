"""Any other quantity with a unit of measure."""

from __future__ import annotations

from components.extract.counting.page import Draft, Page
from components.extract.labels import MEASURE

LABELS = (MEASURE,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "30 hectares": a unit of measure."""
    for draft in drafts:
        if draft.label is None and draft.quantity.unit is not None and draft.quantity.dimension != "rate":
            draft.set(claim, label=MEASURE)
