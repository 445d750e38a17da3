"""What find promises whatever the text and the model: spans inside it, no overlap, known labels, no lost article."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc, Span

from components.extract import entities, language
from components.extract.entities.page import Mention, Page
from components.extract.missing import ModelUnfitError
from components.labels import labels
from components.model import Article

PUBLISHED = "2013-05-14"


def doc_with(text: str, *ents: tuple[str, str]) -> Doc:
    """A Doc with the given entities, as a model would have found them."""
    doc = spacy.blank("en")(text)
    spans = []
    for part, label in ents:
        start = text.index(part)
        span = doc.char_span(start, start + len(part), label=label)
        assert isinstance(span, Span)
        spans.append(span)
    doc.ents = tuple(spans)
    return doc


def test_every_label_exists() -> None:
    assert set(labels()) >= entities.LABELS


@pytest.mark.parametrize(("label", "wanted"), [("PER", "PERSON"), ("LOC", "GPE"), ("ORG", "ORG"), ("MISC", "NORP")])
def test_a_model_with_other_labels_serves_too(label: str, wanted: str) -> None:
    part = {"PER": "Ada Moss", "LOC": "Kenya", "ORG": "Zentrix", "MISC": "Kenyan"}[label]
    text = "Ada Moss of Zentrix flew from Kenya with Kenyan pilots."
    found = entities.find(doc_with(text, (part, label)), Article("a", text), [])
    assert wanted in [a.label for a in found if text[a.start : a.end] == part]


@pytest.mark.parametrize(
    "text", ["", " \n ", "\n\n", "x", "((((", "The the THE", "é" * 50, "A-1 " * 200, "S-300" * 40, "U.S. " * 50]
)
def test_odd_texts_are_read_without_a_problem(text: str) -> None:
    problems: list[str] = []
    found = sorted(
        entities.find(language.parse(text), Article("a", text, published=PUBLISHED), problems), key=lambda a: a.start
    )
    assert problems == []
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_rule_that_stops_is_reported_and_loses_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(page: Page, mentions: object) -> list[Mention]:
        raise IndexError("no such word")

    monkeypatch.setattr(entities, "RULES", (odd, *entities.RULES))
    text, problems = "Ada Moss flew to Kenya.", list[str]()
    found = entities.find(doc_with(text, ("Ada Moss", "PERSON")), Article("a", text), problems)
    assert {a.entity.name for a in found} == {"Ada Moss", "Kenya"}
    assert problems == ["The entity rule odd was left out here, it stopped with IndexError: no such word"]


def test_a_pipeline_that_cannot_parse_is_a_plain_error() -> None:
    with pytest.raises(ModelUnfitError, match=r"'mine' has no parser and no entity recognizer"):
        language.check_fit(spacy.blank("en"), "mine")


def test_a_text_that_opens_and_ends_with_names_loses_no_rule() -> None:
    article, problems = Article(id="x", text="Tuesday May cents fell, said Omar"), list[str]()
    entities.find(language.parse(article.text), article, problems)
    assert not problems
