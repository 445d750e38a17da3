"""Reads the word lists of data/lexicons and data/gazetteers and the rules of data/rules; a bad row is an error that names file and line.

A list is a tab-separated UTF-8 file: comment lines begin with "#", the first other line names the columns. Where each list
comes from and under which licence stands in data/README.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


class LexiconError(ValueError):
    """A word list does not have the form it must have."""


def read_rows(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of one list, each a dict with exactly ``columns``; raises LexiconError naming file and line."""
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise LexiconError(f"{path.name}, line {number}: columns are {header}, expected {list(columns)}")
        elif len(cells) > len(header) or not cells[0]:
            raise LexiconError(f"{path.name}, line {number}: {len(cells)} cells for {len(header)} columns: {line!r}")
        else:
            rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    if header is None:
        raise LexiconError(f"{path.name}: no line names the columns")
    return tuple(rows)


@cache
def lexicon(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """The rows of data/lexicons/``name``.tsv, whose columns must be ``columns``."""
    return read_rows(DATA / "lexicons" / f"{name}.tsv", columns)


@cache
def gazetteer(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """The rows of data/gazetteers/``name``.tsv, whose columns must be ``columns``."""
    return read_rows(DATA / "gazetteers" / f"{name}.tsv", columns)


@cache
def rules(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """The rows of data/rules/``name``.tsv, whose columns must be ``columns``."""
    return read_rows(DATA / "rules" / f"{name}.tsv", columns)
