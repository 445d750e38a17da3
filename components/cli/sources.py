"""What the command line reads: files, folders and standard input, as one stream of articles and problems."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from components.importers import AS_FOUND, IMPORTERS, Choices, Importer, address, brat, importer_of_content, read
from components.importers.encoding import HEAD
from components.model import Annotated, Problem
from components.store import Store

STDIN = "-"
WEB = ("https://", "http://")
STDIN_NAME = "standard input"


class PathError(ValueError):
    """A path on the command line that does not exist."""


@dataclass
class Sources:
    """The articles of ``paths`` in their order, folders with everything in them by name. Iterate it once.

    ``fraction`` says how much of the bytes has been read, 0 to 1, None while nothing is known. Raises PathError when made.
    """

    paths: Sequence[str]
    format: str | None = None
    choices: Choices = AS_FOUND
    _sizes: dict[Path, int] = field(default_factory=dict)
    _before: int = 0
    _open: BinaryIO | None = None

    def __post_init__(self) -> None:
        if not address.is_on() and (addresses := [path for path in self.paths if path.startswith(WEB)]):
            raise PathError(
                f"{addresses[0]} is an address; set {address.SWITCH}=1 to let Dateline read pages from the web"
            )
        missing = [
            path for path in self.paths if path != STDIN and not path.startswith(WEB) and not Path(path).exists()
        ]
        if missing:
            raise PathError(f"there is no {', no '.join(missing)}")
        for path in self.paths:
            if path != STDIN and not path.startswith(WEB):
                self._sizes |= {file: file.stat().st_size for file in _files(Path(path)) if file.is_file()}

    def __iter__(self) -> Iterator[Annotated | Problem]:
        for path in self.paths:
            if path == STDIN:
                yield from self._stdin()
            elif path.startswith(WEB):
                yield from address.read(path)
            else:
                for file in _files(Path(path)):
                    yield from self._file(file)

    @property
    def fraction(self) -> float | None:
        """How much of the files has been read, 0 to 1; None for standard input alone."""
        total = sum(self._sizes.values())
        if not total:
            return None
        at = self._open.tell() if self._open and not self._open.closed else 0
        return min(1.0, (self._before + at) / total)

    def _file(self, file: Path) -> Iterator[Annotated | Problem]:
        try:
            if not file.is_file():  # a pipe or a device would be waited for
                yield Problem(str(file), "This is no regular file and was not read.")
            elif file.suffix != brat.ENDING or not Path(brat.text_of(str(file))).is_file():  # read with its text
                yield from self._regular(file)
        except OSError as error:
            yield Problem(str(file), f"The file cannot be read: {error.strerror or error}.")
        self._open = None
        self._before += self._sizes.get(file, 0)

    def _regular(self, file: Path) -> Iterator[Annotated | Problem]:
        marks = Path(brat.marks_of(str(file)))
        if marks.suffix == brat.ENDING and marks.is_file():
            yield from brat.read(file.read_bytes(), marks.read_bytes(), str(file), self.choices)
            return
        with open(file, "rb") as stream:
            self._open = stream
            yield from read(stream, str(file), IMPORTERS[self.format] if self.format else None, self.choices)

    def _stdin(self) -> Iterator[Annotated | Problem]:
        data = sys.stdin.buffer.read()
        yield from read(io.BytesIO(data), STDIN_NAME, self._stdin_importer(data), self.choices)

    def _stdin_importer(self, data: bytes) -> Importer:
        if self.format:
            return IMPORTERS[self.format]
        name = "jsonl" if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else "pasted"
        return importer_of_content(data[:HEAD]) or IMPORTERS[name]


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or the files of a folder and the folders in it, by name; hidden ones are no input."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def collection_of(store: Store, name: str | None) -> str | None:
    """The id of the collection with this name; raises PathError where there is none."""
    if name is None:
        return None
    known = {collection.name.casefold(): collection.id for collection in store.collections.all()}
    if name.casefold() not in known:
        raise PathError(f"there is no collection “{name}”; there are: {', '.join(sorted(known)) or 'none'}")
    return known[name.casefold()]
