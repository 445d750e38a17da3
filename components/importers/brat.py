"""brat's standoff: a text in one file (.txt), its highlights in another beside it (.ann): T1<tab>PERSON 0 11<tab>Anna Wallis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from components.importers import encoding, fields, marked
from components.importers.choices import Choices
from components.model import Annotated, Problem

ENDING = ".ann"
SETTINGS = (".conf", ".stats_cache")  # what brat keeps beside its texts
LINE = re.compile(r"(T\d+)\t(\S+) (\d+) (\d+)((?:;\d+ \d+)*)(?:\t(.*))?$")
NOTE = re.compile(r"#\d+\t(\w+) (T\d+)\t(.*)$")
PASSED = ("R", "E", "A", "M", "N", "*")  # relations, events, attributes, normalisations: Dateline has no place for them


def marks_of(text: str) -> str:
    """The name of the file with the highlights of a text's file."""
    return text[: -len(".txt")] + ENDING if text.endswith(".txt") else ""


def text_of(marks: str) -> str:
    """The name of the file with the text of a file with highlights."""
    return marks[: -len(ENDING)] + ".txt"


def read(data: bytes, standoff: bytes, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """The article of a text and its highlights; a line that is no highlight is told."""
    codec = choices.encoding or encoding.encoding_of(data[: encoding.HEAD])
    text = encoding.decoded(data, codec)
    marks: dict[str, dict[str, Any]] = {}
    passed = 0
    for number, line in enumerate(encoding.decoded(standoff, "utf-8").splitlines(), 1):
        if found := LINE.match(line):
            marks[found[1]] = _mark(found)
            if _parts(found, text):
                yield Problem(
                    f"{where}, line {number} of its {ENDING}",
                    "A highlight in several pieces: the first to the last were taken as one.",
                )
        elif (note := NOTE.match(line)) and note[2] in marks:
            marks[note[2]]["comment"] = note[3]
        elif line.startswith(PASSED):
            passed += 1
        elif line.strip():
            yield Problem(
                f"{where}, line {number} of its {ENDING}",
                f"No highlight: {line[:60]!r}. Expected T1, a label and two offsets.",
            )
    if passed:
        yield Problem(
            where, f"{passed:,} relations, events and attributes were left out: Dateline has no place for them."
        )
    for mark in marks.values():  # the format has no line ends: brat writes a blank for each
        if mark.get("text") == text[mark["start"] : mark["end"]].replace("\n", " "):
            del mark["text"]
    title = fields.title_of(text) or fields.name_as_title(where.rsplit("/", 1)[-1])
    yield from marked.article({"text": text, "title": title}, marks.values(), where, choices)


def _parts(found: re.Match[str], text: str) -> bool:
    """Whether a highlight leaves words out: pieces that only line ends part are how brat writes one over several lines."""
    edges = [int(n) for n in re.findall(r"\d+", f"{found[4]}{found[5] or ''}")]
    gaps = zip(edges[::2], edges[1::2], strict=False)
    return any(text[end:start].strip("\n") for end, start in gaps)


def _mark(found: re.Match[str]) -> dict[str, Any]:
    pieces = [int(n) for n in re.findall(r"\d+", found[5] or "")]
    mark: dict[str, Any] = {"label": found[2], "start": int(found[3]), "end": max([int(found[4]), *pieces])}
    if found[6] and not pieces:
        mark["text"] = found[6]
    return mark
