"""Articles that several analysts code without seeing each other's work: one log of edits, a version for each coder."""

from __future__ import annotations

from typing import Any

import pytest

from components import workspace
from components.access import AccessError, Identity, guarded
from components.model import Annotated, Annotation, Article, EntityValues, Extraction, FigureValues
from components.store import CodingError, Store, TextRefusedError

TEXT = "A fire killed 12 people in Lund. Police spoke of 14 dead."
KILLED = Annotation(
    "k", "figure", "KILLED", 14, 23, FigureValues(value=12, low=12, high=12, bound="exact", unit="people")
)
LUND = Annotation("l", "entity", "GPE", 27, 31, EntityValues(name="Lund"))


@pytest.fixture
def opened(store: Store) -> Store:
    """A collection of two articles, each to be coded by two; ada, bob and cy are analysts, ed is an editor."""
    for name in ("a", "b"):
        store.add(Annotated(Article(name, f"{TEXT} {name}", title=name)), Extraction((KILLED, LUND), ()))
    made = store.collections.make("Fires")
    store.collections.add(made.id, ["a", "b"])
    assert store.codings.set_coverage(made.id, 2).articles == 2
    for who in ("ada", "bob", "cy"):
        store.users.put(who, "analyst", "test")
    store.users.put("ed", "editor", "test")
    return store


def by(store: Store, name: str) -> Store:
    return guarded(store, Identity(name, name))


_n = 0


def edited(store: Store, name: str, op: str, target: str, **data: Any) -> dict[str, Any]:
    """One edit as a page sends it; what it was made on is what the store says."""
    global _n
    _n += 1
    mine = by(store, name)
    last = mine.state("a").last.get(target)
    edit = {"op_id": f"o{_n}", "article_id": "a", "op": op, "target": target, "n": 1, "after": last, "data": data}
    return workspace.correct(mine, "a", [edit], name, f"c{_n}")


def statuses(store: Store, name: str | None) -> dict[str, str]:
    found = by(store, name).annotated("a") if name else store.annotated("a")
    return {a.id: a.status for a in found.annotations}


def test_a_coder_sees_the_suggestions_and_their_own_edits_alone(opened: Store) -> None:
    edited(opened, "ada", "accept", "k", text="12 people")
    edited(opened, "bob", "reject", "k", text="12 people")
    edited(opened, "bob", "add", "x", layer="entity", label="ORG", start=33, end=39, text="Police")
    assert statuses(opened, "ada") == {"k": "accepted", "l": "suggested"}
    assert statuses(opened, "bob") == {"k": "rejected", "l": "suggested", "x": "accepted"}
    assert statuses(opened, "cy") == statuses(opened, None) == {"k": "suggested", "l": "suggested"}
    assert [edit.author for edit in by(opened, "bob").history("a")] == ["bob", "bob"]
    assert list(opened.check()) == []


def test_every_way_to_an_article_shows_the_own_coding(opened: Store) -> None:
    edited(opened, "ada", "reject", "k", text="12 people")
    edited(opened, "ada", "set_toll", "INJURED", toll={"value": 3, "low": 3, "high": 3, "bound": "exact"})
    for name, tolls in (("ada", {"INJURED"}), ("bob", {"KILLED"}), (None, {"KILLED"})):
        mine = by(opened, name) if name else opened
        last = mine.state("a").last
        assert set(mine.row("a").tolls) == set(mine.opened("a").changes.tolls) == tolls
        assert set(mine.changes_since("a", 0).tolls) == tolls
        assert mine.row("a").figures == mine.row("a").suggestions - 1 == (0 if name == "ada" else 1)
        assert bool(mine.last_tolls("a")) == bool(last) == bool(mine.history("a")) == (name == "ada")
        assert (mine.target("a", "k") or KILLED).status == ("rejected" if name == "ada" else "suggested")
        assert [len(v.edits) for v in mine.text_versions("a")] == [2 if name == "ada" else 0]
        (exported,) = mine.each_annotated(["a"])
        assert set(exported.tolls) == tolls


def test_rows_counts_and_memory_are_of_the_accepted_version(opened: Store) -> None:
    before = opened.row("a")
    edited(opened, "ada", "relabel", "l", layer="entity", label="ORG", text="Lund")
    edited(opened, "ada", "reject", "k", text="12 people")
    after = opened.row("a")
    assert (after.figures, after.entities, after.tolls) == (before.figures, before.entities, before.tolls)
    assert after.revision > before.revision
    assert opened.memory.now().tallies == {}


def test_an_article_is_coded_by_as_many_as_its_collection_says(opened: Store) -> None:
    assert edited(opened, "ada", "accept", "k", text="12 people")["stored"] == 1
    assert edited(opened, "bob", "accept", "k", text="12 people")["stored"] == 1
    refused = edited(opened, "cy", "accept", "k", text="12 people")["refused"]
    assert [r["message"] for r in refused] == [
        "2 others code this article independently; you will see what they agreed on"
    ]
    assert [coder.name for coder in opened.codings.standing("a").coders] == ["ada", "bob"]


def test_who_is_named_has_a_place_that_nobody_else_takes(opened: Store) -> None:
    editor = by(opened, "ed")
    editor.codings.name("a", "bob", "ed")
    editor.codings.name("a", "cy", "ed")
    assert edited(opened, "ada", "accept", "k", text="12 people")["refused"]
    assert edited(opened, "bob", "accept", "k", text="12 people")["stored"] == 1
    with pytest.raises(CodingError, match="bob has made 1 edits"):
        editor.codings.unname("a", "bob", "ed")
    editor.codings.unname("a", "cy", "ed")
    assert edited(opened, "ada", "accept", "k", text="12 people")["stored"] == 1


def test_nobody_sees_or_writes_with_anothers_eyes(opened: Store) -> None:
    ada = by(opened, "ada")
    for ask in (
        lambda: ada.annotated("a", coder="bob"),
        lambda: ada.history("a", "bob"),
        lambda: ada.append("a", "c", [], "ada", coder="bob"),
    ):
        with pytest.raises(AccessError, match="your own eyes"):
            ask()
    for editing in (lambda: ada.codings.coded("a"), lambda: ada.codings.set_coverage("x", 2, "ada")):
        with pytest.raises(AccessError, match="your role here is analyst"):
            editing()


def test_undo_takes_back_in_the_own_coding(opened: Store) -> None:
    from components import undoing

    edited(opened, "bob", "accept", "k", text="12 people")
    edited(opened, "ada", "accept", "k", text="12 people")
    made = by(opened, "ada").history("a")[-1]
    undoing.set_back(by(opened, "ada"), "a", made.op_id, "ada")
    assert (statuses(opened, "ada")["k"], statuses(opened, "bob")["k"]) == ("suggested", "accepted")
    assert list(opened.check()) == []


def test_what_is_coded_keeps_its_text_and_its_suggestions(opened: Store) -> None:
    edited(opened, "ada", "accept", "k", text="12 people")
    with pytest.raises(TextRefusedError, match="independently"):
        opened.correct_text("a", "Another text.", 1)
    assert "independently" in opened.replace_suggestions("a", Extraction((), ()))[0]
    assert statuses(opened, "bob") == {"k": "suggested", "l": "suggested"}
    assert opened.correct_text("b", f"{TEXT} Cut.", 1).version == 2  # nobody codes it yet


def test_an_article_that_was_corrected_already_stays_as_it_is(store: Store) -> None:
    store.add(Annotated(Article("a", TEXT)), Extraction((KILLED,), ()))
    store.users.put("ada", "analyst", "test")
    edited(store, "ada", "accept", "k", text="12 people")
    made = store.collections.make("Fires")
    store.collections.add(made.id, ["a"])
    assert store.codings.set_coverage(made.id, 2) == type(store.codings.set_coverage(made.id, 2))(0, 1)
    assert statuses(store, None) == {"k": "accepted"}


def test_a_coverage_is_taken_back_where_nobody_began(opened: Store) -> None:
    edited(opened, "ada", "accept", "k", text="12 people")
    (collection,) = opened.collections.all()
    assert opened.codings.set_coverage(collection.id, 0).left == 1
    assert [opened.codings.standing(name).state for name in ("a", "b")] == [1, 0]


def test_who_goes_on_has_not_finished_and_the_queue_follows(opened: Store) -> None:
    ada = by(opened, "ada")
    edited(opened, "ada", "accept", "k", text="12 people")
    ada.codings.finish("a", "ada")
    assert opened.codings.standing("a").finished == ("ada",)
    assert (ada.next_unfinished("b"), by(opened, "bob").next_unfinished("b")) == (None, "a")
    edited(opened, "ada", "accept", "l", text="Lund")
    assert opened.codings.standing("a").finished == ()
    assert ada.next_unfinished("b") == "a"


def test_a_page_that_has_not_seen_the_change_of_version_is_refused(opened: Store) -> None:
    (collection,) = opened.collections.all()
    seen = opened.revision("b")
    opened.codings.set_coverage(collection.id, 0)
    opened.codings.set_coverage(collection.id, 3)
    edit = {"op_id": "late", "article_id": "b", "op": "accept", "target": "k", "n": 1, "data": {"text": "12 people"}}
    answer = workspace.correct(by(opened, "ada"), "b", [edit], "ada", "c", since=seen)
    assert [r["reason"] for r in answer["refused"]] == ["coding"]


def test_repair_makes_the_rows_of_each_coding_anew(opened: Store) -> None:
    from sqlalchemy import text

    edited(opened, "ada", "reject", "k", text="12 people")
    edited(opened, "bob", "accept", "k", text="12 people")
    with opened._write() as connection:
        connection.execute(text("DELETE FROM annotations"))
    assert any("the coding @ada" in problem.message for problem in opened.check())
    opened.repair("a")
    assert list(opened.check()) == []
    assert (statuses(opened, "ada")["k"], statuses(opened, "bob")["k"]) == ("rejected", "accepted")


def test_a_copy_of_the_store_has_the_codings(opened: Store, tmp_path: Any) -> None:
    from components.store import open_store

    edited(opened, "ada", "reject", "k", text="12 people")
    opened.back_up(tmp_path / "kept.db")
    kept = open_store(f"sqlite:///{tmp_path}/kept.db")
    assert list(kept.check()) == []
    assert (statuses(kept, "ada")["k"], statuses(kept, "bob")["k"]) == ("rejected", "suggested")
    kept.close()
