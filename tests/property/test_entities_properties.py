"""Whatever words a text has and wherever a model sees names in them, the rules leave names that stand in the text and do not overlap."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from components.extract import entities
from components.model import Article

NLP = spacy.blank("en")
WORDS = st.sampled_from(
    [
        "the",
        "President",
        "Mr",
        "Ana",
        "Lopes",
        "Lopes,",
        "al",
        "-Assad",
        "Syria",
        "Syrian",
        "U.S.",
        "UN",
        "(",
        ")",
        "[",
        '"',
        "'",
        "/",
        "-",
        "–",
        ".",
        "\n",
        "\n\n",
        "S-300s",
        "Leopard",
        "tank",
        "ACME",
        "(ACME)",
        "of",
        "and",
        "for",
        "Ministry",
        "Rescue",
        "Association",
        "(RA)",
        "in",
        "Tuesday,",
        "2013",
        "47,",
        "IS",
        "Mach",
        "8",
        "www.example.org",
        "KOLO,",
        "(KNA)",
        "é",
        "Ümit",
    ]
)
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "DATE", "TIME", "PER", "MISC", "CARDINAL"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 5), LABELS), max_size=8))
def test_names_stand_in_the_text_and_do_not_overlap(words: list[str], marks: list[tuple[int, int, str]]) -> None:
    text = " ".join(words)
    doc = NLP(text.replace("\n", " "))
    spans, free = [], 0
    for first, length, label in sorted(marks):
        if free <= first and first + length <= len(doc):
            spans.append(Span(doc, first, first + length, label=label))
            free = first + length
    doc.ents = tuple(spans)
    problems: list[str] = []
    found = sorted(entities.find(doc, Article("a", text, published="2013-05-14"), problems), key=lambda a: a.start)
    assert problems == []
    assert all(
        0 <= a.start < a.end <= len(text) and text[a.start : a.end].strip() == text[a.start : a.end] for a in found
    )
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.entity.name for a in found if a.label not in ("DATE", "TIME"))
