"""The input cut into parts of a few megabytes: the same cuts for the same files, whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from components.corpus import files

SIZE = 2_000_000  # bytes of a part: a few hundred articles, a minute or two of work
MOST = 200  # files of a part
LINES = (".jsonl", ".ndjson")  # files that can be cut between lines
LOOK = 65_536  # bytes that are read at a time to find the end of a line


class PlanError(ValueError):
    """The folder holds a run over another input, or there is nothing to read; the message is for people."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or of a file with a line an article those that begin from byte ``first`` to before ``last``."""

    path: str
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts in their order, each the pieces that one worker reads one after the other."""

    parts: tuple[tuple[Piece, ...], ...]

    def to_json(self) -> bytes:
        """The plan as the output folder keeps it."""
        return json.dumps([[asdict(piece) for piece in part] for part in self.parts], indent=0).encode()


def planned(paths: Sequence[str], size: int = SIZE) -> Plan:
    """The plan for these files and folders, in their order. Raises PlanError where there is no file, OSError."""
    pieces = [piece for path in paths for file, length in files.found(path) for piece in _pieces(file, length, size)]
    if not pieces:
        raise PlanError(f"there is no file to read in {', '.join(paths)}")
    return Plan(tuple(_gathered(pieces, size)))


def kept(plan: Plan, path: str) -> None:
    """Notes the plan in the output folder, or makes sure that the one noted there is the same. Raises PlanError."""
    wanted = plan.to_json()
    if not files.exists(path):
        files.write(path, wanted)
    elif files.read(path) != wanted:
        raise PlanError(
            "the output folder holds a run over other files, or over these as they were before they changed: name another "
            "folder, or empty this one"
        )


def _pieces(path: str, length: int, size: int) -> Iterator[tuple[Piece, int]]:
    """The file's pieces with their lengths; a file with a line an article is cut near every ``size`` bytes."""
    if not path.lower().endswith(LINES) or length <= size:
        yield Piece(path), length
        return
    first = 0
    while first < length:
        last = length if length - first <= size else _line_end(path, first + size, length)
        yield Piece(path, first, last), last - first
        first = last


def _line_end(path: str, at: int, length: int) -> int:
    """Where the line ends that byte ``at`` is in, its end included."""
    while at < length:
        data = files.read(path, at, min(at + LOOK, length))
        end = data.find(b"\n")
        if end >= 0:
            return at + end + 1
        at += len(data)
    return length


def _gathered(pieces: Iterable[tuple[Piece, int]], size: int) -> Iterator[tuple[Piece, ...]]:
    """Pieces in parts of about ``size`` bytes."""
    part: list[Piece] = []
    weight = 0
    for piece, length in pieces:
        if part and (weight + length > size or len(part) >= MOST):
            yield tuple(part)
            part, weight = [], 0
        part.append(piece)
        weight += length
    if part:
        yield tuple(part)
