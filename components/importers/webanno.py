"""INCEpTION's and WebAnno's TSV 3: a token a line with its offsets, sentences quoted whole, labels as NAME or NAME[7]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from components.importers import encoding, fields, marked
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

TOKEN = re.compile(r"\d+-\d+(?:\.\d+)?\t(\d+)-(\d+)\t")
LABEL = re.compile(r"(.+?)(?:\[(\d+)\])?$")
ESCAPES = re.compile(r"\\([\\\[\]|_;>*nrtbf])")
CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def is_its(head: bytes) -> bool:
    """Whether a .tsv is WebAnno's and no table of articles."""
    return head.lstrip(b"\xef\xbb\xbf").startswith((b"#FORMAT=WebAnno TSV 3", b"#FORMAT=WebAnno TSV"))


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a WebAnno file: its offsets count UTF-16 units, which are turned into code points."""
    stream = encoding.text_stream(source, choices.encoding)
    try:
        lines = [line.rstrip("\r\n") for line in stream]
    finally:
        stream.detach()
    units, marks = _read(lines)
    if not units:
        yield Problem(name, "The file says WebAnno TSV and holds no sentence (#Text=...).")
        return
    text = units.decode("utf-16-le", "replace")
    found = [{**mark, **{edge: _points(units, mark[edge]) for edge in ("start", "end")}} for mark in marks]
    title = fields.title_of(text) or fields.name_as_title(name)
    yield from marked.article({"text": text, "title": title}, found, name, choices)


def _points(units: bytes, offset: int) -> int:
    return len(units[: 2 * offset].decode("utf-16-le", "replace"))


def _read(lines: list[str]) -> tuple[bytes, list[dict[str, Any]]]:
    """The text in UTF-16 and the highlights with offsets in its units."""
    units, waiting = b"", []
    marks: dict[tuple[int, str, str], dict[str, Any]] = {}
    for number, line in enumerate(lines):
        if line.startswith("#Text="):
            waiting.append(ESCAPES.sub(lambda m: CONTROL.get(m[1], m[1]), line.removeprefix("#Text=")))
        elif token := TOKEN.match(line):
            start, end = int(token[1]), int(token[2])
            if waiting:
                missing = 2 * start - len(units)
                gap = "\n" * (missing // 2) if missing > 0 else ""
                units += (gap + "\n".join(waiting)).encode("utf-16-le")
                waiting = []
            for column, cell in enumerate(line.split("\t")[3:]):
                _take(marks, cell, column, start, end, number)
    return units, list(marks.values())


def _take(
    marks: dict[tuple[int, str, str], dict[str, Any]], cell: str, column: int, start: int, end: int, line: int
) -> None:
    """The labels of a cell: those of one number belong to one highlight, those without are of this token alone."""
    for raw in cell.split("|"):
        found = LABEL.match(raw)
        if not found or found[1] in ("_", "*", ""):
            continue
        key = (column, found[2] or f"line {line}", "" if found[2] else found[1])
        mark = marks.setdefault(key, {"label": found[1], "start": start, "end": end})
        mark["end"] = max(end, mark["end"])
