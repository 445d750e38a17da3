"""What goes out in a format comes back as far as the format can carry it: the text and what is known of the article, highlights with
their places and labels, all their values; cells of tables. HTML is to read and print: none of it comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.exporters import EXPORTERS, Options
from components.exporters.marks import apart, facts
from components.exporters.workbook import CELL, CONTROL, EXACT
from components.importers import read
from components.model import Annotated, Annotation
from components.tables import TABLES, all_rows, in_order, standing
from tests.property.test_roundtrip import articles as made

Place = tuple[str, int, int]
WHOLE = ("prodigy", "labelstudio", "w3c", "spacy")  # they carry the full record
FACTS = (*WHOLE, "doccano")
SOME = st.lists(made(), max_size=2, unique_by=(lambda a: a.article.id, lambda a: a.article.text))


def back(name: str, articles: list[Annotated]) -> list[Annotated]:
    data = b"".join(EXPORTERS[name].export(articles, Options()))
    return [item for item in read(data, f"out{EXPORTERS[name].ending}") if isinstance(item, Annotated)]


def trimmed(blanks: str | None) -> Callable[[Annotation, str], Place | None]:
    """A place without the blanks at its edges, which the format has no word for; None where nothing else is in it."""

    def place(a: Annotation, text: str) -> Place | None:
        words = text[a.start : a.end]
        start = a.start + len(words) - len(words.lstrip(blanks))
        end = a.end - len(words) + len(words.rstrip(blanks))
        return (a.label, start, end) if start < end else None

    return place


def places(article: Annotated, place: Callable[[Annotation, str], Place | None]) -> list[Place]:
    return sorted({found for a in standing(article) if (found := place(a, article.article.text))})


def whole(a: Annotation, text: str) -> Place | None:
    return (a.label, a.start, a.end)


@pytest.mark.parametrize(("name", "place"), [(name, whole) for name in FACTS] + [("brat", trimmed("\n"))])
@settings(max_examples=15, deadline=None)
@given(articles=SOME)
def test_labels_and_places_come_back(name: str, place: Any, articles: list[Annotated]) -> None:
    wanted = {a.article.text: places(a, place) for a in articles}
    assert {a.article.text: places(a, place) for a in back(name, articles)} == wanted


@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=15, deadline=None)
@given(articles=SOME)
def test_what_is_known_of_an_article_comes_back(name: str, articles: list[Annotated]) -> None:
    titled = [a for a in articles if a.article.title]
    assert [facts(a) for a in back(name, titled)] == [facts(a) for a in titled]


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=15, deadline=None)
@given(articles=SOME)
def test_every_value_of_a_highlight_comes_back(name: str, articles: list[Annotated]) -> None:
    wanted = {a.article.id: set(standing(a)) for a in articles}
    assert {a.article.id: set(a.annotations) for a in back(name, articles)} == wanted


@settings(max_examples=20, deadline=None)
@given(articles=SOME)
def test_conllu_gives_back_the_text_and_its_entities(articles: list[Annotated]) -> None:
    found = back("conllu", articles)
    assert [a.article.text for a in found] == [a.article.text for a in articles]
    for ours, theirs in zip(articles, found, strict=True):
        kept = apart(a for a in standing(ours) if a.layer == "entity")
        wanted = sorted(filter(None, (trimmed(None)(a, ours.article.text) for a in kept)))
        assert places(theirs, whole) == wanted


@settings(max_examples=20, deadline=None)
@given(articles=SOME)
def test_conll2003_gives_back_the_words_of_the_entities(articles: list[Annotated]) -> None:
    """It has no word for blanks: the words are compared without."""

    def words(found: list[Annotation], text: str) -> list[tuple[str, str]]:
        said = ((a.label, "".join(text[a.start : a.end].split())) for a in found)
        return [pair for pair in said if pair[1]]

    wanted = [words(apart(a for a in standing(a) if a.layer == "entity"), a.article.text) for a in articles]
    assert [words(list(a.annotations), a.article.text) for a in back("conll2003", articles)] == wanted


@settings(max_examples=20, deadline=None)
@given(articles=SOME)
def test_the_zip_reads_back_whole(articles: list[Annotated]) -> None:
    assert back("zip", articles) == articles


@settings(max_examples=10, deadline=None)
@given(articles=SOME, table=st.sampled_from(("annotations", "quotes", "figures", "tolls", "articles", "entities")))
def test_a_workbook_and_parquet_have_the_cells_of_the_rows(articles: list[Annotated], table: str) -> None:
    ordered, options = in_order(articles), Options(table)
    columns = TABLES[table][:-1]
    rows = [[row[column] for column in columns] for row in all_rows(table, ordered)]
    frame = pd.read_parquet(io.BytesIO(b"".join(EXPORTERS["parquet"].export(ordered, options))))
    assert [[_read(cell) for cell in row] for row in frame.to_numpy(dtype=object)] == [
        [_parquet(cell) for cell in row] for row in rows
    ]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(EXPORTERS["xlsx"].export(ordered, options))), read_only=True)
    found = list(book[table].iter_rows(values_only=True))[1:]
    assert [list(row) for row in found] == [[_sheet(cell) for cell in row] for row in rows]


def _read(cell: Any) -> Any:
    return None if cell is None or cell != cell else cell


def _parquet(cell: Any) -> Any:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


def _sheet(cell: Any) -> Any:
    if cell is None:
        return None
    if isinstance(cell, int | float) and abs(cell) < EXACT:
        return pytest.approx(cell, rel=1e-15, abs=0)  # a sheet's numbers have 16 digits
    return CONTROL.sub(" ", str(cell))[:CELL]
