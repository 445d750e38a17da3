"""The tokens of an article as plain lists: what every rule asks of a token, read out of the Doc once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.attrs import DEP, IDX, LEMMA, LENGTH, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

ATTRIBUTES = [ORTH, LEMMA, POS, TAG, DEP, IDX, LENGTH, SENT_START]


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the tokens of ``doc``; ``start`` and ``end`` are the article's offsets, ``sent`` the index of the
    first token of the token's sentence, ``quoted`` whether it stands between quotation marks."""

    doc: Doc
    text: str
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
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
        return self.doc[i].head.i

    def children(self, i: int) -> list[int]:
        return [child.i for child in self.doc[i].children]

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` whose relation is one of ``deps``."""
        dep = self.dep
        for child in self.doc[i].children:
            if dep[child.i] in deps:
                return int(child.i)
        return None


def words(doc: Doc, text: str) -> Words:
    """The tokens of ``doc`` as lists; ``text`` is the article's."""
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}

    def texts(column: list[int]) -> list[str]:
        for key in set(column) - names.keys():
            names[key] = strings[key]
        return [names[key] for key in column]

    columns = [column.tolist() for column in doc.to_array(ATTRIBUTES).T] if len(doc) else [[] for _ in ATTRIBUTES]
    starts = [as_signed(x) for x in columns[5]]
    sent, first = [], 0
    for i, mark in enumerate(columns[7]):
        if mark == 1:
            first = i
        sent.append(first)
    return Words(
        doc,
        text,
        [lemma.lower() for lemma in texts(columns[1])],
        texts(columns[2]),
        texts(columns[3]),
        texts(columns[4]),
        starts,
        [s + n for s, n in zip(starts, columns[6], strict=True)],
        sent,
        [False] * len(sent),
    )


def as_signed(x: int) -> int:
    """``x`` as spaCy meant it: to_array hands out unsigned numbers."""
    return x - 2**64 if x >= 2**63 else x
