"""An article's highlights as other tools take them: those that stand, in the order of the text, as flat records or as tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from components.exporters import jsonl
from components.model import Annotated, Annotation
from components.tables import standing

WORD = re.compile(r"\w+(?:[-'’.]\w+)*|\S")
SENTENCE_END = re.compile(r"\n+|(?<=[.!?][\"”’)\s])\s+(?=[\"“‘(]?[A-Z])")


class Token(NamedTuple):
    """A word or a sign of the text, and the label that it has in IOB."""

    text: str
    start: int
    end: int
    tag: str = "O"


def records(annotated: Annotated, judged: bool) -> list[dict[str, Any]]:
    """The flat records of the highlights that stand: the keys of our JSONL, what reads back whole."""
    kept = {a.id for a in standing(annotated, judged)}
    found: list[dict[str, Any]] = jsonl.record(annotated)["annotations"]
    return [record for record in found if record["id"] in kept]


def facts(annotated: Annotated) -> dict[str, Any]:
    """What is known of the article besides its text, without what is unknown."""
    article = annotated.article
    known = {**{name: getattr(article, name) for name in jsonl.FACTS}, "tags": list(article.tags)}
    return {name: value for name, value in known.items() if value}


def apart(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Those of several highlights that a format without overlaps can hold: the longer wins, then the earlier."""
    kept: list[Annotation] = []
    taken: list[tuple[int, int]] = []
    for a in sorted(annotations, key=lambda a: (a.start - a.end, a.start, a.label)):
        if all(a.end <= start or end <= a.start for start, end in taken):
            kept.append(a)
            taken.append((a.start, a.end))
    return sorted(kept, key=lambda a: a.start)


def sentences(annotated: Annotated) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, over the whole text; where the article was never extracted, by line ends and full stops."""
    text = annotated.article.text
    starts = [s.start for s in annotated.sentences] or [m.end() for m in SENTENCE_END.finditer(text)]
    for start, end in pairwise(sorted({0, *starts, len(text)})):
        if text[start:end].strip():
            yield start, end


def _unbroken(found: Iterable[tuple[int, int]], marks: Sequence[Annotation]) -> Iterator[tuple[int, int]]:
    """Sentences of which none ends within a highlight: these formats have no word for one that goes on in the next."""
    begun: tuple[int, int] | None = None
    waiting = list(reversed(marks))
    for start, end in found:
        while waiting and waiting[-1].end <= start:
            waiting.pop()
        if begun and waiting and waiting[-1].start < start:
            begun = (begun[0], end)
            continue
        if begun:
            yield begun
        begun = (start, end)
    if begun:
        yield begun


def tagged(annotated: Annotated, marks: Sequence[Annotation]) -> Iterator[list[Token]]:
    """The tokens of each sentence with IOB tags; a token is cut where a highlight begins or ends in its middle. ``marks`` are
    in the order of the text and do not overlap."""
    text = annotated.article.text
    edges = sorted({edge for a in marks for edge in (a.start, a.end)})
    waiting = list(reversed(marks))
    last: Annotation | None = None
    for start, end in _unbroken(sentences(annotated), marks):
        tokens = []
        for token in _tokens(text, start, end, edges):
            while waiting and waiting[-1].end <= token.start:
                waiting.pop()
            a = waiting[-1] if waiting and waiting[-1].start <= token.start else None
            tokens.append(token if a is None else token._replace(tag=f"{'I' if a is last else 'B'}-{a.label}"))
            last = a
        if tokens:
            yield tokens


def _tokens(text: str, start: int, end: int, edges: Sequence[int]) -> Iterator[Token]:
    for match in WORD.finditer(text, start, end):
        inside = edges[bisect_right(edges, match.start()) : bisect_left(edges, match.end())]
        cuts = [match.start(), *inside, match.end()]
        for a, b in pairwise(cuts):
            if text[a:b].strip():
                yield Token(text[a:b], a, b)
