"""Files in the encodings that news comes in are read; what is no text is told by what it looks like."""

from __future__ import annotations

import pytest

from components.importers import read
from components.model import Annotated, Problem

TEXT = "Ferry sinks off Ålesund\n\n“Five dead,” said Ms Ünal – a dozen hurt.\n"
ARABIC = "غرقت العبارة قبالة الساحل وقتل خمسة أشخاص على الأقل\n"


def only(data: bytes, name: str = "wire.txt") -> Annotated | Problem:
    (found,) = read(data, name)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding: str, line_end: str) -> None:
    found = only(TEXT.replace("\n", line_end).encode(encoding))
    assert isinstance(found, Annotated)
    assert found.article.text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_scripts_beyond_latin_are_read(encoding: str) -> None:
    found = only((ARABIC * 3).encode(encoding))
    assert isinstance(found, Annotated)
    assert found.article.text == ARABIC * 3


def test_a_stray_windows_byte_in_utf_8_spoils_nothing_else() -> None:
    found = only("“Five” dead in Ålesund, ".encode() + b"it\x92s said\n")
    assert isinstance(found, Annotated)
    assert found.article.text == "“Five” dead in Ålesund, it’s said\n"


def test_bytes_that_windows_1252_leaves_open_become_blanks() -> None:
    found = only(b"caf\xe9 \x81 closed")
    assert isinstance(found, Annotated)
    assert found.article.text == "café   closed"


def test_a_few_nuls_become_blanks() -> None:
    found = only(b"Five people\x00died in the fire on Monday, the city said.\n")
    assert isinstance(found, Annotated)
    assert found.article.text == "Five people died in the fire on Monday, the city said.\n"


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (bytes(range(256)) * 8, "a binary file"),
        (b"\x00" * 500, "a binary file"),
    ],
)
@pytest.mark.parametrize("name", ["wire.txt", "wire.csv", "wire.jsonl", "wire.bin"])
def test_a_binary_file_is_told_by_what_it_looks_like(data: bytes, looks_like: str, name: str) -> None:
    found = only(data, name)
    assert isinstance(found, Problem)
    assert found.where == name
    assert f"looks like {looks_like}" in found.message


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "wire.txt", "empty"),
        (b" \r\n\t", "wire.txt", "no text"),
        (b"Five dead", "wire.blob", ".txt, .text, .md"),
        (b"Five dead", "wire", "no ending"),
    ],
)
def test_what_cannot_be_an_article_is_a_plain_message(data: bytes, name: str, says: str) -> None:
    found = only(data, name)
    assert isinstance(found, Problem)
    assert says in found.message


def test_ten_megabytes_are_an_article_and_more_than_the_limit_is_a_problem() -> None:
    line = b"The river rose by a hand's breadth that night.\n"
    large, too_large = only(line * 220_000), only(line * 450_000)
    assert isinstance(large, Annotated)
    assert len(large.article.text) > 10_000_000
    assert isinstance(too_large, Problem)
    assert "20,000,000" in too_large.message
