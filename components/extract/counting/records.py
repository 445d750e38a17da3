"""Drafts → annotations: ids, SI values, relations as ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from components.extract.claims.explain import evidence
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import unit_of_record
from components.extract.labels import COUNT
from components.extract.quantities.scan import Quantity
from components.extract.quantities.units import si_unit, to_si
from components.model import Annotation, FigureValues, machine_id, tidy_number


def records(page: Page, drafts: Sequence[Draft]) -> list[Annotation]:
    """The annotations of the drafts in the order of the text, one per span and label."""
    return [annotation for annotation, _ in with_drafts(page, drafts)]


def with_drafts(page: Page, drafts: Sequence[Draft]) -> list[tuple[Annotation, Draft]]:
    """The same, each with the draft it was made of."""
    kept: dict[str, Draft] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        identity = machine_id(page.article.id, "figure", draft.label or COUNT, draft.start, draft.end)
        ids[id(draft)] = identity
        kept.setdefault(identity, draft)
    for before, draft in _beside_what_was_dropped(list(kept.values()), ids):
        draft.set(_beside_what_was_dropped, additional_to=before)
    return [(_annotation(page, draft, identity, ids), draft) for identity, draft in kept.items()]


def _beside_what_was_dropped(drafts: Sequence[Draft], ids: Mapping[int, str]) -> Iterator[tuple[Draft | None, Draft]]:
    """The last of its label before: a figure adds to that where the one it was told beside was the same as others."""
    last: dict[str | None, Draft] = {}
    for draft in drafts:
        if draft.additional_to is not None and id(draft.additional_to) not in ids:
            yield last.get(draft.label), draft
        last[draft.label] = draft


def _annotation(page: Page, draft: Draft, identity: str, ids: dict[int, str]) -> Annotation:
    def of(other: Draft | None) -> str | None:
        found = ids.get(id(other)) if other is not None else None
        return found if found != identity else None

    start, end = draft.source_span or (None, None)
    unit = draft.unit or draft.quantity.unit
    if draft.counts:
        unit = unit_of_record(unit, draft.label)
    values = FigureValues(
        **quantity_values(draft.quantity),
        unit=unit,
        subject=draft.subject or (draft.unit if unit != draft.unit else None),
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
        additional_to=of(draft.additional_to),
        victim_type=draft.victim_type,
    )
    return Annotation(
        id=identity,
        layer="figure",
        label=draft.label or COUNT,
        start=draft.start,
        end=draft.end,
        values=values,
        evidence=evidence(page, draft, values),
        origin="rule",
        score=draft.score,
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
