"""The rows of data/rules: each with a sentence that it reads, which is read otherwise without it, and one that it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.extract import entities, figures, language, quotes
from components.extract.claims.rules import Rule, rules
from components.extract.counting import phrases
from components.model import CASUALTIES, Article

ROWS = rules("casualty_phrases")
LINES = (Path(__file__).parents[2] / "golden" / "figures").glob("*.jsonl")
PUBLISHED = {
    line["text"]: line.get("published")
    for path in LINES
    for line in map(json.loads, path.read_text("utf-8").splitlines())
}


def readings(text: str, monkeypatch: pytest.MonkeyPatch, without: Rule) -> tuple[set[str | None], bool]:
    """The labels of a sentence's figures, and whether they are the same without one rule."""
    article = Article("rule", text, published=PUBLISHED.get(text))
    doc = language.parse(text)
    named = entities.find(doc, article, [])
    quoted = quotes.find(doc, article, named, [])
    found = [(a.start, a.label) for a in figures.find(doc, article, named, quoted, [])]
    whole = phrases.side
    with monkeypatch.context() as patch:
        patch.setattr(phrases, "side", lambda where: whole(where, without))
        less = [(a.start, a.label) for a in figures.find(doc, article, named, quoted, [])]
    return {label for _, label in found}, found == less


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.name)
def test_a_rule_reads_its_example_and_nothing_else_does(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    labels, same = readings(rule.example, monkeypatch, rule)
    assert rule.sets in labels
    assert not same, (
        "its sentence is read in the same way without it: the rule is not needed, or needs another sentence"
    )
    if rule.counterexample:
        labels, _ = readings(rule.counterexample, monkeypatch, rule)
        assert rule.sets not in labels


def test_rows_are_complete_and_named_once() -> None:
    assert len({rule.name for rule in ROWS}) == len(ROWS) > 100
    for rule in ROWS:
        assert rule.sets in CASUALTIES
        assert rule.where in ("after", "before", "around")
        assert rule.of in ("", "persons", "patients", "fighters", "civilians", "police", "anybody")
        assert rule.example


def test_a_figure_names_the_row_that_labelled_it() -> None:
    text = "Nine hikers never made it off the ridge."
    ((_, why),) = figures.explained(language.parse(text), Article("a", text), [], [], [])
    label = next(reason for reason in why if reason.field == "label")
    assert (label.rule, label.value) == ("casualty_phrases.never-made-it-off", "KILLED")
    assert text[slice(*label.span or ())] == "never made it off"
