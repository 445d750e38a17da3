"""The memory follows the rows of what people judged: through undo, extraction again and import, on both engines."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import insert
from sqlalchemy import text as sql

from components.memory import Hand, Memory
from components.model import Annotated, Article, RecordError, record_of
from components.store import Store, open_store, read_edits
from components.store.codec import dump
from components.store.engine import WRITES, address, make_engine
from components.store.migrate import upgrade
from components.store.remembering import HandRefusedError
from components.store.schema import texts
from tests.unit.store.making import ANNOTATED, EXTRACTION, HADDAD, KILLED, MAARAT, TEXT, accept, add, record


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    return store


def send(store: Store, *records: dict[str, Any], author: str = "ana") -> None:
    answer = store.append("a1", "page-1", read_edits(list(records), "a1", "page-1", len(TEXT)), author)
    assert not answer.refused


def relabel(n: int, label: str = "ORG", after: str | None = None) -> dict[str, Any]:
    return record(n, "relabel", MAARAT.id, after, layer="entity", label=label, text="Maarat")


def labels(store: Store) -> dict[str, str | None]:
    return {surface: verdict.label for surface, verdict in store.memory.now().verdicts.items()}


def test_nothing_is_remembered_before_anybody_decided(filled: Store) -> None:
    assert filled.memory.now() == Memory()


def test_each_kind_of_decision_is_counted(filled: Store) -> None:
    send(filled, accept(1, HADDAD), relabel(2), add(3, "governor", "ORG"), accept(4, KILLED))
    tallies = filled.memory.now().tallies
    assert set(tallies) == {"Rana Haddad", "Maarat", "governor"}
    assert tallies["Rana Haddad"]["PERSON"].confirmed == 1
    assert (tallies["Maarat"]["ORG"].relabelled, tallies["Maarat"]["GPE"].left) == (1, 1)
    assert tallies["governor"]["ORG"].added == 1
    assert list(filled.check()) == []


def test_undo_takes_a_decision_back(filled: Store) -> None:
    send(filled, relabel(1))
    send(filled, record(2, "restore", MAARAT.id, "op1", annotation=record_of(MAARAT), text="Maarat"))
    assert filled.memory.now() == Memory()


def test_a_name_added_and_deleted_again_is_not_remembered(filled: Store) -> None:
    send(filled, add(1, "governor", "ORG"), record(2, "remove", "made1", "op1", text="governor"))
    assert filled.memory.now() == Memory()


def test_judged_highlights_of_an_import_count_and_suggestions_do_not(store: Store) -> None:
    brought = (replace(HADDAD, origin="import", status="accepted", updated_by="bo"), replace(MAARAT, origin="import"))
    store.add(Annotated(ANNOTATED.article, brought))
    assert labels(store) == {"Rana Haddad": "PERSON"}
    assert store.memory.examples(["Rana Haddad"])["Rana Haddad", "PERSON"].author == "bo"


def test_extracting_again_changes_nothing_that_is_remembered(filled: Store) -> None:
    send(filled, relabel(1))
    before = filled.memory.now()
    filled.replace_suggestions("a1", EXTRACTION)
    assert filled.memory.now() == before
    assert list(filled.check()) == []


def test_the_example_is_the_last_decision(filled: Store) -> None:
    send(filled, relabel(1))
    example = filled.memory.examples(["Maarat", "nobody"])
    assert {name: (e.article_id, e.annotation_id, e.author) for name, e in example.items()} == {
        ("Maarat", "ORG"): ("a1", MAARAT.id, "ana"),
        ("Maarat", "GPE"): ("a1", MAARAT.id, "ana"),
    }


def test_what_is_set_by_hand_stands_and_can_be_set_back(filled: Store) -> None:
    send(filled, relabel(1))
    before = filled.memory.set({"Maarat": Hand("use", "LOC"), "Daqil  Front": Hand("use", "ORG")}, "bo")
    assert labels(filled) == {"Maarat": "LOC", "Daqil Front": "ORG"}
    assert filled.memory.now().hand["Maarat"].author == "bo"
    filled.memory.set(before)
    assert labels(filled) == {"Maarat": "ORG"}


def test_what_is_forgotten_counts_again_from_the_next_decision_on(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(filled, relabel(1))
    monkeypatch.setattr(filled.memory, "_clock", lambda: "2099-01-01T00:00:00Z")
    filled.memory.set({"Maarat": Hand("forget")})
    assert labels(filled) == {}
    monkeypatch.setattr(filled, "_clock", lambda: "2099-01-02T00:00:00Z")
    send(filled, relabel(2, "LOC", "op1"))
    assert labels(filled) == {"Maarat": "LOC"}


@pytest.mark.parametrize(
    ("surface", "hand"),
    [(" ", Hand("never")), ("x" * 201, Hand("never")), ("Orlan", Hand("use", "KILLED")), ("Orlan", Hand("use")), ("Or\0lan", Hand("never")), ("Orlan", Hand("never", "ORG"))],
)  # fmt: skip
def test_what_cannot_be_remembered_is_refused_and_nothing_is_set(filled: Store, surface: str, hand: Hand) -> None:
    with pytest.raises(RecordError):
        filled.memory.set({"Good": Hand("never"), surface: hand})
    assert filled.memory.now() == Memory()


def test_a_row_that_disagrees_is_found_by_check(filled: Store) -> None:
    send(filled, accept(1, HADDAD))
    with filled._write() as connection:
        connection.exec_driver_sql("UPDATE annotations SET surface = 'Somebody else' WHERE surface IS NOT NULL")
    assert any("memory holds another decision" in problem.message for problem in filled.check())


def test_a_store_from_before_there_was_a_memory_remembers_what_was_decided_in_it(empty_url: str) -> None:
    engine = make_engine(address(empty_url)).execution_options(**{WRITES: True})
    a = replace(HADDAD, label="ORG", original_label="PERSON", status="edited", updated_by="bo", updated_at="2024-05-02")
    with engine.connect() as connection, connection.begin():
        upgrade(connection, "0001")
        numbers = dict.fromkeys(("revision", "characters", "words", "suggestions", "entities", "quotes", "figures"), 0)
        plain = {"id": "a1", "title": "", "language": "en", "tags": "[]", "review_status": "new", "text_version": 1}
        row = {**plain, **numbers, "added_at": "", "tolls": "{}"}
        places = ", ".join(f":{name}" for name in row)
        made = connection.execute(sql(f"INSERT INTO articles ({', '.join(row)}) VALUES ({places}) RETURNING key"), row)
        key = made.scalar_one()
        text = {"article_key": key, "version": 1, "text": TEXT, "sha256": "", "sentences": "[]"}
        connection.execute(insert(texts), text)
        old = {"key": key, "id": a.id, "record": dump(record_of(a)), "label": a.label, "status": a.status}
        columns = "(article_key, coding, id, record, layer, label, status, revision)"
        values = "(:key, 'shared', :id, :record, 'entity', :label, :status, 1)"
        connection.execute(sql(f"INSERT INTO annotations {columns} VALUES {values}"), old)
    engine.dispose()
    store = open_store(empty_url)
    tallies = store.memory.now().tallies["Rana Haddad"]
    assert (tallies["ORG"].relabelled, tallies["PERSON"].left, tallies["ORG"].last) == (1, 1, "2024-05-02")
    assert store.memory.examples(["Rana Haddad"])["Rana Haddad", "ORG"].author == "bo"
    store.close()


def test_ten_thousand_strings_are_set_at_once(store: Store) -> None:
    store.memory.set({f"Name {n}": Hand("use", "ORG") for n in range(10_000)})
    assert len(store.memory.now().verdicts) == 10_000


def test_a_long_selection_is_no_name_and_is_not_remembered(store: Store) -> None:
    text = "word " * 100
    store.add(Annotated(Article("a1", text)))
    edit = record(1, "add", "long", layer="entity", label="ORG", start=0, end=300, text=text[:300])
    store.append("a1", "page-1", read_edits([edit], "a1", "page-1", len(text)))
    assert store.memory.now() == Memory()


def test_what_a_colleague_set_meanwhile_is_refused_with_who_what_and_when(filled: Store) -> None:
    filled.memory.set({"Maarat": Hand("use", "LOC")}, "ben")
    with pytest.raises(HandRefusedError, match=r"ben set “Maarat” to “.+” on .* UTC"):
        filled.memory.set({"Maarat": Hand("never"), "Other": Hand("never")}, "ana", {"Maarat": None})
    assert "Other" not in filled.memory.now().hand, "all of it is refused"


def test_an_undo_leaves_what_a_colleague_set_since(filled: Store) -> None:
    mine: dict[str, Hand | None] = {"Maarat": Hand("never")}
    before = filled.memory.set(mine, "ana", {"Maarat": None})
    filled.memory.set({"Maarat": Hand("leave out")}, "ben")
    with pytest.raises(HandRefusedError, match="ben set “Maarat” to “leave out”"):
        filled.memory.set(before, "ana", mine)
    filled.memory.set({"Maarat": Hand("never")}, "ben")
    filled.memory.set(before, "ana", mine)
    assert filled.memory.now().hand == {}


def decided(store: Store) -> dict[str, tuple[int, int]]:
    """What was confirmed singly and in bulk, by string."""
    tallies = store.memory.now().tallies
    return {surface: (t.confirmed, t.bulk) for surface, by in tallies.items() for t in by.values()}


def test_what_was_accepted_in_bulk_is_no_decision_of_its_own(filled: Store) -> None:
    send(
        filled,
        {**accept(1, MAARAT), "group": "all"},
        {**accept(2, HADDAD), "group": "all"},
        {**accept(3, KILLED), "group": "all"},
    )
    assert decided(filled) == {"Maarat": (0, 1), "Rana Haddad": (0, 1)}
    assert labels(filled) == {}
    send(filled, {**accept(4, MAARAT, "op1"), "group": "one"})
    assert decided(filled)["Maarat"] == (1, 0), "now somebody looked at it"
    assert list(filled.check()) == []


def test_one_name_accepted_at_several_places_was_looked_at(filled: Store) -> None:
    send(filled, add(1, "Tuesday", values={"name": "Rana Haddad"}), add(2, "nurse", values={"name": "Rana Haddad"}))
    one = {**record(3, "accept", "made1", "op1", text="Tuesday"), "group": "name"}
    send(filled, one, {**accept(4, HADDAD), "group": "name"})
    assert decided(filled)["Rana Haddad"] == (1, 0)


def test_what_was_accepted_in_bulk_before_it_was_told_apart_is_so_now(filled: Store, store_url: str) -> None:
    send(filled, {**accept(1, MAARAT), "group": "all"}, {**accept(2, HADDAD), "group": "all"})
    send(filled, {**accept(3, KILLED), "group": "one"})
    engine = make_engine(address(store_url)).execution_options(**{WRITES: True})
    with engine.connect() as connection, connection.begin():
        connection.execute(sql("UPDATE annotations SET decision = 'confirmed' WHERE decision IS NOT NULL"))
        with Operations.context(MigrationContext.configure(connection)):
            importlib.import_module("components.store.migrations.versions.0006_bulk").upgrade()
    engine.dispose()
    store = open_store(store_url)
    assert decided(store) == {"Maarat": (0, 1), "Rana Haddad": (0, 1)}
    assert list(store.check()) == []
    store.close()
