"""Figures: quantities with bound, unit, subject, source and scope. One module per kind, listed in KINDS."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from components.model import Annotation, Article, FigureValues


def find(
    doc: Doc, article: Article, entities: Sequence[Annotation], quotes: Sequence[Annotation], problems: list[str]
) -> list[Annotation]:
    """The figures of an article; what could not be read goes into ``problems``."""
    return []


def read(text: str, start: int, end: int, label: str) -> FigureValues:
    """The values of the figure at ``text[start:end]``, read by the grammar without a parse (for figures added by hand)."""
    return FigureValues()
