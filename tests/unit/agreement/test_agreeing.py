"""The agreement of a collection as files, on the command line, and an editor's own reading of a place."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from components import agreeing
from components.cli import main
from components.store import CodingError, Store
from tests.unit.store.test_codings import by, edited, opened
from tests.unit.store.test_settling import coded, settle

__all__ = ["coded", "opened"]


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """One engine is enough here."""
    return sqlite_store


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_report_of_a_collection_as_a_file(coded: Store) -> None:
    (collection,) = coded.collections.all()
    found = agreeing.compared(coded, collection.id)
    rows = {row["name"]: row for row in read(agreeing.agreement_csv(found.lines))}
    assert (found.articles, rows["KILLED"]["exact_f1"], rows["ORG"]["exact_f1"]) == (1, "1.0", "0.0")
    assert (rows["value"]["exact_f1"], rows["GPE"]["kappa"], rows["all labels"]["kappa"]) == ("0.0", "1.0", "")
    assert "two articles" in found.note


def test_the_differences_of_a_collection_as_a_file(coded: Store) -> None:
    settle(coded, 14, "bob")
    (collection,) = coded.collections.all()
    rows = read(agreeing.differences_csv(coded, collection.id))
    assert [(r["start"], r["coder"], r["label"], r["taken"], r["settled_by"]) for r in rows] == [
        ("14", "ada", "KILLED", "bob", "ed"),
        ("14", "bob", "KILLED", "bob", "ed"),
        ("33", "ada", "", "", ""),
        ("33", "bob", "ORG", "", ""),
    ]
    assert "value: 12" in rows[0]["values"]


def test_cells_that_a_spreadsheet_would_run_are_guarded(coded: Store) -> None:
    coded.update_metadata("a", title="=1+1")
    (collection,) = coded.collections.all()
    (row, *_) = read(agreeing.differences_csv(coded, collection.id))
    assert (row["title"], row["guarded"]) == ("'=1+1", "title")


def test_the_command_prints_lines_or_writes_files(coded: Store, tmp_path: Path, capsys: Any) -> None:
    url = coded._engine.url.render_as_string(hide_password=False)
    assert main(["agreement", "fires", "--db", url]) == 0
    told = capsys.readouterr()
    assert "KILLED\teverybody\t1\t2\texact_f1 1.00\toverlap_f1 1.00" in told.out
    assert "two articles" in told.err
    assert main(["agreement", "fires", "--db", url, "-o", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"agreement.csv", "disagreements.csv"}
    assert main(["agreement", "nowhere", "--db", url]) == 2


@pytest.mark.parametrize(("words", "start"), [("Police", 33), ("Police spoke", 33), ("in Lund. Police", 24)])
def test_an_own_reading_is_read_from_the_words_at_the_place(coded: Store, words: str, start: int) -> None:
    place = next(p for p in by(coded, "ed").settling.of("a").open if p.start == 33)
    made = agreeing.own_reading(by(coded, "ed"), "a", place, "NORP", words, "ed")
    assert (made.start, made.end, made.label, made.created_by) == (start, start + len(words), "NORP", "ed")


@pytest.mark.parametrize(
    ("words", "why"), [("", "which words"), ("fire", "does not stand"), ("Paris", "does not stand")]
)
def test_words_that_are_not_at_the_place(coded: Store, words: str, why: str) -> None:
    place = next(p for p in by(coded, "ed").settling.of("a").open if p.start == 33)
    with pytest.raises(CodingError, match=why):
        agreeing.own_reading(by(coded, "ed"), "a", place, "NORP", words, "ed")


def test_a_figure_that_an_editor_states_is_read_by_the_grammar(coded: Store) -> None:
    place = next(p for p in by(coded, "ed").settling.of("a").open if p.start == 14)
    made = agreeing.own_reading(by(coded, "ed"), "a", place, "KILLED", "12 people", "ed")
    assert (made.figure.value, made.figure.unit) == (12, "people")


def test_nothing_is_said_of_a_collection_that_nobody_coded(opened: Store) -> None:
    (collection,) = opened.collections.all()
    edited(opened, "ada", "accept", "k", text="12 people")
    found = agreeing.compared(opened, collection.id)
    assert (found.lines, found.articles) == ((), 0)
    assert "nothing to compare" in found.note
