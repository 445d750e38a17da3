"""Claims: every value keeps the rule and the words it rests on, and a pass that fails leaves nothing behind."""

from __future__ import annotations

import ast
import importlib
import re
from operator import attrgetter
from pathlib import Path

import pytest

from components.extract import figures, language
from components.extract.claims import engine
from components.extract.claims.explain import told
from components.extract.claims.model import Because, Draft, Fields
from components.extract.quantities import Quantity
from components.model import Article

EXTRACT = Path(__file__).resolve().parents[3] / "components" / "extract"

MODULES = [
    *(EXTRACT / "counting").glob("*.py"),
    *(EXTRACT / "figures").glob("*.py"),
    *(EXTRACT / "attribution").glob("*.py"),
    *(EXTRACT / "time").glob("*.py"),
    EXTRACT / "claims" / "passes.py",
]


def a_rule() -> None:
    """ "Twelve died": the subject of dying."""


def another_rule() -> None:
    """ "Twelve were wounded"."""


def draft() -> Draft:
    return Draft(0, 6, 0, 0, 0, Quantity(0, 6, 0, 6, 12, 12, 12, "exact"))


def test_a_value_keeps_the_rule_and_the_words_that_set_it() -> None:
    made, text = draft(), "Twelve died"
    made.set(a_rule, re.search("died", text), label="KILLED", anchor=1)
    reason = made.reason("label")
    assert reason is not None
    assert (reason.rule, reason.span, reason.value) == (a_rule, (7, 11), "KILLED")
    assert made.reason("place") is None


def test_a_value_that_stands_already_keeps_its_first_reason() -> None:
    made = draft()
    made.set(a_rule, (7, 11), label="KILLED")
    made.set(another_rule, (0, 6), label="KILLED")
    reason = made.reason("label")
    assert reason is not None
    assert reason.rule is a_rule


def test_a_pass_that_fails_is_dropped_whole_and_told() -> None:
    drafts, problems = [draft(), draft()], list[str]()
    first = drafts[0]
    first.set(a_rule, label="KILLED")
    with engine.whole(drafts, lambda error: problems.append(str(error))):
        first.set(another_rule, label="INJURED", place="Sidra")
        drafts.append(draft())
        raise ValueError("an unexpected end")
    assert (first.label, first.place, len(first.trace), len(drafts)) == ("KILLED", None, 1, 2)
    assert problems == ["an unexpected end"]


def test_what_nobody_foresaw_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError), engine.whole([draft()], print):
        _ = 1 / 0


def _assigned(path: Path) -> list[str]:
    """Where a module sets a figure's value without saying why."""
    names = set(Fields.__annotations__)
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Assign | ast.AugAssign):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        flat = [t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
        found += [
            f"{path.name}:{node.lineno} {t.attr}"
            for t in flat
            if isinstance(t, ast.Attribute)
            and t.attr in names
            and not (isinstance(t.value, ast.Name) and t.value.id in OTHERS)
        ]
    return found


OTHERS = {"self", "attribution", "source", "who", "before"}  # records that are no figures


def test_no_module_sets_a_figures_value_without_its_reason() -> None:
    assert len(MODULES) > 40
    assert [line for path in MODULES for line in _assigned(path)] == []


def _rules(path: Path) -> set[Because]:
    """The functions of a module that set values of figures."""
    module = importlib.import_module(".".join(path.relative_to(EXTRACT.parents[1]).with_suffix("").parts))
    named = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "set"
            and node.args
        ):
            named.add(ast.unparse(node.args[0]))
    return {attrgetter(name)(module) for name in named if hasattr(module, name.split(".")[0])}


def test_every_rule_says_in_a_sentence_what_it_reads() -> None:
    rules = {rule for path in MODULES for rule in _rules(path)}
    assert len(rules) > 70
    assert [str(rule) for rule in rules if len(told(rule)) < 20] == []


def test_a_reason_names_its_rule_its_words_and_its_sentence() -> None:
    text = "The blast claimed the lives of 12 soldiers."
    doc = language.parse(text)
    ((found, why),) = figures.explained(doc, Article("a", text), [], [], [])
    by_field = {reason.field: reason for reason in why}
    label = by_field["label"]
    assert (label.rule, label.value, text[slice(*label.span or ())]) == (
        "casualties.mark",
        "KILLED",
        "claimed the lives",
    )
    assert "casualty word" in label.says
    assert (by_field["value"].rule, by_field["value"].value) == ("numbers", 12)
    assert found.evidence["label"] == label.span


KINDS = {label for kind in figures.KINDS for label in kind.labels}


def test_labels_are_spelled_in_one_place() -> None:
    spelled = {}
    for path in EXTRACT.rglob("*.py"):
        strings = {n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)}
        if path.name != "labels.py" and (found := strings & KINDS):
            spelled[path.name] = found
    assert spelled == {}
