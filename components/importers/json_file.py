"""JSON: a list of articles, an object that holds one, or one article; with our own keys or columns' names as in a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from components.importers import columns, encoding, fields, foreign, own, sheets
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

JSON_LIMIT = 200_000_000  # characters: the whole file is read at once; JSONL streams


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a JSON file; an entry that is no article is a Problem with its number."""
    stream = encoding.text_stream(source, choices.encoding)
    try:
        raw = stream.read(JSON_LIMIT + 1)
    finally:
        stream.detach()
    if len(raw) > JSON_LIMIT:
        yield Problem(
            name, f"The file has more than {JSON_LIMIT:,} characters. Save it as JSONL, which is read line by line."
        )
        return
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        yield Problem(name, f"This is no JSON ({str(error)[:120]}).")
        return
    entries = _entries(value)
    if not entries:
        yield Problem(name, f"No list of articles in it: the file holds {_shape(value)}.")
    for number, entry in enumerate(entries, 1):
        where = name if len(entries) == 1 else f"{name}, entry {number}"
        yield from one(entry, where, choices)


def one(entry: Any, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """The article of one JSON value: ours, another tool's, or a row of fields."""
    if not isinstance(entry, dict):
        yield Problem(where, f"An article should be an object with at least a text, found {type(entry).__name__}.")
        return
    if (reader := foreign.reader_of(entry)) is not None:
        yield from reader(entry, where, choices)
        return
    if "text" in entry and not choices.columns:
        if isinstance(entry["text"], str):
            yield from own.article(entry, where)
        else:
            yield Problem(where, f"an article's text should be a text, found {type(entry['text']).__name__}.")
        return
    header = [key for key, value in entry.items() if isinstance(key, str) and not isinstance(value, dict)]
    try:
        found = columns.places(header, choices.columns)
    except columns.HeaderError as error:
        yield Problem(where, str(error))
        return
    yield from fields.article({field: sheets.cell(entry[header[at]]) for field, at in found.items()}, where)


def _entries(value: Any) -> list[Any]:
    """The list that a JSON file is or holds; one object is one article."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
        is_article = foreign.reader_of(value) is not None or any(
            columns.plain(str(key)) in fields.ALIASES["text"] for key in value
        )
        if lists and not is_article:
            return max(lists, key=len)
        return [value]
    return []


def _shape(value: Any) -> str:
    return "an empty list" if value == [] else f"a {type(value).__name__}"
