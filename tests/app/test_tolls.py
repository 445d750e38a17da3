"""Tolls beside the text: why each is what it is, set by hand and handed back, and what later contradicts it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import tables, workspace
from components.model import CASUALTIES, Annotated, Annotation, Article, FigureValues, Toll
from components.pages.tolls import LISTED, read_toll, stated
from components.store import Store, open_store
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


def set_by_hand(app: AppTest, typed: str, source: str | None = None, label: str = "KILLED", saved: int = 0) -> AppTest:
    """Types a toll into the form and presses Enter."""
    app.text_input(key=f"number-{label}-{saved}").set_value(typed)
    if source is not None:
        app.text_input(key=f"source-{label}-{saved}").set_value(source)
    app.button(key=f"set-{label}").click().run()
    assert not app.exception
    return app


def theirs(store: Store, toll: dict[str, Any] | None, after: str | None = None, article: str = "ferry") -> None:
    """Another analyst sets the toll of the killed."""
    edit = {"op_id": "theirs", "article_id": article, "op": "set_toll", "target": "KILLED", "n": 1, "after": after}
    assert not workspace.correct(store, article, [{**edit, "data": {"toll": toll}}], "ben", "other")["refused"]


def errors(app: AppTest) -> str:
    return " ".join(error.value.replace("\\", "") for error in app.error)


def test_a_toll_is_set_by_hand_and_handed_back(full: Store) -> None:
    app = opened_toll()
    assert app.text_input(key="number-KILLED-0").value == "at least 31"
    set_by_hand(app, "33", "harbour master")
    toll = full.row("ferry").tolls["KILLED"]
    assert (toll.low, toll.source, toll.set_by is None) == (33, "harbour master", False)
    assert toll.figure_ids == (), "it does not rest on the figure that it replaced"
    assert "It rests on none of the figures." in words(app)
    app.button(key="unset-KILLED").click().run()
    assert full.row("ferry").tolls["KILLED"].low == 31
    assert app.text_input(key="number-KILLED-2").value == "at least 31", "a form that was saved is another one"


def test_use_this_figure_makes_it_the_toll_in_one_action(full: Store) -> None:
    figures = (
        killed("new", 0, 9, supersedes="old", source="the mayor"),
        killed("old", 6, 7, source="police", place="Ilm"),
    )
    full.add(Annotated(Article("fire", "Nine, ten, five."), figures))
    app = opened_toll("fire")
    app.button(key="use-old").click().run()
    toll = full.row("fire").tolls["KILLED"]
    assert (toll.value, toll.source, toll.place, toll.figure_ids) == (7, "police", "Ilm", ("old",))
    assert [b.key for b in app.button if (b.key or "").startswith("use-")] == ["use-new"], (
        "the one it rests on is taken"
    )
    assert "Killed 7" in words(app)


def test_a_toll_rests_on_the_figures_that_are_chosen(full: Store) -> None:
    full.add(Annotated(Article("fire", "Nine, ten, five."), (killed("a", 0, 9, place="Ilm"), killed("b", 6, 7))))
    app = opened_toll("fire")
    app.multiselect(key="rests-KILLED-0").select("a").select("b")
    set_by_hand(app, "16")
    toll = full.row("fire").tolls["KILLED"]
    assert (toll.value, toll.figure_ids, toll.place) == (16, ("a", "b"), "Ilm")
    assert app.multiselect(key="rests-KILLED-1").value == ["a", "b"]


def test_a_toll_may_be_a_disputed_range(full: Store) -> None:
    app = set_by_hand(opened_toll(), "312 to 530, disputed")
    toll = full.row("ferry").tolls["KILLED"]
    assert (toll.value, toll.low, toll.high, toll.bound, toll.disputed) == (None, 312, 530, "range", True)
    assert "312–530" in words(app)
    assert "disputed" in words(app)
    assert app.text_input(key="number-KILLED-1").value == "312 to 530, disputed"
    assert session_rows("tolls")[0]["disputed"] == "yes"


def session_rows(table: str) -> list[dict[str, Any]]:
    store = open_store()
    found = tables.frame(table, workspace.each_named(store, ["ferry"]))
    store.close()
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("many", "a number such as"), ("-4", "never below zero"), ("9 to 1", "“From” is larger than “to”"), ("", "a number such as")],
)  # fmt: skip
def test_a_toll_that_cannot_be_says_what_would_do_and_keeps_what_was_typed(full: Store, typed: str, says: str) -> None:
    app = set_by_hand(opened_toll(), typed)
    assert says in errors(app)
    assert app.text_input(key="number-KILLED-0").value == typed
    assert full.row("ferry").tolls["KILLED"].set_by is None


def test_a_colleague_s_toll_is_not_overwritten_by_a_form_opened_before(full: Store) -> None:
    app = opened_toll()
    theirs(full, {"value": 43})
    set_by_hand(app, "33")
    assert full.row("ferry").tolls["KILLED"].value == 43
    assert "ben set it to 43 on " in errors(app)
    assert app.text_input(key="number-KILLED-0").value == "33", "what was typed stays"
    app.button(key="set-KILLED").click().run()
    assert full.row("ferry").tolls["KILLED"].value == 33, "who was told may set it all the same"
    assert not app.error


@pytest.mark.parametrize("button", ["unset-KILLED", "use-kill"])
def test_one_click_on_a_toll_is_refused_where_a_colleague_was_first(full: Store, button: str) -> None:
    figure = killed("kill", 0, 9)
    full.add(Annotated(Article("fire", "Nine, ten, five."), (figure, killed("other", 6, 7))))
    app = set_by_hand(opened_toll("fire"), "12")
    last = full.last_tolls("fire")["KILLED"]
    theirs(full, {"value": 43}, last, "fire")
    app.button(key=button).click().run()
    assert full.row("fire").tolls["KILLED"].value == 43
    assert "ben set it to 43" in errors(app)


def test_a_toll_by_hand_that_the_figures_contradict_says_so(full: Store) -> None:
    app = opened_toll()
    assert "The figures in the text say" not in words(app)
    set_by_hand(app, "33")
    assert "The figures in the text say ≥ 31" in words(app).replace("\\", "")
    tolls = run("figures", view="Tolls").dataframe[0].value
    assert list(tolls["Figures say"]) == ["≥ 31"]


@pytest.mark.parametrize(
    ("typed", "record"),
    [("3", {"value": 3, "low": 3, "high": 3, "bound": "exact"}), ("about 3", {"value": 3, "bound": "about"}),
     ("over 3", {"value": 3, "low": 3, "bound": "more_than"}), ("up to 3", {"value": 3, "high": 3, "bound": "at_most"}),
     ("3-5 (disputed)", {"low": 3, "high": 5, "bound": "range", "disputed": True})],
)  # fmt: skip
def test_every_bound_can_be_stated(typed: str, record: dict[str, object]) -> None:
    found = stated(*read_toll(typed), None, Toll("KILLED", place="Ilm", as_of="2024-03-12"))
    assert found == {**record, "place": "Ilm", "figure_ids": [], "reason": "Set by hand."}


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


def test_an_article_with_every_toll_offers_no_other(full: Store) -> None:
    one = FigureValues(value=1, low=1, high=1, bound="exact")
    figures = tuple(Annotation(label, "figure", label, n, n + 1, one) for n, label in enumerate(CASUALTIES))
    full.add(Annotated(Article("all", "each of them happened"), figures))
    app = run("read", article="all")
    assert len(app.expander) == len(CASUALTIES)
    assert not any((b.key or "").startswith("new-toll") for b in app.get("popover"))
