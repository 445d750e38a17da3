"""The table of casualty phrases: what a row means; test_rules.py runs every row."""

import pytest

from components.extract.counting.phrases import _expression, side


def test_a_slash_is_either_word_and_a_wave_up_to_three_of_any_kind() -> None:
    assert _expression("with ~ wounds/burns") == r"(?:with) (?:[\w'’-]+ ){0,3}?(?:wounds|burns)"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (" with burns", "INJURED"),
        (" with very serious gunshot wounds", "INJURED"),
        (" have not been found", "MISSING"),
        (", police said, were still in custody", "DETAINED"),
    ],
)
def test_small_words_and_who_says_it_may_stand_before_a_phrase(text: str, label: str) -> None:
    match = side("after").found.match(text)
    assert match is not None
    assert side("after").rule(match).sets == label


def test_four_words_are_no_longer_a_wave() -> None:
    assert side("after").found.match(" with one two three four wounds") is None
