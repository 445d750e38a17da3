"""JSONL: a line an article, with its annotations and tolls where it has them; what the command line writes reads back whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from components.importers import encoding, fields, json_file
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

LINE_LIMIT = 50 * fields.TEXT_LIMIT  # characters of a line, annotations included; a longer one is skipped, not loaded
HALF_PAIR = re.compile(
    r"\\u[dD][89a-fA-F]"
)  # JSON can spell half a surrogate pair, which no file and no store can hold


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a JSONL file, line by line; a line that is no article is a Problem with its number."""
    stream = encoding.text_stream(source, choices.encoding)
    try:
        for number, line in enumerate(_lines(stream), 1):
            where = f"{name}, line {number}"
            if len(line) >= LINE_LIMIT:
                yield Problem(where, f"The line is longer than {LINE_LIMIT:,} characters and was skipped.")
            elif line.strip():
                yield from _line(line, where, choices)
    finally:
        stream.detach()


def _lines(stream: Any) -> Iterator[str]:
    while line := stream.readline(LINE_LIMIT):
        yield line
        while len(line) >= LINE_LIMIT and not line.endswith("\n"):
            line = stream.readline(LINE_LIMIT)


def _line(line: str, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    try:
        record = json.loads(line)
        if HALF_PAIR.search(line):
            record = _whole(record)
    except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of thousands of digits
        yield Problem(where, f"The line is no JSON ({error}). Each line should be one object with at least a text.")
        return
    yield from json_file.one(record, where, choices)


def _whole(value: Any) -> Any:
    """A JSON value with U+FFFD for each half of a surrogate pair."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return {_whole(k): _whole(v) for k, v in value.items()} if isinstance(value, dict) else value
