"""Whose work an article is, on the pages: nothing of it where one works alone; taken, given and told of where people log in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import logins, session
from components.access import Identity
from components.store import Store
from tests.app.screen import articles, run, words


@pytest.fixture
def team(full: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Ana, an analyst, is logged in; Eve is an editor."""
    monkeypatch.setattr(logins, "is_shared", lambda: True)
    monkeypatch.setattr(session, "identity", lambda: Identity("ana", "ana"))
    full.users.put("ana", "analyst", "test")
    full.users.put("eve@example.org", "editor", "test")
    return full


def table(app: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)[0]
    return found


def head(app: AppTest) -> Any:
    return next((box for box in app.selectbox if box.label == "Assigned to"), None)


def test_who_works_alone_sees_nothing_of_it(full: Store) -> None:
    shown = table(run("library"))
    assert (shown["isTeam"], shown["assigning"]) == (False, [])
    assert head(run("read", article="ferry")) is None
    assert "Assigned" not in words(run("account"))


def test_an_analyst_takes_an_article_in_its_head_and_gives_it_back(team: Store) -> None:
    app = run("read", article="ferry")
    assert head(app).options == ["Nobody's", "Mine"]
    head(app).select("ana").run()
    assert team.row("ferry").assignee == "ana"
    head(app).select_index(0).run()
    assert [f.assignee for f in team.assignments.history("ferry")] == ["ana", None]


def test_what_is_a_colleagues_an_analyst_sees_and_cannot_take(team: Store) -> None:
    team.assignments.assign(["ferry"], "eve@example.org", "eve@example.org")
    chooser = head(run("read", article="ferry"))
    assert (chooser.disabled, chooser.options) == (True, ["Nobody's", "eve"])
    assert articles(run("library"))[0]["who"] == "eve"


def test_an_editor_gives_it_to_anybody(team: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "identity", lambda: Identity("eve@example.org", "eve@example.org"))
    app = run("read", article="ferry")
    head(app).select("ana").run()
    assert team.row("ferry").assignee == "ana"
    assert table(run("library"))["assigning"] == [
        ["to eve@example.org", "To me"],
        ["to ana", "To ana"],
        ["to ", "To nobody"],
    ]


def test_the_account_lists_what_is_mine_and_says_once_what_is_new(team: Store) -> None:
    team.assignments.assign(["ferry"], "ana", "eve@example.org")
    app = run("account")
    assert "fiber_new: Ferry sinks" in words(app)
    assert team.assignments.unseen("ana") == 0


def test_the_library_filters_what_is_mine(team: Store) -> None:
    assert articles(run("library", assignee="Me")) == []
    team.assignments.take(["ferry"], "ana")
    assert [row["id"] for row in articles(run("library", assignee="Me"))] == ["ferry"]


def test_who_else_reads_an_article_is_told_in_its_head(team: Store) -> None:
    assert "also reading" not in words(run("read", article="ferry"))
    team.presence.here("ferry", "eve@example.org")  # in another process
    assert "also reading: eve<" in words(run("read", article="ferry"))
    assert team.history("ferry") == []


def test_who_works_alone_is_told_of_no_readers(full: Store) -> None:
    full.presence.here("ferry", "somebody")
    assert "also reading" not in words(run("read", article="ferry"))
    assert full.presence.online() == ["somebody"]  # the page noted nobody
