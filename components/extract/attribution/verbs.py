"""The verbs that report, with their frames and kinds, and those whose subject is the source of a figure."""

from __future__ import annotations

from functools import cache

from components.lexicons import lexicon


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
