"""Every row of data/rules/named_victims.tsv reads its example and leaves its counterexample alone."""

from __future__ import annotations

import re

import pytest

from components.events.account import Telling, account
from components.events.model import Event
from components.events.named import Named, Rule, naming_rules, victims_in
from components.model import Span


def named(told: str) -> list[str]:
    """The victims of a sentence in which names stand in brackets."""
    people, sentence = [], ""
    for piece in re.split(r"(\[[^\]]+\])", told):
        if piece.startswith("["):
            people.append(Span(len(sentence), len(sentence) + len(piece) - 2))
        sentence += piece.strip("[]") if piece.startswith("[") else piece
    return [sentence[span.start : span.end] for span, _ in victims_in(sentence, people)]


@pytest.mark.parametrize("rule", naming_rules(), ids=lambda rule: rule.name)
def test_a_row_names_the_victims_of_its_example_and_nobody_of_its_counterexample(rule: Rule) -> None:
    assert named(rule.example) == re.findall(r"\[([^\]]+)\]", rule.example)
    assert named(rule.counterexample) == []


@pytest.mark.parametrize(
    ("name", "age", "sex"), [("Ana Berg", 34, "female"), ("Tomas Berg", 6, "male"), ("Petro Orlov", 61, "male")]
)
def test_an_event_lists_them_once_with_what_their_sentence_tells(name: str, age: int, sex: str) -> None:
    sentence = "Among the dead were Ana Berg, 34, her son Tomas Berg, 6, and Petro Orlov, a 61-year-old driver."
    people = tuple(Named(f"h-{who}", who, "KILLED", sentence) for who in ("Ana Berg", "Tomas Berg", "Petro Orlov"))
    articles = [Telling("a1", victims=people), Telling("a2", victims=people)]
    found = [victim for victim in account(Event("e1", "Blast"), [], articles).victims if victim.name == name]
    assert [(one.age, one.sex, one.is_child, one.key) for one in found] == [(age, sex, age < 18, ("a1", f"h-{name}"))]


def test_who_tells_it_is_no_victim() -> None:
    assert named("Among the dead was [Ana Berg], said her sister [Olga Berg].") == ["Ana Berg"]
    assert victims_in("Among the wounded was Ana Berg.", [Span(22, 30)]) == [(Span(22, 30), "INJURED")]
