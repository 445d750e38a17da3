"""Texts corrected, split and merged from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import workspace
from components.cli import main
from components.model import Annotated, Extraction, Span
from components.store import Store, open_store
from tests.unit.store.making import ANNOTATED, ARTICLE, KILLED, TEXT, accept
from tests.unit.store.test_dividing import LATER


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(workspace, "annotate", lambda article, *_: Extraction((), (Span(0, len(article.text)),)))
    monkeypatch.setenv("DATELINE_DATABASE_URL", f"sqlite:///{tmp_path}/dateline.db")
    store = open_store()
    store.add(ANNOTATED, Extraction((KILLED,), ()))
    store.add(Annotated(LATER))
    workspace.correct(store, "a1", [{**accept(1, KILLED), "n": 1}], "ana", "page")
    return store


def test_a_text_is_corrected_and_what_needs_a_look_is_told(
    ready: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.txt"
    new.write_text(TEXT.replace("at least 31", "at least 13"))
    assert main(["correct", "a1", "--text", str(new), "--dry-run"]) == 0
    assert "'at least 31 people' reads 'at least 13 people' now" in capsys.readouterr().err
    assert ready.text("a1") == TEXT
    assert main(["correct", "a1", "--text", str(new)]) == 1
    assert capsys.readouterr().out == f"a1\t2\t{ARTICLE.title}\n"
    assert len(ready.unplaced("a1")) == 1
    assert main(["correct", "a1", "--take-back"]) == 0
    assert (ready.text("a1"), ready.unplaced("a1")) == (TEXT, [])


def test_an_article_is_split_and_merged_again(ready: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", "a1", "--split", "“We found", "--title", "Bodies found"]) == 0
    first, second = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert (first[0], first[1], second[2]) == ("a1", "2", "Bodies found")
    assert ready.tasks.counts()["waiting"] == 0, "both were extracted anew"
    assert main(["correct", "a1", "--merge", second[0]]) == 0
    assert (ready.text("a1"), ready.ids()) == (TEXT, ["a1", "b1"])
    assert main(["correct", "a1", "--merge", "b1", "--before"]) == 0
    assert ready.text("a1").startswith(LATER.text)
    assert list(ready.check()) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--split", "nowhere to be found"], "stands nowhere in the text"),
        (["--split", "people"], "in more than one place"),
        (["--merge", "none"], "none"),
        (["--text", "missing.txt"], "there is no file missing.txt"),
        (["--take-back"], "nothing was changed in the text"),
    ],
)
def test_what_cannot_be_done_is_told(
    asked: list[str], said: str, ready: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["correct", "a1", *asked]) == 2
    assert said in capsys.readouterr().err
    assert ready.article("a1").text_version == 1
