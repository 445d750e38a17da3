"""Golden sentences: every line of tests/golden/figures/*.jsonl through the real pipeline. An analyst can add a line.

A line: {"text", "published"?, "figures": [{"text", "label", fields ...}], "tolls"?: {"killed": 7}}. All figures of the
sentence are listed; of each, the fields that are given must be right. Relations are given by the other figure's text,
evidence by the words of each value that has some.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.extract import entities, figures, language, quotes
from components.model import Annotation, Article
from components.tolls import tolls

LINES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "figures").glob("*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
]
RELATIONS = ("same_as", "supersedes", "part_of", "additional_to")


def found_in(line: dict[str, Any]) -> list[Annotation]:
    article = Article(id="golden", text=line["text"], published=line.get("published"))
    doc = language.parse(article.text)
    problems: list[str] = []
    named = entities.find(doc, article, problems)
    found = figures.find(doc, article, named, quotes.find(doc, article, named, problems), problems)
    assert not problems
    return found


def test_there_are_enough_golden_sentences() -> None:
    assert len(LINES) >= 200


@pytest.mark.parametrize("line", LINES)
def test_golden_sentence(line: dict[str, Any]) -> None:
    text, found = line["text"], found_in(line)
    assert [(text[a.start : a.end], a.label) for a in found] == [(f["text"], f["label"]) for f in line["figures"]]
    spans = {a.id: text[a.start : a.end] for a in found}
    for annotation, wanted in zip(found, line["figures"], strict=True):
        for name, value in wanted.items():
            if name in ("text", "label"):
                continue
            if name == "evidence":
                assert {of: text[slice(*span)] for of, span in annotation.evidence.items()} == value
                continue
            got = getattr(annotation.figure, name)
            assert (spans.get(got) if name in RELATIONS else got) == value, f"{name} of {wanted['text']!r}"
    counted = {label.lower(): t.value if t.value is not None else t.low for label, t in tolls(found).items()}
    assert counted == line.get("tolls", counted if not line["figures"] else {})
