"""What pages ask over many articles, on both engines: which rows count, in which order, found by which words."""

from __future__ import annotations

from typing import Any

import pytest

from components.identity import Decision, entity_id
from components.model import SAMPLE, Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, Span
from components.store import Asked, Store

TEXT = "Übung in Tarn: “Ten % died,” said Ann Hale of the Post. Later 12 people were found."
SENTENCES = (Span(0, 55), Span(56, len(TEXT)))


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def annotated(ident: str, day: str | None, outlet: str, **more: Any) -> Annotated:
    found = (
        Annotation(f"{ident}k", "figure", "KILLED", *at("Ten"), FigureValues(10.0, place="Tarn", source="Ann Hale")),
        Annotation(f"{ident}c", "figure", "COUNT", *at("12 people"), FigureValues(12.0, scope="background"), status="accepted"),
        Annotation(f"{ident}r", "figure", "COUNT", *at("12"), FigureValues(12.0), status="rejected"),
        Annotation(f"{ident}q", "quote", "DIRECT", *at("Ten % died,"), QuoteValues(speaker_name="Ann Hale", cue_start=at("said")[0], cue_end=at("said")[1])),
        Annotation(f"{ident}m", "quote", "MIXED", *at("12 people were found"), QuoteValues(speaker_text="she")),
        Annotation(f"{ident}e", "entity", "PERSON", *at("Ann Hale"), EntityValues("Ann Hale")),
    )  # fmt: skip
    return Annotated(Article(ident, TEXT, ident.upper(), outlet=outlet, published=day, **more), found, SENTENCES)


@pytest.fixture
def many(store: Store) -> Store:
    batch = [
        annotated("old", "2024-01-01", "Post"),
        annotated("new", "2024-06-01", "Herald"),
        annotated("no", None, "Post"),
    ]
    store.add_all([(one, None) for one in (*batch, annotated("s", "2024-03-01", "Post", tags=(SAMPLE,)))])
    return store


@pytest.mark.parametrize(
    ("asked", "count"),
    [(Asked(), 8), (Asked(samples=False), 6), (Asked(labels=("KILLED",)), 4), (Asked(judged=True), 4), (Asked(outlets=("Herald",)), 2),
     (Asked(without=("background",)), 4), (Asked(first="2024-02-01"), 4), (Asked(last="2024-03-01"), 4),
     (Asked(places=("Tarn",)), 4), (Asked(places=("Nowhere",)), 0), (Asked(outlets=("Nobody",), judged=True), 0)],
)  # fmt: skip
def test_figures_are_counted_as_they_are_asked_for(many: Store, asked: Asked, count: int) -> None:
    assert many.figures.count(asked) == count == len(many.figures.page(asked, 100))


def test_the_newest_come_first_those_without_a_day_last_and_pages_cover_all(many: Store) -> None:
    rows = [row["figure_id"] for n in range(4) for row in many.figures.page(Asked(), 2, 2 * n)]
    assert rows == ["newk", "newc", "sk", "sc", "oldk", "oldc", "nok", "noc"]


def test_a_row_has_its_words_its_sentence_and_its_article(many: Store) -> None:
    row = many.figures.page(Asked(labels=("COUNT",)), 1)[0]
    wanted = {
        "text": "12 people",
        "sentence": TEXT[56:],
        "title": "NEW",
        "published": "2024-06-01",
        "value": 12,
        "status": "accepted",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert many.quotes.page(Asked(labels=("DIRECT",)), 1)[0]["cue"] == "said"


def test_what_is_taken_out_does_not_count_and_comes_back(many: Store) -> None:
    many.remove("new")
    assert many.figures.count(Asked()) == 6
    many.put_back("new")
    before = many.change(["new", "old"], "take_out", "")
    assert many.figures.count(Asked()) == 4
    many.restore("take_out", before)
    many.change(["new"], "tag", SAMPLE)
    assert many.figures.count(Asked(samples=False)) == 4
    many.update_metadata("new", tags=[], outlet="Post", published="2023-01-01")
    assert many.figures.count(Asked(samples=False, outlets=("Post",), last="2023-12-31")) == 2
    assert list(many.check()) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [("died", 4), ("DIED ten", 4), ("hale", 4), ("she", 4), ("volcano", 0), ("%", 4), ("🙂", 0), ("x_x", 0)],
)
def test_quotes_are_found_by_their_words_and_by_who_said_them(many: Store, words: str, count: int) -> None:
    assert many.quotes.count(Asked(words=words)) == count


def test_a_name_that_is_given_is_counted_filtered_and_found(many: Store) -> None:
    hale = entity_id("Ann Hale", "PERSON")
    many.names.decide(Decision("d1", "rename", {"entity": hale, "name": "Ågot Hale", "label": "PERSON"}), 0)
    split = {"entity": hale, "articles": ["new"], "name": "Ann Other", "label": "PERSON"}
    many.names.decide(Decision("d2", "split", split), 1)
    assert many.quotes.speakers(Asked(), "?") == {"Ågot Hale": 3, "Ann Other": 1, "she": 4}
    assert many.quotes.count(Asked(speaker="Ågot Hale")) == 3
    assert many.quotes.count(Asked(speaker="Ann Hale")) == 0
    assert many.quotes.count(Asked(words="agot")) == 3
    assert many.figures.groups(Asked(), "source") == {"Ågot Hale": 3, "Ann Other": 1}
    many.names.decide(Decision("d3", "undo", {"of": "d2"}), 2)
    many.names.decide(Decision("d4", "undo", {"of": "d1"}), 3)
    assert many.quotes.speakers(Asked(), "?") == {"Ann Hale": 4, "she": 4}
    assert list(many.check()) == []


def test_articles_that_state_a_toll_come_newest_first(many: Store) -> None:
    assert many.figures.tolled(Asked(labels=("KILLED",), samples=False), 10) == ["new", "old", "no"]
    assert many.figures.tolled(Asked(labels=("MONEY",)), 10) == []
