"""340 short and long texts of our own in 17 languages and 34 encodings: each is read with the right letters."""

from __future__ import annotations

import pytest

from components.importers import Choices, read
from components.importers.encoding import decoded, encoding_of
from components.importers.guessing import codec
from components.model import Annotated, Problem
from tests.unit.importers.encoded import Case, cases


@pytest.mark.parametrize("language", sorted({case.language for case in cases()}))
def test_every_text_is_read_with_its_own_letters(language: str) -> None:
    def is_wrong(case: Case) -> bool:
        return decoded(case.data, encoding_of(case.data)) != case.text

    assert [(c.codec, c.text[:30]) for c in cases() if c.language == language and is_wrong(c)] == []


def test_a_guess_is_told_and_can_be_overruled() -> None:
    data = "При обстреле города погибли двенадцать человек, сообщил губернатор.".encode("koi8-r")
    told, article = read(data, "wire.txt")
    assert isinstance(told, Problem)
    assert "it was read as koi8-r" in told.message
    (other,) = read(data, "wire.txt", choices=Choices(encoding="cp1251"))
    assert isinstance(article, Annotated)
    assert isinstance(other, Annotated)
    assert article.article.text.startswith("При обстреле")
    assert other.article.text.startswith("рТЙ")


def test_letters_encoded_twice_are_put_right_and_told() -> None:
    text = "“Five dead,” said André Núñez of the coast guard in Ålesund."
    told, article = read(text.encode().decode("cp1252", "replace").encode(), "wire.txt")
    assert isinstance(told, Problem)
    assert "encoded twice" in told.message
    assert isinstance(article, Annotated)
    assert "André Núñez" in article.article.text


@pytest.mark.parametrize("name", ["rot13", "hex", "zip", "no-such-thing", "utf-8\x00"])
def test_what_makes_no_text_is_no_encoding(name: str) -> None:
    assert codec(name) is None
