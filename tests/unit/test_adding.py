"""Articles on their way in: what may be there already is told, days get their year once, the report says what became of each."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from components import adding, workspace
from components.cli import main
from components.importers import Choices, read
from components.model import Annotated, Article, Extraction, Problem
from components.store import Store, open_store

LONG = "The ferry Aurora sank off the cape of Halvren on Monday evening, and nine of the forty people on board were drowned, the coast guard of the town said. "
TEXT = (
    LONG
    + "The search goes on. Divers found the wreck at a depth of sixty metres, and the harbour is closed until noon."
)


def item(id: str, text: str = TEXT, **more: str) -> Annotated:
    return Annotated(Article(id, text, more.pop("title", id), **more))  # type: ignore[arg-type]


def kinds(store: Store, *items: Annotated) -> list[tuple[str, str] | None]:
    return [(twin.kind, twin.article_id) if twin else None for twin in adding.Doubts(store).of(items)]


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(item("first", url="https://example.org/ferry"))
    while store.copies.group():
        pass
    return store


def test_what_may_be_in_the_library_is_told_by_text_address_and_likeness(ready: Store) -> None:
    near = TEXT.replace("sixty metres", "seventy metres")
    assert kinds(
        ready,
        item("other"),
        item("moved", "Ten died.", url="https://example.org/ferry"),
        item("near", near),
        item("new", "Something else altogether happened in Tarn."),
        item("first"),
    ) == [("text", "first"), ("address", "first"), ("copy", "first"), None, None]
    ready.remove("first")
    assert kinds(ready, item("other")) == [None], "what was taken out is no duplicate"


def test_two_that_come_together_are_told_too(store: Store) -> None:
    near = TEXT.replace("sixty metres", "seventy metres")
    root = {"url": "https://example.org/"}
    assert kinds(
        store, item("a"), item("b"), item("c", near), item("d", "One.", **root), item("e", "Two.", **root)
    ) == [
        None,
        ("text", adding.HERE),
        ("copy", adding.HERE),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("HALVREN, Feb 11 (Wire) - Nine people died.", 2013, "2013-02-11"),
        ("Ferry sinks\n\nMonday, 11 February\n\nNine people died.", 2013, "2013-02-11"),
        ("Ferry sinks\n\nMonday, 11 February\n\nNine people died.", 2014, None),
        ("Nine people died on Feb 11, the mayor said.", 2013, None),
        ("HALVREN, Feb 11, 2012 (Wire) - Nine people died.", 2013, None),
    ],
)
def test_a_day_without_a_year_gets_the_one_that_was_asked_for(text: str, year: int, day: str | None) -> None:
    one = item("a", text)
    assert adding.in_year(one, adding.day_told(one), year).article.published == day


def test_a_column_of_days_without_years_is_asked_about(store: Store) -> None:
    found = list(read(b"id,date,text\na,Feb 11,Nine died.\nb,soon,Ten died.\n", "a.csv"))
    told = [one for one in found if isinstance(one, Annotated)]
    days = [adding.day_told(one) for one in told]
    assert [day and day.words for day in days] == ["Feb 11", None]
    assert adding.likely_year([item("x", published="2013-02-12")], [], date(2024, 1, 1)) == 2013
    assert adding.likely_year([], [day for day in days if day], date(2024, 2, 1)) == 2023, "Feb 11 is still to come"


def test_articles_are_there_at_once_and_wait_for_their_highlights(store: Store) -> None:
    results = adding.added_soon(store, [item("a", "Tarn, 5 May 2024\n\nNine died."), item("b", "Ten died.")])
    assert [r.outcome for r in results] == ["added", "added"]
    assert store.article("a").published == "2024-05-05"
    assert (store.tasks.counts()["waiting"], store.tasks.waits("a")) == (2, True)


def test_the_report_says_what_became_of_each_and_runs_nothing_in_a_spreadsheet(store: Store) -> None:
    one = next(i for i in read(b"=1+1 died", "a.txt", choices=Choices(keep=True)) if isinstance(i, Annotated))
    report = adding.Report()
    report.problem(Problem("b.txt", "The file is empty."))
    (result,) = workspace.add(store, [one], do_extract=False)
    report.result(one, result)
    rows = list(csv.DictReader(io.StringIO(report.csv().decode("utf-8-sig"))))
    assert [(r["file"], r["outcome"]) for r in rows] == [("b.txt", "skipped"), ("a.txt", "added")]
    assert rows[1]["article_id"] == result.article_id
    assert not rows[1]["title"].startswith("=")


@pytest.fixture
def wires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspace, "annotate", lambda *_: Extraction((), ()))
    monkeypatch.setenv("DATELINE_DATABASE_URL", f"sqlite:///{tmp_path}/dateline.db")
    (tmp_path / "wires").mkdir()
    (tmp_path / "wires" / "a.txt").write_text("Ferry sinks\n\nHALVREN, Feb 11 (Wire) - " + TEXT)
    (tmp_path / "wires" / "b.jsonl").write_text('{"id": "b", "text": "Ten died."}\n{"id": "c", "text": "Ten died."}\n')
    return tmp_path


@pytest.mark.parametrize("more", [[], ["--no-extract"]])
def test_an_import_tells_duplicates_days_and_writes_its_report(
    wires: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    report = wires / "report.csv"
    assert main(["import", str(wires / "wires"), "--year", "2013", "--report", str(report), *more]) == 1
    said = capsys.readouterr()
    assert "It was left out: the same text as “Ten died.” in" in said.err
    store = open_store()
    assert sorted(filter(None, (store.article(one).published for one in store.ids()))) == ["2013-02-11"]
    rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [(Path(r["file"]).name, r["outcome"]) for r in rows if r["outcome"] == "left_out"] == [
        ("b.jsonl", "left_out")
    ]
    assert len(rows) == 3
    assert main(["import", str(wires / "wires"), "--duplicates", "take", *more]) == 0
    assert len(open_store().ids()) == 3


def test_days_without_a_year_are_counted_where_none_was_given(wires: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(wires / "wires" / "a.txt")])
    assert "1 article with a day without a year (Feb 11); --year sets it" in capsys.readouterr().err
