"""All tables as an Excel workbook, a sheet a table: texts stay texts, numbers numbers, and nothing is run as a formula."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from components.exporters.options import Options
from components.model import Annotated
from components.tables import COUNTS, EVENT_TABLES, INTEGERS, NUMBERS, TABLES, Entities, event_rows, rows

ROWS = 1_048_576  # of a sheet
CELL = 32_767  # characters of a cell
NUMERIC = NUMBERS | INTEGERS | COUNTS
EXACT = 10**15  # beyond that Excel rounds a number: it is written as text
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NO_TIME = datetime(1980, 1, 1)
CHUNK = 256 * 1024


class WorkbookError(ValueError):
    """More rows than a sheet can hold."""


def export(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """The chunks of the workbook; it is made row by row on disk. Raises WorkbookError where a table has too many rows."""
    import xlsxwriter

    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "tables.xlsx")
        choices = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        with xlsxwriter.Workbook(str(path), {**choices, "tmpdir": folder}) as book:
            book.set_properties({"created": NO_TIME})  # the same rows make the same bytes
            bold = book.add_format({"bold": True})
            sheets = {table: _Sheet(book.add_worksheet(table), table, bold) for table in TABLES}
            entities = Entities()
            for annotated in annotateds:
                entities.add(annotated, options.judged)
                for table, sheet in sheets.items():
                    if table != "entities":
                        sheet.add(rows(table, annotated, options.judged))
            sheets["entities"].add(entities.rows())
            for account in options.events():
                for table in EVENT_TABLES:
                    sheets[table].add(event_rows(table, account))
        with open(path, "rb") as made:
            while chunk := made.read(CHUNK):
                yield chunk


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, sheet: Any, table: str, bold: Any) -> None:
        self._sheet, self._table, self._row = sheet, table, 0
        self._columns = TABLES[table][:-1]  # no formula is run here, so nothing has to be guarded
        for at, column in enumerate(self._columns):
            sheet.set_column(at, at, 40 if column in ("sentence", "text", "title") else 14)
            sheet.write_string(0, at, column, bold)
        sheet.freeze_panes(1, 1)

    def add(self, found: Iterable[Any]) -> None:
        for row in found:
            self._row += 1
            if self._row >= ROWS:
                raise WorkbookError(
                    f"An Excel sheet holds {ROWS:,} rows and {self._table} has more. Choose fewer articles, CSV or Parquet."
                )
            for at, column in enumerate(self._columns):
                self._write(at, column, row[column])

    def _write(self, at: int, column: str, value: Any) -> None:
        if value is None:
            return
        if column in NUMERIC and isinstance(value, int | float) and abs(value) < EXACT:
            self._sheet.write_number(self._row, at, value)
        else:
            self._sheet.write_string(self._row, at, CONTROL.sub(" ", str(value))[:CELL])
