"""The names over all articles, asked of both engines: pages, search, counts that follow edits and decisions, pairs that look alike."""

from __future__ import annotations

import random
from typing import Any

import pytest

from components.identity import Decision, entity_id
from components.model import SAMPLE, Annotated, Annotation, Article, EntityValues
from components.store import Asked, Store, tallies

HALE, ANN = entity_id("Hale", "PERSON"), entity_id("Ann Hale", "PERSON")


def article(ident: str, *found: tuple[str, str, int], label: str = "PERSON", **about: Any) -> Annotated:
    """An article whose text is the mentions: (full name, words, how often)."""
    text, made = "", []
    for name, words, count in found:
        for n in range(count):
            at = len(text)
            text += f"{words}. "
            made.append(Annotation(f"{ident}{words}{n}", "entity", label, at, at + len(words), EntityValues(name)))
    return Annotated(Article(ident, text, ident.title(), **about), tuple(made))


@pytest.fixture
def hales(store: Store) -> Store:
    first = article("a1", ("Ann Hale", "Hale", 3), ("Ann Hale", "Ann Hale", 1), published="2024-01-01")
    second = article("a2", ("Hale", "Hale", 2), published="2024-02-02")
    store.add_all([(first, None), (second, None)])
    return store


def decide(store: Store, op: Any, **data: Any) -> None:
    seen = store.names.revision()
    store.names.decide(Decision(f"d{seen}", op, data), seen)


def merged(store: Store) -> Store:
    decide(store, "merge", entities=[HALE, ANN], into=ANN, name="Zoë Hale-Ruiz", label="PERSON")
    return store


def test_names_are_counted_over_articles_the_most_mentioned_first(hales: Store) -> None:
    assert [(e.name, e.aliases, e.mentions, e.articles) for e in hales.named.page(Asked()).entities] == [
        ("Ann Hale", (("Hale", 3),), 4, 1),
        ("Hale", (), 2, 1),
    ]
    page = hales.named.page(Asked(), limit=1, offset=1)
    assert ([e.id for e in page.entities], page.fit) == ([HALE], 2)
    assert hales.named.page(Asked(), labels=["GPE"]) == ([], 0)


def test_a_merge_joins_counts_and_spellings(hales: Store) -> None:
    (entity,) = merged(hales).named.page(Asked()).entities
    assert (entity.id, entity.mentions, entity.articles, entity.aliases[0]) == (ANN, 6, 2, ("Hale", 5))
    assert [name for _, name in entity.keys] == ["Ann Hale", "Hale"]
    assert [p.article for p in hales.named.places(Asked(), ANN, 10)] == ["a2", "a2", "a1", "a1", "a1", "a1"]
    assert hales.named.articles(Asked(), ANN, 1) == [("a2", "2024-02-02", "A2")]


@pytest.mark.parametrize("words", ["zoë hale-ruiz", "zoe", "hale ruiz", "ANN", "governor", "anna b", "hale GOV"])
def test_a_search_finds_a_name_by_all_that_anybody_called_it(hales: Store, words: str) -> None:
    hales.add(article("a3", ("Ann Hale", "the Governor", 1)))
    decide(hales, "rename", entity=HALE, name="Anna B. Hale", label="PERSON")
    merged(hales)
    assert [e.id for e in hales.named.page(Asked(), words).entities] == [ANN]
    assert hales.named.page(Asked(), "volcano") == ([], 0)
    assert hales.named.page(Asked(), "100%_") == ([], 0)


@pytest.mark.parametrize("words", ["são", "sao", "SÃO P"])
def test_a_search_needs_no_accents(store: Store, words: str) -> None:
    store.add(article("a", ("São Paulo", "Paulo", 2), label="GPE"))
    assert [e.name for e in store.named.page(Asked(), words).entities] == ["São Paulo"]


def test_who_is_called_so_is_found_by_the_name_that_was_given(hales: Store) -> None:
    assert [e.id for e in hales.named.called(Asked(), "HALE", "PERSON")] == [HALE]
    assert [e.id for e in merged(hales).named.called(Asked(), "Zoe Hale Ruiz", "PERSON")] == [ANN]
    assert hales.named.called(Asked(), "Nobody", "PERSON") == []


def test_pairs_that_look_alike_are_left_out_when_somebody_told_them_apart(hales: Store) -> None:
    (pair,) = hales.named.alike(Asked())
    assert {pair.first.id, pair.second.id} == {HALE, ANN}
    decide(hales, "keep_apart", entities=[HALE, ANN])
    assert hales.named.alike(Asked()) == []


def test_sums_follow_all_that_happens_to_articles_and_are_added_up(hales: Store) -> None:
    dice = random.Random(5)
    for n in range(12):
        what: Any = dice.choice(["take_out", "put_back", "tag", "untag"])
        hales.change([dice.choice(["a1", "a2"])], what, SAMPLE if "tag" in what else "")
        hales.correct_details("a1", {"language": dice.choice(["en", "fr"])})
        before = hales.named.page(Asked())
        if n % 4 == 3:
            with hales._write() as connection:
                tallies.fold(connection)
        assert hales.named.page(Asked()) == before
        assert [p for p in hales.check() if p.where.startswith("counts")] == []


def test_a_wrong_sum_is_found_and_made_anew(hales: Store) -> None:
    with hales._write() as connection:
        connection.exec_driver_sql("UPDATE mention_tallies SET n = n + 1")
    (problem,) = hales.check()
    assert "mention_tallies says otherwise" in problem.message
    hales.count_anew()
    assert list(hales.check()) == []
