"""The memory's page of words: what people said no to, what follows, and that it is left to the rules or forgotten."""

from __future__ import annotations

from components.model import Annotated, Annotation, Article, FigureValues, Status
from components.store import Store
from tests.app.screen import run, words

TEXT = "Nine people perished in Orlan."


def judged(store: Store, n: int, status: Status = "rejected") -> None:
    figure = Annotation(
        f"f{n}", "figure", "KILLED", 0, 11, FigureValues(9), status=status, evidence={"label": (12, 20)}
    )
    store.add(Annotated(Article(f"a{n}", TEXT), (figure,)))


def test_words_are_listed_with_what_the_next_article_gets(empty: Store) -> None:
    for n in range(3):
        judged(empty, n)
    app = run("memory", **{"memory-as": "Figures and quotes"})
    assert "perished" in words(app)
    assert "rejected 3 of 3 times" in words(app)
    assert "less sure: 20%" in words(app)
    next(b for b in app.button if b.label == "Never use").click().run()
    assert "left to the rules" in words(app)
    next(b for b in app.button if b.label == "Undo").click().run()
    assert "less sure: 20%" in words(app)


def test_one_article_for_it_is_enough_to_leave_it(empty: Store) -> None:
    for n in range(4):
        judged(empty, n, "accepted" if n == 3 else "rejected")
    assert "as the rules say" in words(run("memory", **{"memory-as": "Figures and quotes"}))


def test_nothing_that_anybody_said_no_to_is_told(empty: Store) -> None:
    judged(empty, 1, "accepted")
    assert "Nobody said no" in words(run("memory", **{"memory-as": "Figures and quotes"}))
