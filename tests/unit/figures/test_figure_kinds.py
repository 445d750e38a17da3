"""The table of figure kinds and the folder agree, and every label is one of labels.toml."""

from __future__ import annotations

from pathlib import Path

from components.extract import figures
from components.labels import labels


def test_every_module_of_the_folder_is_in_the_table() -> None:
    modules = {p.stem for p in Path(figures.__file__).parent.glob("*.py")} - {"__init__"}
    assert {kind.claim.__module__.rsplit(".", 1)[1] for kind in figures.KINDS} == modules


def test_the_kinds_give_every_figure_label_once() -> None:
    given = [label for kind in figures.KINDS for label in kind.labels]
    assert sorted(given) == sorted(name for name, label in labels().items() if label.layer == "figure")
