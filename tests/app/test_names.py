"""The page of names and what the others show of it: found by every name, corrected, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.identity import Decision, entity_id
from components.model import Annotated, Annotation, Article, EntityValues, QuoteValues, Span
from components.store import Store, open_store

TEXT = "Odile Marn spoke. “We will rebuild,” said the Governor. O. Marn left."
MARN = entity_id("Odile Marn", "PERSON")


def entity(words: str, name: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(f"p{start}", "entity", "PERSON", start, start + len(words), EntityValues(name))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """One article with one person, renamed and renamed again."""
    url = f"sqlite:///{tmp_path}/dateline.db"
    monkeypatch.setenv("DATELINE_DATABASE_URL", url)
    st.cache_resource.clear()
    st.cache_data.clear()
    opened = open_store(url)
    quote = Annotation("q", "quote", "DIRECT", 19, 35, QuoteValues(speaker_name="Odile Marn"))
    found = (
        entity("Odile Marn", "Odile Marn"),
        entity("the Governor", "Odile Marn"),
        entity("O. Marn", "O. Marn"),
        quote,
    )
    opened.add(Annotated(Article("a", TEXT, "Rebuilding"), found, (Span(0, len(TEXT)),)))
    yield opened
    opened.close()
    st.cache_resource.clear()


def run(page: str, **query: str) -> AppTest:
    app = AppTest.from_string(f"from components.pages import {page}\n{page}.page()", default_timeout=60)
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def rename(store: Store, *names: str) -> None:
    for n, name in enumerate(names):
        store.names.decide(Decision(f"d{n}", "rename", {"entity": MARN, "name": name, "label": "PERSON"}), n)


@pytest.mark.parametrize("words", ["odile", "governor", "first name", "ågot", "agot"])
def test_names_and_quotes_are_found_by_every_name_that_somebody_has_or_had(store: Store, words: str) -> None:
    rename(store, "First Name", "Ågot Sund")
    names = run("names", who=words)
    assert [b.label for b in names.button if (b.key or "").startswith("open-")] == ["Ågot Sund"]
    quotes = run("quotes", said=words)
    assert list(quotes.dataframe[0].value["Speaker"]) == ["Ågot Sund"]
