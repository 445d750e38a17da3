"""Whom a mention means: names, roles and pronouns resolved to full names within an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from components.model import Annotation


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mention and whom it means; ``name`` is the mention itself where nothing better is known."""

    start: int
    end: int
    name: str
    score: float


class Cast:
    """The people and organisations of an article."""

    def __init__(self, doc: Doc, text: str, entities: Sequence[Annotation]):
        self.text = text

    def resolve(self, start: int, end: int, antecedent: int | None = None) -> Speaker:
        """Whom the mention ``text[start:end]`` means."""
        return Speaker(start, end, self.text[start:end], 0.5)
