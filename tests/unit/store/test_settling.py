"""Differences of independent coders settled into one accepted version: one action each, undoable, resumable, told in the history."""

from __future__ import annotations

from typing import Any

import pytest

from components import history
from components.model import Annotated, Annotation, Article, EntityValues, Extraction
from components.store import CodingError, Store
from tests.unit.store.test_codings import KILLED, LUND, TEXT, by, edited, opened, statuses

__all__ = ["opened"]


@pytest.fixture
def coded(opened: Store) -> Store:
    """ada takes the figure, bob another number of it; both take Lund; bob adds the police; all reject nothing else."""
    edited(opened, "ada", "accept", "k", text="12 people")
    edited(opened, "bob", "set", "k", text="12 people", values={"value": 14, "low": 14, "high": 14})
    for name in ("ada", "bob"):
        edited(opened, name, "accept", "l", text="Lund")
    edited(opened, "bob", "add", "police", layer="entity", label="ORG", start=33, end=39, text="Police")
    for name in ("ada", "bob"):
        by(opened, name).codings.finish("a", name)
    return opened


def settle(store: Store, start: int, *taken: str) -> str:
    editor = by(store, "ed")
    place = next(p for p in editor.settling.of("a").differing if p.start == start)
    return editor.settling.settle("a", place.id, taken, "ed")


def killed(store: Store, name: str | None = None) -> tuple[str, Any]:
    found = (by(store, name) if name else store).target("a", "k")
    assert found is not None
    return found.status, found.figure.value


def test_what_an_editor_takes_is_the_accepted_version_and_nobody_else_sees_it_yet(coded: Store) -> None:
    assert [(p.start, len(p.readings)) for p in by(coded, "ed").settling.of("a").open] == [(14, 2), (33, 2)]
    settle(coded, 14, "bob")
    assert killed(coded) == ("edited", 14)
    assert (killed(coded, "ada"), killed(coded, "bob")) == (("accepted", 12), ("edited", 14))
    assert [d.taken for d in by(coded, "ed").settling.of("a").decided.values()] == [("bob",)]
    assert [p.start for p in by(coded, "ed").settling.of("a").open] == [33]
    assert list(coded.check()) == []


def test_all_is_settled_then_one_version_is_everybody_s(coded: Store) -> None:
    editor = by(coded, "ed")
    with pytest.raises(CodingError, match="2 places are not settled yet"):
        editor.settling.finish("a", "ed")
    settle(coded, 14, "ada")
    settle(coded, 33)
    editor.settling.finish("a", "ed")
    for name in ("ada", "bob", "cy", None):
        assert statuses(coded, name) == {"k": "accepted", "l": "accepted"}
    how = coded.codings.standing("a")
    assert (how.state, how.settled_by, coded.row("a").review_status) == (3, "ed", "settled")
    assert coded.row("a").tolls["KILLED"].value == 12
    assert edited(coded, "cy", "reject", "l", text="Lund")["stored"] == 1
    assert list(coded.check()) == []


def test_both_neither_and_an_own_reading(coded: Store) -> None:
    settle(coded, 14, "ada", "bob")
    figures = [a.figure.value for a in coded.annotated("a").annotations if a.layer == "figure"]
    assert set(figures) == {12, 14}
    editor = by(coded, "ed")
    place = next(p for p in editor.settling.of("a").open if p.start == 33)
    own = Annotation("own", "entity", "NORP", 33, 39, EntityValues(name="the police"), "analyst", "accepted")
    editor.settling.settle("a", place.id, (), "ed", own)
    found = coded.target("a", "own")
    assert found is not None
    assert (found.label, found.updated_by) == ("NORP", "ed")
    assert list(coded.check()) == []


def test_a_decision_is_taken_back_and_the_place_is_open_again(coded: Store) -> None:
    group = settle(coded, 33, "bob")
    assert coded.target("a", "police") is not None
    editor = by(coded, "ed")
    editor.settling.take_back("a", group, "ed")
    assert coded.target("a", "police") is None
    assert len(editor.settling.of("a").open) == 2
    with pytest.raises(CodingError, match="taken back already"):
        editor.settling.take_back("a", group, "ed")
    settle(coded, 33)  # neither: nothing to write, but decided
    assert [p.start for p in editor.settling.of("a").open] == [14]
    editor.settling.take_back("a", next(iter(editor.settling.of("a").decided.values())).group, "ed")
    assert len(editor.settling.of("a").open) == 2
    assert list(coded.check()) == []


def test_who_settled_what_stands_in_the_history(coded: Store) -> None:
    settle(coded, 33)
    settle(coded, 14, "bob")
    by(coded, "ed").settling.take_back("a", settle_group(coded), "ed")
    told = [(a.author, a.done) for a in history.of_versions(coded.text_versions("a"))]
    assert told == [
        ("ed", "Settled as nobody has it:"),
        ("ed", "Settled as bob has it:"),
        ("ed", "Settling taken back:"),
    ]


def settle_group(store: Store) -> str:
    return str(store.history("a")[-1].group)


def test_the_first_decision_closes_the_codings_until_an_editor_opens_them(coded: Store) -> None:
    settle(coded, 14, "bob")
    refused = edited(coded, "ada", "reject", "l", text="Lund")["refused"]
    assert "are being settled" in refused[0]["message"]
    editor = by(coded, "ed")
    editor.settling.reopen("a", "ed")
    assert edited(coded, "ada", "reject", "l", text="Lund")["stored"] == 1
    by(coded, "ada").codings.finish("a", "ada")
    assert [p.start for p in editor.settling.of("a").open] == [27, 33]  # what was decided stays


def test_a_settled_article_is_opened_again_step_by_step(coded: Store) -> None:
    editor = by(coded, "ed")
    settle(coded, 14, "ada")
    settle(coded, 33)
    editor.settling.finish("a", "ed")
    editor.settling.reopen("a", "ed")
    assert statuses(coded, None) == {"k": "accepted", "l": "suggested"}
    assert (coded.codings.standing("a").state, editor.settling.of("a").open) == (2, ())
    editor.settling.finish("a", "ed")
    edited(coded, "cy", "reject", "l", text="Lund")
    with pytest.raises(CodingError, match="cy changed it since"):
        editor.settling.reopen("a", "ed")
    assert list(coded.check()) == []


def test_two_editors_at_one_place(coded: Store) -> None:
    coded.users.put("flo", "editor", "test")
    place = by(coded, "flo").settling.of("a").open[0]
    settle(coded, 14, "ada")
    with pytest.raises(CodingError, match="ed settled this place already"):
        by(coded, "flo").settling.settle("a", place.id, ("bob",), "flo")
    assert killed(coded) == ("accepted", 12)


@pytest.mark.parametrize("taken", [("cy",), ("ada", "nobody")])
def test_nobody_s_reading_cannot_be_taken(coded: Store, taken: tuple[str, ...]) -> None:
    with pytest.raises(CodingError, match="did not code this article"):
        settle(coded, 14, *taken)


def test_an_article_that_one_coder_is_done_with_cannot_be_settled(opened: Store) -> None:
    by(opened, "ada").codings.finish("a", "ada")
    with pytest.raises(CodingError, match="at least two coders"):
        by(opened, "ed").settling.finish("a", "ed")


def test_what_both_rejected_is_rejected_and_coders_who_agree_need_one_step(opened: Store) -> None:
    for name in ("ada", "bob"):
        edited(opened, name, "reject", "k", text="12 people")
        edited(opened, name, "accept", "l", text="Lund")
        by(opened, name).codings.finish("a", name)
    by(opened, "ed").settling.finish("a", "ed")
    assert statuses(opened, None) == {"k": "rejected", "l": "accepted"}
    assert list(opened.check()) == []


def test_a_link_to_a_figure_that_was_not_taken_goes_with_it(store: Store) -> None:
    store.add(Annotated(Article("a", TEXT)), Extraction((KILLED, LUND), ()))
    made = store.collections.make("Fires")
    store.collections.add(made.id, ["a"])
    store.codings.set_coverage(made.id, 2)
    for who in ("ada", "bob"):
        store.users.put(who, "analyst", "test")
    store.users.put("ed", "editor", "test")
    values = {"value": 14, "low": 14, "high": 14, "bound": "exact", "unit": "people", "supersedes": "k"}
    edited(store, "bob", "add", "f", layer="figure", label="KILLED", start=49, end=56, text=TEXT[49:56], values=values)
    edited(store, "bob", "accept", "k", text="12 people")
    for name in ("ada", "bob"):
        by(store, name).codings.finish("a", name)
    settle(store, 49, "bob")
    found = store.target("a", "f")
    assert found is not None
    assert found.figure.supersedes == "k"  # the suggestion is there
    settle(store, 14)
    by(store, "ed").settling.finish("a", "ed")
    assert list(store.check()) == []
