"""What happened to people, word by word (data/rules/states.tsv): the one table of "dead", "wounded", "missing" that all passes read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from components.extract.counting.nouns import singular
from components.lexicons import rules

NOUNS = frozenset({"persons", "event", "deed", "told"})
KINDS = {  # where a word may stand: before or after its figure; in the parse as a state or a noun; as the counted noun
    "adjective": ("after", "state", "counted"),
    "participle": ("before", "after", "state", "counted"),
    "done": ("before",),
    "undergone": ("after",),
    "persons": ("before", "after", "noun", "counted"),
    "event": ("after", "noun", "counted"),
    "deed": ("noun",),
    "told": (),
}


@dataclass(frozen=True, slots=True)
class State:
    """A word, the label that it stands for, its kinds (of KINDS), and a sentence that is read otherwise without it."""

    word: str
    label: str
    kinds: frozenset[str]
    example: str

    @property
    def where(self) -> frozenset[str]:
        """Where it may stand."""
        return frozenset(place for kind in self.kinds for place in KINDS[kind])

    @property
    def forms(self) -> tuple[str, ...]:
        """The word, and of a noun its singular."""
        return (self.word, singular(self.word)) if self.kinds & NOUNS else (self.word,)


@cache
def states() -> tuple[State, ...]:
    """The rows in their order; raises LexiconError naming file and line."""
    rows = rules("states", "word", "sets", "is", "example")
    return tuple(State(row["word"], row["sets"], frozenset(row["is"].split()), row["example"]) for row in rows)


@cache
def labels(where: str = "", singulars: bool = False) -> Mapping[str, str]:
    """The labels of all words, or of those that may stand somewhere (as KINDS has it); ``singulars`` with the singular of nouns.

    >>> labels("after")["dead"], "dead" in labels("before"), labels("counted", singulars=True)["death"]
    ('KILLED', False, 'KILLED')
    """
    found: dict[str, str] = {}
    for state in states():
        if not where or where in state.where:
            found.update(dict.fromkeys(state.forms if singulars else state.forms[:1], state.label))
    return found


def state_of(word: str) -> str:
    """The label that a word of the table stands for, in any case and number."""
    return labels(singulars=True)[word.lower()]


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    return {state.word: state.kinds for state in states()}


def is_a(kind: str, word: str) -> bool:
    """Whether a word of the table is an adjective, a participle, an event."""
    return kind in _kinds().get(word, ())


def any_of(*kinds: str, singulars: bool = False) -> str:
    """The words of these kinds as alternatives of a regular expression, longer ones first."""
    words = {
        form for s in states() if not s.kinds.isdisjoint(kinds) for form in (s.forms if singulars else s.forms[:1])
    }
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
