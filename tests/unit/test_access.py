"""Every operation of the store in every role; nobody signs with another's name, and what is not listed is refused."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from components import access, logins, workspace
from components.access import NOBODY, OPERATIONS, RIGHTS, AccessError, Identity, guarded
from components.identity import Decision
from components.model import Annotated, Article
from components.store import ROLES, Role, Store, open_store
from components.store.spreads import Spread

TEXT = "A fire killed 12 people in Lund."
ADA = Identity("ada", "ada")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with an article, an admin of its own, and ada, whose role each test gives."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('access')}/a.db")
    opened.add(Annotated(Article("a", TEXT), ()))
    opened.users.put("root", "admin", "test")
    yield opened
    opened.close()


def operation(store: Store, path: str) -> Any:
    for name in path.split("."):
        store = getattr(store, name)
    return store


def is_refused(store: Store, path: str) -> bool:
    """Whether the guard refuses; what the store itself says of a call without arguments is another matter."""
    try:
        asked = operation(store, path)
        signed = "author" in inspect.signature(asked).parameters
        asked(**({"author": "ada"} if signed else {}))
    except AccessError:
        return True
    except Exception:
        return False
    return False


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize(
    "path", sorted({*OPERATIONS, *NOBODY, "_write", "_engine", "names._write", "users._read", "nothing"})
)
def test_an_operation_in_a_role(kept: Store, monkeypatch: pytest.MonkeyPatch, role: Role | None, path: str) -> None:
    kept.users.put("ada", role, "test")
    for name in (p for p in OPERATIONS if p in ("back_up", "repair")):
        monkeypatch.setattr(kept, name, lambda: None)
    allowed = role is not None and path in OPERATIONS and OPERATIONS[path] in RIGHTS[role]
    assert is_refused(guarded(kept, ADA), path) is not allowed


def test_each_role_may_all_that_the_one_before_may() -> None:
    for less, more in pairwise(ROLES):
        assert RIGHTS[less] < RIGHTS[more]


@pytest.mark.parametrize(
    ("what", "allowed"), [("status", True), ("tag", True), ("take_out", False), ("put_back", False)]
)
def test_a_change_to_many_articles_needs_what_the_change_to_one_does(kept: Store, what: Any, allowed: bool) -> None:
    kept.users.put("ada", "analyst", "test")
    store = guarded(kept, ADA)
    for ask in (
        lambda: store.change([], what, "done", "ada"),
        lambda: store.restore(what, {}, "ada"),
        lambda: store.change([], what=what, value="done", author="ada"),
    ):
        if allowed:
            ask()
        else:
            with pytest.raises(AccessError, match="your role here is analyst"):
                ask()


@pytest.mark.parametrize(("role", "back"), [("analyst", False), ("editor", True)])
def test_an_article_that_was_taken_out_comes_back_by_adding_it_again_only_for_who_may_put_it_back(
    kept: Store, role: Role, back: bool
) -> None:
    kept.users.put("ada", role, "test")
    one = Annotated(Article("again", TEXT), ())
    kept.add(one)
    kept.remove("again")
    for do_extract in (True, False):
        (result,) = workspace.add(guarded(kept, ADA), [one], do_extract=do_extract)
        assert (kept.row("again").removed_at is None) == back
        assert result.outcome == ("there" if back and not do_extract else "put_back" if back else "failed")
        assert back or "only an editor or an admin can put it back" in result.message


def test_nobody_signs_with_anothers_name(kept: Store) -> None:
    kept.users.put("ada", "admin", "test")
    store = guarded(kept, ADA)
    forged = (
        lambda: store.append("a", "c", [], "bob"),
        lambda: store.append("a", "c", [], author="bob"),
        lambda: store.append("a", "c", []),  # as "analyst", which nobody said
        lambda: store.correct_details("a", {"title": "x"}, "bob"),
        lambda: store.take_back_details("o", "bob"),
        lambda: store.names.decide(Decision("o", "rename", {}), 0, "bob"),
        lambda: store.memory.set({}, "bob"),
        lambda: store.spreads.note(Spread("g", "s", "label", "ORG", "bob", "", ("a",), 1)),
        lambda: store.users.put("bob", "admin", "bob"),
        lambda: store.users.remove("root", "bob"),
    )
    for forge in forged:
        with pytest.raises(AccessError, match="signed with your own name"):
            forge()
    assert store.append("a", "c", [], "ada").acknowledged == 0


def sent(target: str) -> dict[str, object]:
    data = {"label": "ORG", "layer": "entity", "start": 2, "end": 6, "text": "fire"}
    return {
        "op_id": f"o{target}",
        "article_id": "a",
        "op": "add",
        "target": target,
        "data": data,
        "n": 1,
        "author": "bob",
    }


def test_a_browser_that_may_only_read_is_refused_and_shown_what_is_there(kept: Store) -> None:
    kept.users.put("ada", "viewer", "test")
    answer = workspace.correct(guarded(kept, ADA), "a", [sent("x")], "ada", "c1")
    assert [(r["reason"], r["op_id"]) for r in answer["refused"]] == [("forbidden", "ox")]
    assert "your role here is viewer" in answer["refused"][0]["message"]
    assert (answer["ack"], answer["stored"]) == (1, 0)
    assert kept.history("a") == []


def test_a_role_that_is_taken_away_counts_from_the_next_edit_on(kept: Store) -> None:
    kept.users.put("ada", "analyst", "test")
    store = guarded(kept, ADA)
    assert workspace.correct(store, "a", [sent("y")], "ada", "c2")["stored"] == 1
    assert kept.history("a")[-1].author == "ada"  # whatever the browser says of it
    kept.users.put("ada", None, "test")
    with pytest.raises(AccessError, match="you may not use this Dateline"):
        workspace.correct(store, "a", [sent("z")], "ada", "c2")
    with pytest.raises(AccessError):
        store.article("a")
    assert len(kept.history("a")) == 1


def test_a_login_that_ended_opens_nothing(kept: Store) -> None:
    kept.users.put("ada", "admin", "test")
    assert guarded(kept, Identity("ada", "ada", until=time.time() + 60)).row("a").id == "a"
    with pytest.raises(AccessError, match="your login has ended"):
        guarded(kept, Identity("ada", "ada", until=time.time() - 1)).row("a")


def test_whoever_sits_at_the_machine_may_do_everything_and_signs_with_the_name_they_chose(sqlite_store: Store) -> None:
    me = logins.owner(sqlite_store)
    assert access.role_of(sqlite_store, me) == "admin"
    assert logins.sign_as(sqlite_store, " Ada  Byron ").name == "Ada Byron"
    assert logins.owner(sqlite_store).name == "Ada Byron"
    assert logins.sign_as(sqlite_store, " ").name == me.name
    assert sqlite_store.users.role(me.id) is None  # the name alone opens nothing to somebody who logs in


@pytest.mark.parametrize(
    ("claims", "id"),
    [
        ({}, ""),
        ({"is_logged_in": False, "email": "a@b.c"}, ""),
        ({"is_logged_in": True, "email": "A@B.c"}, "a@b.c"),
        ({"is_logged_in": True, "email": "a@b.c", "email_verified": True}, "a@b.c"),
        (
            {
                "is_logged_in": True,
                "email": "a@b.c",
                "email_verified": False,
                "iss": "https://i",
                "sub": "7",
            },
            "https://i#7",
        ),
        ({"is_logged_in": True, "iss": "https://i", "sub": "7"}, "https://i#7"),
        ({"is_logged_in": True, "email": "local:root"}, ""),
        ({"is_logged_in": True, "email": ["a@b.c"], "iss": "https://i", "sub": "7"}, "https://i#7"),
    ],
)
def test_who_a_login_is(claims: dict[str, object], id: str) -> None:
    assert logins.identity({**claims, "iat": time.time()}).id == id


@pytest.mark.parametrize(("hours", "over"), [(0, False), (11, False), (13, True)])
def test_a_login_lasts_for_half_a_day(hours: int, over: bool) -> None:
    began = time.time() - hours * 3600
    assert logins.identity({"is_logged_in": True, "email": "a@b.c", "iat": began}).is_over() is over


@pytest.mark.parametrize("began", [None, "now"])
def test_a_login_that_does_not_say_when_it_began_is_over(began: object) -> None:
    assert logins.identity({"is_logged_in": True, "email": "a@b.c", "iat": began}).is_over()


@pytest.mark.parametrize(
    ("hosts", "address", "single", "exposed"),
    [
        (["localhost", "127.0.0.1"], "127.0.0.1", "", False),
        (["localhost"], None, "", False),
        (["localhost", "news.example.org"], "127.0.0.1", "", True),
        (["localhost"], "0.0.0.0", "", True),
        ([], "127.0.0.1", "", True),
        (["*"], "127.0.0.1", "", True),
        (["*"], "0.0.0.0", "1", False),
    ],
)
def test_a_server_that_others_reach_wants_a_login(
    monkeypatch: pytest.MonkeyPatch, hosts: list[str], address: str | None, single: str, exposed: bool
) -> None:
    told = {"server.allowedHosts": hosts, "server.address": address}
    monkeypatch.setattr("streamlit.config.get_option", told.__getitem__)
    monkeypatch.setenv("DATELINE_SINGLE_USER", single)
    assert logins.is_exposed() is exposed
