"""The page of quotes: filters and the speaker in the address, counts under them, a quote with its citation."""

from __future__ import annotations

import pytest

from components.model import Annotated, Annotation, Article, QuoteValues
from components.pages.quotes import citation
from components.store import Store
from tests.app.screen import run, words

TEXT = "“We go,” she said. “They stay,” Hale said."
QUOTES = (
    Annotation("q1", "quote", "DIRECT", 1, 7, QuoteValues(speaker_text="she")),
    Annotation("q2", "quote", "DIRECT", 20, 30, QuoteValues(speaker_name="Ann Hale")),
    Annotation("q3", "quote", "INDIRECT", 0, 17, QuoteValues(), status="rejected"),
)


@pytest.fixture
def said(opened: Store) -> Store:
    opened.add(Annotated(Article("a", TEXT, "Out", outlet="Post", published="2024-05-14"), QUOTES))
    opened.add(Annotated(Article("b", TEXT, "Again", outlet="Herald", published="2024-05-20"), QUOTES))
    return opened


def test_the_speaker_of_the_address_is_shown_and_counted(said: Store) -> None:
    app = run("quotes", speaker="Ann Hale")
    assert "2 of 4 quotes by Ann Hale" in words(app)


def test_outlets_and_days_narrow_the_quotes(said: Store) -> None:
    app = run("quotes")
    assert "4 of 4 quotes" in words(app)
    app.multiselect(key="quoted-in").set_value(["Herald"]).run()
    assert "2 of 4 quotes" in words(app)
    assert list(app.dataframe[0].value["Quotes"]) == [1, 1]


def test_a_speaker_without_such_quotes_is_said_so_and_stays_in_the_address(said: Store) -> None:
    app = run("quotes", speaker="Nobody Here")
    assert "0 of 4 quotes by Nobody Here" in words(app)
    assert app.selectbox(key="speaker").value == "Nobody Here"


def test_a_quote_is_cited_with_speaker_article_outlet_and_day(said: Store) -> None:
    app = run("quotes", speaker="Ann Hale")
    next(b for b in app.button if b.label == "Cite quote 1").click().run()
    assert app.code[0].value == "“They stay,” — Ann Hale, in “Again”, Herald, 20 May 2024"


def test_what_is_not_known_is_left_out_of_a_citation() -> None:
    row = dict.fromkeys(("speaker_name", "speaker_text", "outlet", "published", "url", "relay", "title"))
    assert (
        citation({**row, "text": "it was so", "label": "MIXED"})
        == "it was so — speaker unknown, in an untitled article, no date"
    )
