"""Entities that may be one: what the names' page offers to merge, and never merges by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from components.identity.keys import normalised

if TYPE_CHECKING:
    from components.identity.listing import Entity

GROUPS = {"GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group", "WEAPON": "arms", "PRODUCT": "arms"}  # fmt: skip
ARTICLES = frozenset(("al", "el", "ad", "ar", "as", "ash", "at", "an"))  # of Arabic names: "al-Assad" is "Assad"
SHORTEST = 6  # letters of a name that may be another one with one letter off: "Iran" and "Iraq" are two
MOST = 4000  # entities that are compared, the most mentioned: more take seconds
MANY = 60  # entities that share something; more of them have it by chance


class Alike(NamedTuple):
    """Two entities that may be one, the name to keep, and why in half a sentence."""

    first: Entity
    second: Entity
    name: str
    why: str


def alike(entities: Collection[Entity], apart: Collection[frozenset[str]] = ()) -> list[Alike]:
    """Pairs that may be one, the surest reason first, then the most mentioned, among the first MOST of ``entities``.

    ``apart`` are pairs that a person told apart.
    """
    entities = list(entities)[:MOST]
    found: dict[frozenset[str], tuple[int, Alike]] = {}
    words = {entity.id: _words(entity) for entity in entities}
    for rank, finder in enumerate((_same_name, _written_so, _same_but_articles, _same_person, _one_letter_off)):
        for pair in finder(entities, words):
            both = frozenset((pair.first.id, pair.second.id))
            if len(both) == 2 and not any(both <= told for told in apart):
                found.setdefault(both, (rank, pair))
    ordered = sorted(found.values(), key=lambda f: (f[0], -min(f[1].first.mentions, f[1].second.mentions), f[1].name))
    return [pair for _, pair in ordered]


def _words(entity: Entity) -> tuple[str, ...]:
    """The words of a name without case, accents and Arabic articles."""
    plain = normalised(entity.name).split()
    return tuple(word for word in plain if word not in ARTICLES) or tuple(plain)


def _group(entity: Entity) -> str:
    return GROUPS.get(entity.label, entity.label)


def _pair(a: Entity, b: Entity, why: str, longer: bool = False) -> Alike:
    """A pair with the name of the one that is mentioned more, or the longer name."""
    first, second = sorted((a, b), key=lambda e: (-e.mentions, e.id))
    name = max(first.name, second.name, key=len) if longer else first.name
    return Alike(first, second, name, why)


Words = dict[str, tuple[str, ...]]


def _pairs(buckets: Iterable[Sequence[Entity]]) -> Iterator[tuple[Entity, Entity]]:
    for bucket in buckets:
        if 1 < len(bucket) <= MANY:
            yield from ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 :])


def _same_name(entities: Collection[Entity], words: Words) -> Iterator[Alike]:
    """ "Taliban" the group and "Taliban" the nationality, but not Jordan the man and the country."""
    by_name: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_name[normalised(entity.name)].append(entity)
    for a, b in _pairs(by_name.values()):
        if (a.label == "PERSON") == (b.label == "PERSON"):
            yield _pair(a, b, "the same name with another label")


def _written_so(entities: Collection[Entity], words: Words) -> Iterator[Alike]:
    """An acronym or surname that stands alone in one article, and that others write for exactly one entity."""
    by_name: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        by_name[_group(entity), normalised(entity.name)].append(entity)
    owners: dict[str, list[tuple[Entity, Entity]]] = defaultdict(list)
    for entity in entities:
        for alias in {normalised(written) for written, _ in entity.aliases}:
            for other in by_name.get((_group(entity), alias), ()):
                if other.id != entity.id:
                    owners[other.id].append((other, entity))
    for found in owners.values():
        if len(found) == 1:
            other, entity = found[0]
            yield _pair(other, entity, f"articles also write “{other.name}” for “{entity.name}”", longer=True)


def _same_but_articles(entities: Collection[Entity], words: Words) -> Iterator[Alike]:
    """ "Bashar al-Assad" and "Bashar Assad"."""
    by_words: dict[tuple[str, tuple[str, ...]], list[Entity]] = defaultdict(list)
    for entity in entities:
        by_words[_group(entity), words[entity.id]].append(entity)
    for a, b in _pairs(by_words.values()):
        if normalised(a.name) != normalised(b.name):
            yield _pair(a, b, "they differ only by an article")


def _same_person(entities: Collection[Entity], words: Words) -> Iterator[Alike]:
    """ "V. Putin" or "Putin" and "Vladimir Putin", "Joe R. Biden" and "Joe Biden"."""
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.label == "PERSON":
            by_surname[words[entity.id][-1]].append(entity)
    for bucket in by_surname.values():
        full = [entity for entity in bucket if len(words[entity.id]) > 1]
        alone = [entity for entity in bucket if len(words[entity.id]) == 1]
        if len(full) == 1:
            yield from (_pair(one, full[0], "the only full name with this surname", longer=True) for one in alone)
        by_initial: dict[str, list[Entity]] = defaultdict(list)
        for entity in full:
            by_initial[words[entity.id][0][0]].append(entity)
        for a, b in _pairs(by_initial.values()):
            if _fits(words[a.id][:-1], words[b.id][:-1]):
                yield _pair(a, b, "the same surname, and first names that fit", longer=True)


def _fits(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether first names can be those of one person: equal or initials of each other, some of one left out."""
    first, other = a[0], b[0]
    if first != other and 1 not in (len(first), len(other)):
        return False
    shorter, longer = sorted((a[1:], b[1:]), key=len)
    left = list(longer)
    for word in shorter:
        while left and not (left[0] == word or (1 in (len(left[0]), len(word)) and left[0][0] == word[0])):
            left.pop(0)
        if not left:
            return False
        left.pop(0)
    return True


def _one_letter_off(entities: Collection[Entity], words: Words) -> Iterator[Alike]:
    """ "Mohamed Morsi" and "Mohammed Morsi": equal without one letter of the one, of the other, or of both."""
    buckets: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        name = " ".join(words[entity.id])
        if len(name) >= SHORTEST and not any(c.isdigit() for c in name):
            group = _group(entity)
            for shortened in {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}:
                buckets[group, shortened].append(entity)
    for a, b in _pairs(buckets.values()):
        if _one_edit(" ".join(words[a.id]), " ".join(words[b.id])):
            yield _pair(a, b, "one letter apart")


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with its neighbour, and not the first of a word of few."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    small = max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])
    begins = start == 0 or a[start - 1] == " "
    word = a[a.rfind(" ", 0, start) + 1 :].split(" ")[0]
    return small and not begins and len(word) >= SHORTEST - 1
