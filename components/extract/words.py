"""The tokens of an article as plain lists: what every rule asks of a token, read out of the Doc once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

ATTRIBUTES: list[int | str] = ["LEMMA", "POS", "TAG", "DEP", "IDX", "LENGTH", "SENT_START", "HEAD"]


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the tokens of ``doc``: ``heads`` are indices, ``start`` and ``end`` the article's offsets, ``sent``
    the index of the first token of the sentence, ``kids`` the indices of what depends on each token, ``quoted`` whether the token stands between quotation marks (set by
    quotes.py)."""

    doc: Doc
    text: str
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    heads: list[int]
    kids: list[Sequence[int]]
    start: list[int]
    end: list[int]
    sent: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.start)

    def at(self, offset: int) -> int:
        """The index of the first token that ends after ``offset``."""
        return bisect_right(self.end, offset)

    def upto(self, offset: int) -> int:
        """The index of the first token that starts at or after ``offset``."""
        return bisect_left(self.start, offset)

    def piece(self, first: int, last: int) -> str:
        """The article's text from token ``first`` to before token ``last``."""
        return self.text[self.start[first] : self.end[last - 1]] if first < last else ""

    def left(self, i: int) -> int:
        """The first token of everything that depends on ``i``."""
        return self.doc[i].left_edge.i

    def right(self, i: int) -> int:
        """The token after everything that depends on ``i``."""
        return self.doc[i].right_edge.i + 1

    def head(self, i: int) -> int:
        return self.heads[i]

    def root(self, first: int, last: int) -> int:
        """The token of a range on which the others depend: the first whose head lies outside."""
        for i in range(first, last):
            if not first <= self.heads[i] < last or self.heads[i] == i:
                return i
        return first

    def children(self, i: int) -> Sequence[int]:
        return self.kids[i]

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` whose relation is one of ``deps``."""
        dep = self.dep
        for child in self.kids[i]:
            if dep[child] in deps:
                return child
        return None


def words(doc: Doc, text: str) -> Words:
    """The tokens of ``doc`` as lists; ``text`` is the article's."""
    strings = doc.vocab.strings
    columns = [column.tolist() for column in doc.to_array(ATTRIBUTES).T] if len(doc) else [[] for _ in ATTRIBUTES]

    def texts(column: list[int]) -> list[str]:
        names = {key: strings[key] if key else "" for key in set(column)}
        return [names[key] for key in column]

    starts = columns[4]
    sent, first = [], 0
    for i, mark in enumerate(columns[6]):
        if mark == 1:
            first = i
        sent.append(first)
    heads = [i + _signed(offset) for i, offset in enumerate(columns[7])]
    return Words(
        doc,
        text,
        [lemma.lower() for lemma in texts(columns[0])],
        texts(columns[1]),
        texts(columns[2]),
        texts(columns[3]),
        heads,
        _dependents(heads),
        starts,
        [s + n for s, n in zip(starts, columns[5], strict=True)],
        sent,
        [False] * len(sent),
    )


def _dependents(heads: Sequence[int]) -> list[Sequence[int]]:
    """What depends on each token, in the order of the text."""
    found: list[Sequence[int]] = [()] * len(heads)
    for i, head in enumerate(heads):
        if head != i:
            kids = found[head]
            if isinstance(kids, list):
                kids.append(i)
            else:
                found[head] = [i]
    return found


def _signed(x: int) -> int:
    """An offset to a head as spaCy meant it: to_array hands out unsigned numbers."""
    return x - 2**64 if x >= 2**63 else x
