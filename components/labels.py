"""The labels of data/labels.toml: what they are called, how they look, which key adds them. A bad row names its label."""

from __future__ import annotations

import re
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
Kind = Literal["name", "time", "quote", "casualty", "weapon", "quantity"]
KINDS: Mapping[Layer, tuple[Kind, ...]] = {
    "entity": ("name", "time"),
    "quote": ("quote",),
    "figure": ("casualty", "weapon", "quantity"),
}


class LabelError(ValueError):
    """data/labels.toml does not have the form it must have."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label. ``kind`` says what it is to the rules, in Python and in the reader; titles and groups are for the screen.

    ``title`` names it, ``plural`` on a chip, ``tag`` in up to five letters at a highlight; ``color`` is the same in the light
    and the dark theme; ``key`` takes it from the label menu with Alt; ``fits`` is a regular expression of the words for which
    the menu offers it first."""

    name: str
    layer: Layer
    kind: Kind
    title: str
    plural: str
    group: str
    tag: str
    color: str
    underline: Underline
    help: str
    key: str | None = None
    fits: str | None = None


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
    if missing := known - {"key", "fits"} - set(row):
        raise LabelError(f"{path.name}, [{name}]: missing {', '.join(sorted(missing))}")
    if row["layer"] not in LAYERS or row["underline"] not in UNDERLINES:
        raise LabelError(f"{path.name}, [{name}]: layer is one of {LAYERS}, underline one of {UNDERLINES}")
    if row["kind"] not in KINDS[row["layer"]]:
        raise LabelError(f"{path.name}, [{name}]: kind of the layer {row['layer']} is one of {KINDS[row['layer']]}")
    _check_fits(name, row.get("fits", ""), path)
    return Label(name=name, **row)


def _check_fits(name: str, pattern: str, path: Path) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise LabelError(f"{path.name}, [{name}]: fits is no regular expression: {error}") from error


def layer_of(name: str) -> Layer:
    """The layer a label belongs to; raises LabelError for a label that labels.toml does not have."""
    if name not in labels():
        raise LabelError(f"there is no label {name!r}; data/labels.toml lists them")
    return labels()[name].layer
