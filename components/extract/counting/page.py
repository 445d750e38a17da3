"""An article ready for the figure rules: tokens by offset, sentences, and the entities and quotes that cover an offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from components.extract.claims.model import Draft
from components.model import Annotation, Article
from components.text import is_hard_wrapped

__all__ = ["PLACES", "Draft", "Page", "hashes", "page_of"]

PLACES = frozenset({"GPE", "LOC", "FAC"})


def hashes(words: Iterable[str]) -> frozenset[int]:
    """The hashes that spaCy has for words, the same in every vocabulary: comparing them costs no string."""
    return frozenset(get_string_id(word) for word in words)


@dataclass(slots=True)
class Page:
    """One article with its parse and what other layers found, indexed by offset."""

    doc: Doc
    article: Article
    entities: Sequence[Annotation]
    quotes: Sequence[Annotation]
    text: str
    published: date | None = None
    offsets: list[int] = field(default_factory=list)
    lemmas: list[int] = field(default_factory=list)
    lowers: list[int] = field(default_factory=list)  # as the lemmas, spaCy's hashes
    lemma_set: frozenset[int] = frozenset()
    lower_set: frozenset[int] = frozenset()
    starts: list[int] = field(default_factory=list)  # first token of each sentence
    ends: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  # offsets of each sentence
    _words: dict[int, frozenset[int]] = field(default_factory=dict)
    _entity_starts: list[int] = field(default_factory=list)
    _quote_starts: list[int] = field(default_factory=list)
    _speakers: dict[int, str] | None = None

    def token_at(self, offset: int) -> int:
        """The index of the token that covers an offset (or the last one before it)."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def sentence_of(self, token: int) -> int:
        return max(0, bisect_right(self.starts, token) - 1)

    def sentence(self, number: int) -> tuple[int, int]:
        """First and past-last token of a sentence."""
        return self.starts[number], self.ends[number]

    def span(self, number: int) -> tuple[int, int]:
        """The offsets of a sentence."""
        return self.spans[number]

    def words_of(self, number: int) -> frozenset[int]:
        """The hashes of a sentence's words in lower case."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = frozenset(self.lowers[self.starts[number] : self.ends[number]])
        return found

    def has(self, words: frozenset[int]) -> bool:
        """Whether the text has one of the words (their hashes): a guard before a search that costs more."""
        return not words.isdisjoint(self.lower_set)

    def entity_at(self, offset: int, end: int | None = None) -> Annotation | None:
        """The first entity that covers ``offset`` (and all up to ``end``)."""
        at = bisect_right(self._entity_starts, offset)
        for entity in reversed(self.entities[max(0, at - 4) : at]):
            if entity.end > offset and (end is None or entity.end >= end):
                return entity
        return None

    def entities_between(self, start: int, end: int) -> Sequence[Annotation]:
        return self.entities[bisect_left(self._entity_starts, start) : bisect_left(self._entity_starts, end)]

    def quotes_at(self, offset: int) -> list[Annotation]:
        """The quotes that cover an offset, innermost last."""
        at = bisect_right(self._quote_starts, offset)
        return [q for q in self.quotes[max(0, at - 6) : at] if q.end > offset]

    def speaker_at(self, offset: int) -> str | None:
        """Whom a quote's speaker means that begins at an offset, in words ("he" is Ayaz Rehman), None where it is not told."""
        if self._speakers is None:
            said = (q.quote for q in self.quotes)
            self._speakers = {
                v.speaker_start: v.speaker_name for v in said if v.speaker_start is not None and v.speaker_name
            }
        name = self._speakers.get(offset)
        return name if name is not None and name.lower() not in ("he", "she", "it", "they", "who") else None

    def words(self, index: int) -> tuple[int, int]:
        """The offsets of a token."""
        token = self.doc[index]
        return token.idx, token.idx + len(token)

    def token(self, index: int) -> Token:
        return self.doc[index]


def page_of(doc: Doc, article: Article, entities: Sequence[Annotation], quotes: Sequence[Annotation]) -> Page:
    """The page of an article; entities and quotes may come in any order."""
    ordered = sorted(entities, key=lambda a: (a.start, -a.end))
    quoted = sorted(quotes, key=lambda a: (a.start, -a.end))
    page = Page(doc, article, ordered, quoted, _unwrapped(article.text), _day(article.published))
    if len(doc):
        offsets, lengths, page.lemmas, page.lowers, begins = (
            column.tolist() for column in doc.to_array(["IDX", "LENGTH", "LEMMA", "LOWER", "SENT_START"]).T
        )
        page.offsets = offsets
        page.lemma_set, page.lower_set = frozenset(page.lemmas), frozenset(page.lowers)
        starts = [i for i, begin in enumerate(begins) if not i or (begin == 1 and not _alone(doc, begins, i - 1))]
        page.starts = list(_bounded(starts, page.lowers))
        page.ends = [*page.starts[1:], len(begins)]
        page.spans = [
            (offsets[a], offsets[b - 1] + lengths[b - 1]) for a, b in zip(page.starts, page.ends, strict=True)
        ]
    page._entity_starts = [e.start for e in ordered]
    page._quote_starts = [q.start for q in quoted]
    return page


LONGEST = 300  # tokens: what is longer is a list or a table, and rules that compare all within a sentence would not end
CUTS = hashes((",", ";", "."))


def _bounded(starts: Sequence[int], lowers: Sequence[int]) -> Iterator[int]:
    """The first tokens of the sentences, those of longer ones than LONGEST cut in pieces, behind a comma where there is one."""
    for start, end in zip(starts, [*starts[1:], len(lowers)], strict=True):
        yield start
        while end - start > LONGEST:
            limit = start + LONGEST
            cut = next((i for i in range(limit, limit - LONGEST // 3, -1) if lowers[i - 1] in CUTS), limit)
            yield cut
            start = cut


LINE_END = re.compile(r"(?<!\n)\n(?![ \t]*\n)")


def _unwrapped(text: str) -> str:
    """A text whose lines are cut at a fixed width, with a blank for each of those line ends, at equal length."""
    return LINE_END.sub(" ", text) if is_hard_wrapped(text) else text


def _alone(doc: Doc, begins: Sequence[int], i: int) -> bool:
    """Whether a number at ``i`` was taken for a whole sentence: "Ten | people died", after a headline."""
    return begins[i] == 1 and doc[i].tag_ == "CD" and doc[i].text.isalnum()


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
