"""Every row of data/rules/victim_types.tsv reads its sentence, is needed for it, and leaves its counterexample alone."""

from __future__ import annotations

import pytest

from components.extract import entities, figures, language, quotes
from components.extract.claims.rules import Rule, rules
from components.extract.counting import victim_types
from components.extract.counting.by_hand import read
from components.extract.counting.victim_types import victim_type
from components.model import CASUALTIES, VICTIM_TYPES, Annotation, Article

ROWS = rules("victim_types")


def casualties(text: str) -> list[Annotation]:
    article, problems = Article("v", text), list[str]()
    doc = language.parse(text)
    named = entities.find(doc, article, problems)
    found = figures.find(doc, article, named, quotes.find(doc, article, named, problems), problems)
    assert not problems
    return [a for a in found if a.label in CASUALTIES]


def kinds(text: str) -> list[str | None]:
    return [a.figure.victim_type for a in casualties(text)]


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.name)
def test_a_row_reads_its_sentence_and_leaves_the_other_alone(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rule.sets in VICTIM_TYPES
    assert rule.where in ("head", "anywhere")
    assert rule.sets in kinds(rule.example)
    if rule.counterexample:
        assert rule.sets not in kinds(rule.counterexample)
    others = tuple(row for row in ROWS if row is not rule)
    monkeypatch.setattr(victim_types, "rules", lambda table: others)
    monkeypatch.setattr(victim_types, "_by_last", victim_types._by_last.__wrapped__)
    by_words = [victim_type(a.figure.subject) for a in casualties(rule.example)]  # the scope of attackers says it too
    found = by_words if rule.sets == "perpetrator" else kinds(rule.example)
    assert rule.sets not in found, "its sentence is read in the same way without it"


def test_the_words_that_say_so_are_the_subject() -> None:
    text = "Police said eleven Halvren police officers were killed and four people injured."
    officers, people = casualties(text)
    assert (officers.figure.victim_type, people.figure.victim_type) == ("police", None)
    assert text[slice(*officers.evidence["victim_type"])].endswith("police officers")


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("soldiers and policemen", None),
        ("women and children", None),
        ("men, men and men", "man"),
        ("female journalists", "journalist"),
        ("soldiers' wives", None),
        ("Israeli soldiers", "combatant"),
        ("people", None),
        ("", None),
        (None, None),
        (" ".join(["and"] * 500), None),
        ("ex-soldiers", None),
        ("schoolgirls in a bus of soldiers", "child"),
        ("health-care workers", "medic"),
    ],
)
def test_the_head_of_a_subject_decides(subject: str | None, kind: str | None) -> None:
    assert victim_type(subject) == kind


def test_a_figure_added_by_hand_knows_its_victims_and_other_kinds_have_none() -> None:
    text = "Raiders left nine aid workers dead."
    assert read(text, 13, 29, "KILLED").victim_type == "aid_worker"
    assert read(text, 13, 29, "COUNT").victim_type is None
