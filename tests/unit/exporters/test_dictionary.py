"""The data dictionary of an export: a validator reads every file by it and finds nothing wrong, and says so where something is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from components.exporters import Options, help_of, write_folder
from components.lexicons import DATA
from components.tables import INTEGERS, NUMBERS, TABLES
from tests.golden.test_csv_files import articles, options

OPTIONS = [options(), options(semicolon=True), options(excel=True), options(excel=True, semicolon=True)]


def fields(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}


@pytest.mark.parametrize("chosen", OPTIONS, ids=["plain", "semicolon", "excel", "excel semicolon"])
def test_a_validator_finds_nothing_wrong(chosen: Options, tmp_path: Path) -> None:
    write_folder(articles(), tmp_path, chosen)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    read = {task.name: task.stats.get("rows", 0) for task in report.tasks}
    assert read.keys() == TABLES.keys()
    assert (read["articles"], read["annotations"], read["events"]) == (3, 17, 1)


@pytest.mark.parametrize(
    ("table", "before", "after", "found"),
    [
        ("figures", b",exact,", b",exactly,", "constraint-error"),
        ("annotations", b",quay-1,", b",quay-9,", "foreign-key"),
        ("articles", b"2024-05-14", b"May 14", "type-error"),
    ],
)
def test_a_validator_finds_what_is_wrong(table: str, before: bytes, after: bytes, found: str, tmp_path: Path) -> None:
    write_folder(articles(), tmp_path, options())
    file = tmp_path / f"{table}.csv"
    assert before in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(before, after))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {kind for (kind,) in report.flatten(["type"])} == {found}


def test_every_column_has_its_type_unit_meaning_and_every_label_its_own(tmp_path: Path) -> None:
    write_folder([], tmp_path, Options())
    found = fields(tmp_path)
    assert list(found) == [(table, column) for table, columns in TABLES.items() for column in columns]
    for (table, column), field in found.items():
        assert field["description"] == help_of(table, column)
        assert column not in NUMBERS or field["type"] == "number"
        assert column not in INTEGERS or field["type"] == "integer"
    assert found["figures", "value"]["unit"] == "what the column unit says"
    assert found["tolls", "value"]["unit"] == found["estimates", "best"]["unit"] == "people"
    assert found["annotations", "start"]["unit"] == "Unicode code points"
    labels = found["annotations", "label"]
    assert labels["labels"].keys() == set(labels["constraints"]["enum"])
    assert labels["labels"]["PERSON"].startswith("Person: A person by name")


def test_the_samples_are_valid(tmp_path: Path) -> None:
    from components.api import read

    write_folder(sorted(read(DATA / "samples.jsonl"), key=lambda a: a.article.id), tmp_path, Options())
    assert frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["title", "message"]) == []
