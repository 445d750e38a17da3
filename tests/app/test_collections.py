"""The library for many articles: found by names and figures, collections that scope pages, the queue, views."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components import session
from components.extracting import Extracting
from components.model import Annotated, Annotation, Article, FigureValues, QuoteValues
from components.pages.figures import told_apart
from components.store import Store
from tests.app.screen import articles, run, words

TEXT = "120 killed, Ann Hale said."


@pytest.fixture
def many(opened: Store) -> Store:
    for n, killed in enumerate((50, 120, 300)):
        found = (
            Annotation(
                f"f{n}", "figure", "KILLED", 0, 10, FigureValues(value=killed, place="Homs"), score=0.9 - n / 10
            ),
            Annotation(f"q{n}", "quote", "INDIRECT", 0, 10, QuoteValues(speaker_name="Ann Hale"), score=0.9),
        )
        opened.add(Annotated(Article(f"a{n}", TEXT, f"Article {n}", published=f"2013-05-1{n}"), found))
    return opened


def titles(app: AppTest) -> list[str]:
    return [row["heard"] for row in articles(app)]


def test_a_figure_in_words_finds_articles_and_is_kept_in_the_address(many: Store) -> None:
    assert titles(run("library", figure="killed over 100 in Homs in May 2013")) == ["Article 2", "Article 1"]
    assert titles(run("library", quoting="hale", figure="killed under 100")) == ["Article 0"]


def test_a_figure_that_is_not_understood_is_said_and_narrows_nothing(many: Store) -> None:
    app = run("library", figure="elephants")
    assert len(titles(app)) == 3
    assert "is no kind of figure" in words(app)


def test_a_collection_scopes_library_figures_and_quotes(many: Store) -> None:
    made = many.collections.make("Homs")
    many.collections.add(made.id, ["a0", "a1"])
    assert titles(run("library", collection=made.id)) == ["Article 1", "Article 0"]
    assert "2 of 2 figures" in words(run("figures", collection=made.id))
    assert "2 of 2 quotes" in words(run("quotes", collection=made.id))
    export = run("export", collection=made.id)
    assert any("Everything: 2 articles" in box.options for box in export.selectbox)
    assert "3 of 3 figures" in words(run("figures", collection="one that is gone"))


def test_the_table_can_be_put_in_the_order_of_doubt(many: Store) -> None:
    app = run("library")
    app.selectbox(key="order-choice").set_value("-doubt").run()
    assert titles(app) == ["Article 2", "Article 1", "Article 0"]
    assert "-doubt" in app.query_params["order"]


def test_filters_are_saved_as_a_view_that_is_a_link(many: Store) -> None:
    app = run("library", figure="killed over 100")
    app.text_input(key="view-name").set_value("Many killed")
    next(b for b in app.button if b.label.startswith("Save what is shown")).click().run()
    assert [(v.name, dict(v.address)) for v in many.collections.views("library")] == [
        ("Many killed", {"figure": ["killed over 100"]})
    ]
    assert 'href="library?figure=killed+over+100"' in words(app)


def test_marks_of_figures_with_the_same_id_in_two_articles_are_told_apart() -> None:
    rows = [
        {"article_id": article, "figure_id": figure, "same_as": same}
        for article, figure, same in (("a", "f1", None), ("b", "f1", None), ("b", "f2", "f1"), ("c", "f3", None))
    ]
    found = [(row["figure_id"], row["same_as"]) for row in told_apart(rows)]
    assert found == [("a f1", None), ("b f1", None), ("f2", "b f1"), ("f3", None)]


def test_articles_that_wait_for_extraction_and_failures_are_told(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "extracting", lambda: Extracting(many, lambda article: None, at_once=0))
    many.tasks.ask(["a0", "a1"])
    many.tasks.failed("a1", "KeyError: 'x'")
    app = run("library")
    assert app.get("progress")[0].proto.text == "Extracting: 0 of 1"
    assert "Article 1" in words(app)
    next(b for b in app.button if b.label == "Leave them as they are").click().run()
    next(b for b in app.button if b.label == "Stop").click().run()
    assert many.tasks.counts() == {"waiting": 0, "failed": 0}
    assert not app.exception
