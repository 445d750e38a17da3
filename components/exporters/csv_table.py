"""One table as CSV: RFC 4180, UTF-8, cells that a spreadsheet would run or change guarded."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from operator import itemgetter

from components.exporters.guard import AS_THEY_ARE, FORMULA, GUARD, NUMERIC, is_changed
from components.exporters.options import Options
from components.model import Annotated
from components.tables import JOINED, TABLES, Row, all_rows

CHUNK = 64 * 1024  # characters


def export(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """The chunks of one table's CSV file; the articles are asked for one by one, in the order of the rows."""
    sheet = Sheet(options.table, options)
    for row in all_rows(options.table, annotateds, options.judged, options.events()):
        sheet.add(row)
        if sheet.full:
            yield sheet.take()
    yield sheet.take()


def opening(options: Options) -> str:
    """What a CSV file begins with before its header: a byte-order mark for Excel, or Excel's own way to name the delimiter."""
    if options.excel:
        return "\ufeff"
    return f"sep={options.delimiter}\r\n" if options.names_delimiter else ""


class Sheet:
    """Rows on their way to CSV: add them, and take the bytes whenever it is full."""

    def __init__(self, table: str, options: Options) -> None:
        self._columns = TABLES[table][:-1]
        self._cells = itemgetter(*self._columns)
        self._changed = [i for i, column in enumerate(self._columns) if column not in AS_THEY_ARE]
        self._texts = [i for i, column in enumerate(self._columns) if column not in NUMERIC]
        self._parts: list[str] = []
        self._length = 0
        self._writer = csv.writer(self, delimiter=options.delimiter)
        self.write(opening(options))
        self._writer.writerow(TABLES[table])

    def write(self, line: str) -> None:
        """Takes a line from the csv module."""
        self._parts.append(line)
        self._length += len(line)

    def add(self, row: Row) -> None:
        """Adds one row of the table."""
        cells = self._cells(row)
        guarded = {i for i in self._texts if cells[i] and cells[i][0] in FORMULA}
        guarded |= {i for i in self._changed if cells[i] and is_changed(cells[i])}
        if not guarded:
            self._writer.writerow((*cells, ""))
            return
        safe = [GUARD + cell if i in guarded else cell for i, cell in enumerate(cells)]
        self._writer.writerow([*safe, JOINED.join(self._columns[i] for i in sorted(guarded))])

    @property
    def full(self) -> bool:
        """Whether it is time to take the bytes."""
        return self._length >= CHUNK

    def take(self) -> bytes:
        """The bytes since the last time."""
        taken = "".join(self._parts).encode("utf-8", "replace")
        self._parts.clear()
        self._length = 0
        return taken
