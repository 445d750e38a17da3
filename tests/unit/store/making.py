"""A small article with its suggestions, and edits on it, for the tests of the store."""

from __future__ import annotations

from typing import Any

from components.model import (
    Annotated,
    Annotation,
    Article,
    EntityValues,
    Extraction,
    FigureValues,
    Layer,
    QuoteValues,
    Span,
    Values,
    machine_id,
)

TEXT = (
    "Shelling in Maarat killed at least 31 people on Tuesday, the governor said.\n\n"
    "“We found 12 more bodies,” said Rana Haddad, a nurse. About 40 people were injured."
)
ARTICLE = Article("a1", TEXT, title="Shelling in the old town", outlet="Sample Herald", published="2024-03-12")
CLIENT = "page-1"


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def found(layer: Layer, label: str, words: str, values: Values, article: Article = ARTICLE) -> Annotation:
    """A suggestion of the machine at the first place where the words stand."""
    start, end = span(words, article.text)
    return Annotation(machine_id(article.id, layer, label, start, end), layer, label, start, end, values)


MAARAT = found("entity", "GPE", "Maarat", EntityValues(name="Maarat"))
HADDAD = found("entity", "PERSON", "Rana Haddad", EntityValues(name="Rana Haddad"))
KILLED = found(
    "figure",
    "KILLED",
    "at least 31 people",
    FigureValues(value=31, low=31, bound="at_least", unit="people", scope="event"),
)
INJURED = found("figure", "INJURED", "About 40 people", FigureValues(value=40, bound="about", unit="people"))
QUOTE = found("quote", "DIRECT", "We found 12 more bodies,", QuoteValues(speaker_name="Rana Haddad"))
EXTRACTION = Extraction(
    (MAARAT, KILLED, QUOTE, HADDAD, INJURED), tuple(Span(*span(s)) for s in TEXT.replace("\n\n", "|").split("|"))
)
ANNOTATED = Annotated(ARTICLE)


def record(n: int, op: str, target: str, after: str | None = None, **data: Any) -> dict[str, Any]:
    """An edit as a browser sends it."""
    return {"op_id": f"op{n}", "article_id": "a1", "op": op, "target": target, "after": after, "n": n, "data": data}


def accept(n: int, annotation: Annotation, after: str | None = None) -> dict[str, Any]:
    return record(n, "accept", annotation.id, after, text=TEXT[annotation.start : annotation.end])


def add(n: int, words: str, label: str = "PERSON", layer: Layer = "entity", **more: Any) -> dict[str, Any]:
    start, end = span(words)
    return record(n, "add", f"made{n}", layer=layer, label=label, start=start, end=end, text=words, **more)
