"""Entities that may be one: what the names' page offers to merge, and never merges by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from components.identity.keys import normalised

if TYPE_CHECKING:
    from components.identity.listing import Entity

GROUPS = {"GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group", "WEAPON": "arms", "PRODUCT": "arms"}  # fmt: skip
ARTICLES = frozenset(("al", "el", "ad", "ar", "as", "ash", "at", "an"))  # of Arabic names: "al-Assad" is "Assad"
SHORTEST = 6  # letters of a name that may be another one with one letter off: "Iran" and "Iraq" are two
MANY = 60  # entities that share something; more of them have it by chance
FEW = 8  # entities that are compared each with each; of more, those alone that share all letters but one


class Alike(NamedTuple):
    """Two entities that may be one, the name to keep, and why in half a sentence."""

    first: Entity
    second: Entity
    name: str
    why: str


def alike(entities: Collection[Entity]) -> list[Alike]:
    """Pairs that may be one, the surest reason first, then the most mentioned.

    Every name is compared, but only with those that share all of it except what one of the reasons allows: the time grows
    with the number of names, not with its square.
    """
    found: dict[frozenset[str], tuple[int, Alike]] = {}
    words = {entity.id: _words(entity) for entity in entities}
    for rank, finder in enumerate((_same_name, _written_so, _same_but_articles, _same_person, _one_letter_off)):
        for pair in finder(entities, words):
            found.setdefault(frozenset((pair.first.id, pair.second.id)), (rank, pair))
    ordered = sorted(found.values(), key=lambda f: (f[0], -min(f[1].first.mentions, f[1].second.mentions), f[1].name))
    return [pair for _, pair in ordered]


def told_apart(pair: Alike, apart: Collection[frozenset[str]]) -> bool:
    """Whether a person said of the two that they are not one."""
    both = frozenset((pair.first.id, pair.second.id))
    return both in apart or any(both <= told for told in apart if len(told) > 2)


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
    """ "Mohamed Morsi" and "Mohammed Morsi", "Hayat Tahrir" and "Hayattahrir": one letter or blank more, less or other."""
    joined: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    but_one: dict[tuple[str, int, tuple[str, ...], str], list[Entity]] = defaultdict(list)
    for entity in entities:
        group, own = _group(entity), words[entity.id]
        name = "".join(own)
        if len(name) < SHORTEST or (not name.isalpha() and any(c.isdigit() for c in name)):
            continue
        joined[group, name].append(entity)
        for at, word in enumerate(own):
            if len(word) >= SHORTEST - 2:
                but_one[group, at, (*own[:at], *own[at + 1 :]), word[0]].append(entity)
    buckets = chain(joined.values(), *(_nearer(bucket, key[1], words) for key, bucket in but_one.items()))
    for a, b in _pairs(buckets):
        if _one_edit(" ".join(words[a.id]), " ".join(words[b.id])):
            yield _pair(a, b, "one letter apart")


def _nearer(bucket: list[Entity], at: int, words: Words) -> Collection[list[Entity]]:
    """The bucket if it is small, else those of it whose words ``at`` are equal without one letter of either."""
    if len(bucket) <= FEW:
        return [bucket]
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in bucket:
        word = words[entity.id][at]
        for shortened in {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}:
            found[shortened].append(entity)
    return found.values()


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
    if not small or begins:
        return False
    word = a.rfind(" ", 0, start) + 1  # equal up to here, so it begins in both at the same place
    return max(len(name[word:].split(" ")[0]) for name in (a, b)) >= SHORTEST - 1
