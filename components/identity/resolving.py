"""Decisions on an article: each mention with its entity and name, and every quote and figure that carries such a name.

Nothing of it is stored: it happens where articles become rows, so that charts, pages and exports always agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from components.identity.decisions import Identities
from components.identity.keys import UNNAMED, entity_id, key_of, mention_of, normalised
from components.model import Annotated, Annotation, EntityValues, Toll, Values

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
Calls = dict[str, dict[str, tuple[str | None, str]]]
BY_LAYER = {"quote": ("speaker_name", "relay"), "figure": ("source", "relay", "weapon", "place")}


def resolved(annotated: Annotated, identities: Identities) -> Annotated:
    """The article as analysts want it named. Where nobody decided anything, only mentions without an id get theirs."""
    desk = _Desk(annotated, identities)
    found = tuple([desk.mention(a) if a.layer == "entity" else a for a in annotated.annotations])
    if not identities:
        return replace(annotated, annotations=found)
    found = tuple([a if a.layer == "entity" else desk.carrier(a) for a in found])
    return replace(annotated, annotations=found, tolls={label: desk.toll(t) for label, t in annotated.tolls.items()})


def calls(annotated: Annotated, identities: Identities) -> Calls:
    """What an article's annotations call otherwise than its rows do: annotation → field → the name stored and the one to show.

    The reader shows the second as long as the field holds the first, so that an edit still changes what is stored.
    """
    if not identities:
        return {}
    found: Calls = {}
    for was, now in zip(annotated.annotations, resolved(annotated, identities).annotations, strict=True):
        for name in BY_LAYER.get(was.layer, ("name",)) if was is not now else ():
            before, after = getattr(was.values, name), getattr(now.values, name)
            if after is not None and after != before:
                found.setdefault(was.id, {})[name] = (before, after)
    return found


class _Desk:
    """One article: which of its names are called otherwise.

    Every table of every article comes by here, so what nobody decided anything about must cost next to nothing.
    """

    def __init__(self, annotated: Annotated, identities: Identities) -> None:
        self._annotations = annotated.annotations
        self._text = annotated.article.text
        self._article = annotated.article.id
        self._identities = identities
        self._whole, self._parted, self._names = identities.whole, identities.parted, identities.names

    def mention(self, a: Annotation) -> Annotation:
        """A mention with the id of its entity, and the entity's name if it has one."""
        values = a.values
        own = self._key(a)
        if own is None or not isinstance(values, EntityValues):
            return a
        entity = self._whole.get(own)
        if entity is None:
            if own not in self._parted:
                return a if own == values.entity_id else _with(a, EntityValues(values.name, own, values.iso), a.hand)
            entity = self._entity(a, own)
        name = self._names.get(entity, values.name)
        if entity == values.entity_id and name == values.name:
            return a
        said_by_name = entity == entity_id(name or mention_of(self._text, a.start, a.end), a.label)
        return _with(a, EntityValues(name, entity, values.iso), a.hand if said_by_name else _beyond_name(a.hand))

    def _key(self, a: Annotation) -> str | None:
        stored = a.values.entity_id if isinstance(a.values, EntityValues) else None
        plain = stored and not a.hand and not a.original_label and a.label not in UNNAMED
        return stored if plain else key_of(a, self._text)

    def _entity(self, a: Annotation, own: str) -> str:
        """The entity of a mention with this key."""
        if own not in self._parted:
            return self._whole.get(own, own)
        return self._identities.entity(own, self._article, normalised(mention_of(self._text, a.start, a.end)))

    @cached_property
    def _mentions(self) -> list[tuple[Annotation, str, str, str]]:
        """What stands in this article: each mention, its name as it was, its key and its entity."""
        found = []
        for a in self._annotations:
            own = self._key(a) if a.layer == "entity" and a.status != "rejected" else None
            if own is not None:
                was = a.entity.name or mention_of(self._text, a.start, a.end)
                found.append((a, was, own, self._entity(a, own)))
        return found

    @cached_property
    def _here(self) -> dict[str, str]:
        """The key that a name has by itself → the entity it means in this article, which its first mention says."""
        return {entity_id(was, a.label): entity for a, was, _, entity in reversed(self._mentions)}

    @cached_property
    def _at(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Span of a mention somebody decided about → its name as it was, its entity."""
        return {
            (a.start, a.end): (was, entity) for a, was, own, entity in self._mentions if self._identities.decides(own)
        }

    def carrier(self, a: Annotation) -> Annotation:
        """A quote or figure whose speaker, source, relay, weapon or place is called as the entity is."""
        changed: dict[str, Any] = {}
        for field in BY_LAYER[a.layer]:
            was = getattr(a.values, field)
            if was is not None and (name := self._called(was, CARRIERS[field], _span_of(a, field))) != was:
                changed[field] = name
        return _with(a, replace(a.values, **changed), a.hand) if changed else a

    def toll(self, toll: Toll) -> Toll:
        """A toll whose source and place are called as the entities are."""
        source = toll.source and self._called(toll.source, CARRIERS["source"])
        place = toll.place and self._called(toll.place, CARRIERS["place"])
        return toll if (source, place) == (toll.source, toll.place) else replace(toll, source=source, place=place)

    def _called(self, was: str, labels: tuple[str, ...], span: tuple[int, int] | None = None) -> str:
        """The name of the entity that ``was`` means: the mention at the span, one in the article, one in any article."""
        names = self._names
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


def _beyond_name(hand: tuple[str, ...]) -> tuple[str, ...]:
    """The fields set by hand, as whoever reads this back must know them: the id says more than the name."""
    return (*(name for name in hand if name not in ("name", "entity_id")), "entity_id") if hand else ("entity_id",)


_FIELDS = attrgetter(*(f.name for f in fields(Annotation)))
_VALUES, _HAND = ([f.name for f in fields(Annotation)].index(name) for name in ("values", "hand"))


def _with(a: Annotation, values: Values, hand: tuple[str, ...]) -> Annotation:
    """``dataclasses.replace`` for what naming changes, in a third of its time."""
    given = list(_FIELDS(a))
    given[_VALUES], given[_HAND] = values, hand
    return Annotation(*given)


def _span_of(a: Annotation, field: str) -> tuple[int, int] | None:
    part = {"speaker_name": "speaker", "source": "source"}.get(field)
    start, end = (getattr(a.values, f"{part}_{edge}", None) for edge in ("start", "end"))
    return None if start is None or end is None else (start, end)
