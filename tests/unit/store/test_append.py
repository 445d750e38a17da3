"""Appending edits: numbers, repetition, refusals, and what the answer tells the browser."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from components.model import Annotated, Article, record_of
from components.store import Answer, ArticleMissingError, Store, read_edits
from components.store.engine import address
from tests.unit.store.making import (
    ANNOTATED,
    CLIENT,
    EXTRACTION,
    HADDAD,
    INJURED,
    KILLED,
    MAARAT,
    QUOTE,
    TEXT,
    accept,
    add,
    record,
)

Record = dict[str, Any]
T = TEXT[KILLED.start : KILLED.end]


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    return store


def send(store: Store, *records: Any, client: str = CLIENT, since: int | None = None, author: str = "ana") -> Answer:
    return store.append("a1", client, read_edits(list(records), "a1", client, len(TEXT)), author, since)


def status(store: Store, annotation_id: str) -> str:
    return store.state("a1").annotations[annotation_id].status


def test_an_edit_is_stored_with_the_server_s_time_and_author(ready: Store) -> None:
    answer = send(ready, {**accept(1, KILLED), "author": "somebody else", "time": "1999-01-01"})
    assert (answer.acknowledged, answer.stored, answer.refused) == (1, 1, ())
    [edit] = ready.history("a1")
    assert edit.author == "ana"
    assert edit.time > "2024"
    [changed] = answer.changes.changed
    assert (changed["status"], changed["last"], changed["updated_by"]) == ("accepted", "op1", "ana")


def test_a_repeated_edit_is_acknowledged_again_and_stored_once(ready: Store) -> None:
    first = send(ready, accept(1, KILLED))
    second = send(ready, accept(1, KILLED))
    assert (second.acknowledged, second.stored, second.refused) == (1, 0, ())
    assert second.changes.changed == first.changes.changed
    assert len(ready.history("a1")) == 1


def test_an_outbox_that_grows_is_stored_once_each(ready: Store) -> None:
    outbox: list[Record] = []
    for n, annotation in enumerate((KILLED, QUOTE, MAARAT), 1):
        outbox.append(accept(n, annotation))
        assert send(ready, *outbox).acknowledged == n
    assert [e.op_id for e in ready.history("a1")] == ["op1", "op2", "op3"]


def test_an_edit_taken_over_by_another_page_is_stored_once(ready: Store) -> None:
    send(ready, accept(1, KILLED))
    answer = send(ready, accept(1, KILLED), {**accept(2, QUOTE)}, client="page-2")
    assert (answer.acknowledged, answer.stored) == (2, 1)


def test_a_gap_waits(ready: Store) -> None:
    assert send(ready, accept(2, QUOTE), accept(3, MAARAT)).acknowledged == 0
    assert ready.history("a1") == []
    assert send(ready, accept(3, MAARAT), accept(1, KILLED), accept(2, QUOTE)).acknowledged == 3
    assert [e.n for e in ready.history("a1")] == [1, 2, 3]


def test_a_stale_edit_is_refused_with_the_present_state(ready: Store) -> None:
    send(ready, accept(1, KILLED))
    answer = send(ready, {**record(1, "reject", KILLED.id, text=T), "op_id": "late"}, client="page-2", author="ben")
    [refusal] = answer.refused
    assert (answer.acknowledged, refusal.reason, refusal.op_id, refusal.n) == (1, "stale", "late", 1)
    assert refusal.state is not None
    assert (refusal.state["status"], refusal.state["last"]) == ("accepted", "op1")
    assert status(ready, KILLED.id) == "accepted"


def test_a_refusal_that_comes_again_is_answered_again(ready: Store) -> None:
    bad = record(1, "accept", KILLED.id, text="other words")
    assert send(ready, bad).refused == send(ready, bad).refused
    assert send(ready, bad).acknowledged == 1


def test_chained_edits_of_one_batch_are_never_stale(ready: Store) -> None:
    answer = send(ready, accept(1, KILLED), record(2, "reject", KILLED.id, "op1", text=T), accept(3, KILLED, "op2"))
    assert (answer.stored, answer.refused) == (3, ())
    assert status(ready, KILLED.id) == "accepted"


def test_what_hangs_on_a_refused_edit_is_refused_and_the_rest_stored(ready: Store) -> None:
    answer = send(ready, record(1, "accept", KILLED.id, text="x"), accept(2, KILLED, "op1"), accept(3, QUOTE))
    assert [(r.n, r.reason) for r in answer.refused] == [(1, "text"), (2, "stale")]
    assert (answer.acknowledged, answer.stored) == (3, 1)


def test_a_number_used_twice_is_refused_and_stores_nothing(ready: Store) -> None:
    send(ready, accept(1, KILLED))
    answer = send(ready, {**accept(1, QUOTE), "op_id": "other"})
    assert [(r.reason, r.op_id) for r in answer.refused] == [("number", "other")]
    assert status(ready, QUOTE.id) == "suggested"


def test_an_op_id_of_another_article_is_refused(ready: Store) -> None:
    ready.add(Annotated(Article("a2", TEXT)), EXTRACTION)
    send(ready, accept(1, KILLED))
    other = read_edits([{**accept(1, QUOTE), "article_id": "a2"}], "a2", CLIENT, len(TEXT))
    answer = ready.append("a2", CLIENT, other)
    assert (answer.acknowledged, answer.refused[0].reason) == (1, "duplicate")
    assert ready.history("a2") == []


def test_adding_and_removing_leaves_the_id_gone_for_open_pages(ready: Store) -> None:
    revision = ready.revision("a1")
    send(ready, add(1, "the governor"), record(2, "remove", "made1", "op1", text="the governor"))
    changes = ready.changes_since("a1", revision)
    assert (changes.changed, changes.gone) == ((), ("made1",))
    assert "made1" not in ready.state("a1").annotations
    assert ready.state("a1").last["made1"] == "op2"


def test_what_was_removed_can_be_restored_by_undo(ready: Store) -> None:
    send(ready, add(1, "the governor"))
    made = ready.opened("a1").changes.changed
    before = next(r for r in made if r["id"] == "made1")
    send(ready, record(2, "remove", "made1", "op1", text="the governor"))
    send(ready, record(3, "restore", "made1", "op2", annotation=before, text="the governor"))
    assert ready.state("a1").annotations["made1"].label == "PERSON"
    assert list(ready.check()) == []


FORGED = {
    "created_by": "root",
    "created_at": "1999-01-01T00:00:00Z",
    "updated_by": "root",
    "updated_at": "1999-01-01T00:00:00Z",
    "score": 0.1,
}


def test_a_restore_forges_neither_maker_nor_score(ready: Store) -> None:
    send(ready, add(1, "the governor"), author="ben")
    made = ready.target("a1", "made1")
    assert made is not None
    send(ready, record(2, "remove", "made1", "op1", text="the governor"))
    forged = {**record_of(made), **FORGED}
    send(ready, record(3, "restore", "made1", "op2", annotation=forged, text="the governor"))
    back = ready.target("a1", "made1")
    assert back is not None
    assert (back.created_by, back.created_at, back.updated_by) == ("ben", made.created_at, "ana")
    assert back.updated_at != FORGED["updated_at"]
    backdated = {**record_of(back), "updated_at": FORGED["updated_at"]}
    send(ready, record(4, "restore", "made1", "op3", annotation=backdated, text="the governor"))
    again = ready.target("a1", "made1")
    assert again is not None
    assert (again.updated_by, again.updated_at != FORGED["updated_at"]) == ("ana", True)
    machine = {**record_of(KILLED), **FORGED}
    words = TEXT[KILLED.start : KILLED.end]
    send(ready, record(5, "restore", KILLED.id, None, annotation=machine, text=words))
    killed = ready.target("a1", KILLED.id)
    assert killed is not None
    assert (killed.created_by, killed.score, killed.updated_by) == (None, KILLED.score, "ana")
    assert list(ready.check()) == []


def test_with_since_the_answer_holds_what_others_changed(ready: Store) -> None:
    revision = ready.revision("a1")
    send(ready, accept(1, KILLED), client="page-2")
    answer = send(ready, accept(1, QUOTE), since=revision)
    assert answer.refused == ()  # another op_id
    assert {r["id"] for r in answer.changes.changed} >= {KILLED.id}


def test_two_pages_with_the_same_op_id_store_it_once(ready: Store) -> None:
    send(ready, accept(1, KILLED), client="page-2")
    answer = send(ready, {**accept(1, QUOTE), "op_id": "own"}, since=0)
    assert {r["id"] for r in answer.changes.changed} >= {KILLED.id, QUOTE.id}


@pytest.mark.parametrize(
    ("label", "layer", "reason"),
    [
        ("PERSON", "figure", "label"),
        ("NONSENSE", "entity", "label"),
        ("KILLED", "entity", "label"),
        ("PERSON", "x", "malformed"),
    ],
)
def test_a_label_must_be_one_of_its_layer(ready: Store, label: str, layer: str, reason: str) -> None:
    made = add(1, "the governor", label, layer)  # type: ignore[arg-type]
    assert [r.reason for r in send(ready, made).refused] == [reason]
    moved = record(2, "relabel", HADDAD.id, text="Rana Haddad", label=label, layer=layer)
    assert [r.reason for r in send(ready, moved).refused] == [reason]
    assert ready.history("a1") == []


def test_counts_and_tolls_follow_the_edits(ready: Store) -> None:
    assert (ready.row("a1").figures, ready.row("a1").suggestions) == (2, 5)
    send(
        ready,
        record(1, "reject", INJURED.id, text="About 40 people"),
        add(2, "12 more bodies", "KILLED", "figure"),
        accept(3, QUOTE),
    )
    row = ready.row("a1")
    assert (row.entities, row.quotes, row.figures, row.suggestions) == (2, 1, 2, 3)
    assert list(ready.check()) == []


def test_a_toll_set_by_hand_stands_until_it_is_handed_back(ready: Store) -> None:
    answer = send(ready, record(1, "set_toll", "KILLED", toll={"value": 31, "bound": "exact"}))
    assert (answer.changes.tolls["KILLED"].value, answer.changes.tolls["KILLED"].set_by) == (31, "ana")
    assert answer.changes.last_toll_ops == {"KILLED": "op1"}
    assert ready.row("a1").tolls["KILLED"].set_by == "ana"
    send(ready, record(2, "set_toll", "KILLED", "op1", toll=None))
    assert ready.state("a1").set_tolls == {}
    assert list(ready.check()) == []


def test_a_batch_longer_than_a_transaction_is_stored_whole(ready: Store) -> None:
    batch = [accept(n, KILLED, f"op{n - 1}" if n > 1 else None) for n in range(1, 4502)]
    answer = send(ready, *batch)
    assert (answer.acknowledged, answer.stored, len(answer.changes.changed)) == (4501, 4501, 1)


def test_an_article_that_is_not_there_takes_no_edits(store: Store) -> None:
    with pytest.raises(ArticleMissingError):
        send(store, accept(1, KILLED))


@pytest.mark.parametrize("statement", ["UPDATE edits SET author = 'x'", "DELETE FROM edits"])
def test_edits_cannot_be_changed_in_the_database(ready: Store, store_url: str, statement: str) -> None:
    send(ready, accept(1, KILLED))
    engine = create_engine(address(store_url))
    with pytest.raises(DBAPIError, match="appended and never changed"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
