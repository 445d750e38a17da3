"""A bad row of a word list names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.lexicons import LexiconError, read_rows


def test_comments_and_blank_lines_are_skipped_and_missing_cells_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text("# why\nphrase\tbound\n\nat least\tat_least\nsome\n")
    assert read_rows(path, ("phrase", "bound")) == (
        {"phrase": "at least", "bound": "at_least"},
        {"phrase": "some", "bound": ""},
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("phrase\na\tb\n", r"cues\.tsv, line 2: 2 cells for 1 columns"),
        ("word\n", r"cues\.tsv, line 1: columns are \['word'\]"),
        ("# nothing\n", "no line names the columns"),
    ],
)
def test_a_bad_row_names_file_and_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text(content)
    with pytest.raises(LexiconError, match=says):
        read_rows(path, ("phrase",))
