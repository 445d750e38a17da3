"""Quotes, direct, indirect and mixed, with speaker and cue."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from components.model import Annotation, Article


def find(doc: Doc, article: Article, entities: Sequence[Annotation], problems: list[str]) -> list[Annotation]:
    """The quotes of an article with their speakers; what could not be read goes into ``problems``."""
    return []
