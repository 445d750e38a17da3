"""One table as Parquet: typed columns, row group by row group."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from components.exporters.options import Options
from components.model import Annotated
from components.tables import COUNTS, INTEGERS, NUMBERS, TABLES, all_rows

GROUP = 20_000  # rows
CHUNK = 256 * 1024


def export(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """The chunks of the file: numbers as float64, offsets and counts as int64, everything else text, null where unknown."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    columns = TABLES[options.table][:-1]
    schema = arrow.schema([(column, _type(arrow, column)) for column in columns])
    found = iter(all_rows(options.table, annotateds, options.judged, options.events()))
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder, "table.parquet")
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            while group := list(islice(found, GROUP)):
                taken = {column: [_value(column, row[column]) for row in group] for column in columns}
                writer.write_table(arrow.table(taken, schema=schema))
        with open(path, "rb") as made:
            while chunk := made.read(CHUNK):
                yield chunk


def _type(arrow: Any, column: str) -> Any:
    return arrow.float64() if column in NUMBERS else arrow.int64() if column in INTEGERS | COUNTS else arrow.string()


def _value(column: str, value: Any) -> Any:
    """A cell as its column's type; a number that none of them holds (an integer of 400 digits) is infinite."""
    if value is None:
        return None
    if column in NUMBERS:
        try:
            return float(value)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    return value if column in INTEGERS | COUNTS else str(value).encode("utf-8", "replace").decode()
