"""The page of progress: counts and charts, one's own work for an analyst, everybody's for an editor."""

from __future__ import annotations

import pytest

from components import session
from components.access import Identity
from components.pages.progress import table
from components.store import Store, read_edits
from tests.app.screen import run, words
from tests.app.test_assigning import team  # noqa: F401


def edited(store: Store, author: str) -> None:
    mark = next(a for a in store.annotated("ferry").annotations if a.status == "suggested")
    text = store.text("ferry")
    record = {
        "op_id": author,
        "article_id": "ferry",
        "op": "accept",
        "target": mark.id,
        "n": 1,
        "data": {"text": text[mark.start : mark.end]},
    }
    store.append("ferry", author, read_edits([record], "ferry", author, len(text)), author, working=True)


def authors(app: object) -> set[str]:
    return set(app.dataframe[0].value["author"])  # type: ignore[attr-defined]


def test_an_analyst_sees_their_own_work_and_an_editor_everybodys(team: Store, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    for who in ("ana", "eve@example.org"):
        edited(team, who)
    app = run("progress")
    assert authors(app) == {"ana"}
    assert "**1** in progress" in words(app)
    monkeypatch.setattr(session, "identity", lambda: Identity("eve@example.org", "eve@example.org"))
    assert authors(run("progress")) == {"ana", "eve@example.org"}


def test_nothing_done_yet_is_said(full: Store) -> None:
    assert "No edit in these days." in words(run("progress"))


def test_a_name_that_a_spreadsheet_would_run_is_guarded() -> None:
    assert table(["author", "edits"], [["=cmd()", 3]]) == b"author,edits\r\n'=cmd(),3\r\n"
