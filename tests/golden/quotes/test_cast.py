"""Who speaks in short articles of our own: add a line to cast/*.jsonl.

A line: text, says (words of a quote → the full name of who says them), and missed: those of them that are known to be
resolved wrongly, which the last test counts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.extract import entities, language, quotes
from components.model import Annotation, Article

LINES: dict[str, dict[str, Any]] = {
    f"{path.stem}-{number}": json.loads(line)
    for path in sorted(Path(__file__).parent.glob("cast/*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_who_says_it(line: dict[str, Any]) -> None:
    text: str = line["text"]
    article, problems = Article(id="cast", text=text), list[str]()
    doc = language.parse(text)
    found = quotes.find(doc, article, entities.find(doc, article, problems), problems)
    said = {words: speaker(found, text.index(words), len(words)) for words in line["says"]}
    right = [words for words, name in line["says"].items() if said[words] == name]
    assert problems == []
    assert right == [words for words in line["says"] if words not in line.get("missed", [])], said


def speaker(found: list[Annotation], start: int, length: int) -> str | None:
    """The name behind the first quote that overlaps a stretch."""
    return next((q.quote.speaker_name for q in found if q.start < start + length and start < q.end), None)


def test_at_most_one_speaker_in_twenty_is_known_to_be_wrong() -> None:
    everyone = sum(len(line["says"]) for line in LINES.values())
    missed = sum(len(line.get("missed", [])) for line in LINES.values())
    assert everyone >= 250
    assert missed <= everyone * 0.05
