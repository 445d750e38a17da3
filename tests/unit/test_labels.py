"""Labels are complete, and their colours can be told from the page and from the quote tint in both themes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from components.extract.entities import LABELS
from components.labels import Label, LabelError, labels, layer_of
from components.model import CASUALTIES

ROW = """[A]
layer = "entity"
kind = "{kind}"
title = "A"
plural = "A"
group = "A"
tag = "a"
color = "#123456"
underline = "solid"
help = "A"
"""
CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


def luminance(color: str) -> float:
    """The relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("label", labels().values(), ids=lambda label: label.name)
def test_a_label_stands_out_from_the_page(label: Label, theme: str) -> None:
    page = tomllib.loads(CONFIG.read_text())["theme"][theme]["backgroundColor"]
    assert contrast(label.color, page) >= 3


def test_every_label_of_the_layers_is_there() -> None:
    assert set(CASUALTIES) <= set(labels())
    assert set(LABELS) <= set(labels())
    assert {layer_of(name) for name in ("PERSON", "DIRECT", "RANGE")} == {"entity", "quote", "figure"}


def test_the_casualty_labels_are_those_of_the_model_whatever_the_screen_calls_their_group() -> None:
    assert {label.name for label in labels().values() if label.kind == "casualty"} == set(CASUALTIES)


def test_labels_of_one_colour_differ_in_their_underline() -> None:
    looks = [(label.color, label.underline) for label in labels().values() if label.layer != "figure"]
    assert len(looks) == len(set(looks))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('[A]\nlayer = "entity"', r"\[A\]: missing"),
        ('[A]\ncolour = "red"', r"\[A\]: unknown field colour"),
        (ROW.format(kind="casualty"), r"\[A\]: kind of the layer entity is one of"),
        (ROW.format(kind="name") + "fits = '('", r"\[A\]: fits is no regular expression"),
    ],
)
def test_a_bad_row_names_its_label(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "labels.toml"
    path.write_text(row)
    with pytest.raises(LabelError, match=says):
        labels(path)


def test_an_unknown_label_is_an_error_that_says_where_labels_live() -> None:
    with pytest.raises(LabelError, match=r"data/labels\.toml"):
        layer_of("KILED")
