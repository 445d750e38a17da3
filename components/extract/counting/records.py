"""Drafts → annotations: ids, SI values, relations as ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.extract.claims.explain import evidence
from components.extract.counting.page import Draft, Page
from components.extract.quantities.scan import Quantity
from components.extract.quantities.units import si_unit, to_si
from components.model import Annotation, FigureValues, machine_id, tidy_number
from components.tolls import FURTHER


def records(page: Page, drafts: Sequence[Draft]) -> list[Annotation]:
    """The annotations of the drafts in the order of the text, one per span and label."""
    return [annotation for annotation, _ in with_drafts(page, drafts)]


def with_drafts(page: Page, drafts: Sequence[Draft]) -> list[tuple[Annotation, Draft]]:
    """The same, each with the draft it was made of."""
    kept: dict[str, Draft] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        identity = machine_id(page.article.id, "figure", draft.label or "COUNT", draft.start, draft.end)
        ids[id(draft)] = identity
        kept.setdefault(identity, draft)
    return [(_annotation(page, draft, identity, ids), draft) for identity, draft in kept.items()]


def _annotation(page: Page, draft: Draft, identity: str, ids: dict[int, str]) -> Annotation:
    def of(other: Draft | None) -> str | None:
        found = ids.get(id(other)) if other is not None else None
        return found if found != identity else None

    start, end = draft.source_span or (None, None)
    values = FigureValues(
        **quantity_values(draft.quantity),
        unit=draft.unit or draft.quantity.unit,
        subject=draft.subject,
        weapon=draft.weapon,
        place=draft.place,
        as_of=draft.as_of,
        period_start=draft.period[0],
        period_end=draft.period[1],
        scope=draft.scope,
        source=draft.source,
        source_start=start,
        source_end=end,
        relay=draft.relay,
        same_as=of(draft.same_as),
        supersedes=of(draft.supersedes),
        part_of=of(draft.part_of),
    )
    return Annotation(
        id=identity,
        layer="figure",
        label=draft.label or "COUNT",
        start=draft.start,
        end=draft.end,
        values=values,
        evidence=evidence(page, draft, values),
        origin="rule",
        score=FURTHER if draft.further else draft.score,
    )


def quantity_values(quantity: Quantity) -> dict[str, Any]:
    """Value, low, high, bound and the SI fields of a quantity."""
    low, high = quantity.low, quantity.high
    pint = quantity.pint
    return {
        "value": tidy_number(quantity.value),
        "low": tidy_number(low),
        "high": tidy_number(high),
        "bound": quantity.bound,
        "value_si": to_si(quantity.value, pint),
        "low_si": to_si(low, pint),
        "high_si": to_si(high, pint),
        "unit_si": si_unit(pint),
    }
