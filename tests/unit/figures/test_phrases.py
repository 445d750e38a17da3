"""The table of casualty phrases: what a row means, and that every row can be meant."""

import pytest

from components.extract.counting.phrases import _expression, _side
from components.lexicons import lexicon
from components.model import CASUALTIES

ROWS = lexicon("casualty_phrases", "phrase", "label", "side", "of")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['side']} {row['phrase']}")
def test_a_row_names_a_casualty_label_a_side_and_whom_it_is_told_of(row: dict[str, str]) -> None:
    assert row["label"] in CASUALTIES
    assert row["side"] in ("after", "before", "around")
    assert row["of"] in ("", "persons", "patients", "fighters", "civilians", "police", "anybody")


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
    side = _side("after")
    match = side.found.match(text)
    assert match is not None
    assert side.phrase(match).label == label


def test_four_words_are_no_longer_a_wave() -> None:
    assert _side("after").found.match(" with one two three four wounds") is None
