"""Somebody who may only read meets controls that are off, and one sentence why; nothing that fails after the click."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from components import logins, session
from components.access import Identity
from components.store import Role, Store
from tests.app.screen import run, words


def as_(store: Store, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logins, "is_shared", lambda: True)
    monkeypatch.setattr(session, "identity", lambda: Identity("ada", "ada"))
    store.users.put("root", "admin", "test")
    store.users.put("ada", role, "test")


def off(app: AppTest) -> dict[str, bool]:
    return {button.label: button.disabled for button in app.button}


def why(app: AppTest) -> str:
    return "your role here is viewer" if "our role here is viewer" in words(app) else ""


@pytest.mark.parametrize(
    ("page", "query", "buttons"),
    [
        ("library", {}, ("Add articles",)),
        ("memory", {}, ("Add a name",)),
        ("read", {"article": "ferry"}, ("Details", "Text")),
    ],
)
def test_a_viewer_finds_what_changes_switched_off(
    full: Store, monkeypatch: pytest.MonkeyPatch, page: str, query: dict[str, str], buttons: tuple[str, ...]
) -> None:
    as_(full, "viewer", monkeypatch)
    app = run(page, **query)
    shown = off(app)
    assert [shown[name] for name in buttons] == [True] * len(buttons)
    assert why(app)
    as_(full, "editor", monkeypatch)
    app = run(page, **query)
    assert not why(app)
    assert not any(off(app)[name] for name in buttons)


def test_the_reader_is_told_why_it_only_reads(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for role, begins in (("viewer", "Your role here is viewer"), ("analyst", "")):
        as_(full, role, monkeypatch)  # type: ignore[arg-type]
        app = run("read", article="ferry")
        sent = app.session_state["message"]
        assert sent["reads_only"].startswith(begins)
        assert bool(sent["reads_only"]) is (role == "viewer")


@pytest.mark.parametrize(
    ("role", "may"), [("viewer", [False, False]), ("analyst", [True, False]), ("editor", [True, True])]
)
def test_the_librarys_table_is_told_what_may_be_done(
    full: Store, monkeypatch: pytest.MonkeyPatch, role: Role, may: list[bool]
) -> None:
    as_(full, role, monkeypatch)
    table = json.loads(run("library").get("bidi_component")[0].proto.json)[0]
    assert [table["mayAnnotate"], table["mayCurate"]] == may


def test_names_offer_nothing_to_decide_to_an_analyst(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    as_(full, "analyst", monkeypatch)
    assert "our role here is analyst" in words(run("names"))
