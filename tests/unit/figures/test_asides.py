"""The rows of data/rules/asides.tsv: how lines begin that link to another story, or are captions and credits."""

from __future__ import annotations

import re

import pytest

from components.extract import entities, figures, language
from components.lexicons import rules
from components.model import Article
from components.tolls import tolls

ROWS = rules("asides", "name", "opens", "example", "counterexample")
STORY = "Nine people died in a fire at Kelm on Monday, police said.\n\n{}\n\nFirefighters needed six hours."


def killed(line: str) -> object:
    article = Article("aside", STORY.format(line))
    doc = language.parse(article.text)
    found = figures.find(doc, article, entities.find(doc, article, []), [], [])
    assert len([a for a in found if a.figure.value not in (9, 6)]) == 1  # the line's own figure stays visible
    return tolls(found)["KILLED"].value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_what_a_line_beside_the_story_counts_is_not_its_toll(row: dict[str, str]) -> None:
    assert killed(row["example"]) == 9


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_an_example_is_of_its_row_alone_and_a_line_of_the_story_of_none(row: dict[str, str]) -> None:
    opening = [r["name"] for r in ROWS if re.match(r["opens"], row["example"], re.IGNORECASE)]
    assert opening == [row["name"]]
    assert not any(re.match(r["opens"], row["counterexample"], re.IGNORECASE) for r in ROWS)
