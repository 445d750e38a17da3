"""The entities over many articles: one row each, with its spellings and how often it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from components.identity import key_of, mention_of
from components.identity.listing import most_common
from components.model import Annotated
from components.tables.columns import JOINED, Row
from components.tables.spans import standing, text_of


class Entities:
    """Gathers the entities of many articles, which are added one by one; its memory follows the names, not the mentions."""

    def __init__(self) -> None:
        self._found: dict[str, _Entity] = {}

    def add(self, annotated: Annotated, judged: bool = False) -> None:
        """Counts the mentions of one article; dates and times name nothing and are left out."""
        text = annotated.article.text
        for a in standing(annotated, judged):
            if a.layer == "entity" and (key := key_of(a, text)) is not None:
                text_of(a, annotated.article, text)  # raises RowError
                mention = mention_of(text, a.start, a.end)
                entity = self._found.setdefault(key, _Entity(key))
                entity.add(a.entity.name or mention, a.label, mention, annotated.article.id)

    def rows(self) -> Iterator[Row]:
        """The entities by name, label and id."""
        found = [entity.row() for entity in self._found.values()]
        yield from sorted(found, key=lambda r: (r["name"].casefold(), r["name"], r["label"], r["entity_id"]))


class _Entity:
    def __init__(self, entity_id: str) -> None:
        self.entity_id = entity_id
        self.names: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.mentions: Counter[str] = Counter()
        self.articles = 0
        self._last_article: str | None = None

    def add(self, name: str, label: str, mention: str, article_id: str) -> None:
        self.names[name] += 1
        self.labels[label] += 1
        self.mentions[mention] += 1
        if article_id != self._last_article:  # articles come one after the other
            self.articles += 1
            self._last_article = article_id

    def row(self) -> Row:
        name = most_common(self.names)
        return {
            "entity_id": self.entity_id,
            "name": name,
            "label": most_common(self.labels),
            "aliases": JOINED.join(sorted(m for m in self.mentions if m != name)) or None,
            "mentions": self.mentions.total(),
            "articles": self.articles,
        }


def entity_rows(annotateds: Iterable[Annotated], judged: bool = False) -> Iterator[Row]:
    """The rows of the table entities: one for each entity over all articles."""
    entities = Entities()
    for annotated in annotateds:
        entities.add(annotated, judged)
    return entities.rows()
