"""Which mention of its article a name means: settled by the annotations alone, whatever analysts decide later.

A pointer is kept with the row of a quote or figure, so that a name that people give an entity is a join and no rewriting of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from components.identity.decisions import Identities
from components.identity.keys import UNNAMED, entity_id, key_from, key_of, mention_of, normalised
from components.model import Annotation, EntityValues

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
UNFOUND = "?"  # before the field, in the place of a key: no mention of the article has the name
Pointer = tuple[str, str]  # the key of a mention and how it is written, normalised


class Pointers:
    """One article: what its mentions and the names in its quotes and figures point to. Annotations in the order of the text."""

    def __init__(self, annotations: Iterable[Annotation], text: str) -> None:
        self._annotations = tuple(annotations)
        self._text = text

    def mention(self, a: Annotation) -> Pointer | None:
        """What an entity points to, None for one that names nothing."""
        own = self.key(a)
        return None if own is None else (own, normalised(mention_of(self._text, a.start, a.end)))

    def key(self, a: Annotation) -> str | None:
        """The key of a mention, None for what names nothing."""
        stored = a.values.entity_id if isinstance(a.values, EntityValues) else None
        plain = stored and not a.hand and not a.original_label and a.label not in UNNAMED
        return stored if plain else key_of(a, self._text)

    def named(self, a: Annotation, field: str, was: str) -> Pointer:
        """What the name ``was`` in a field of CARRIERS points to: the mention at its span, else one in the article."""
        span = span_of(a, field)
        if span in self._at and normalised(self._at[span][0]) == normalised(was):
            return self._at[span][1]
        return self.anywhere(field, was)

    def anywhere(self, field: str, was: str) -> Pointer:
        """What a name without a span points to: the first mention that has it, else UNFOUND and the field."""
        for label in CARRIERS[field]:
            found = self._here.get(entity_id(was, label))
            if found is not None:
                return found
        return UNFOUND + field, normalised(was)

    @cached_property
    def _mentions(self) -> list[tuple[Annotation, str, Pointer]]:
        """What stands in this article: each mention, its name as it was, and its pointer."""
        found = []
        for a in self._annotations:
            pointer = self.mention(a) if a.layer == "entity" and a.status != "rejected" else None
            if pointer is not None:
                found.append((a, a.entity.name or mention_of(self._text, a.start, a.end), pointer))
        return found

    @cached_property
    def _here(self) -> dict[str, Pointer]:
        """The key that a name has by itself → the first mention of it."""
        return {entity_id(was, a.label): pointer for a, was, pointer in reversed(self._mentions)}

    @cached_property
    def _at(self) -> dict[tuple[int, int] | None, tuple[str, Pointer]]:
        return {(a.start, a.end): (was, pointer) for a, was, pointer in self._mentions}


def span_of(a: Annotation, field: str) -> tuple[int, int] | None:
    """Where the words stand that a field's name was read from, None where that is not known."""
    part = {"speaker_name": "speaker", "source": "source"}.get(field)
    start, end = (getattr(a.values, f"{part}_{edge}", None) for edge in ("start", "end"))
    return None if start is None or end is None else (start, end)


def keys_of(pointer: Pointer) -> tuple[str, ...]:
    """The keys whose decisions a pointer follows."""
    own, written = pointer
    if not own.startswith(UNFOUND):
        return (own,)
    return tuple(key_from(written, label) for label in CARRIERS[own.removeprefix(UNFOUND)])


def given(pointer: Pointer, identities: Identities, article: str | None = None) -> tuple[str | None, str | None]:
    """Entity and name that analysts gave what a pointer means in an article (None: in any other one); the name is None where
    it is called as it is written."""
    own, written = pointer
    if not own.startswith(UNFOUND):
        entity = identities.entity(own, article, written)
        return entity, identities.names.get(entity)
    for key in keys_of(pointer):
        entity = identities.entity(key, article)
        if entity in identities.names:
            return entity, identities.names[entity]
    return None, None
