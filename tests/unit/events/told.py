"""Small annotated articles about events, for tests: the finding of their words is left out."""

from __future__ import annotations

from collections.abc import Sequence

from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, Layer, Span, Values, machine_id

Marked = tuple[str, str, Values]  # label, words, values


def told(ident: str, published: str | None, title: str, text: str, marked: Sequence[Marked]) -> Annotated:
    """An article in which each of these words is marked at its first place."""
    article = Article(ident, text, title=title, outlet=f"{ident[0].upper()} Post", published=published)
    found = []
    for label, words, values in marked:
        layer: Layer = "entity" if isinstance(values, EntityValues) else "figure"
        start = text.index(words)
        end = start + len(words)
        found.append(Annotation(machine_id(ident, layer, label, start, end), layer, label, start, end, values))
    sentences, at = [], 0
    for piece in text.split(". "):
        sentences.append(Span(at, min(len(text), at + len(piece) + 1)))
        at += len(piece) + 2
    return Annotated(article, tuple(sorted(found, key=lambda a: a.start)), tuple(sentences))


def blast(
    ident: str,
    published: str,
    town: str,
    site: str,
    killed: int,
    day: str,
    iso: str,
    beside: tuple[str, str, int] | None = None,
) -> Annotated:
    """An article about a bomb at a site of a town, which killed so many; ``beside`` are month, its ISO form and the dead of an earlier one."""
    text = f"A bomb killed {killed} people at a {site} in {town} on {day}, police said. Windows broke in the streets around it."
    values = FigureValues(
        value=killed, low=killed, high=killed, bound="exact", unit="people", scope="event", place=town, source="police"
    )
    marked: list[Marked] = [
        ("KILLED", f"{killed} people", values),
        ("GPE", town, EntityValues(name=town)),
        ("DATE", day, EntityValues(iso=iso)),
    ]
    if beside is not None:
        month, month_iso, dead = beside
        text += f" A blast at a market there in {month} killed {dead} others."
        before = FigureValues(
            value=dead, low=dead, high=dead, bound="exact", unit="people", scope="background", place=town
        )
        marked += [("KILLED", f"{dead} others", before), ("DATE", month, EntityValues(iso=month_iso))]
    return told(ident, published, f"Bomb kills {killed} at {site} in {town}", text, marked)
