"""The dialog that corrects a text splits it at a paragraph and merges it with another article."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.model import Annotated, Article
from components.store import Store

SCRIPT = """
from components import session
from components.pages import dividing
{form}(session.store().article("ferry"))
"""


def form(name: str) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(form=f"dividing.{name}"), default_timeout=60).run()
    assert not app.exception
    return app


def test_an_article_is_split_at_a_paragraph(full: Store) -> None:
    text = full.text("ferry")
    app = form("split_form")
    at = app.selectbox[0].options
    assert at[0].startswith("¶ 2")
    app.selectbox[0].select_index(0).run()
    app.text_input[0].input("The second part")
    app.button(key="split-here").click().run()
    assert not app.exception
    (first, second) = sorted(full.ids(), key=lambda one: one != "ferry")
    assert (full.article(second).title, text.endswith(full.text(second))) == ("The second part", True)
    assert text.startswith(full.text(first))
    assert app.session_state["deeds"][0].said == "split the article"


@pytest.mark.parametrize("words", ["", "quay"])
def test_an_article_is_merged_with_one_that_was_found(full: Store, words: str) -> None:
    full.add(Annotated(Article("quay", "Four died at the quay.", "Quay fire")))
    app = form("merge_form")
    app.text_input[0].input(words).run()
    app.radio[0].set_value("quay").run()
    app.button(key="merge-here").click().run()
    assert not app.exception
    assert full.ids() == ["ferry"]
    assert full.text("ferry").endswith("Four died at the quay.")
