"""Tolls beside the text: why each is what it is, set by hand and handed back, and what later contradicts it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.model import CASUALTIES, Annotated, Annotation, Article, Bound, FigureValues, Toll
from components.pages.tolls import LISTED, stated
from components.store import Store
from tests.app.screen import run, words


def opened_toll(article: str = "ferry", label: str = "KILLED") -> AppTest:
    """The page of an article with one of its tolls open."""
    app = run("read", article=article)
    app.session_state[f"toll-{label}"] = True
    app.run()
    assert not app.exception
    return app


def killed(id: str, start: int, value: float, **about: Any) -> Annotation:
    values = FigureValues(value=value, low=value, high=value, bound="exact", unit="people", **about)
    return Annotation(id, "figure", "KILLED", start, start + 4, values)


def test_a_toll_is_set_by_hand_and_handed_back(full: Store) -> None:
    app = opened_toll()
    assert app.selectbox(key="bound-KILLED-0").value == "at_least"
    app.number_input(key="number-KILLED-0").set_value(33).run()
    app.text_input(key="source-KILLED-0").set_value("harbour master").run()
    app.button(key="set-KILLED").click().run()
    toll = full.row("ferry").tolls["KILLED"]
    assert (toll.low, toll.source, toll.set_by is None) == (33, "harbour master", False)
    app.button(key="unset-KILLED").click().run()
    assert full.row("ferry").tolls["KILLED"].low == 31
    assert app.number_input(key="number-KILLED-2").value == 31, "a form that was saved is another one"


def test_a_toll_by_hand_that_the_figures_contradict_says_so(full: Store) -> None:
    app = opened_toll()
    assert "The figures in the text say" not in words(app)
    app.number_input(key="number-KILLED-0").set_value(33).run()
    app.button(key="set-KILLED").click().run()
    assert "The figures in the text say ≥ 31" in words(app).replace("\\", "")
    tolls = run("figures").dataframe[0].value
    assert list(tolls["Figures say"]) == ["≥ 31"]


@pytest.mark.parametrize(
    ("bound", "low", "high", "record"),
    [("exact", 3, 3, {"value": 3, "low": 3, "high": 3}), ("about", 3, 3, {"value": 3}),
     ("more_than", 3, 3, {"value": 3, "low": 3}), ("at_most", 3, 3, {"value": 3, "high": 3}),
     ("range", 3, 5, {"low": 3, "high": 5})],
)  # fmt: skip
def test_every_bound_can_be_stated(bound: Bound, low: int, high: int, record: dict[str, object]) -> None:
    found = stated(bound, low, high, None, Toll("KILLED", place="Ilm"))
    assert found == {**record, "bound": bound, "place": "Ilm", "reason": "Set by hand."}


def test_a_toll_names_the_figures_behind_it_and_what_it_leaves_out_and_leads_to_them(full: Store) -> None:
    figures = (killed("new", 0, 9, supersedes="old", source="the mayor"), killed("old", 6, 7))
    far = killed("far", 11, 80, scope="background")
    full.add(Annotated(Article("fire", "Nine, ten, five."), (*figures, far)))
    app = opened_toll("fire")
    said = {b.key: b.label.replace("\\", "") for b in app.button if (b.key or "").startswith("of-toll-")}
    assert said == {
        "of-toll-new": "“Nine” · by the mayor",
        "of-toll-old": "“ten,” · an earlier value, revised to 9",
        "of-toll-far": "“five” · another incident, or an older value",
    }
    app.button(key="of-toll-old").click().run()
    assert app.session_state["focus"]["annotation"] == "old"


def test_a_toll_of_hundreds_of_figures_names_the_first(full: Store) -> None:
    figures = tuple(killed(f"k{n}", 5 * n, 400 - n) for n in range(200))
    full.add(Annotated(Article("long", "many " * 200), figures))
    app = opened_toll("long")
    assert sum((b.key or "").startswith("of-toll-") for b in app.button) <= 2 * LISTED
    assert "more, further down in the text" in words(app)


@pytest.mark.parametrize("value", [2**53, 10**10 + 1])
def test_a_number_that_no_browser_can_count_leaves_the_form_empty(full: Store, value: float) -> None:
    full.add(Annotated(Article("many", "very many died"), (killed("k", 0, value),)))
    assert opened_toll("many").number_input(key="number-KILLED-0").value is None


def test_an_article_with_every_toll_offers_no_other(full: Store) -> None:
    one = FigureValues(value=1, low=1, high=1, bound="exact")
    figures = tuple(Annotation(label, "figure", label, n, n + 1, one) for n, label in enumerate(CASUALTIES))
    full.add(Annotated(Article("all", "each of them happened"), figures))
    app = run("read", article="all")
    assert len(app.expander) == len(CASUALTIES)
    assert not any((b.key or "").startswith("new-toll") for b in app.get("popover"))
