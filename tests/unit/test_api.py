"""A notebook's way: files in, annotated articles, tables as DataFrames; the README's example runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.api import SkippedWarning, annotate, read, tables

TEXT = "Nine people died when a ferry sank off Halvren on Monday, police said."


def test_a_text_becomes_tables() -> None:
    found = tables(annotate(TEXT))
    assert found["figures"][["label", "value", "source"]].to_dict("records") == [
        {"label": "KILLED", "value": 9.0, "source": "police"}
    ]
    assert found["tolls"]["value"].tolist() == [9]
    assert found["articles"]["words"].tolist() == [13]


def test_a_folder_is_read_and_what_cannot_be_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Ten died."}\n{"id": "y"}\n')
    with pytest.warns(SkippedWarning, match=r"a.jsonl, line 2: No column holds"):
        articles = read(tmp_path)
    assert [a.article.text for a in articles] == ["Ten died.", TEXT]
