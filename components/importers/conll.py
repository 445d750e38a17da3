"""CoNLL: a token a line, its label in the last column (IOB or BILUO), blank lines between sentences; -DOCSTART- between articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from components import conllu
from components.importers import encoding, fields, marked
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

TAG = re.compile(r"([BIOLUESM])(?:-(.+))?$")
TEXT_OF = re.compile(r"#\s*text\s*=\s*(.*)$")
NEW = re.compile(r"-DOCSTART-|#\s*(?:newdoc|begin document)")
NO_SPACE_BEFORE = set(".,;:!?)]}%’”'") | {"'s", "n't", "’s", "''"}
NO_SPACE_AFTER = set("([{“‘$£€") | {"``"}


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a CoNLL file. Its texts are put together from the tokens, so blanks are where English has them."""
    stream = encoding.text_stream(source, choices.encoding)
    number, said = 0, 0
    try:
        document = _Document()
        for raw in stream:
            line = raw.rstrip("\r\n")
            if NEW.match(line):
                if document.words:
                    number += 1
                    yield from document.article(f"{name}, article {number}", choices)
                document = _Document()
                document.take(line if line.startswith("#") else "")
            elif not document.take(line):
                said += 1
        if document.words:
            yield from document.article(name if not number else f"{name}, article {number + 1}", choices)
        elif not number:
            yield Problem(name, "No tokens in it: each line should hold a token and its label, such as Anna B-PER.")
    finally:
        stream.detach()
    if said:
        yield Problem(
            name, f"{said:,} lines have no label in their last column and count as outside of every highlight."
        )


class _Document:
    """The tokens of one article on their way to a text and its highlights."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.marks: list[dict[str, Any]] = []
        self._length = 0
        self._glue = True  # the next token follows without a blank
        self._open: dict[str, Any] | None = None
        self._meta: dict[str, str] = {}
        self._exact = False  # what stands between the tokens is said
        self._after = ""

    def take(self, line: str) -> bool:
        """Takes a line; False where its label is none."""
        if not line.strip():
            self._end_sentence()
            return True
        cells = line.split("\t") if "\t" in line else line.split(" ")
        cells = [cell for cell in cells if cell] or [line]
        if line.startswith("#") and ("=" in cells[1:] or not TAG.match(cells[-1])):  # else # is a word of the text
            self._comment(line)
            return True
        numbered = len(cells) >= 10 and re.fullmatch(r"\d+(?:-\d+)?", cells[0])  # CoNLL-U
        word = cells[1] if numbered else cells[0]
        label, glued = _label(cells, bool(numbered))
        if self._exact:
            before, after = conllu.spaces_of(cells[-1])
            self._add(word, label or "O", glued, self._after + before)
            self._after = after
        else:
            self._add(word, label or "O", glued, self._blank(word))
        return label is not None

    def _comment(self, line: str) -> None:
        if found := re.match(r"#\s*(newdoc id|title|published|outlet|url|author|language)\s*=\s*(.*)$", line):
            self._meta[found[1].replace("newdoc ", "")] = found[2]
        self._exact = self._exact or line.lstrip("# ") == conllu.EXACT

    def _blank(self, word: str) -> str:
        """What English has between the last word and this one."""
        return "" if self._glue or word in NO_SPACE_BEFORE else " "

    def _add(self, word: str, tag: str, glued: bool, blank: str) -> None:
        start = self._length + len(blank)
        self.words.append(blank + word)
        self._length = start + len(word)
        self._glue = glued or word in NO_SPACE_AFTER
        found = TAG.match(tag)
        kind, name = (found[1], found[2]) if found else ("O", None)
        if name is None:
            self._open = None
        elif self._open is None or kind in "BUS" or self._open["label"] != name:
            self._open = {"label": name, "start": start, "end": self._length}
            self.marks.append(self._open)
        else:
            self._open["end"] = self._length
        if kind in "LUES":
            self._open = None

    def _end_sentence(self) -> None:
        self._open = None
        if self.words and self.words[-1] != "\n" and not self._exact:
            self.words.append("\n")
            self._length += 1
            self._glue = True

    def article(self, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
        text = "".join(self.words) + self._after
        title = self._meta.get("title") or fields.title_of(text) or fields.opening(text)
        yield from marked.article({**self._meta, "text": text, "title": title}, self.marks, where, choices)


def _label(cells: Sequence[str], numbered: bool) -> tuple[str | None, bool]:
    """The token's label, and whether the next token follows without a blank (CoNLL-U's SpaceAfter=No)."""
    misc = cells[-1] if numbered else ""
    glued = "SpaceAfter=No" in misc
    if numbered:
        found = re.search(r"(?:^|\|)(?:NER|Entity|NE)=([^|]+)", misc)
        return (found[1] if found else "O"), glued
    last = next((cell for cell in reversed(cells[1:]) if TAG.match(cell)), None)
    return last, glued
