"""What rows are made of: the annotations that stand, their text, their paragraph and sentence, the quote around a figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from components.model import Annotated, Annotation, Article, Span
from components.text import paragraphs


class RowError(ValueError):
    """An annotation that does not lie within its article's text cannot become a row."""


def standing(annotated: Annotated, judged: bool = False) -> list[Annotation]:
    """The annotations that are not rejected (with ``judged``: accepted or edited), in the order of the rows."""
    left_out = {"rejected", "suggested"} if judged else {"rejected"}
    return in_text_order(a for a in annotated.annotations if a.status not in left_out)


def in_text_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """By start, the longest first, then by label and id."""
    found = sorted(annotations, key=attrgetter("label", "id"))
    return sorted(found, key=lambda a: (a.start, -a.end))


def text_of(a: Annotation, article: Article, text: str) -> str:
    """The words that an annotation stands over. Raises RowError where it lies outside of the text."""
    if not 0 <= a.start < a.end <= len(text):
        raise RowError(
            f"article {article.id}: the highlight {a.id} ({a.label}) lies at {a.start} to {a.end}, the text has {len(text)} "
            "characters. Run `python -m components check`."
        )
    return text[a.start : a.end]


class Places:
    """Finds paragraph and sentence of a span by bisection, so that all rows together are linear in the text."""

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.article.text
        self._sentences = annotated.sentences
        self._sentence_starts = [s.start for s in annotated.sentences]
        self._paragraph_starts = [p.start for p in paragraphs(self._text)] if annotated.annotations else []

    def paragraph(self, a: Annotation) -> int:
        """The number of the paragraph in which a span begins; the first is 1."""
        return max(1, bisect_right(self._paragraph_starts, a.start))

    def sentence(self, a: Annotation) -> str | None:
        """The sentence of a span, from the first to the last one it touches; None where the article has no sentences."""
        first = max(0, bisect_right(self._sentence_starts, a.start) - 1)
        last = max(first, bisect_right(self._sentence_starts, a.end - 1) - 1)
        if not self._sentences:
            return None
        span = Span(min(a.start, self._sentences[first].start), max(a.end, self._sentences[last].end))
        return self._text[span.start : span.end]


def containing_quotes(kept: Iterable[Annotation]) -> dict[str, str]:
    """For each figure that lies within a quote, the id of the smallest such quote."""
    open_quotes: list[Annotation] = []
    found = {}
    for a in sorted(
        kept, key=lambda a: (a.start, a.layer != "quote")
    ):  # a quote opens before a figure at its first word
        open_quotes = [q for q in open_quotes if q.end > a.start]
        if a.layer == "quote":
            open_quotes.append(a)
        elif a.layer == "figure":
            around = [q for q in open_quotes if q.end >= a.end]
            if around:
                found[a.id] = min(around, key=lambda q: (q.end - q.start, q.id)).id
    return found
