"""What people decided is used when the next article is extracted, and never against what a person decided in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components import workspace
from components.memory import Hand
from components.model import Annotated, Annotation, Article, EntityValues
from components.store import Store

FIRST = Article("first", "Leaders of the Daqil Front met in Orlan on Monday.\n\nThe Daqil Front said nothing.")
NEXT = Article("next", "A convoy of the Daqil Front left Orlan on Friday.")


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    list(workspace.add(sqlite_store, [Annotated(FIRST)], do_extract=False))
    return sqlite_store


def correct(store: Store, article: str, n: int, op: str, target: str, words: str, **data: Any) -> None:
    start = store.text(article).index(words)
    at = {"start": start, "end": start + len(words)} if op == "add" else {}
    edit = {"op_id": f"{article}{n}", "article_id": article, "op": op, "target": target, "n": n, "data": {"text": words, **at, **data}}  # fmt: skip
    assert workspace.correct(store, article, [edit], "ana", "page")["refused"] == []


def add_by_hand(store: Store, n: int, words: str, label: str) -> None:
    correct(store, "first", n, "add", f"made{n}", words, layer="entity", label=label)


def found(store: Store, article: str, words: str) -> list[Annotation]:
    text = store.text(article)
    return [a for a in store.annotated(article).annotations if text[a.start : a.end] == words]


def test_a_name_added_in_one_article_is_found_in_the_next(store: Store) -> None:
    add_by_hand(store, 1, "Daqil Front", "ORG")
    list(workspace.add(store, [Annotated(NEXT)]))
    [a] = found(store, "next", "Daqil Front")
    assert (a.label, a.status, a.entity.name) == ("ORG", "suggested", "Daqil Front")


def test_a_label_given_in_one_article_is_given_in_the_next_and_says_why(store: Store) -> None:
    add_by_hand(store, 1, "Daqil Front", "EVENT")
    list(workspace.add(store, [Annotated(NEXT)]))
    [a] = found(store, "next", "Daqil Front")
    assert (a.label, a.origin, a.score) == ("EVENT", "memory", 0.67)


def test_what_was_set_by_hand_is_left_out(store: Store) -> None:
    store.memory.set({"Orlan": Hand("leave out"), "Daqil Front": Hand("leave out")})
    list(workspace.add(store, [Annotated(NEXT)]))
    assert found(store, "next", "Orlan") == found(store, "next", "Daqil Front") == []


def test_extracting_again_spreads_what_was_decided_in_the_article_itself(store: Store) -> None:
    store.memory.set({"Daqil Front": Hand("use", "EVENT")})
    add_by_hand(store, 1, "Daqil Front", "NORP")
    workspace.extract_again(store, "first")
    assert [a.label for a in found(store, "first", "Daqil Front")] == ["NORP", "NORP"]
    assert list(store.check()) == []


def test_nothing_is_suggested_across_a_name_that_a_person_judged(store: Store) -> None:
    store.memory.set({"Daqil": Hand("use", "PERSON"), "Front": Hand("use", "PERSON")})
    add_by_hand(store, 1, "the Daqil Front", "ORG")
    workspace.extract_again(store, "first")
    start = FIRST.text.index("Daqil")
    over = [a for a in store.annotated("first").annotations if a.start < start + 11 and start < a.end and a.origin == "memory"]  # fmt: skip
    assert over == []


def test_an_import_keeps_its_own_judgement(store: Store) -> None:
    store.memory.set({"Orlan": Hand("use", "ORG")})
    start = NEXT.text.index("Orlan")
    own = Annotation("x", "entity", "GPE", start, start + 5, EntityValues("Orlan"), "import", "accepted")
    list(workspace.add(store, [Annotated(NEXT, (own, replace(own, id="y", status="suggested", label="LOC")))]))
    assert {a.label for a in found(store, "next", "Orlan")} == {"GPE", "LOC"}


def test_memory_is_counted_anew_when_somebody_decided(store: Store) -> None:
    assert store.memory.lately().verdicts == {}
    add_by_hand(store, 1, "Orlan", "GPE")
    assert store.memory.lately().verdicts["Orlan"].label == "GPE"


def killed(n: int) -> Article:
    return Article(f"killed{n}", f"Eleven people perished in the village of Orlan{'d' * n}, officials said on Monday.")


def figure_of(store: Store, article: str) -> Annotation:
    [a] = [a for a in store.annotated(article).annotations if a.label in ("KILLED", "MISSING")]
    return a


@pytest.mark.parametrize(
    ("op", "data", "label", "score"),
    [("reject", {}, "KILLED", 0.2), ("relabel", {"layer": "figure", "label": "MISSING"}, "MISSING", 0.8)],
)
def test_words_that_three_articles_said_no_to_make_the_next_figure_less_sure(
    store: Store, op: str, data: dict[str, Any], label: str, score: float
) -> None:
    for n in range(4):
        list(workspace.add(store, [Annotated(killed(n))]))
        a = figure_of(store, f"killed{n}")
        assert (a.label, a.score == score) == ((label, True) if n == 3 else ("KILLED", False))
        if n < 3:
            correct(store, f"killed{n}", 1, op, a.id, store.text(f"killed{n}")[a.start : a.end], **data)
    assert store.memory.now().words["figure:perished"]["KILLED"].losses == 3
    assert list(store.check()) == []
    store.memory.set({"figure:perished": Hand("forget")})
    list(workspace.add(store, [Annotated(replace(killed(4), id="later"))]))
    assert figure_of(store, "later").label == "KILLED"
    assert figure_of(store, "later").score != score
