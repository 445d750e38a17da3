"""Which language a text is in, and what becomes of one that is not English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from components import languages, workspace
from components.extract import extract
from components.model import Annotated, Article, Extraction
from components.store import Asked, DetailChange, Store

FRENCH = "Le pont de Recouvrance restera fermé jusqu'à vendredi, a annoncé lundi la maire de Brest devant le conseil."
SAID = "« Nous ne prendrons aucun risque », a déclaré Claire Morvan lundi soir devant les habitants du quartier."
ENGLISH = (
    "The mayor of Brest said on Monday that the bridge would stay closed until Friday, and two people were killed."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        ("Der Minister sagte am Montag, die Brücke werde bis zum Ende der Woche geschlossen bleiben.", "de"),
        ("Міністр заявив у понеділок, що міст буде зачинено до кінця тижня, поки триває ремонт.", "uk"),
        ("市长星期一表示，大桥将关闭到本周末。当局说有九人死亡，四十人受伤，数百人被疏散。", "zh"),
        (ENGLISH, "en"),
        ("Brest, lundi", None),
        ("https://www.lemonde.fr/politique/article/2022/07/19/le-pont-de-brest-restera-ferme", None),
        (
            "Boko Haram militants killed 10 fishermen in Touboun Ali in Cameroon near the Nigerian border on 6 June.",
            "en",
        ),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert languages.of(text) == language


def test_a_mixed_text_is_told_paragraph_by_paragraph() -> None:
    text = f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}"
    assert [(p.language, text[p.start : p.end]) for p in languages.parts(text, "en")] == [
        ("en", ENGLISH),
        ("fr", FRENCH),
        ("en", ENGLISH),
    ]


def test_somebodys_words_in_another_language_stay_in_their_english_article() -> None:
    text = f"{ENGLISH}\n\n\u201cNous ne prendrons aucun risque avec la vie des habitants de ce quartier,\u201d said Claire Morvan.\n\n{ENGLISH}"
    found = extract(Article("a", text))
    said = [text[a.start : a.end] for a in found.annotations if a.label == "DIRECT"]
    assert (said, found.problems) == (["Nous ne prendrons aucun risque avec la vie des habitants de ce quartier,"], ())


def test_english_rules_leave_what_is_not_english_alone() -> None:
    text = f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH} Neuf personnes ont été tuées."
    found = extract(Article("a", text, language="fr"))
    assert found.annotations
    assert all(text.index(ENGLISH) <= a.start < text.index(ENGLISH) + len(ENGLISH) for a in found.annotations)
    assert [p.split(":")[0] for p in found.problems] == ["The text, or part of it, is in French"]
    assert len(found.sentences) == 4


def test_a_text_that_a_person_calls_english_is_read_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    assert extract(Article("a", FRENCH, language="en")).problems == ()
    monkeypatch.setenv(languages.AS_ENGLISH, "1")
    assert workspace.spoken(Article("a", FRENCH)).language == "en"
    assert extract(Article("a", FRENCH, language="fr")).problems == ()


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline for French that knows one person and one town."""
    nlp = spacy.blank("fr")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Claire Morvan"}, {"label": "LOC", "pattern": "Brest"}])
    nlp.to_disk(tmp_path / "fr")
    monkeypatch.setenv("DATELINE_MODEL_FR", str(tmp_path / "fr"))


@pytest.mark.usefixtures("french")
def test_a_pipeline_for_the_language_gives_names_and_direct_quotes() -> None:
    text = f"{FRENCH}\n\n{SAID}"
    found = extract(Article("a", text, language="fr"))
    assert found.problems == ()
    assert [(a.label, text[a.start : a.end]) for a in found.annotations] == [
        ("GPE", "Brest"),
        ("DIRECT", "Nous ne prendrons aucun risque"),
        ("PERSON", "Claire Morvan"),
    ]
    [quote] = [a for a in found.annotations if a.layer == "quote"]
    assert quote.quote.speaker_name == "Claire Morvan"


def test_a_pipeline_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODEL_FR", "fr_no_such_pipeline")
    [problem] = extract(Article("a", FRENCH, language="fr")).problems
    assert "'fr_no_such_pipeline' is not installed" in problem


def test_the_language_is_stored_with_the_article(sqlite_store: Store) -> None:
    articles = [Annotated(Article("a", FRENCH)), Annotated(Article("b", ENGLISH))]
    list(workspace.add(sqlite_store, articles, finder=lambda *_: Extraction((), (), ())))
    assert [sqlite_store.row(i).language for i in "ab"] == ["fr", "en"]


@pytest.mark.usefixtures("french")
def test_what_is_not_english_teaches_neither_names_nor_memory(sqlite_store: Store) -> None:
    list(workspace.add(sqlite_store, [Annotated(Article("a", SAID))]))
    [name] = [a for a in sqlite_store.annotated("a").annotations if a.label == "PERSON"]
    edit = {
        "op_id": "1",
        "article_id": "a",
        "op": "accept",
        "target": name.id,
        "n": 1,
        "data": {"text": "Claire Morvan"},
    }
    assert workspace.correct(sqlite_store, "a", [edit], "ana", "page")["refused"] == []
    assert not sqlite_store.memory.now().verdicts
    assert sqlite_store.named.total(Asked()) == 0
    sqlite_store.correct_details("a", {"language": "en"}, "ana")
    assert sqlite_store.memory.now().verdicts
    assert sqlite_store.named.total(Asked()) == 1
    assert list(sqlite_store.check()) == []


def test_taking_another_language_back_reads_the_article_anew(sqlite_store: Store) -> None:
    list(workspace.add(sqlite_store, [Annotated(Article("a", FRENCH))]))
    made = sqlite_store.correct_details("a", {"language": "en"}, "ana")
    assert isinstance(made, DetailChange)
    read: list[str] = []

    def finder(article: Article, *_: object) -> Extraction:
        read.append(article.language)
        return Extraction((), (), ())

    workspace.take_back_details(sqlite_store, made.op_id, "ana", finder)
    assert read == ["fr"]
