"""Articles in the store: added once, corrected, taken out, put back, extracted again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.model import Annotated, Annotation, Article, EntityValues, Extraction, FigureValues, RecordError, Toll
from components.store import ArticleMissingError, ArticleRejectedError, Query, Store, read_edits
from tests.unit.store.making import (
    ANNOTATED,
    ARTICLE,
    CLIENT,
    EXTRACTION,
    HADDAD,
    KILLED,
    MAARAT,
    TEXT,
    accept,
    add,
    found,
)


def test_an_article_comes_back_as_it_was_added(store: Store) -> None:
    assert store.add(ANNOTATED, EXTRACTION).outcome == "added"
    back = store.annotated("a1")
    assert back.article == ARTICLE
    assert {a.id: a for a in back.annotations} == {a.id: a for a in EXTRACTION.annotations}
    assert back.sentences == EXTRACTION.sentences
    assert [a.start for a in back.annotations] == sorted(a.start for a in back.annotations)


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    assert store.add(Annotated(replace(ARTICLE, title="Another title"))).outcome == "there"
    assert store.article("a1").title == ARTICLE.title


def test_another_text_under_the_same_id_is_rejected(store: Store) -> None:
    store.add(ANNOTATED)
    with pytest.raises(ArticleRejectedError, match="another article has the id 'a1'"):
        store.add(Annotated(replace(ARTICLE, text="Something else happened.")))


@pytest.mark.parametrize("text", ["", " \n ", "nul \0 byte", "half a pair \ud83d"])
def test_a_text_that_was_not_settled_is_rejected(store: Store, text: str) -> None:
    with pytest.raises(ArticleRejectedError):
        store.add(Annotated(Article("bad", text)))
    assert store.find().total == 0


@pytest.mark.parametrize("bad", ["", "two words", "new\nline", "x" * 201])
def test_an_id_that_no_address_could_name_is_rejected(store: Store, bad: str) -> None:
    with pytest.raises(ArticleRejectedError, match="cannot be an article's id"):
        store.add(Annotated(Article(bad, TEXT)))


def test_what_cannot_be_kept_of_an_import_is_reported(store: Store) -> None:
    beyond = Annotation("far", "entity", "GPE", 5, 10_000, EntityValues())
    twice = replace(HADDAD, label="ORG")
    odd = [
        Annotation("nul", "entity", "GPE", 0, 5, EntityValues(name="a\0b")),
        Annotation("nan", "entity", "GPE", 0, 5, EntityValues(), score=float("nan")),
        Annotation("huge", "figure", "KILLED", 0, 5, FigureValues(value=10**30)),
    ]
    problems = store.add(Annotated(ARTICLE, (beyond, HADDAD, twice, *odd))).problems
    named = ["far", HADDAD.id, "nul", "nan", "huge"]
    assert [problem.split(":")[0] for problem in problems] == [f"annotation {name!r}" for name in named]
    assert store.annotated("a1").annotations == (HADDAD,)


@pytest.mark.parametrize("version", [0, -1, 2**70])
def test_a_version_that_no_text_has_is_rejected(store: Store, version: int) -> None:
    with pytest.raises(ArticleRejectedError, match="version"):
        store.add(Annotated(replace(ARTICLE, text_version=version)))


def test_an_import_s_annotations_come_before_the_machine_s(store: Store) -> None:
    theirs = replace(MAARAT, id="imported", origin="import", status="accepted")
    store.add(Annotated(ARTICLE, (theirs,)), EXTRACTION)
    ids = {a.id for a in store.annotated("a1").annotations}
    assert "imported" in ids
    assert MAARAT.id not in ids
    assert HADDAD.id in ids


def test_a_toll_that_an_import_brings_stands(store: Store) -> None:
    toll = Toll("KILLED", value=33, bound="exact", set_by="ana")
    store.add(Annotated(ARTICLE, tolls={"KILLED": toll}), EXTRACTION)
    assert store.annotated("a1").tolls["KILLED"] == toll
    assert list(store.check()) == []


def test_metadata_is_corrected_and_cleaned(store: Store) -> None:
    store.add(ANNOTATED)
    store.update_metadata(
        "a1", title=" New\0\ttitle ", outlet="", tags=["syria", " war ", "syria"], review_status="done"
    )
    article = store.article("a1")
    assert (article.title, article.outlet, article.tags) == ("New title", None, ("syria", "war"))
    assert store.row("a1").review_status == "done"


@pytest.mark.parametrize(
    "change",
    [
        {"published": "last May"},
        {"published": "2024-02-30"},
        {"text": "x"},
        {"review_status": "finished"},
        {"title": 7},
        {"revision": 3},
    ],
)
def test_metadata_that_cannot_be_is_refused(store: Store, change: dict[str, object]) -> None:
    store.add(ANNOTATED)
    with pytest.raises(RecordError):
        store.update_metadata("a1", **change)
    assert store.article("a1") == ARTICLE


def test_an_article_is_taken_out_and_put_back_with_everything(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    store.append("a1", CLIENT, read_edits([accept(1, KILLED)], "a1", CLIENT, len(TEXT)))
    before = store.annotated("a1")
    store.remove("a1")
    assert store.find().total == 0
    assert [row.id for row in store.find(Query(removed=True)).rows] == ["a1"]
    assert store.add(ANNOTATED).outcome == "put_back"
    assert store.annotated("a1") == before


@pytest.mark.parametrize("article_id", ["nowhere", "", "nul\0", "half \ud83d", "'; DROP TABLE articles"])
def test_what_is_not_there_is_named(store: Store, article_id: str) -> None:
    for ask in (store.annotated, store.row, store.revision, store.text, store.remove):
        with pytest.raises(ArticleMissingError, match="there is no article"):
            ask(article_id)


def test_a_date_that_is_no_day_is_left_out_and_told(store: Store) -> None:
    added = store.add(Annotated(replace(ARTICLE, published="12 March")))
    assert added.problems == ("its date '12 March' is no day like 2024-05-14 and was left out",)
    assert store.article("a1").published is None


def test_extracting_again_replaces_only_what_nobody_touched(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    store.append("a1", CLIENT, read_edits([accept(1, MAARAT), add(2, "the governor")], "a1", CLIENT, len(TEXT)))
    again = found("entity", "GPE", "in Maarat", EntityValues(name="Maarat"))
    other = found("entity", "DATE", "Tuesday", EntityValues(iso="2024-03-12"))
    revision = store.revision("a1")
    store.replace_suggestions("a1", Extraction((again, other), EXTRACTION.sentences))
    now = {a.id: a for a in store.annotated("a1").annotations}
    assert set(now) == {MAARAT.id, "made2", other.id}
    assert now[MAARAT.id].status == "accepted"
    changes = store.changes_since("a1", revision)
    assert {record["id"] for record in changes.changed} == {other.id}
    assert KILLED.id in changes.gone
    assert list(store.check()) == []


def test_extracting_again_with_the_same_findings_changes_no_annotation(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    revision = store.revision("a1")
    store.replace_suggestions("a1", EXTRACTION)
    assert store.changes_since("a1", revision).changed == ()
    assert list(store.check()) == []


def test_a_suggestion_that_went_and_came_back_is_there(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    store.replace_suggestions("a1", Extraction((), ()))
    assert store.annotated("a1").annotations == ()
    store.replace_suggestions("a1", EXTRACTION)
    assert len(store.annotated("a1").annotations) == len(EXTRACTION.annotations)
    assert list(store.check()) == []
