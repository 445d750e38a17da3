"""Tables that are no CSV: Excel and OpenDocument workbooks, Parquet; a row an article, columns as for CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from components.importers import columns, fields
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

BATCH = 256  # rows of a Parquet file at a time


def read_workbook(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of every sheet that has a column for the text; a sheet without one is told."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(source)
        names = workbook.sheet_names
    except (CalamineError, ValueError, OSError) as error:
        yield Problem(
            name, f"The workbook cannot be opened ({str(error)[:120]}). Is it whole, and not locked by a password?"
        )
        return
    for sheet in names:
        where = name if len(names) == 1 else f"{name}, sheet {sheet[:40]}"
        try:
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
        except (CalamineError, ValueError, OSError) as error:
            yield Problem(where, f"The sheet cannot be read ({str(error)[:120]}).")
            continue
        if rows:
            yield from _sheet(rows, where, choices)


def _sheet(rows: Sequence[Sequence[Any]], where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    header = [cell(value) or "" for value in rows[0]]
    try:
        places = columns.places(header, choices.columns)
    except columns.HeaderError as error:
        yield Problem(where, str(error))
        return
    yield from columns.doubts(header, places, choices.columns, where)
    yield from _articles(rows[1:], places, where, first=2)


def _articles(
    rows: Iterable[Sequence[Any]], places: columns.Places, where: str, first: int
) -> Iterator[Annotated | Problem]:
    for number, row in enumerate(rows, first):
        found = {field: cell(row[at]) if at < len(row) else None for field, at in places.items()}
        if any(found.values()):
            yield from fields.article(found, f"{where}, row {number}")


def read_parquet(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a Parquet file, read in batches of rows."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    try:
        file = parquet.ParquetFile(source)
        header = file.schema_arrow.names
        places = columns.places(header, choices.columns)
    except columns.HeaderError as error:
        yield Problem(name, str(error))
        return
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield Problem(name, f"The Parquet file cannot be opened ({str(error)[:120]}). Is it whole?")
        return
    yield from columns.doubts(header, places, choices.columns, name)
    number = 1
    try:
        for batch in file.iter_batches(BATCH):
            taken = [column.to_pylist() for column in (batch.column(at) for at in places.values())]
            rows = zip(*taken, strict=True)
            yield from _articles(rows, {field: at for at, field in enumerate(places)}, name, first=number)
            number += batch.num_rows
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield Problem(f"{name}, after row {number - 1}", f"The rest cannot be read ({str(error)[:120]}).")


def cell(value: Any) -> str | None:
    """A cell as text: a day as ISO, a whole number without its ".0", a list as "a; b"; None where it is empty.

    >>> cell(7.0), cell(datetime(2024, 3, 12, 8)), cell(" "), cell(["a", "b"])
    ('7', '2024-03-12', None, 'a; b')
    """
    if value is None or value is False:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value) or None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if str(value).strip() else None
