"""Every file of an export is, to the byte, what tests/golden/csv/expected holds.

After a wanted change: python -m tests.golden.test_csv_files writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components.events.account import Account, account
from components.events.claim import claim_of
from components.events.estimates import ByHand
from components.events.model import Event
from components.exporters import EXPORTERS, Options, write_folder
from components.exporters.csv_zip import files
from components.importers import csv_rows, read
from components.model import CASUALTIES, Annotated
from components.tables import EVENT_TABLES, TABLES, all_rows, in_order

HERE = Path(__file__).parent / "csv"
EXPECTED = HERE / "expected"


EVENT = Event(
    "e-crane",
    "Crane at the Quay",
    kind="accident",
    place="Quay",
    country="PT",
    lat=38.7,
    lon=-9.1,
    place_precision="town",
    first_day="2024-05-13",
    last_day="2024-05-13",
    day_precision="day",
    why="One article tells of it.",
)


def articles() -> list[Annotated]:
    found = list(read((HERE / "articles.jsonl").read_bytes(), "articles.jsonl"))
    return in_order(f for f in found if isinstance(f, Annotated))


def accounts() -> list[Account]:
    claims = [claim_of(row) for row in all_rows("figures", articles()) if row["article_id"] == "quay-1"]
    hand = ByHand("KILLED", "best", 15, "Counted on the list of names", "mina")
    return [account(EVENT, [c for c in claims if c.label in CASUALTIES], set_estimates=[hand])]


def options(**more: Any) -> Options:
    return Options(events=accounts, **more)


@pytest.mark.parametrize("name", files())
def test_a_file_of_the_export_is_as_it_was(name: str, tmp_path: Path) -> None:
    assert write_folder(articles(), tmp_path, options()) == 3
    assert (tmp_path / name).read_bytes() == (EXPECTED / name).read_bytes()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("excel", [False, True])
def test_a_table_alone_is_the_file_of_the_zip(table: str, excel: bool) -> None:
    alone = b"".join(EXPORTERS["csv"].export(articles(), options(table=table, excel=excel)))
    assert alone == (b"\xef\xbb\xbf" if excel else b"") + (EXPECTED / f"{table}.csv").read_bytes()


def test_only_judged_rows_are_the_rows_that_a_person_judged(tmp_path: Path) -> None:
    write_folder(articles(), tmp_path, options(judged=True))
    found = {}
    for table in TABLES:
        with open(tmp_path / f"{table}.csv", "rb") as file:
            found[table] = len(list(csv_rows.rows(file)))
    assert found == {
        "annotations": 6,
        "quotes": 1,
        "figures": 2,
        "tolls": 1,
        "entities": 2,
        "articles": 3,
        **dict.fromkeys(EVENT_TABLES, 0),
        "events": 1,
        "estimates": 2,
        "claims": 2,
    }


if __name__ == "__main__":
    write_folder(articles(), EXPECTED, options())
