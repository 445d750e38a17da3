"""Headlines: where they end, and that the toll rests on the body's figure."""

from __future__ import annotations

import pytest

from components.extract import extract
from components.extract.counting.headlines import end_of_title
from components.model import Article
from components.tolls import tolls


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Ten dead in flood\n\nTen people died on Monday.", 17),
        ("Ten people died in a flood on Monday.\n\nThey were asleep.", 0),
        ("Ten dead in flood", 0),
        ("", 0),
        (f"{'A long first line ' * 12}\n\nTen people died.", 0),
    ],
)
def test_a_headline_is_a_short_first_line_without_a_full_stop(text: str, end: int) -> None:
    assert end_of_title(text) == end


def test_the_toll_rests_on_the_count_of_the_body() -> None:
    text = "Ten dead after flood in Dorva\n\nTen people died when a river rose in Dorva on Monday, officials said."
    first, second = [a for a in extract(Article(id="a", text=text)).annotations if a.layer == "figure"]
    assert first.figure.same_as == second.id
    assert tolls([first, second])["KILLED"].figure_ids == (second.id,)
