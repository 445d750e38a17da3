"""Everything in one go: all tables as CSV, articles.jsonl with the texts and a README, as a zip file or as a folder."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from components.exporters import jsonl
from components.exporters.columns import readme
from components.exporters.csv_table import Sheet
from components.exporters.dictionary import dictionary
from components.exporters.options import Options
from components.model import Annotated
from components.tables import EVENT_TABLES, TABLES, Entities, event_rows, rows

JSONL = "articles.jsonl"
README = "README.txt"
DICTIONARY = "datapackage.json"
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows: the same rows make the same bytes
CHUNK = 256 * 1024


def export(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """The chunks of the zip file. The articles are gone over once; the tables wait on disk, not in memory."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        write_folder(annotateds, Path(folder), options)
        yield from _zipped(Path(folder))


def files() -> list[str]:
    """The names in the zip file, in their order."""
    return [*(f"{table}.csv" for table in TABLES), JSONL, README, DICTIONARY]


def write_folder(annotateds: Iterable[Annotated], folder: Path, options: Options) -> int:
    """Writes all files into ``folder`` (made where it is missing) in one pass over the articles; returns how many there were."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = {table: Sheet(table, options) for table in TABLES}
    entities, count = Entities(), 0
    with ExitStack() as stack:
        out = {name: stack.enter_context(open(folder / name, "wb")) for name in files()}
        for annotated in annotateds:
            count += 1
            out[JSONL].write(jsonl.line(annotated, options.judged))
            entities.add(annotated, options.judged)
            for table, sheet in sheets.items():
                if table != "entities":
                    for row in rows(table, annotated, options.judged):
                        sheet.add(row)
                        if sheet.full:
                            out[f"{table}.csv"].write(sheet.take())
        for row in entities.rows():
            sheets["entities"].add(row)
        for account in options.events():
            for table in EVENT_TABLES:
                for row in event_rows(table, account):
                    sheets[table].add(row)
                out[f"{table}.csv"].write(sheets[table].take())
        for table, sheet in sheets.items():
            out[f"{table}.csv"].write(sheet.take())
        out[README].write(readme(options).encode())
        out[DICTIONARY].write(dictionary(options))
    return count


def _zipped(folder: Path) -> Iterator[bytes]:
    buffer = Chunks()
    with zipfile.ZipFile(buffer.file, "w") as archive:
        for name in files():
            info = zipfile.ZipInfo(name, NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, wherever it is made: equal bytes on every system
            info.external_attr = 0o644 << 16
            info.file_size = (folder / name).stat().st_size  # beyond 2 GB, zipfile must know before it begins
            with open(folder / name, "rb") as source, archive.open(info, "w") as member:
                while chunk := source.read(CHUNK):
                    member.write(chunk)
                    yield buffer.take()
    yield buffer.take()


class Chunks:
    """A file that can only be written, whose bytes are taken as they come: zipfile then streams."""

    def __init__(self) -> None:
        self._bytes = BytesIO()

    @property
    def file(self) -> IO[bytes]:
        """Itself, as what zipfile takes: it only writes and flushes."""
        return cast("IO[bytes]", self)

    def write(self, data: bytes) -> int:
        return self._bytes.write(data)

    def flush(self) -> None:
        """Nothing to flush: the bytes are taken."""

    def take(self) -> bytes:
        taken = self._bytes.getvalue()
        self._bytes.seek(0)
        self._bytes.truncate()
        return taken
