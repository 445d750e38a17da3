"""The passes over the figures: what each may set is what it sets, and the table in claims/__init__.py tells them in their order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from components.extract import claims, entities, figures, language
from components.extract.claims.engine import Pass
from components.extract.claims.model import Draft
from components.extract.counting.page import Page
from components.model import Article

LINES = sorted((Path(__file__).parents[2] / "golden" / "figures").glob("*.jsonl"))
TEXTS = [json.loads(line)["text"] for path in LINES for line in path.read_text("utf-8").splitlines()[::9]]


def test_a_pass_sets_what_it_says_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, set[str]] = {step.name: set() for step in figures.PASSES}

    def watched(step: Pass) -> Callable[[Page, list[Draft]], None]:
        def run(page: Page, drafts: list[Draft]) -> None:
            before = {id(d): (d, len(d.trace)) for d in drafts}
            step.run(page, drafts)
            for draft, length in before.values():
                found[step.name].update(f.field for f in draft.trace[length:])

        return run

    monkeypatch.setattr(figures, "PASSES", tuple(Pass(s.name, watched(s), s.sets) for s in figures.PASSES))
    for text in TEXTS:
        article, doc = Article("golden", text), language.parse(text)
        problems: list[str] = []
        figures.find(doc, article, entities.find(doc, article, problems), [], problems)
        assert problems == []
    beyond = {step.name: found[step.name] - set(step.sets.split()) for step in figures.PASSES}
    assert {name: fields for name, fields in beyond.items() if fields} == {}
    assert sum(bool(fields) for fields in found.values()) >= 10  # the sentences do ask something of the passes


def test_the_table_of_passes_is_true() -> None:
    rows = [line.strip("| ").split(" | ") for line in (claims.__doc__ or "").splitlines() if line.startswith("| ")]
    assert rows[1:] == [[step.name, step.sets] for step in figures.PASSES]


def test_a_pass_that_fails_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(page: Page, drafts: list[Draft]) -> None:
        drafts[0].set(fails, label="MISSING")
        raise IndexError("no such token")

    broken = Pass("broken", fails, "label")
    monkeypatch.setattr(figures, "PASSES", (broken, *figures.PASSES))
    text, problems = "Twelve people died.", list[str]()
    (found,) = figures.find(language.parse(text), Article("a", text), [], [], problems)
    assert found.label == "KILLED"
    assert len(problems) == 1
    assert "broken" in problems[0]
