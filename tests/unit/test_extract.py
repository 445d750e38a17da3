"""One parse per article: offsets are the article's, memory follows the chunk, and nothing loses an article."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.extract import extract, language
from components.extract.missing import ModelMissingError
from components.model import Article
from components.text import paragraphs

PARAGRAPH = "At least 12 people were killed in Port Amara on Friday, the coast guard said. “We go on,” said Odile Marn."


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        PARAGRAPH,
        f"A headline without a stop\n\n{PARAGRAPH}\n{PARAGRAPH}\n\n",
        "\n\n".join([PARAGRAPH] * 250),
        "word " * 25_000,
        "👩‍👩‍👧 café — “…” \u202eabc\u202c 中文 עברית 12 killed.",
        "\u200d" * 10_000 + " five people were killed.",
    ],
    ids=["empty", "blank", "one", "headline", "long", "one long paragraph", "odd letters", "joiners"],
)
def test_tokens_stand_where_the_article_has_them(text: str) -> None:
    doc = language.parse(text)
    assert len(doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc if not t.is_space)
    assert all(text[s.start : s.end].strip() for s in language.sentences(doc))


def test_every_paragraph_starts_a_sentence() -> None:
    text = f"A headline without a stop\n\n{PARAGRAPH}\n\nAnother line"
    starts = {s.start for s in language.sentences(language.parse(text))}
    assert {p.start for p in paragraphs(text)} <= starts


def test_progress_tells_the_share_that_is_done() -> None:
    heard: list[float] = []
    language.parse("\n\n".join([PARAGRAPH] * 250), progress=heard.append)
    assert heard == sorted(heard)
    assert len(heard) > 1
    assert heard[-1] == 1


def test_a_long_article_is_not_held_in_the_pipeline_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Doc] = []
    prepared = language._prepared

    def counted(text: str, nlp: Language) -> Iterator[Doc]:
        for doc in prepared(text, nlp):
            made.append(doc)
            yield doc

    monkeypatch.setattr(language, "CHUNK", 200)
    monkeypatch.setattr(language, "_prepared", counted)
    ahead: list[int] = []
    language.parse("\n\n".join([PARAGRAPH] * 80), progress=lambda _: ahead.append(len(made) - len(ahead)))
    assert len(ahead) > 5 * language.BATCH
    assert max(ahead) <= 2 * language.BATCH


def test_two_extractions_agree_in_every_annotation() -> None:
    article = Article("a1", f"Ferry sinks\n\n{PARAGRAPH}", published="2024-02-10")
    first, second = extract(article), extract(article)
    assert first == second
    assert {a.layer for a in first.annotations} == {"entity", "quote", "figure"}
    assert len({a.id for a in first.annotations}) == len(first.annotations)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "“ “ ‘ ’ ” \" '' ``",
        "1,2,3,4 " * 50,
        "9" * 400 + " dead",
        "1e999 killed",
        "٣ قتلى",
        "<script>alert(1)</script> 3 killed",
    ],
)
def test_odd_text_is_no_problem(text: str) -> None:
    found = extract(Article("a1", text))
    assert found.problems == ()
    assert all(0 <= a.start < a.end <= len(text) for a in found.annotations)


def test_a_missing_model_names_the_command() -> None:
    with pytest.raises(ModelMissingError, match="python -m spacy download en_core_web_nothing"):
        language.pipeline("en_core_web_nothing")


def test_threads_that_ask_at_once_share_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def slow(name: str) -> Language:
        loaded.append(name)
        time.sleep(0.05)
        return spacy.blank("en")

    monkeypatch.setattr(spacy, "load", slow)
    monkeypatch.setattr(language, "check_fit", lambda nlp, name: None)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(language.pipeline, ["a model of this test"] * 4))
    assert loaded == ["a model of this test"]
    assert len(set(map(id, found))) == 1
