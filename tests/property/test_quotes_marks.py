"""However oddly the quotation marks stand, quotes are found without a failure and every offset is inside the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import text as texts
from components.extract import entities, language, quotes
from components.extract.quotes.marks import stretches
from components.model import Article

MARKS = ['"', "''", "``", "'", "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb", "\u201e", '""', "\uff02"]
WORDS = [
    "Mayor Ana Ruiz",
    "said",
    "that",
    "she",
    "told",
    "the dam",
    "holds",
    "is",
    "according to",
    "5'10",
    "No",
    "they",
    "AFP",
]
POINTS = [",", ".", "?", "!", ":", ";", "\u2014", "\n", "\n\n", "\u2026", "(", ")", "\u00a0"]
SIGNS = [
    "**",
    "*",
    "_",
    "~~",
    "`",
    "> ",
    "# ",
    "[",
    "](http://x.org)",
    "<b>",
    "</b>",
    '<a href="x">',
    "<",
    ">",
    "&quot;",
    "\\",
]
TEXTS = st.lists(st.sampled_from([*MARKS, *WORDS, *POINTS]), max_size=60).map(" ".join) | st.lists(
    st.sampled_from([*MARKS, *WORDS, *POINTS, " "]), max_size=60
).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_stretches_lie_in_order_inside_their_paragraphs(text: str) -> None:
    paragraphs = texts.paragraphs(text)
    end = 0
    for s in stretches(text, paragraphs):
        paragraph = paragraphs[s.paragraph]
        assert paragraph.start <= s.open <= s.start < s.end <= s.close <= paragraph.end
        assert s.open >= end
        end = s.close


MARKED_UP = st.lists(st.sampled_from([*MARKS, *WORDS, *POINTS, *SIGNS, " "]), max_size=60).map("".join)


@given(TEXTS | MARKED_UP)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_article_fails_for_odd_marks(text: str) -> None:
    text = texts.settle(text)
    article, problems = Article(id="odd", text=text), list[str]()
    doc = language.parse(text)
    found = quotes.find(doc, article, entities.find(doc, article, []), problems)
    assert problems == []
    ids = {q.id for q in found}
    assert all(a.end <= b.start for a, b in pairwise(found))
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert text[q.start : q.end].strip() == text[q.start : q.end]
        assert q.quote.utterance in ids
        if q.quote.speaker_start is not None and q.quote.speaker_end is not None:
            assert text[q.quote.speaker_start : q.quote.speaker_end] == q.quote.speaker_text
            assert any(letter.isalnum() for letter in q.quote.speaker_text or "")
