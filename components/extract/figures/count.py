"""How many of anything else."""

from __future__ import annotations

from components.extract.counting.page import Draft, Page

LABELS = ("COUNT",)


def claim(page: Page, drafts: list[Draft]) -> None:
    """Labels every draft that no other kind has claimed."""
    for draft in drafts:
        if draft.label is None:
            draft.label = "COUNT"
