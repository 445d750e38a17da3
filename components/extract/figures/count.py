"""How many of anything else."""

from __future__ import annotations

from components.extract.counting.page import Draft, Page
from components.extract.labels import COUNT
from components.extract.quantities.rates import per_after

LABELS = (COUNT,)


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "40 trucks", "40 trucks a day": how many of anything else."""
    for draft in drafts:
        if draft.label is None:
            draft.set(claim, label=COUNT)
            times = draft.unit is None and page.text.endswith("times", draft.start, draft.end)
            if times and (rate := per_after(page.text, draft.end)) is not None:  # "78,000 times a minute"
                draft.set(claim, unit=f"time per {rate[0].name}", end=rate[1])
            elif draft.head is not None and draft.unit and (rate := per_after(page.text, draft.end)) is not None:
                draft.set(claim, unit=f"{draft.unit} per {rate[0].name}", end=rate[1])
