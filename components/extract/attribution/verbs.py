"""The verbs that report, with their frames and kinds."""

from __future__ import annotations

from functools import cache

from components.lexicons import lexicon


@cache
def verbs() -> dict[str, tuple[frozenset[str], str]]:
    """Frames and kind of every reporting verb, by lemma."""
    return {
        r["lemma"]: (frozenset(r["frames"].split()), r["kind"])
        for r in lexicon("reporting_verbs", "lemma", "frames", "kind")
    }
