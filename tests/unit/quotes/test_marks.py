"""Quotation marks and the stretches between them."""

from __future__ import annotations

import pytest

from components import text as texts
from components.extract.quotes.marks import stretches

PAIRED = [
    ('He said: "No." Then "Yes."', ["No.", "Yes."]),
    ("\u201cNo,\u201d he said.", ["No,"]),
    ("''No,'' he said. ''Never.''", ["No,", "Never."]),
    ("``No,'' he said.", ["No,"]),
    ("\u00abNo,\u00bb he said.", ["No,"]),
    ("\u201eNo,\u201c he said.", ["No,"]),
    ("'No,' he said. The workers' pay rose.", ["No,"]),
    ("\u201cHe said \u2018no\u2019 to me,\u201d she said.", ["He said \u2018no\u2019 to me,"]),
    ("\u201cHe said \u201cno\u201d to me,\u201d she said.", ["He said \u201cno\u201d to me,"]),
    ('He is 5\'10" tall. "Yes," he said.', ["Yes,"]),
    ("\u201cNo,\u201c he said.", ["No,"]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in stretches(text, texts.paragraphs(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u201cOne.\n\n\u201cTwo.\u201d", [("One.", False), ("Two.", True)]),
        ('"One.\n\nTwo." End.', [("One.", False), ("Two.", True)]),
        ('"One\n\nTwo is no quote.', [("One", True)]),
    ],
)
def test_a_quote_may_run_over_paragraphs(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[s.start : s.end], s.closed) for s in stretches(text, texts.paragraphs(text))] == expected


@pytest.mark.parametrize(
    "text",
    ['"We will win, the captain said. "We must."', "\u201cWe will win, the captain said. \u201cWe must.\u201d"],
)
def test_a_missing_closing_mark_ends_the_quote_before_its_attribution(text: str) -> None:
    assert [text[s.start : s.end] for s in stretches(text, texts.paragraphs(text))] == ["We will win,", "We must."]
