"""Every row of data/rules/actors.tsv reads its example and leaves its counterexample alone; who is said to have done it."""

from __future__ import annotations

import pytest

from components.events.actors import Rule, actor_rules, actors_in, ranked
from components.model import Span


def said(told: str) -> list[tuple[str, str]]:
    """The actors of a sentence in which names stand in brackets, each with its rule."""
    start, end = told.index("["), told.index("]") - 1
    sentence = told.replace("[", "").replace("]", "")
    return [(who, rule.name) for who, rule in actors_in(sentence, [Span(start, end)])]


@pytest.mark.parametrize("rule", actor_rules(), ids=lambda rule: rule.name)
def test_a_row_reads_its_example_and_leaves_its_counterexample_alone(rule: Rule) -> None:
    wanted = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
    assert said(rule.example) == [(wanted, rule.name)]
    assert said(rule.counterexample) == []


@pytest.mark.parametrize(
    "told",
    [
        "The [Northern Front] denied that it was behind the blast.",
        "The ministry denied that the [Northern Front] was behind the blast.",
        "No group, not even the [Northern Front], has claimed responsibility.",
        "It is not known whether the strike by the [army] hit the school.",
        "The [Northern Front] met the governor.",
    ],
)
def test_what_is_denied_or_open_is_not_said(told: str) -> None:
    assert said(told) == []


def test_a_name_goes_with_the_word_for_its_men_and_comes_before_those_without() -> None:
    assert said("[Kestovian] rebels shelled the market.") == [("Kestovian rebels", "attacked")]
    assert ranked(["gunmen", "Northern Front", "Gunmen", "northern front"]) == ("Northern Front", "gunmen")
