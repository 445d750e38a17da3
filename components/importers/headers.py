"""The columns of a table before its articles are read: what a person chooses from."""

from __future__ import annotations

import csv
import itertools
import json
from typing import BinaryIO

from components.importers import encoding
from components.importers.csv_rows import first_row

LINE = 1_000_000  # characters of a JSONL line that are looked at


def columns_of(source: BinaryIO, name: str) -> list[str]:
    """The names of a table's columns (of a workbook's first sheet, of a JSONL file's first line); empty where none can be
    read: the importer then says why. The stream is at its start afterwards."""
    ending = name.rsplit(".", 1)[-1].lower()
    try:
        return _READERS[ending](source) if ending in _READERS else []
    except (ValueError, OSError, LookupError, RecursionError, csv.Error):  # a broken file, told when it is read
        return []
    finally:
        source.seek(0)


def _csv(source: BinaryIO) -> list[str]:
    stream = encoding.text_stream(source)
    try:
        return first_row(stream)
    finally:
        stream.detach()


def _workbook(source: BinaryIO) -> list[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_filelike(source).get_sheet_by_index(0).to_python(skip_empty_area=True, nrows=1)
    except CalamineError:
        return []
    return [str(cell) for cell in rows[0]] if rows else []


def _parquet(source: BinaryIO) -> list[str]:
    import pyarrow.parquet as parquet

    return list(parquet.ParquetFile(source).schema_arrow.names)


def _jsonl(source: BinaryIO) -> list[str]:
    stream = encoding.text_stream(source)
    try:
        line = next(
            (line for line in itertools.islice(iter(lambda: stream.readline(LINE), ""), 20) if line.strip()), ""
        )
        record = json.loads(line)
    finally:
        stream.detach()
    return list(record) if isinstance(record, dict) else []


_READERS = {
    **dict.fromkeys(("csv", "tsv"), _csv),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "ods"), _workbook),
    "parquet": _parquet,
    **dict.fromkeys(("jsonl", "ndjson"), _jsonl),
}
