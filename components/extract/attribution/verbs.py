"""The verbs that report, with their frames and kinds, and those whose subject is the source of a figure."""

from __future__ import annotations

from functools import cache

from components.extract.words import Words
from components.lexicons import lexicon

APART = 4  # tokens from a verb to the word that completes it, at the most: "made that very clear"
BETWEEN = frozenset(["PRON", "ADV", "DET", "SCONJ"])


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return lexicon("reporting_verbs", "lemma", "frames", "kind", "figure")


@cache
def verbs() -> dict[str, tuple[frozenset[str], str]]:
    """Frames and kind of every verb that reports words or clauses, by lemma."""
    return {r["lemma"]: (frozenset(r["frames"].split()), r["kind"]) for r in _rows() if r["frames"]}


@cache
def figure_verbs() -> dict[str, str]:
    """The verbs whose subject is the source of a figure in their clause, with what they need for it, by lemma."""
    return {r["lemma"]: r["figure"] for r in _rows() if r["figure"]}


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """The words that make a verb one of reporting, by its lemma: "out" of "point out", "clear" of "make clear"."""
    found: dict[str, tuple[str, ...]] = {}
    for lemma in verbs():
        verb, _, rest = lemma.partition(" ")
        if rest:
            found[verb] = (*found.get(verb, ()), rest)
    return found


def completed(words: Words, i: int) -> int | None:
    """The word that makes verb ``i`` one of reporting: 'made it *clear* that ...', 'pointed *out*'; None where none does.

    'made *clear* soup' and 'pointed *out* the mill' have no clause after it.
    """
    wanted = phrases().get(words.lemma[i])
    if wanted is None:
        return None
    for j in range(i + 1, min(i + 1 + APART, len(words))):
        if words.lemma[j] in wanted:
            return j
        if words.pos[j] not in BETWEEN:
            return None
    return None
