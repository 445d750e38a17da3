"""Layouts of casualty recorders' tables: data/codebooks/NAME.toml, their columns, codes and rule for vague words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from components.lexicons import DATA

FOLDER = DATA / "codebooks"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``fact`` names what it is made of ("" where it stays empty), ``says`` what it means."""

    name: str
    fact: str
    says: str


@dataclass(frozen=True, slots=True)
class Layout:
    """``vague`` is what vague words count as, by the least that Dateline gives them, ``vague_says`` that rule in a sentence; ``codes`` are
    vocabularies by what they code (place, day, kind); ``days`` is how days are written: iso or words."""

    name: str
    title: str
    columns: tuple[Column, ...]
    vague: Mapping[str, int]
    vague_says: str
    codes: Mapping[str, Mapping[str, str | int]]
    days: str


@cache
def layout(name: str) -> Layout:
    """The layout of data/codebooks/``name``.toml. Raises OSError, KeyError and ValueError where that file is not as it must be."""
    found = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    columns = tuple(Column(**column) for column in found["columns"])
    return Layout(
        name, found["title"], columns, found["vague"], found["vague_says"], found.get("codes", {}), found["days"]
    )


def names() -> list[str]:
    """The layouts that there are."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))
