"""An article as the document rules read it: its words with their offsets, what the tagger says, and names found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from spacy.tokens import Doc

WORD = re.compile(r"\w+|[^\w\s]")
WEB = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+")


M = TypeVar("M")


class Mention(NamedTuple):
    """A name where it stands in the text. ``name`` is the full name once known; ``sure`` holds a label against votes; ``score``
    says how much people agree on a name out of the memory."""

    start: int
    end: int
    label: str
    origin: str = "model"
    name: str | None = None
    sure: bool = False
    score: float | None = None


class Page:
    """The article's words. ``words[i]`` is ``text[starts[i]:ends[i]]``; ``at`` gives a word's index by its offset."""

    def __init__(self, text: str, doc: Doc) -> None:
        self.text = text
        self.words: list[str] = WORD.findall(text)
        spans = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.at = dict(zip(self.starts, range(len(self.starts)), strict=True))
        self._after = dict(zip(self.ends, range(1, len(self.ends) + 1), strict=True))
        self.counts = Counter(self.words)
        tokens = doc.to_array(["IDX", "POS", "SENT_START"])
        self.proper = frozenset(tokens[tokens[:, 1] == doc.vocab.strings["PROPN"], 0].tolist())
        self.nouns = frozenset(tokens[tokens[:, 1] == doc.vocab.strings["NOUN"], 0].tolist())
        self.sentence_starts = frozenset(tokens[tokens[:, 2] == 1, 0].tolist())
        self.web = [match.span() for match in WEB.finditer(text)]
        self._web_starts = [start for start, _ in self.web]

    def index(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        found = self.at.get(offset)
        return bisect_left(self.starts, offset) if found is None else found

    def range(self, mention: Mention) -> tuple[int, int]:
        """The indices of the words of a mention, end exclusive."""
        end = self._after.get(mention.end)
        return self.index(mention.start), self.index(mention.end) if end is None else end

    def starting(self, firsts: Container[str]) -> Iterator[int]:
        """The indices of the words that are one of ``firsts``."""
        return (i for i, word in enumerate(self.words) if word in firsts)

    def is_web(self, i: int) -> bool:
        """Whether a word is part of a web or mail address."""
        k = bisect_right(self._web_starts, self.starts[i]) - 1
        return k >= 0 and self.starts[i] < self.web[k][1]

    def of(self, mention: Mention) -> list[str]:
        """The words of a mention."""
        first, last = self.range(mention)
        return self.words[first:last]

    def before(self, mention: Mention, count: int = 1) -> str:
        """The word that many words before a mention, "" at the start of the text."""
        i = self.index(mention.start) - count
        return self.words[i] if i >= 0 else ""

    def is_shouted(self, mention: Mention) -> bool:
        """Whether a neighbouring word is in capitals too, as in a headline."""
        i, end = self.range(mention)
        around = self.words[max(0, i - 2) : i] + self.words[end : end + 2]
        return any(w.isupper() and len(w) > 3 for w in around)

    def said(self, mention: Mention) -> str:
        return self.text[mention.start : mention.end]


class Phrases(Generic[M]):
    """Names of several words, found in a page from their first word on, the longest first."""

    def __init__(self, names: Iterable[tuple[str, M]] = ()) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], M]]] = {}
        for name, meaning in names:
            self.add(name, meaning)
        self.settle()

    def add(self, name: str, meaning: M) -> None:
        words = WORD.findall(name)
        if words:
            self.by_first.setdefault(words[0], []).append((tuple(words[1:]), meaning))

    def settle(self) -> None:
        for choices in self.by_first.values():
            choices.sort(key=lambda choice: -len(choice[0]))

    def match(self, words: Sequence[str], i: int) -> tuple[int, M] | None:
        """The end index and meaning of the longest name that begins at word ``i``."""
        for rest, meaning in self.by_first.get(words[i], ()):
            if not rest:
                return i + 1, meaning
            if len(rest) == 1:
                if i + 1 < len(words) and words[i + 1] == rest[0]:
                    return i + 2, meaning
            elif tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                return i + 1 + len(rest), meaning
        return None


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in the order of the text; of two that overlap the sure one stays, then the longer, then the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        while kept and kept[-1].end > mention.start and _outranks(mention, kept[-1]):
            kept.pop()
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _outranks(one: Mention, other: Mention) -> bool:
    return (one.sure, one.end - one.start) > (other.sure, other.end - other.start)
