"""Money: an amount with a currency."""

from __future__ import annotations

from components.extract.counting.page import Draft, Page
from components.extract.labels import MONEY

LABELS = (MONEY,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "$5 million": the unit is a currency."""
    for draft in drafts:
        if draft.label is None and draft.quantity.dimension == "money":
            draft.set(claim, label=MONEY)
