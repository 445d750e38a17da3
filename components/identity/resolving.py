"""Decisions on an article: each mention with its entity and name, and every quote and figure that carries such a name.

Nothing of it is stored: it happens where articles become rows, so that charts, pages and exports always agree.
"""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from components.identity.decisions import Identities
from components.identity.keys import entity_id, mention_of, normalised
from components.identity.pointing import BY_LAYER, Pointer, Pointers, given
from components.model import Annotated, Annotation, EntityValues, Toll, Values

Calls = dict[str, dict[str, tuple[str | None, str]]]


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
        self._text = annotated.article.text
        self._article = annotated.article.id
        self._identities = identities
        self._whole, self._parted, self._names = identities.whole, identities.parted, identities.names
        self._pointers = Pointers(annotated.annotations, self._text)

    def mention(self, a: Annotation) -> Annotation:
        """A mention with the id of its entity, and the entity's name if it has one."""
        values = a.values
        own = self._pointers.key(a)
        if own is None or not isinstance(values, EntityValues):
            return a
        entity = self._whole.get(own)
        if entity is None:
            if own not in self._parted:
                return a if own == values.entity_id else _with(a, EntityValues(values.name, own, values.iso), a.hand)
            written = normalised(mention_of(self._text, a.start, a.end))
            entity = self._identities.entity(own, self._article, written)
        name = self._names.get(entity, values.name)
        if entity == values.entity_id and name == values.name:
            return a
        said_by_name = entity == entity_id(name or mention_of(self._text, a.start, a.end), a.label)
        return _with(a, EntityValues(name, entity, values.iso), a.hand if said_by_name else _beyond_name(a.hand))

    def carrier(self, a: Annotation) -> Annotation:
        """A quote or figure whose speaker, source, relay, weapon or place is called as the entity is."""
        changed: dict[str, Any] = {}
        for field in BY_LAYER[a.layer]:
            was = getattr(a.values, field)
            if was is not None and (name := self._called(was, self._pointers.named(a, field, was))) != was:
                changed[field] = name
        return _with(a, replace(a.values, **changed), a.hand) if changed else a

    def toll(self, toll: Toll) -> Toll:
        """A toll whose source and place are called as the entities are."""
        source = toll.source and self._called(toll.source, self._pointers.anywhere("source", toll.source))
        place = toll.place and self._called(toll.place, self._pointers.anywhere("place", toll.place))
        return toll if (source, place) == (toll.source, toll.place) else replace(toll, source=source, place=place)

    def _called(self, was: str, pointer: Pointer) -> str:
        """The name that people gave what ``was`` means, else ``was``."""
        return given(pointer, self._identities, self._article)[1] or was


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
