"""One part: its articles read, extracted and written, by whichever process takes it. What is written is whole or not there.

The article at work is noted on the side. A process that dies leaves that note; one at which three died is set aside and named.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from components import languages, workspace
from components.corpus import files
from components.corpus.plan import Piece
from components.exporters import EXPORTERS, Options
from components.importers import AS_FOUND, IMPORTERS, Choices, read
from components.model import Annotated, Problem
from components.tables import EVENT_TABLES, TABLES

Form = Literal["jsonl", "parquet"]
Annotate = Callable[[Annotated], tuple[Annotated, tuple[Problem, ...]]]
TRIES = 3  # deaths of a process at one article before it is set aside
BY_ARTICLE = tuple(
    table for table in TABLES if table not in (*EVENT_TABLES, "entities")
)  # those without what spans articles
SIDE = ".dateline"  # the folder, inside of the output, of what a run notes for itself


class PartError(RuntimeError):
    """A part could not be done at all; the message is for people."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where parts are written, and as what: a file of JSONL each, or a file of each table in Parquet; and how the input is to be
    read, where it does not say so itself."""

    folder: str
    form: Form = "jsonl"
    format_in: str | None = None
    choices: Choices = AS_FOUND

    def side(self, *names: str) -> str:
        """The path of something that the run notes for itself."""
        return files.inside(self.folder, SIDE, self.form, *names)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a part: articles and words that were written, how many of them in each other language than English, and what
    could not be read."""

    number: int
    articles: int
    words: int
    foreign: Mapping[str, int]
    problems: tuple[Problem, ...]


def done(output: Output, number: int) -> Done | None:
    """What became of a part that was done before, None where it was not."""
    path = output.side("done", f"{number:06}.json")
    if not files.exists(path):
        return None
    kept = json.loads(files.read(path))
    told = tuple(Problem(*pair) for pair in kept["problems"])
    return Done(number, kept["articles"], kept["words"], kept["foreign"], told)


def do(number: int, pieces: Sequence[Piece], output: Output, annotate: Annotate | None = None) -> Done:
    """Does a part, unless it is done; ``annotate`` (None: the extraction) finds what is in one article. Raises what a broken
    installation raises, and OSError where nothing can be written."""
    before = done(output, number)
    if before is not None:
        return before
    note = _Note(output.side("at", f"{number:06}.json"))
    made: list[Annotated] = []
    problems: list[Problem] = []
    for n, item in enumerate(_items(pieces, output)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        if note.begin(n):
            problems.append(_set_aside(item))
            continue
        annotated, more = (annotate or workspace.annotate_whole)(item)
        made.append(annotated)
        problems += more
    _written(number, made, output)
    foreign = Counter(a.article.language for a in made if a.article.language != languages.ENGLISH)
    found = Done(number, len(made), sum(len(a.article.text.split()) for a in made), foreign, tuple(problems))
    told = [[p.where, p.message] for p in problems]
    record = {"articles": found.articles, "words": found.words, "foreign": foreign, "problems": told}
    files.write(output.side("done", f"{number:06}.json"), json.dumps(record).encode())
    note.forget()
    return found


def _set_aside(item: Annotated) -> Problem:
    where = item.article.title or item.article.id
    return Problem(where, f"It was set aside: {TRIES} processes in a row ended while they read it.")


def _items(pieces: Sequence[Piece], output: Output) -> Iterator[Annotated | Problem]:
    for piece in pieces:
        try:
            data = files.read(piece.path, piece.first, piece.last)
        except OSError as error:
            yield Problem(piece.path, f"The file cannot be read: {error.strerror or error}.")
            continue
        named = output.format_in or ("jsonl" if piece.last is not None else None)
        where = f"{piece.path} from byte {piece.first:,}" if piece.first else piece.path
        yield from read(io.BytesIO(data), where, IMPORTERS[named] if named else None, output.choices)


def _written(number: int, made: Sequence[Annotated], output: Output) -> None:
    name = f"part-{number:06}"
    if output.form == "jsonl":
        files.write(files.inside(output.folder, f"{name}.jsonl"), b"".join(EXPORTERS["jsonl"].export(made, Options())))
        return
    for table in BY_ARTICLE:
        chunks = EXPORTERS["parquet"].export(made, Options(table=table))
        files.write(files.inside(output.folder, table, f"{name}.parquet"), b"".join(chunks))


class _Note:
    """Which article a process is at, and how many ended there before."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._deaths: dict[int, int] = {}
        if files.exists(path):
            kept = json.loads(files.read(path))
            self._deaths = {int(n): count for n, count in kept["deaths"].items()}
            at = int(kept["at"])
            self._deaths[at] = self._deaths.get(at, 0) + 1

    def begin(self, n: int) -> bool:
        """Notes that the process is at an article now; answers whether it must leave it alone."""
        if self._deaths.get(n, 0) >= TRIES:
            return True
        files.write(self._path, json.dumps({"at": n, "deaths": self._deaths}).encode())
        return False

    def forget(self) -> None:
        """The part is done: nothing to remember."""
        files.forget(self._path)
