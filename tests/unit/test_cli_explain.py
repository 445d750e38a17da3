"""python -m components explain: every figure with the words and the rule of each value, or who set it and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import workspace
from components.cli import main
from components.model import Annotated, Article, Edit
from components.store import open_store

TEXT = "The blast claimed the lives of at least 12 soldiers near Sidra, the army said."


def said(out: str, field: str) -> str:
    return next(" ".join(line.split()) for line in out.splitlines() if line.strip().startswith(f"{field} "))


def test_a_file_s_figures_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["explain", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert "KILLED “at least 12 soldiers” at 31, suggested" in out
    assert said(out, "label").startswith("label KILLED “claimed the lives” ")
    assert said(out, "label").endswith("[casualties.mark]")
    assert said(out, "place").startswith("place Sidra “Sidra” ")


def test_what_an_analyst_set_says_who_and_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/d.db"
    store = open_store(url)
    (added,) = workspace.add(store, [Annotated(Article("a1", TEXT))])
    figure = next(a for a in store.annotated("a1").annotations if a.label == "KILLED")
    data = {"values": {"place": "Orlo"}, "text": TEXT[figure.start : figure.end]}
    edit = Edit("o1", "a1", "set", figure.id, data, None, "g", "ana", "2024-05-01T10:20:30Z", "c", 1)
    store.append("a1", "c", [edit], "ana")
    store.close()
    assert main(["explain", "--article", "a1", "--db", url]) == 0
    out = capsys.readouterr().out
    assert added.article_id == "a1"
    assert said(out, "place").startswith("place Orlo set by ana on 20")
    assert said(out, "source").startswith("source army “army” ")


def test_a_name_that_a_rule_changed_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Rockets fell in the Golan on Monday.")
    assert main(["explain", str(tmp_path / "a.txt")]) == 0
    told = capsys.readouterr().out.partition("Names that are not as the model found them:")[2]
    assert "LOC “Golan” at 20" in told
    assert "Was NORP: " in told
    assert "[places.settle]" in told


def test_nothing_to_explain_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 2
    assert "--article ID" in capsys.readouterr().err
