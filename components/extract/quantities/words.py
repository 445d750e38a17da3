"""Small sets of words by name, from data/lexicons/figure_words.tsv."""

from __future__ import annotations

from functools import cache

from components.lexicons import lexicon


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one set; KeyError for a name that the file does not have."""
    return {row["name"]: frozenset(row["words"].split()) for row in lexicon("figure_words", "name", "words")}[name]
