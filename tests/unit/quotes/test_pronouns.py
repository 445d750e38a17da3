"""Whom a pronoun means where two stand out alike."""

from __future__ import annotations

import pytest

from components.extract import language
from components.extract.speakers.people import Member, Mention, Places
from components.extract.speakers.pronouns import Heard, meant
from components.extract.words import words

TEXT = "Ana Ruiz met Eva Horn. Later she left."


@pytest.mark.parametrize("made", [("Ana Ruiz", "Eva Horn"), ("Eva Horn", "Ana Ruiz")])
def test_of_two_who_stand_out_alike_the_one_named_first_is_meant_wherever_they_lie_in_memory(
    made: tuple[str, str],
) -> None:
    doc = language.parse(TEXT)
    members = {name: Member(name, "person", "f") for name in made}
    mentions = [
        Mention(TEXT.index(name), TEXT.index(name) + 8, 1, 1.0, members[name]) for name in ("Ana Ruiz", "Eva Horn")
    ]
    she = next(token for token in doc if token.text == "she")
    member, _ = meant(Places(words(doc, TEXT)), Heard(mentions, []), she.idx, she, "f", ("person",))
    assert member.name == "Ana Ruiz"
