"""JSONL: a line an article, with its annotations and tolls where it has them; what the command line writes reads back whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from components.importers import encoding, fields, records
from components.model import Annotated, Article, Problem, ReviewStatus, article_id
from components.text import settle

LINE_LIMIT = 50 * fields.TEXT_LIMIT  # characters of a line, annotations included; a longer one is skipped, not loaded
TOLD = 20  # problems of one article: a wrong text makes one of every annotation
STRINGS = ("outlet", "author")
HALF_PAIR = re.compile(
    r"\\u[dD][89a-fA-F]"
)  # JSON can spell half a surrogate pair, which no file and no store can hold


def read(source: BinaryIO, name: str) -> Iterator[Annotated | Problem]:
    """The articles of a JSONL file, line by line; a line that is no article is a Problem with its number."""
    stream = encoding.text_stream(source)
    try:
        for number, line in enumerate(_lines(stream), 1):
            where = f"{name}, line {number}"
            if len(line) >= LINE_LIMIT:
                yield Problem(where, f"The line is longer than {LINE_LIMIT:,} characters and was skipped.")
            elif line.strip():
                yield from _line(line, where)
    finally:
        stream.detach()


def _lines(stream: Any) -> Iterator[str]:
    while line := stream.readline(LINE_LIMIT):
        yield line
        while len(line) >= LINE_LIMIT and not line.endswith("\n"):
            line = stream.readline(LINE_LIMIT)


def _line(line: str, where: str) -> Iterator[Annotated | Problem]:
    try:
        record = json.loads(line)
        if HALF_PAIR.search(line):
            record = _whole(record)
    except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of thousands of digits
        yield Problem(where, f"The line is no JSON ({error}). Each line should be one object with at least a text.")
        return
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        found = ", ".join(map(str, record))[:200] if isinstance(record, dict) else type(record).__name__
        yield Problem(where, f"An article needs a text; found {found or 'an empty object'}.")
        return
    yield from article(record, where)


def _whole(value: Any) -> Any:
    """A JSON value with U+FFFD for each half of a surrogate pair."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return {_whole(k): _whole(v) for k, v in value.items()} if isinstance(value, dict) else value


def article(record: Mapping[str, Any], where: str) -> Iterator[Annotated | Problem]:
    """The article of one record and a Problem for each part of it that cannot be read."""
    text = settle(record["text"])
    if problem := fields.unusable(text):
        yield Problem(where, problem)
        return
    problems: list[str] = []
    made = _fields(record, text, problems)
    if made.title:
        where = f"{where} ({made.title[:60]})"
    annotations = records.read_annotations(record, made, problems)
    annotated = Annotated(
        article=made,
        annotations=annotations,
        sentences=records.read_sentences(record, made, problems),
        tolls=records.read_tolls(record, problems),
        review_status=_review_status(record),
    )
    yield from (Problem(where, message) for message in problems[:TOLD])
    if len(problems) > TOLD:
        yield Problem(
            where, f"And {len(problems) - TOLD:,} more of this article. Are the offsets those of another text?"
        )
    yield annotated


def _fields(record: Mapping[str, Any], text: str, problems: list[str]) -> Article:
    strings = {
        name: _string(record, name, problems) for name in (*STRINGS, "id", "title", "published", "url", "language")
    }
    plain = Article(
        id=strings["id"] or article_id(text),
        text=text,
        title=(strings["title"] or "")
        if isinstance(record.get("title"), str)
        else fields.title_of(text) or fields.opening(text),
        outlet=strings["outlet"],
        author=strings["author"],
        published=fields.day(strings["published"]),
        url=fields.web_address(strings["url"]),
        language=fields.language_code(strings["language"]) or "en",
    )
    for name, help_ in (("published", "date"), ("url", "address"), ("language", "language")):
        if strings[name] and (
            getattr(plain, name) is None or (name == "language" and not fields.language_code(strings[name]))
        ):
            problems.append(f"{fields.FIELD_HELP[help_]}, found {str(strings[name])[:80]!r}.")
    version, tags = record.get("text_version"), record.get("tags")
    return replace(
        plain,
        text_version=version if type(version) is int and version > 0 else 1,
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
    )


def _string(record: Mapping[str, Any], name: str, problems: list[str]) -> str | None:
    """A field's text on one line; a number (an id, often) as its digits; anything else is reported."""
    value = record.get(name)
    if value is None:
        return None
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        problems.append(f"{name} should be a text, found {type(value).__name__}; it was left out.")
        return None
    return settle(value).replace("\n", " ") or None


def _review_status(record: Mapping[str, Any]) -> ReviewStatus:
    status = record.get("review_status")
    return "in_progress" if status == "in_progress" else "done" if status == "done" else "new"
