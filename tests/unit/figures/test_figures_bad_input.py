"""Numbers that cannot be: read or left alone, never an exception, never a wrong silent value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.extract import entities, figures, language
from components.extract.claims.engine import Pass
from components.extract.counting.page import LONGEST, page_of
from components.extract.quantities import scan
from components.model import Article


def values(text: str) -> list[object]:
    return [q.value if q.value is not None else (q.low, q.high) for q in scan(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9" * 400, []),
        ("1,2,3,4", []),
        ("1e999 tons", []),
        ("94\u200b000 people", []),
        ("9\u200d4 people", []),
        ("٩٤ people", [94]),
        ("١٬٢٠٠ people", [1200]),
        ("94\u00a0000 people", [94000]),
        ("1.200.000 people", [1200000]),
        ("94.000 people", [94000]),
        ("1/0", []),
        ("0 people", [0]),
        ("½ cup", [0.5]),
        ("9\u00ad4 people", []),
        ("9\ufeff4 people", []),
        ("٩٤٫٥ km", [94.5]),
        ("1e999", []),
        ("1E+10 of them", []),
        ("94.000,4 million", [94000400000]),
        ("1.5,2 million", []),
        ("3 x 10^5 people, 3 × 10⁵ km, 10^6 tons", []),
        ("９４，０００ people", [94000]),
        ("٣٫٥ million", [3500000]),
        ("5٪ of them", [5]),
        ("XIV people, Ⅳ tons, ⅷ", []),
        ("12³ people, 5₂ people, ⑫ people", []),
        ("1 1⁄2 miles, 3⅙ cups, ⅒ of it", [1.5, 3.16666666667, 0.1]),
        ("1'000'000 people, 1\u2009000\u2009000 people", [1000000, 1000000]),
        ("1 234 567 people", [1234567]),
        ("more than 12 345 people", [12345]),
        ("1.000,50 euros", []),
        ("12,34 tons", []),
        ("-$5 million", [5000000]),
        ("a result of -$5 million", [-5000000]),
        ("$-5 million", [-5000000]),
        ("a billion billion billion people", []),
        ("three thousand, two of them children", [3000, 2]),
        ("three thousand, two hundred people", [3200]),
        ("nineteen eighty-four", []),
        ("29\u2011year\u2011old", [29]),
        ("5\u20116 people", [(5, 6)]),
        ("5～6 people", [(5, 6)]),
        ("1//2", []),
        ("$", []),
        ("-", []),
        ("", []),
    ],
)
def test_odd_numbers(text: str, wanted: list[object]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "5", "killed", "No", "$5-$", "of of of 12 of of", "\ufeff12 \u200b dead", "(" * 300 + "5" + ")" * 300],
)
def test_odd_articles_give_no_error(text: str) -> None:
    article, problems = Article(id="odd", text=text), list[str]()
    doc = language.parse(text)
    found = figures.find(doc, article, entities.find(doc, article, problems), [], problems)
    assert not problems
    assert all(0 <= a.start < a.end <= len(text) for a in found)


def test_time_grows_with_the_text_and_no_faster() -> None:
    import time

    def seconds(copies: int) -> float:
        text = "At least 12 people were killed on May 3, and 15 wounded; 20 to 30 homes, $5 million. " * copies
        started = time.process_time()
        scan(text)
        return time.process_time() - started

    seconds(20)
    small, large = min(seconds(200) for _ in range(3)), seconds(2000)
    assert large < 25 * small


@pytest.mark.parametrize("piece", ["1 , 000", "1,", "5-", "(5 ", "12 ", "1/", "5'", "a 1) ", "[5](x)", "**5", "5 a b "])
def test_odd_texts_take_no_more_time_for_their_length(piece: str) -> None:
    import time

    def seconds(copies: int) -> float:
        started = time.process_time()
        scan(piece * copies)
        return time.process_time() - started

    seconds(20)
    small, large = min(seconds(200) for _ in range(3)), seconds(2000)
    assert large < 40 * max(small, 0.001)


def test_a_rule_that_fails_costs_its_findings_and_not_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("odd")

    passes = tuple(replace(p, run=fails) if isinstance(p, Pass) and p.name == "MONEY" else p for p in figures.PASSES)
    monkeypatch.setattr(figures, "PASSES", passes)
    article, problems = Article(id="x", text="Seven people were killed."), list[str]()
    found = figures.find(language.parse(article.text), article, [], [], problems)
    assert [a.label for a in found] == ["KILLED"]
    assert len(problems) == 1


def test_a_list_of_two_thousand_names_is_no_error() -> None:
    article, problems = (
        Article(id="x", text="They killed " + ", ".join(f"Omar{n}" for n in range(2000)) + " and two guards."),
        list[str](),
    )
    figures.find(language.parse(article.text), article, [], [], problems)
    assert not problems


def test_a_sentence_longer_than_any_is_cut() -> None:
    article = Article(id="x", text="12 men, five of them police, and " * 200)
    page = page_of(language.parse(article.text), article, [], [])
    lengths = [end - start for start, end in zip(page.starts, page.ends, strict=True)]
    assert max(lengths) <= LONGEST
    assert sum(lengths) == len(page.doc)
    assert all(page.doc[start - 1].text == "," for start in page.starts[1:])
