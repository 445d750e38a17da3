"""Golden passages for quotes and speakers: add a line to golden/quotes/*.jsonl, one passage with its quotes in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.extract import entities, language, quotes
from components.model import Annotation, Article

PASSAGES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).parent.glob("quotes/*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
]


def quotes_of(text: str) -> list[Annotation]:
    article, problems = Article(id="golden", text=text), list[str]()
    doc = language.parse(text)
    found = quotes.find(doc, article, entities.find(doc, article, problems), problems)
    assert problems == []
    return found


@pytest.mark.parametrize("passage", PASSAGES)
def test_every_quote_has_its_span_label_speaker_and_relay(passage: dict[str, Any]) -> None:
    text = passage["text"]
    found = [
        {
            "label": q.label,
            "quote": text[q.start : q.end],
            "speaker": q.quote.speaker_name,
            "relay": q.quote.relay,
        }
        for q in quotes_of(text)
    ]
    assert found == [{"relay": None, **quote} for quote in passage["quotes"]]


def test_there_are_at_least_a_hundred_passages() -> None:
    assert len(PASSAGES) >= 100
