"""Markdown files: front matter gives title, outlet, author, date, address, language and tags; the rest is the text.

The text keeps its markup as written. Only the front matter is left out of it: it is about the article and was never published
with it; a field of it that Dateline has no place for is reported, so that nothing goes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from components.importers import fields, plain
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|$)", re.MULTILINE)
FIELD = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
SETEXT = re.compile(r"\A\s*(\S.*)\n=+[ \t]*(?:\n|\Z)")


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The one article of a markdown file."""
    matter, text = split(plain.whole(source, choices.encoding))
    found: dict[str, str | None] = {}
    for key, value in matter.items():
        field = fields.FIELD_OF.get(key.lower().replace(" ", "_").replace("-", "_"))
        if field is None or field == "text":
            yield Problem(name, f"The front matter's {key!r} was not read: Dateline has no such field.")
        else:
            found.setdefault(field, value)
    found["text"] = text
    if not found.get("title"):
        found["title"] = heading(text)
    yield from fields.article(found, name, fields.name_as_title(name))


def split(raw: str) -> tuple[dict[str, str], str]:
    """Front matter and the text after it; an opening fence that is never closed, or holds no fields, is text."""
    opened = FENCE.match(raw)
    closed = CLOSE.search(raw, opened.end()) if opened else None
    if not opened or not closed:
        return {}, raw
    matter = _matter(raw[opened.end() : closed.start()])
    return (matter, raw[closed.end() :].lstrip("\r\n")) if matter else ({}, raw)


def heading(text: str) -> str | None:
    """The first "# " heading, or a first line underlined with "=".

    >>> heading("Intro\\n\\n# Bridge *closed*\\n")
    'Bridge closed'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found = SETEXT.match(lines) or HEADING.search(lines)
    return re.sub(r"(\*{1,3}|_{1,3}|`)(\S(?:.*?\S)?)\1", r"\2", found[1]) if found else None


def _matter(block: str) -> dict[str, str]:
    """The fields of flat front matter; the items of a list are joined with "; ". Empty if a line is neither."""
    found: dict[str, str] = {}
    last = None
    for line in block.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if field := FIELD.match(line):
            last = field[1]
            found[last] = _unquoted(field[2] or "")
        elif last is not None and (item := ITEM.match(line)):
            found[last] = "; ".join(filter(None, [found[last], _unquoted(item[1])]))
        elif last is not None and line[0] in " \t":
            found[last] = f"{found[last].removeprefix('>').removeprefix('|')} {line.strip()}".strip()
        else:
            return {}
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
