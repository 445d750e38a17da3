"""Whom a mention means, asked of the cast directly."""

from __future__ import annotations

import pytest

from components.extract import entities, language
from components.extract.speakers import SURE, Cast
from components.extract.speakers.nouns import gender_of, is_outlet
from components.model import Article


def cast_of(text: str) -> Cast:
    doc = language.parse(text)
    return Cast(doc, text, entities.find(doc, Article(id="cast", text=text), []))


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Prime Minister Ingrid Berg left. Then Berg spoke.", "Berg spoke", "Ingrid Berg"),
        ("Prime Minister Ingrid Berg met Paul Lang. The prime minister spoke.", "The prime minister", "Ingrid Berg"),
        ("Ingrid Berg met Paul Lang. She spoke.", "She", "Ingrid Berg"),
        ("Ingrid Berg met Paul Lang. He spoke.", "He", "Paul Lang"),
        ("A nurse came out. She spoke.", "She", "A nurse"),
    ],
)
def test_mentions_mean_the_right_person(text: str, mention: str, name: str) -> None:
    start = text.rindex(mention)
    end = start + len(mention.removesuffix(" spoke"))
    assert cast_of(text).resolve(start, end).name == name


def test_a_pronoun_between_two_women_is_a_guess() -> None:
    text = "Ingrid Berg met Anna Lang. She spoke."
    assert cast_of(text).resolve(text.index("She"), text.index("She") + 3).score < 0.85


def test_a_pronoun_without_anybody_stays_itself() -> None:
    text = "It rained. She spoke."
    who = cast_of(text).resolve(11, 14)
    assert (who.name, who.score < SURE) == ("She", True)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Angela Merkel", "f"), ("Merkel", None), ("Ban Ki-moon", "m"), ("Mr. Osei", "m"), ("Jordan Lee", None)],
)
def test_gender_of_a_name(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize(("name", "outlet"), [("AFP", True), ("the Wall Street Journal", True), ("Kremlin", False)])
def test_outlets(name: str, outlet: bool) -> None:
    assert is_outlet(name) is outlet
