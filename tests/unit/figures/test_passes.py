"""The passes over the figures: what each may set is what it sets, and the table in claims/__init__.py tells them in their order."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.extract import claims, entities, figures, language
from components.extract.claims.engine import Pass, SentencePass
from components.extract.claims.model import Draft, Fields
from components.extract.counting.page import Page
from components.model import Annotation, Article

LINES = sorted((Path(__file__).parents[2] / "golden" / "figures").glob("*.jsonl"))
TEXTS = [json.loads(line)["text"] for path in LINES for line in path.read_text("utf-8").splitlines()[::9]]

ASKED = set(Fields.__annotations__) - {"end", "head", "quantity"}  # beside the number and its noun

Step = Pass | SentencePass


def told(text: str, problems: list[str]) -> list[Annotation]:
    article, doc = Article("a", text), language.parse(text)
    return figures.find(doc, article, entities.find(doc, article, []), [], problems)


def test_a_pass_asks_for_and_sets_what_it_says_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: dict[str, set[str]] = {step.name: set() for step in figures.PASSES}
    sets: dict[str, set[str]] = {step.name: set() for step in figures.PASSES}
    running: list[str] = []
    get, put = Draft.__getattribute__, Draft.set

    def asked(draft: Draft, name: str) -> object:
        if running and name in ASKED:
            reads[running[-1]].add(name)
        return get(draft, name)

    def found(draft: Draft, *because: Any, **values: Any) -> None:
        name = running.pop() if running else None
        length = len(draft.trace)
        put(draft, *because, **values)
        if name is not None:
            sets[name].update(finding.field for finding in draft.trace[length:])
            running.append(name)

    def run(name: str, work: Callable[..., object]) -> Callable[..., None]:
        def watched(*args: Any) -> None:
            running.append(name)
            work(*args)
            running.pop()

        return watched

    def watch(step: Step) -> Step:
        if isinstance(step, Pass):
            return replace(step, run=run(step.name, step.run))
        return replace(step, begin=lambda page: run(step.name, step.begin(page)))

    monkeypatch.setattr(Draft, "__getattribute__", asked)
    monkeypatch.setattr(Draft, "set", found)
    monkeypatch.setattr(figures, "PASSES", tuple(map(watch, figures.PASSES)))
    problems: list[str] = []
    for text in TEXTS:
        told(text, problems)
    assert problems == []
    for step in figures.PASSES:
        assert (step.name, reads[step.name] - set(step.reads.split())) == (step.name, set())
        assert (step.name, sets[step.name] - set(step.sets.split())) == (step.name, set())
    assert sum(bool(fields) for fields in sets.values()) >= 20  # the sentences do ask something of the passes


def test_the_table_of_passes_is_true() -> None:
    rows = [line.strip("| ").split(" | ") for line in (claims.__doc__ or "").splitlines() if line.startswith("| ")]
    assert rows[1:] == [[step.name, step.reads or "-", step.sets] for step in figures.PASSES]


def test_a_claim_is_what_its_findings_settle_to(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Draft] = []

    def records(page: Page, drafts: list[Draft]) -> list[Annotation]:
        made.extend(drafts)
        return []

    monkeypatch.setattr(figures, "records", records)
    for text in TEXTS:
        told(text, [])
    assert len(made) > 100
    plain = {f.name: f.default for f in dataclasses.fields(Draft)}
    for draft in made:
        for name in ASKED - {"score"}:
            finding = draft.reason(name)
            assert getattr(draft, name) == (finding.value if finding else plain[name]), (name, draft.trace)


def test_a_pass_that_fails_is_dropped_whole_and_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(page: Page, drafts: list[Draft]) -> None:
        drafts[0].set(fails, label="MISSING")
        drafts[1].set(fails, part_of=drafts[0])
        drafts.pop()
        raise IndexError("no such token")

    text = "Twelve people died. Nine were wounded."
    whole = told(text, [])
    problems: list[str] = []
    for place in range(len(figures.PASSES) + 1):
        steps = (*figures.PASSES[:place], Pass("broken", fails, "", "label part_of"), *figures.PASSES[place:])
        with monkeypatch.context() as patch:
            patch.setattr(figures, "PASSES", steps)
            assert told(text, problems) == whole
    assert len(problems) == len(figures.PASSES) + 1
    assert all("broken" in problem for problem in problems)


def test_what_fails_in_one_sentence_costs_that_sentence_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(page: Page) -> Callable[[int, list[Draft]], object]:
        def place(number: int, group: list[Draft]) -> None:
            for draft in group:
                draft.set(begin, place="Varn" if number else "Nowhere")
            if number == 0:
                raise KeyError("a street")

        return place

    monkeypatch.setattr(figures, "PASSES", (*figures.PASSES, SentencePass("streets", begin, "", "place")))
    problems: list[str] = []
    found = told("Twelve people died. Nine were wounded.", problems)
    assert [a.figure.place for a in found if a.figure] == [None, "Varn"]
    assert problems == ["Characters 0 to 19: the streets of figures could not be read (KeyError('a street'))."]


def test_a_victim_without_a_number_is_explained_by_its_own_rule() -> None:
    text = "A soldier was killed."
    ((_, why),) = figures.explained(language.parse(text), Article("a", text), [], [], [])
    assert {(r.field, r.rule) for r in why if r.field in ("label", "value")} == {
        ("label", "singles.made"),
        ("value", "singles.made"),
    }
