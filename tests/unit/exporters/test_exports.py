"""What leaves: guarded CSV, the same bytes twice, chunks that stream, columns that are explained."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from components.exporters import EXPORTERS, Options, help_of
from components.exporters.columns import ABOUT, readme
from components.exporters.csv_table import CHUNK
from components.importers import csv_rows
from components.model import Annotated, Annotation, Article, EntityValues, Toll
from components.tables import TABLES


def article(text: str = "Hale, said.\n", title: str = "", **values: str) -> Annotated:
    found = Annotation("x", "entity", "PERSON", 0, 4, EntityValues(**values), comment="so\r\nso")
    return Annotated(Article("a1", text, title), (found,), tolls={"KILLED": Toll("KILLED", -1.5)})


def rows_of(table: str, *annotated: Annotated) -> list[dict[str, str]]:
    data = b"".join(EXPORTERS["csv"].export(annotated, Options(table)))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_listed(first: str) -> None:
    (row,) = rows_of("annotations", article(title=f"{first}1+1", name=f"{first}x"))
    assert (row["title"], row["name"], row["guarded"]) == (f"'{first}1+1", f"'{first}x", "title; name")


@pytest.mark.parametrize("cell", ["'=1", " =1", "1=1", "", '"'])
def test_other_cells_are_left_alone(cell: str) -> None:
    (row,) = rows_of("annotations", article(title=cell))
    assert (row["title"], row["guarded"]) == (cell, "")


def test_numbers_are_never_guarded() -> None:
    (row,) = rows_of("tolls", article())
    assert (row["value"], row["guarded"]) == ("-1.5", "")


def test_our_reader_gives_the_cells_back_as_they_were() -> None:
    data = b"".join(EXPORTERS["csv"].export([article(title="=1", name="'=2")], Options(excel=True)))
    (row,) = csv_rows.rows(io.BytesIO(data))
    assert (row["title"], row["name"], row["comment"]) == ("=1", "'=2", "so\r\nso")


def test_the_byte_order_mark_is_for_excel_only() -> None:
    plain, excel = (b"".join(EXPORTERS["csv"].export([], Options(excel=e))) for e in (False, True))
    assert excel == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize("format_", EXPORTERS)
def test_two_exports_are_the_same_to_the_byte(format_: str) -> None:
    first, second = (b"".join(EXPORTERS[format_].export([article()], Options())) for _ in range(2))
    assert first == second


def test_articles_are_asked_for_as_the_bytes_are_taken() -> None:
    asked = 0

    def many() -> Iterator[Annotated]:
        nonlocal asked
        for _ in range(1000):
            asked += 1
            yield article(title="word " * 100)

    next(EXPORTERS["csv"].export(many(), Options()))
    assert asked < 2 * CHUNK / 500


def test_the_zip_holds_every_table_the_texts_and_what_they_mean() -> None:
    data = b"".join(EXPORTERS["zip"].export([article()], Options(excel=True)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [*(f"{t}.csv" for t in TABLES), "articles.jsonl", "README.txt", "datapackage.json"]
        assert archive.testzip() is None
        assert archive.read("quotes.csv").startswith(b"\xef\xbb\xbfquote_id,")
        assert archive.read("README.txt").decode() == readme(Options())
        assert archive.read("articles.jsonl") == b"".join(EXPORTERS["jsonl"].export([article()], Options()))


def test_the_jsonl_has_its_keys_in_order_and_the_raw_text() -> None:
    line = b"".join(EXPORTERS["jsonl"].export([article(title="=1", name="Ünal 😀")], Options()))
    record = json.loads(line)
    assert list(record) == [
        "id", "title", "outlet", "author", "published", "url", "language", "text_version", "text_sha256", "text",
        "annotations", "tolls",
    ]  # fmt: skip
    assert list(record["annotations"][0]) == [
        "id", "layer", "label", "start", "end", "text", "origin", "status", "comment", "name"
    ]  # fmt: skip
    assert (record["title"], record["tolls"]) == ("=1", {"killed": {"value": -1.5, "figure_ids": []}})
    assert "Ünal 😀".encode() in line


@pytest.mark.parametrize(("table", "column"), [(t, c) for t in TABLES for c in TABLES[t]])
def test_every_column_is_explained(table: str, column: str) -> None:
    assert help_of(table, column).endswith(".")
    assert f"  {column} " in readme(Options())


def test_every_table_is_explained() -> None:
    assert ABOUT.keys() == TABLES.keys()
