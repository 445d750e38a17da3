"""What a default opening would change is guarded, and nothing else: pandas and R open the cells themselves."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from components.exporters import EXPORTERS, Options
from components.exporters.guard import FORMULA, LONGEST, is_changed
from components.importers import csv_rows
from components.model import Annotated, Annotation, Article, EntityValues
from tests import cells

R = """
files <- sort(list.files(commandArgs(TRUE), full.names = TRUE))
for (file in files) {
  found <- read.csv(file, encoding = "UTF-8")
  writeLines(enc2utf8(paste(class(found$article_id), found$article_id, class(found$title), found$title, sep = "|")), useBytes = TRUE)
}
"""


@pytest.mark.parametrize("cell", cells.CHANGED)
def test_what_looks_like_a_number_or_a_day_is_changed(cell: str) -> None:
    assert is_changed(cell) or cell[0] in FORMULA


@pytest.mark.parametrize("cell", cells.LEFT_ALONE)
def test_words_are_left_alone(cell: str) -> None:
    assert not is_changed(cell)


@pytest.mark.parametrize("piece", ["1", "1 ", " ", "1.", "1e", "may ", "9i", "$"])
def test_no_cell_holds_it_up(piece: str) -> None:
    assert not is_changed((piece * LONGEST)[: LONGEST - 1] + "x")


def test_pandas_opens_every_cell_as_the_text_that_it_is(tmp_path: Path) -> None:
    for number, cell in enumerate(cells.write(tmp_path, Options("articles"))):
        row = pd.read_csv(tmp_path / f"{number:03}.csv").iloc[0]
        shown = cells.MARK + cell if cell in cells.CHANGED else cell
        assert (row["article_id"], row["title"]) == (shown, shown)


def test_r_opens_every_cell_as_the_text_that_it_is(tmp_path: Path) -> None:
    written = cells.write(tmp_path, Options("articles"))
    done = subprocess.run(["Rscript", "-e", R, str(tmp_path)], capture_output=True, text=True, check=True)
    shown = [cells.MARK + cell if cell in cells.CHANGED else cell for cell in written]
    assert done.stdout.splitlines() == [f"character|{cell}|character|{cell}" for cell in shown]


@pytest.mark.parametrize(
    "options", [Options(), Options(semicolon=True), Options(excel=True), Options(excel=True, semicolon=True)]
)
@pytest.mark.parametrize("ident", ["007", "1234567890123456789", "12e45", "NA"])
def test_a_person_s_id_survives_pandas_and_our_own_reader(ident: str, options: Options) -> None:
    mark = Annotation("161292385e539656", "entity", "DATE", 0, 5, EntityValues())
    data = b"".join(EXPORTERS["csv"].export([Annotated(Article(ident, "May 5", "t"), (mark,))], options))
    skip = 1 if data.startswith(b"sep=") else 0
    opened = pd.read_csv(io.BytesIO(data), skiprows=skip, sep=options.delimiter).iloc[0]
    assert (opened["article_id"], opened["annotation_id"], opened["text"]) == (
        f"'{ident}",
        "'161292385e539656",
        "'May 5",
    )
    (row,) = csv_rows.rows(io.BytesIO(data))
    assert (row["article_id"], row["annotation_id"], row["text"]) == (ident, "161292385e539656", "May 5")


def test_a_first_line_names_the_semicolon_unless_excel_is_told_the_encoding() -> None:
    """Excel drops the byte-order mark, and with it every accent, where a line sep=; follows."""
    plain, marked = (b"".join(EXPORTERS["csv"].export([], Options(excel=e, semicolon=True))) for e in (False, True))
    assert plain.startswith(b"sep=;\r\nannotation_id;article_id;")
    assert marked.startswith(b"\xef\xbb\xbfannotation_id;article_id;")
