"""Articles and rows → chunks of bytes. One module per format, listed in EXPORTERS; what streams in streams out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.exporters import csv_table, csv_zip, jsonl
from components.exporters.columns import help_of
from components.exporters.csv_zip import write_folder
from components.exporters.options import Options
from components.model import Annotated

SHARED = ("columns", "options")  # modules here that are no formats

__all__ = ["EXPORTERS", "SHARED", "Exporter", "Options", "help_of", "write_folder"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: how it is called on the screen, its file ending and media type, and what makes its bytes.

    ``export`` takes the articles in the order of the rows (tables.order_key) and asks for them one by one. ``one_table``
    formats hold the table that the options name.
    """

    title: str
    ending: str
    mime: str
    export: Callable[[Iterable[Annotated], Options], Iterator[bytes]]
    one_table: bool = False


EXPORTERS: Mapping[str, Exporter] = {
    "zip": Exporter("Everything (zip of CSVs and JSONL)", ".zip", "application/zip", csv_zip.export),
    "csv": Exporter("One table (CSV)", ".csv", "text/csv; charset=utf-8", csv_table.export, one_table=True),
    "jsonl": Exporter("Texts and highlights (JSONL)", ".jsonl", "application/x-ndjson", jsonl.export),
}
