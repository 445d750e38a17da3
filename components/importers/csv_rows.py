"""CSV files: a row an article, columns found by name or a common alias; comma, semicolon, tab or bar between the cells."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from typing import BinaryIO

from components.importers import columns, encoding, fields
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

DELIMITERS = ",;\t|"
GUARD = "'"


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a CSV file, row by row; a row that cannot be read is a Problem with its number in the spreadsheet."""
    stream = encoding.text_stream(source, choices.encoding)
    try:
        yield from _articles(_Records(stream), name, choices)
    except columns.HeaderError as error:
        yield Problem(name, str(error))
    finally:
        stream.detach()


def rows(source: BinaryIO) -> Iterator[dict[str, str]]:
    """The rows of one of our own tables, by column, as they were before the guard: what read_csv of another tool cannot know."""
    stream = encoding.text_stream(source, "utf-8-sig")
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

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(columns.plain(name) in fields.FIELD_OF for name in names), len(names)

    return max(DELIMITERS, key=known)


def _articles(records: _Records, name: str, choices: Choices) -> Iterator[Annotated | Problem]:
    header = next(records, [])
    places = columns.places(header, choices.columns)
    yield from columns.doubts(header, places, choices.columns, name)
    number, named = 1, [f"{at} {cell}" for at, cell in enumerate(header)] if len(set(header)) < len(header) else header
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
        row = unguard(dict(zip(named, cells, strict=False)))
        yield from fields.article({field: row.get(named[at]) for field, at in places.items()}, where)


def first_row(stream: Iterator[str]) -> list[str]:
    """The cells of a CSV stream's first row, by the delimiter that is found."""
    return next(_Records(stream), [])
