"""Every file of an export is, to the byte, what tests/golden/csv/expected holds.

After a wanted change: python -m tests.golden.test_csv_files writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from components.exporters import EXPORTERS, Options, write_folder
from components.exporters.csv_zip import files
from components.importers import csv_rows, read
from components.model import Annotated
from components.tables import TABLES, in_order

HERE = Path(__file__).parent / "csv"
EXPECTED = HERE / "expected"


def articles() -> list[Annotated]:
    found = list(read((HERE / "articles.jsonl").read_bytes(), "articles.jsonl"))
    return in_order(f for f in found if isinstance(f, Annotated))


@pytest.mark.parametrize("name", files())
def test_a_file_of_the_export_is_as_it_was(name: str, tmp_path: Path) -> None:
    assert write_folder(articles(), tmp_path, Options()) == 3
    assert (tmp_path / name).read_bytes() == (EXPECTED / name).read_bytes()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("excel", [False, True])
def test_a_table_alone_is_the_file_of_the_zip(table: str, excel: bool) -> None:
    alone = b"".join(EXPORTERS["csv"].export(articles(), Options(table, excel)))
    assert alone == (b"\xef\xbb\xbf" if excel else b"") + (EXPECTED / f"{table}.csv").read_bytes()


def test_only_judged_rows_are_the_rows_that_a_person_judged(tmp_path: Path) -> None:
    write_folder(articles(), tmp_path, Options(judged=True))
    found = {}
    for table in TABLES:
        with open(tmp_path / f"{table}.csv", "rb") as file:
            found[table] = len(list(csv_rows.rows(file)))
    assert found == {"annotations": 6, "quotes": 1, "figures": 2, "tolls": 1, "entities": 2, "articles": 3}


if __name__ == "__main__":
    write_folder(articles(), EXPECTED, Options())
