"""The records of a cast, and where in the text they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from components import text as texts
from components.extract.words import Words


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mention and whom it means; ``name`` is the mention itself where nothing better is known."""

    start: int
    end: int
    name: str
    score: float


@dataclass(slots=True)
class Member:
    """Somebody of the cast: a person, a body or an unnamed source; ``roles`` are the words that describe them.

    ``firm``: the gender is a title's or a noun's ("Mrs", "father"), not guessed from a first name."""

    name: str
    kind: str  # person, group, body or text
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    sentence: int
    weight: float
    member: Member


class Places:
    """Tokens, sentences and paragraphs by offset."""

    def __init__(self, words: Words):
        self.words = words
        self.sentences = [i for i, first in enumerate(words.sent) if i == first]
        self.paragraphs = [p.start for p in texts.paragraphs(words.text)]

    def token(self, offset: int) -> int:
        """The first token that starts at or after ``offset``."""
        starts = self.words.start
        return (
            min(bisect_left(starts, offset), max(0, len(starts) - 1)) if offset < len(self.words.text) else len(starts)
        )

    def sentence(self, i: int) -> int:
        """The number of the sentence of token ``i``."""
        return bisect_right(self.sentences, i)

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph at ``offset``."""
        return bisect_right(self.paragraphs, offset)
