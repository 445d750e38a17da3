"""Where the command line writes: one file, a folder, or standard output; nothing half-written is left behind."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from components.exporters import EXPORTERS, Options, write_folder
from components.model import Annotated
from components.tables import TABLES, order_key

STDOUT = "-"
FOLDER = "folder"


class OutputError(ValueError):
    """The output's name does not say what to write, or there is something in its place."""


def format_of(out: str, wanted: str | None = None) -> str:
    """What to write to ``out``: a format of EXPORTERS, by the ending of its name, or "folder" where it has none of theirs.

    ``wanted`` is the format that a person asked for: "csv" is a folder of all tables, a zip file where the name ends so, and
    one table where it ends in .csv. Raises OutputError.
    """
    if out == STDOUT:
        return wanted or "jsonl"
    ending = Path(out).suffix.lower()
    fitting = [(len(e.ending), name) for name, e in EXPORTERS.items() if out.lower().endswith(e.ending)]
    found = max(fitting)[1] if fitting else None  # ".brat.zip" before ".zip"
    if wanted and wanted in EXPORTERS and wanted != "csv" and EXPORTERS[wanted].ending.endswith(ending or "\0"):
        return wanted
    if found and wanted not in (None, found) and (found, wanted) != ("zip", "csv"):
        raise OutputError(f"{out} ends in {ending}, but the format is {wanted}; leave one of them out")
    if found or wanted not in (None, "csv"):
        return found or str(wanted)
    endings = ", ".join(exporter.ending for exporter in EXPORTERS.values())
    if ending and wanted is None and not out.endswith("/") and not Path(out).exists():
        raise OutputError(f"Dateline writes no {ending}; end {out} in one of {endings}, or in / for a folder")
    if Path(out).is_file():
        raise OutputError(f"{out} is a file; name a folder, or a file that ends in one of {endings}")
    return FOLDER


def table_of(out: str, wanted: str | None) -> str:
    """The table of a single CSV file: ``wanted``, or the one that the file is named after, or annotations."""
    return wanted or (Path(out).stem if Path(out).stem in TABLES else "annotations")


def write(out: str, format_: str, annotateds: Iterable[Annotated], options: Options) -> None:
    """Writes the articles in the order in which they come; the file appears under its name when it is whole."""
    if format_ == FOLDER:
        _write_folder(Path(out), annotateds, options)
        return
    write_bytes(out, EXPORTERS[format_].export(annotateds, options))


def write_bytes(out: str, chunks: Iterable[bytes]) -> None:
    """Writes chunks to a file, which appears under its name when it is whole, or to standard output."""
    with _target(out) as file:
        for chunk in chunks:
            file.write(chunk)


def _write_folder(folder: Path, annotateds: Iterable[Annotated], options: Options) -> None:
    """Writes all files beside the folder and puts them in their places when all are whole: an earlier export stays until then."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".dateline-", suffix=".part", dir=folder) as part:
        write_folder(annotateds, Path(part), options)
        for file in sorted(Path(part).iterdir()):
            os.replace(file, folder / file.name)


@contextmanager
def _target(out: str) -> Iterator[BinaryIO]:
    if out == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def in_export_order(annotateds: Iterable[Annotated]) -> Iterator[Annotated]:
    """The articles sorted as tables want them; meanwhile they wait on disk, so that memory does not follow their number."""
    with tempfile.TemporaryFile(prefix="dateline-") as spool:
        places: list[tuple[tuple[str, str], int]] = []
        for annotated in annotateds:
            places.append((order_key(annotated.article), spool.tell()))
            pickle.dump(annotated, spool, pickle.HIGHEST_PROTOCOL)
        for _, at in sorted(places):
            spool.seek(at)
            yield pickle.load(spool)
