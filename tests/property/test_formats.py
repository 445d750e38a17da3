"""What goes out in a format that carries highlights comes back: their places and labels, and all of them where it has room."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.exporters import EXPORTERS, Options
from components.importers import read
from components.model import Annotated
from components.tables import standing
from tests.property.test_roundtrip import articles as made

WHOLE = ("prodigy", "labelstudio", "w3c")  # they carry the full record
PLACES = (*WHOLE, "doccano", "brat", "spacy")


def back(name: str, articles: list[Annotated]) -> list[Annotated]:
    data = b"".join(EXPORTERS[name].export(articles, Options()))
    return [item for item in read(data, f"out{EXPORTERS[name].ending}") if isinstance(item, Annotated)]


def places(article: Annotated) -> list[tuple[str, int, int]]:
    return sorted({(a.label, a.start, a.end) for a in standing(article)})


@pytest.mark.parametrize("name", PLACES)
@settings(max_examples=15, deadline=None)
@given(articles=st.lists(made(), max_size=2, unique_by=(lambda a: a.article.id, lambda a: a.article.text)))
def test_labels_and_places_come_back(name: str, articles: list[Annotated]) -> None:
    found = back(name, articles)
    wanted = {a.article.text: places(a) for a in articles}
    assert {a.article.text: places(a) for a in found} == wanted


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=15, deadline=None)
@given(articles=st.lists(made(), max_size=2, unique_by=(lambda a: a.article.id, lambda a: a.article.text)))
def test_every_value_of_a_highlight_comes_back(name: str, articles: list[Annotated]) -> None:
    wanted = {a.article.id: set(standing(a)) for a in articles}
    assert {a.article.id: set(a.annotations) for a in back(name, articles)} == wanted
