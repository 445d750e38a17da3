"""Decisions on an article: each mention with its entity and name, and every quote and figure that carries such a name.

Nothing of it is stored: it happens where articles become rows, so that charts, pages and exports always agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.identity.decisions import Identities
from components.identity.keys import UNNAMED, entity_id, key_of, mention_of, normalised
from components.model import Annotated, Annotation, EntityValues, Toll

PEOPLE = ("PERSON", "ORG", "NORP", "GPE", "FAC")
CARRIERS: Mapping[
    str, tuple[str, ...]
] = {  # fields that carry the name of an entity → the labels it may have, likeliest first
    "speaker_name": PEOPLE,
    "source": PEOPLE,
    "relay": ("ORG", "PERSON"),
    "weapon": ("WEAPON", "PRODUCT"),
    "place": ("GPE", "NORP"),
}
BY_LAYER = {"quote": ("speaker_name", "relay"), "figure": ("source", "relay", "weapon", "place")}


def resolved(annotated: Annotated, identities: Identities) -> Annotated:
    """The article as analysts want it named. Where nobody decided anything, only mentions without an id get theirs."""
    desk = _Desk(annotated, identities)
    found = tuple(desk.mention(a) if a.layer == "entity" else a for a in annotated.annotations)
    if not identities:
        return replace(annotated, annotations=found)
    found = tuple(a if a.layer == "entity" else desk.carrier(a) for a in found)
    return replace(annotated, annotations=found, tolls={label: desk.toll(t) for label, t in annotated.tolls.items()})


class _Desk:
    """One article: which of its names are called otherwise."""

    def __init__(self, annotated: Annotated, identities: Identities) -> None:
        self._text = annotated.article.text
        self._article = annotated.article.id
        self._identities = identities
        self._here: dict[str, str] = {}  # key of a name by itself → the entity it means in this article
        self._at: dict[tuple[int, int], tuple[str, str]] = {}  # span → name as it was, entity

    def mention(self, a: Annotation) -> Annotation:
        """A mention with the id of its entity, and the entity's name if it has one."""
        values, identities = a.entity, self._identities
        plain = bool(values.entity_id) and not a.hand and not a.original_label and a.label not in UNNAMED
        own = values.entity_id if plain else key_of(a, self._text)
        if own is None:
            return a
        if (
            own not in identities.ruled and own not in identities.names
        ):  # most mentions: nobody decided anything on them
            if identities and a.status != "rejected":
                self._here.setdefault(entity_id(values.name, a.label) if values.name else own, own)
            return a if own == values.entity_id else replace(a, values=replace(values, entity_id=own))
        said = mention_of(self._text, a.start, a.end)
        was = values.name or said
        entity = identities.entity(own, self._article, normalised(said))
        if a.status != "rejected":
            self._here.setdefault(entity_id(was, a.label), entity)
            self._at[a.start, a.end] = was, entity
        name = identities.names.get(entity, values.name)
        if entity == values.entity_id and name == values.name:
            return a
        hand = a.hand
        if entity != entity_id(
            name or was, a.label
        ):  # who reads this back must know that the id says more than the name
            hand = (*(h for h in hand if h not in ("name", "entity_id")), "entity_id")
        return replace(a, values=EntityValues(name, entity, values.iso), hand=hand)

    def carrier(self, a: Annotation) -> Annotation:
        """A quote or figure whose speaker, source, relay, weapon or place is called as the entity is."""
        changed: dict[str, Any] = {}
        for field in BY_LAYER[a.layer]:
            was = getattr(a.values, field)
            if was is not None and (name := self._called(was, CARRIERS[field], _span_of(a, field))) != was:
                changed[field] = name
        return replace(a, values=replace(a.values, **changed)) if changed else a

    def toll(self, toll: Toll) -> Toll:
        """A toll whose source and place are called as the entities are."""
        source = toll.source and self._called(toll.source, CARRIERS["source"])
        place = toll.place and self._called(toll.place, CARRIERS["place"])
        return toll if (source, place) == (toll.source, toll.place) else replace(toll, source=source, place=place)

    def _called(self, was: str, labels: tuple[str, ...], span: tuple[int, int] | None = None) -> str:
        """The name of the entity that ``was`` means: the mention at the span, one in the article, one in any article."""
        names = self._identities.names
        if span in self._at and normalised(self._at[span][0]) == normalised(was):
            return names.get(self._at[span][1], was)
        keys = [entity_id(was, label) for label in labels]
        for key in keys:
            if key in self._here:
                return names.get(self._here[key], was)
        for key in keys:
            entity = self._identities.entity(key, self._article)
            if entity in names:
                return names[entity]
        return was


def _span_of(a: Annotation, field: str) -> tuple[int, int] | None:
    part = {"speaker_name": "speaker", "source": "source"}.get(field)
    start, end = (getattr(a.values, f"{part}_{edge}", None) for edge in ("start", "end"))
    return None if start is None or end is None else (start, end)
