"""The labels of data/labels.toml: what they are called, how they look, which key adds them. A bad row names its label."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from components.lexicons import DATA
from components.model import LAYERS, Layer

Underline = Literal["solid", "double", "wavy", "dotted", "thick"]
UNDERLINES = ("solid", "double", "wavy", "dotted", "thick")


class LabelError(ValueError):
    """data/labels.toml does not have the form it must have."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label. ``title`` names it on the screen, ``plural`` on a chip, ``tag`` in up to five letters at a highlight;
    ``color`` is the same in the light and the dark theme; ``key`` adds it from the label menu."""

    name: str
    layer: Layer
    title: str
    plural: str
    group: str
    tag: str
    color: str
    underline: Underline
    help: str
    key: str | None = None


@cache
def labels(path: Path = DATA / "labels.toml") -> Mapping[str, Label]:
    """All labels by name, in the order of the file, which is the order of every list on the screen."""
    found: dict[str, Label] = {}
    for name, row in tomllib.loads(path.read_text("utf-8")).items():
        found[name] = _label(name, row, path)
    keys = [label.key for label in found.values() if label.key]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise LabelError(f"{path.name}: keys used by two labels: {', '.join(sorted(twice))}")
    return found


def _label(name: str, row: Mapping[str, Any], path: Path) -> Label:
    known = {f.name for f in fields(Label)} - {"name"}
    if unknown := set(row) - known:
        raise LabelError(f"{path.name}, [{name}]: unknown field {', '.join(sorted(unknown))}")
    if missing := known - {"key"} - set(row):
        raise LabelError(f"{path.name}, [{name}]: missing {', '.join(sorted(missing))}")
    if row["layer"] not in LAYERS or row["underline"] not in UNDERLINES:
        raise LabelError(f"{path.name}, [{name}]: layer is one of {LAYERS}, underline one of {UNDERLINES}")
    return Label(name=name, **row)


def layer_of(name: str) -> Layer:
    """The layer a label belongs to; raises LabelError for a label that labels.toml does not have."""
    if name not in labels():
        raise LabelError(f"there is no label {name!r}; data/labels.toml lists them")
    return labels()[name].layer
