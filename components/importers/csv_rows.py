"""CSV files: a row an article, columns found by name or a common alias; comma, semicolon, tab or bar between the cells."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from components.importers import encoding, fields
from components.model import Annotated, Problem

DELIMITERS = ",;\t|"
OWN_TABLES = {"annotation_id": "annotations.csv", "quote_id": "quotes.csv", "figure_id": "figures.csv"}
GUARD = "'"


class HeaderError(ValueError):
    """The first row does not name a column that can hold the articles' texts."""


def read(source: BinaryIO, name: str) -> Iterator[Annotated | Problem]:
    """The articles of a CSV file, row by row; a row that cannot be read is a Problem with its number in the spreadsheet."""
    stream = encoding.text_stream(source)
    try:
        yield from _articles(_Records(stream), name)
    except HeaderError as error:
        yield Problem(name, str(error))
    finally:
        stream.detach()


def rows(source: BinaryIO) -> Iterator[dict[str, str]]:
    """The rows of one of our own tables, by column, as they were before the guard: what read_csv of another tool cannot know."""
    stream = encoding.text_stream(source)
    try:
        records = _Records(stream)
        header = next(records, [])
        for cells in records:
            yield unguard(dict(zip(header, cells, strict=True)))
    finally:
        stream.detach()


def unguard(row: dict[str, str]) -> dict[str, str]:
    """``row`` without the leading ' of the cells that its ``guarded`` cell lists; others keep theirs.

    >>> unguard({"title": "'=1+1", "text": "'tis", "guarded": "title"})
    {'title': '=1+1', 'text': "'tis", 'guarded': 'title'}
    """
    listed = {column.strip() for column in (row.get("guarded") or "").split(";")}
    return {column: cell.removeprefix(GUARD) if column in listed else cell for column, cell in row.items()}


class _Records:
    """The records of a CSV stream; remembers the lines of the last one, to tell a quotation mark that is never closed."""

    def __init__(self, stream: Iterator[str]) -> None:
        csv.field_size_limit(
            min(sys.maxsize, 2**31 - 1)
        )  # a cell holds a whole article; the module's own limit is 128 kB
        self._lines = stream
        self._seen: list[str] = []
        first = next(stream, "")
        if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == 5:  # Excel's own way to name the delimiter
            self.delimiter, first = first[4], next(stream, "")
        else:
            self.delimiter = _delimiter(first)
        self._first: str | None = first
        self._reader = csv.reader(self._each(), delimiter=self.delimiter)

    def _each(self) -> Iterator[str]:
        if self._first:
            self._seen.append(self._first)
            yield self._first
        for line in self._lines:
            self._seen.append(line)
            yield line

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._seen.clear()
        return next(self._reader)

    @property
    def unclosed(self) -> bool:
        """Whether the last record has an odd number of quotation marks over several lines."""
        return len(self._seen) > 1 and sum(line.count('"') for line in self._seen) % 2 == 1


def _delimiter(header: str) -> str:
    """The delimiter that finds the most columns we know in the header, then the most columns."""

    def columns(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(_column(name) in fields.FIELD_OF for name in names), len(names)

    return max(DELIMITERS, key=columns)


def _column(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").split())


def _articles(records: _Records, name: str) -> Iterator[Annotated | Problem]:
    header = next(records, [])
    places = _places([_column(cell) for cell in header], header)
    number = 1
    while True:
        number += 1
        where = f"{name}, row {number}"
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(where, f"The row cannot be read as CSV ({error}).")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            yield Problem(where, f"The row has {len(cells)} cells for {len(header)} columns. Is its text quoted?")
            continue
        if records.unclosed:
            yield Problem(where, "A quotation mark opens here and is never closed: all lines after it are in this row.")
        row = unguard(dict(zip(header, cells, strict=False)))
        yield from fields.article({field: row.get(column) for field, column in places.items()}, where)


def _places(names: Sequence[str], header: Sequence[str]) -> dict[str, str]:
    """The column of each field that the header has; raises HeaderError where none can hold the text."""
    if names and names[0] in OWN_TABLES:
        raise HeaderError(
            f"This is the {OWN_TABLES[names[0]]} of an export: its rows are highlights, not articles. "
            "Import the articles.jsonl of the same export."
        )
    if "characters" in names and "text_sha256" in names:
        raise HeaderError(
            "This is the articles.csv of an export, which holds no texts. Import the articles.jsonl of the same export."
        )
    places = {}
    for field, aliases in fields.ALIASES.items():
        if column := next((header[names.index(alias)] for alias in aliases if alias in names), None):
            places[field] = column
    if "text" not in places:
        found = ", ".join(cell.strip()[:40] or "(no name)" for cell in header[:20]) or "none"
        raise HeaderError(
            f"No column holds the articles' text. Columns found: {found}. "
            f"Name one of them text ({', '.join(fields.ALIASES['text'][4:7])} will do too)."
        )
    return places
