"""Independent coding on its pages: how many code, how far they are, settling by buttons, and what an analyst is shown."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import workspace
from components.access import Identity, guarded
from components.model import Annotated, Annotation, Article, EntityValues, Extraction
from components.store import Store
from tests.app.screen import run, words

TEXT = "Police said in Lund that nobody was hurt."
LUND = Annotation("l", "entity", "GPE", 15, 19, EntityValues(name="Lund"))


@pytest.fixture
def coded(full: Store) -> tuple[Store, str]:
    """An article of a collection whose two coders differ at one place, and the collection's id."""
    full.add(Annotated(Article("one", TEXT, title="Nobody hurt")), Extraction((LUND,), ()))
    collection = full.collections.make("Pilot").id
    full.collections.add(collection, ["one"])
    full.codings.set_coverage(collection, 2)
    for who, op in (("ada", "accept"), ("bob", "reject")):
        full.users.put(who, "analyst", "test")
        mine = guarded(full, Identity(who, who))
        edit: dict[str, Any] = {"op_id": who, "article_id": "one", "op": op, "target": "l", "n": 1}
        workspace.correct(mine, "one", [{**edit, "data": {"text": "Lund"}}], who, who)
        mine.codings.finish("one", who)
    return full, collection


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_coders_are_compared_and_settled_on_the_page(coded: tuple[Store, str]) -> None:
    store, collection = coded
    app = run("agreement", collection=collection)
    assert "1 article, 1 to settle, 0 settled" in words(app)
    assert "ada ✓, bob ✓" in words(app)
    assert app.dataframe[0].value.to_dict("records")[0]["F1, exact"] == 0.0
    app = press(app, "Settle")
    assert "0 of 1 difference settled" in words(app)
    app = press(app, "Take ada")
    assert "1 of 1 difference settled" in words(app)
    app = press(app, "Undo")
    assert "0 of 1 difference settled" in words(app)
    app = press(press(app, "Take ada"), "Finish")
    assert "1 differences" in words(app)
    (lund,) = store.annotated("one").annotations
    assert (lund.status, store.codings.standing("one").state) == ("accepted", 3)


def test_a_collection_is_coded_independently_from_now_on(full: Store) -> None:
    full.add(Annotated(Article("one", TEXT)), Extraction((LUND,), ()))
    collection = full.collections.make("Pilot").id
    full.collections.add(collection, ["one"])
    app = run("agreement", collection=collection)
    app = app.selectbox(key=f"coverage-{collection}-0").select(3).run()
    assert "1 article coded by 3 analysts independently" in words(app)
    assert full.codings.standing("one").coverage == 3
    assert "No article of this collection has two coders who are done yet" in words(app)


def test_without_a_collection_the_page_says_how_to_begin(full: Store) -> None:
    assert "No collection yet" in words(run("agreement"))


def test_the_reader_says_what_a_coder_sees(coded: tuple[Store, str]) -> None:
    assert "2 others code this article independently" in words(run("read", article="one"))
