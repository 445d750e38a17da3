"""The table of states: each word with a sentence that has its label, and is read otherwise without the word."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc

from components.extract import figures, language
from components.extract.counting import states, triggers
from components.extract.counting.states import KINDS, State
from components.model import CASUALTIES, Article

ROWS = states.states()
IN_PHRASES = {"victims", "loss of life"}  # no pass looks for them but the phrases, whose expressions are compiled once


@cache
def parsed(text: str) -> Doc:
    return language.parse(text)


def read(text: str) -> list[tuple[int, str, str | None]]:
    for kept in (states.labels, states._kinds, triggers._entries):
        kept.cache_clear()
    found = figures.find(parsed(text), Article("a", text), [], [], [])
    return [(a.start, a.label, a.figure.unit if a.figure else None) for a in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.word)
def test_a_word_labels_its_example_and_nothing_else_does(row: State, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(row.example)
    assert row.label in {label for _, label, _ in whole}
    with monkeypatch.context() as patch:
        for module in (states, triggers):
            patch.setattr(module, "states", lambda: tuple(other for other in ROWS if other is not row))
        less = read(row.example)
    read("")
    assert row.word in IN_PHRASES or less != whole


def test_rows_are_complete_and_named_once() -> None:
    assert len({row.word for row in ROWS}) == len(ROWS) > 60
    for row in ROWS:
        assert row.label in CASUALTIES
        assert row.kinds
        assert row.kinds <= KINDS.keys()


def test_the_singular_of_a_noun_is_meant_as_well() -> None:
    assert {states.state_of(word) for word in ("Casualty", "casualties", "body", "deaths")} == {"KILLED"}
