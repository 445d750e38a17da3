"""Entities in sentences of our own: add a line to a .jsonl beside this file.

A line: text, published (optional), entities (each text, label, and where it matters name or iso), absent (texts that must
not be entities).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.extract import entities, language
from components.model import Annotation, Article

HERE = Path(__file__).parent
LINES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    if line.strip()
]


def found(line: dict[str, Any]) -> tuple[Article, list[Annotation]]:
    article = Article(id="golden", text=line["text"], published=line.get("published"))
    problems: list[str] = []
    annotations = entities.find(language.parse(article.text), article, problems)
    assert problems == []
    return article, annotations


@pytest.mark.parametrize("line", LINES)
def test_entities_of_a_sentence(line: dict[str, Any]) -> None:
    article, annotations = found(line)
    seen = [(article.text[a.start : a.end], a.label, a.entity) for a in annotations]
    for wanted in line.get("entities", []):
        matching = [values for text, label, values in seen if (text, label) == (wanted["text"], wanted["label"])]
        assert matching, f"{wanted} is not among {[(t, la) for t, la, _ in seen]}"
        for field in ("name", "iso"):
            if field in wanted:
                assert wanted[field] in [getattr(values, field) for values in matching]
    for text in line.get("absent", []):
        assert text not in [t for t, _, _ in seen]
