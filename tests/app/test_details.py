"""The form of an article's details: dates as people write them, and nothing of a colleague's overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.store import Store
from tests.app.screen import run


def details() -> AppTest:
    """The form of an article's details, open."""
    app = AppTest.from_string("from components.pages import details\ndetails.dialog('ferry')", default_timeout=60).run()
    assert not app.exception
    return app


def field(app: AppTest, label: str) -> Any:
    return next(f for f in app.text_input if f.label == label)


def save_details(app: AppTest) -> AppTest:
    next(b for b in app.button if b.label == "Save").click().run()
    assert not app.exception
    return app


def test_a_colleague_s_title_is_not_overwritten_by_a_form_opened_before(full: Store) -> None:
    app = details()
    full.correct_details("ferry", {"title": "Theirs"}, "ben")
    field(app, "Title").set_value("Mine")
    save_details(app)
    assert full.row("ferry").title == "Theirs"
    assert "ben changed the title to “Theirs” on" in app.error[0].value
    assert field(app, "Title").value == "Mine", "what was typed stays"
    save_details(app)
    assert full.row("ferry").title == "Mine", "who was told may save it all the same"


@pytest.mark.parametrize(("typed", "stored"), [("11 Feb 2025", "2025-02-11"), ("14.02.2015", "2015-02-14"), ("", None)])
def test_a_date_is_taken_as_people_write_it(
    full: Store, typed: str, stored: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.workspace.extract_again", lambda *_: None)
    app = details()
    field(app, "Date").set_value(typed)
    save_details(app)
    assert full.row("ferry").published == stored


@pytest.mark.parametrize(
    ("typed", "says"), [("03/04/2015", "3 April or 4 March"), ("May 2013", "no single day"), ("soon", "a day such as")]
)
def test_a_date_that_is_none_is_refused_with_what_would_do(full: Store, typed: str, says: str) -> None:
    before = full.row("ferry").published
    app = details()
    field(app, "Date").set_value(typed)
    save_details(app)
    assert says in app.error[0].value.replace("\\", "")
    assert full.row("ferry").published == before


def test_news_from_others_wait_until_an_open_form_is_closed(full: Store) -> None:
    app = run("read", article="ferry")
    app.button(key="details").click().run()
    assert "form" in app.session_state
    app.run()
    assert "form" not in app.session_state, "a run of the whole page closes it"
