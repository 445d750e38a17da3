"""All entities of the library with their names, aliases and counts, kept up to date article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from components.identity.alike import Alike, alike, told_apart
from components.identity.decisions import Identities, Pattern
from components.identity.keys import fits, normalised, searchable


class Mention(NamedTuple):
    """The mentions of one name in one article: equal in key, full name, label and the words written; their ids and starts."""

    key: str
    name: str
    label: str
    written: str
    ids: tuple[str, ...]
    starts: tuple[int, ...]


class ArticleNames(NamedTuple):
    """One article with the names in it."""

    id: str
    revision: int
    published: str | None
    title: str
    mentions: tuple[Mention, ...]


class Entity(NamedTuple):
    """One row of the names' page. ``aliases`` are the ways in which the articles write it, other than its name, with how
    often, the most frequent first; ``keys`` the names it is made of by themselves, each with its full name; ``search`` all
    that anybody ever called it."""

    id: str
    name: str
    label: str
    aliases: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    keys: tuple[tuple[str, str], ...]
    search: str


def fitting(entities: Iterable[Entity], words: str) -> list[Entity]:
    """The entities that a search means, in their order: by their name, their spellings or a name that they had."""
    return [entity for entity in entities if fits(entity.search, words)] if words.split() else list(entities)


class Place(NamedTuple):
    """Where an entity is named: an article, the mention's words, its annotation and start."""

    article: str
    published: str | None
    title: str
    written: str
    annotation: str
    start: int


class Listing:
    """Gathers the names of articles; ``entities`` are its answer under given decisions."""

    def __init__(self) -> None:
        self._articles: dict[str, ArticleNames] = {}
        self._by_key: dict[str, dict[str, list[Mention]]] = {}
        self._sums: dict[str, _Sum] = {}
        self._single: dict[str, Entity] = {}  # key → the entity it is where nobody decided anything
        self._version = 0
        self._made: tuple[tuple[int, int], dict[str, Entity]] | None = None
        self._alike: tuple[tuple[int, dict[Pattern, str], dict[str, str]], list[Alike]] | None = None

    def known(self) -> dict[str, int]:
        """The revision of each article as it was gathered."""
        return {names.id: names.revision for names in self._articles.values()}

    def update(self, changed: Iterable[ArticleNames], there: Iterable[str]) -> None:
        """Takes in articles that changed, and drops those that are not among ``there``."""
        for names in changed:
            self._drop(names.id)
            self._articles[names.id] = names
            for mention in names.mentions:
                self._by_key.setdefault(mention.key, {}).setdefault(names.id, []).append(mention)
                self._forget(mention.key)
            self._version += 1
        for gone in self._articles.keys() - set(there):
            self._drop(gone)
            self._version += 1

    def _drop(self, article: str) -> None:
        before = self._articles.pop(article, None)
        for key in {mention.key for mention in before.mentions} if before else ():
            del self._by_key[key][article]
            self._forget(key)
            if not self._by_key[key]:
                del self._by_key[key]

    def entities(self, identities: Identities) -> dict[str, Entity]:
        """All entities by id, the most mentioned first; kept until an article or a decision changes. Not to be changed."""
        mark = (self._version, identities.revision)
        if self._made is None or self._made[0] != mark:
            found = sorted(self._entities(identities), key=lambda e: (-e.mentions, e.name.casefold(), e.id))
            self._made = (mark, {entity.id: entity for entity in found})
        return self._made[1]

    def alike(self, identities: Identities) -> list[Alike]:
        """Pairs that may be one and were not told apart, the surest first; compared anew where a name or an entity changed."""
        mark = (self._version, identities.rules, identities.names)
        if self._alike is None or self._alike[0] != mark:
            self._alike = (mark, alike(self.entities(identities).values()))
        return [pair for pair in self._alike[1] if not told_apart(pair, identities.apart)]

    def _forget(self, key: str) -> None:
        self._sums.pop(key, None)
        self._single.pop(key, None)

    def _entities(self, identities: Identities) -> Iterator[Entity]:
        joined: dict[str, list[_Sum]] = defaultdict(list)
        for key in self._by_key:
            if key in identities.parted:
                parts: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
                for article, mention in self._of(key):
                    parts[identities.entity(key, article, normalised(mention.written))].append((article, mention))
                for ident, found in parts.items():
                    joined[ident].append(_Sum(key, found))
            elif key in identities.ruled or key in identities.names or identities.owned.get(key):
                joined[identities.entity(key)].append(self._sum(key))
            else:
                entity = self._single.get(key)
                if entity is None:
                    entity = self._single[key] = _entity(key, None, [self._sum(key)])
                yield entity
        for ident, sums in joined.items():
            yield _entity(ident, identities.names.get(ident), sums, identities.given.get(ident, ()))

    def _sum(self, key: str) -> _Sum:
        if key not in self._sums:
            self._sums[key] = _Sum(key, self._of(key))
        return self._sums[key]

    def _of(self, key: str) -> list[tuple[str, Mention]]:
        return [(article, mention) for article, here in self._by_key[key].items() for mention in here]

    def names(self, entity: Entity) -> list[str]:
        """All full names that mentions of an entity have; where it was parted from another, those of the other too."""
        return sorted(set().union(*(self._sum(key).names for key, _ in entity.keys if key in self._by_key)))

    def places(self, entity: Entity, identities: Identities) -> list[Place]:
        """Everywhere an entity is named, the newest article first, in the order of the text."""
        found = []
        for key, _ in entity.keys:
            for article, mention in self._of(key) if key in self._by_key else ():
                if identities.entity(key, article, normalised(mention.written)) == entity.id:
                    about = self._articles[article]
                    told = (article, about.published, about.title, mention.written)
                    found += [Place(*told, *at) for at in zip(mention.ids, mention.starts, strict=True)]
        return sorted(found, key=lambda p: (p.published or "", p.article, -p.start), reverse=True)


class _Sum:
    """The mentions of one key, counted."""

    def __init__(self, key: str, found: Iterable[tuple[str, Mention]]) -> None:
        self.key = key
        self.names: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.articles: set[str] = set()
        for article, mention in found:
            count = len(mention.ids)
            self.names[mention.name] += count
            self.labels[mention.label] += count
            self.written[mention.written] += count
            self.articles.add(article)


def _entity(ident: str, name: str | None, sums: Sequence[_Sum], given: Iterable[str] = ()) -> Entity:
    first = sums[0]
    names, labels, written, articles = first.names, first.labels, first.written, first.articles
    if len(sums) > 1:
        names, labels, written = (
            _added(s.names for s in sums),
            _added(s.labels for s in sums),
            _added(s.written for s in sums),
        )
        articles = set().union(*(s.articles for s in sums))
    name = name or most_common(names)
    aliases = sorted(((w, n) for w, n in written.items() if w != name), key=lambda pair: (-pair[1], pair[0]))
    keys = sorted(sums, key=lambda s: (-s.written.total(), s.key))
    called = tuple((s.key, most_common(s.names)) for s in keys)
    search = searchable(dict.fromkeys([name, *names, *written, *given]))
    label = most_common(labels)
    total = written.total()
    return Entity(ident, name, label, tuple(aliases), total, len(articles), called, search)


def _added(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def most_common(counts: Counter[str]) -> str:
    """The most frequent string, the first in the alphabet of several."""
    if len(counts) == 1:  # of most names, over a whole library
        return next(iter(counts))
    return min(counts, key=lambda name: (-counts[name], name))
