"""Keeping a store: copied to the other engine, backed up while people write, repaired, damaged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, update

from components.model import Annotated, Article
from components.store import Store, StoreError, open_store, read_edits
from components.store.engine import address
from components.store.schema import (
    annotation_rows,
    articles,
    bundles,
    clients,
    edit_rows,
    figure_rows,
    metadata,
    set_tolls,
)
from tests.unit.store.making import ANNOTATED, CLIENT, EXTRACTION, HADDAD, KILLED, QUOTE, TEXT, accept, add, record


def filled(store: Store) -> Store:
    """Articles with edits of many kinds, refused ones, a toll by hand, one taken back, details, a bulk accept, one taken out."""
    store.add(ANNOTATED, EXTRACTION)
    store.add(Annotated(Article("a2", "Nobody left.", title="Another"), ()))
    store.remove("a2")
    mine = [
        accept(1, KILLED),
        {**accept(2, HADDAD), "group": "many"},
        {**accept(3, QUOTE), "group": "many"},
        add(4, "the governor"),
        record(5, "remove", "made4", "op4", text="the governor"),
        record(6, "set_toll", "KILLED", toll={"value": 43}),
        record(7, "set_toll", "INJURED", toll={"value": 4}),
        record(8, "set_toll", "INJURED", "op7", toll=None),
        record(9, "reject", KILLED.id, "stale", text=TEXT[KILLED.start : KILLED.end]),
    ]
    answer = store.append("a1", CLIENT, read_edits(mine, "a1", CLIENT, len(TEXT)), "ana")
    assert [refusal.op_id for refusal in answer.refused] == ["op9"]
    store.correct_details("a1", {"title": "Old town"}, "ana")
    assert list(store.check()) == []
    return store


def seen(store: Store) -> tuple[object, ...]:
    ids = [*store.ids(), "a2"]
    return (
        [store.annotated(id) for id in ids],
        [store.history(id) for id in ids],
        [store.state(id) for id in ids],
        store.detail_history("a1"),
        store.find().total,
        store.memory.now(),
    )


@pytest.fixture
def other(empty_url: str) -> Iterator[Store]:
    opened = open_store(empty_url.replace("dateline.db", "other.db"))
    yield opened
    opened.close()


def test_a_copy_in_another_store_is_the_same_and_goes_on(store: Store, other: Store) -> None:
    filled(store)
    told: list[tuple[int, int]] = []
    assert store.copy_to(other, lambda done, total: told.append((done, total))) == 2
    assert told[-1][0] == told[-1][1] > 0
    assert seen(other) == seen(store)
    assert list(other.check()) == []
    assert other.find().total == 1
    more = read_edits([add(10, "the governor")], "a1", CLIENT, len(TEXT))
    assert other.append("a1", CLIENT, more, "ana").stored == 1  # and new rows are numbered after the copied ones
    assert other.add(Annotated(Article("a3", "A third."), ())).outcome == "added"
    with pytest.raises(StoreError, match="holds articles already"):
        store.copy_to(other)


def test_a_copy_that_fails_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    target = open_store(f"sqlite:///{tmp_path}/other.db")

    def fails(done: int, total: int) -> None:
        if done > total // 2:
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk"):
        filled(sqlite_store).copy_to(target, fails)
    assert target.find().total == 0
    assert sqlite_store.copy_to(target) == 2


def test_a_backup_holds_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    filled(store)
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        for n in range(1, 10_000):
            if stop.is_set():
                return
            sent = {**add(n, "the governor"), "op_id": f"w{n}", "target": f"w{n}"}
            written.append(store.append("a1", "w", read_edits([sent], "a1", "w", len(TEXT))).acknowledged)

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 5:
        pass
    store.back_up(tmp_path / "backup.db")
    stop.set()
    writer.join()
    copied = open_store(f"sqlite:///{tmp_path}/backup.db")
    kept = [edit.n for edit in copied.history("a1") if edit.client == "w"]
    assert kept == list(range(1, len(kept) + 1))
    assert 5 <= len(kept) <= len(written)
    assert list(copied.check()) == []
    copied.close()
    assert [p.name for p in tmp_path.glob("*.part*")] == []
    with pytest.raises(StoreError, match="nothing is overwritten"):
        store.back_up(tmp_path / "backup.db")


PAGE = 4096  # of a SQLite file
BREAKS = {
    "an annotation's row": lambda c: c.execute(delete(annotation_rows).where(annotation_rows.c.id == KILLED.id)),
    "all rows": lambda c: c.execute(delete(annotation_rows)),
    "a toll": lambda c: c.execute(delete(set_tolls)),
    "a count": lambda c: c.execute(update(articles).where(articles.c.id == "a1").values(figures=99, tolls="{}")),
    "typed rows": lambda c: c.execute(delete(figure_rows)),
    "acknowledged numbers": lambda c: c.execute(delete(clients)),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_rows_are_made_anew_from_the_edits(store: Store, store_url: str, broken: str) -> None:
    before = seen(filled(store))
    engine = create_engine(address(store_url))
    with engine.begin() as connection:
        BREAKS[broken](connection)
    engine.dispose()
    assert list(store.check()) != []
    store.repair("a1")
    store.count_anew()
    assert list(store.check()) == []
    assert seen(store) == before


def test_edits_that_cannot_be_replayed_are_told_and_left(store: Store, store_url: str) -> None:
    filled(store)
    engine = create_engine(address(store_url))
    with engine.begin() as connection:
        connection.execute(delete(bundles))
    rows = engine.connect().execute(annotation_rows.select()).all()
    with pytest.raises(StoreError, match="cannot be replayed"):
        store.repair("a1")
    with engine.connect() as connection:
        assert connection.execute(annotation_rows.select()).all() == rows
        assert len(connection.execute(edit_rows.select()).all()) == 8
    engine.dispose()


def test_every_table_is_copied() -> None:
    assert {"articles", "edits", "bundles", "decisions", "details"} <= set(metadata.tables)


def test_a_broken_page_is_told_and_nothing_is_written_any_more(sqlite_store: Store, tmp_path: Path) -> None:
    many = [(Annotated(Article(f"b{n}", f"The mayor said {n} people left. " * 40), ()), None) for n in range(300)]
    filled(sqlite_store).add_all(many)
    sqlite_store.close()
    path = tmp_path / "dateline.db"
    content = bytearray(path.read_bytes())
    at = content.index(b"The mayor said 250 people") // PAGE * PAGE
    content[at : at + PAGE] = b"\x55" * PAGE
    path.write_bytes(bytes(content))
    damaged = open_store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match=r"damaged.*nothing is written.*restore"):
        list(damaged.check())
    assert damaged.article("b7").text.startswith("The mayor said 7 people")
    size = path.stat().st_size
    with pytest.raises(StoreError, match="damaged"):
        damaged.append("a1", "tab", read_edits([add(1, "the governor")], "a1", "tab", len(TEXT)))
    assert path.stat().st_size == size


def test_an_error_that_only_sounds_like_damage_stops_nothing(store: Store) -> None:
    filled(store)
    with pytest.raises(StoreError, match="did not answer"), store._read() as connection:
        connection.exec_driver_sql("SELECT 'malformed: no such thing' FROM nothing_of_that_name_malformed")
    more = {**add(1, "the governor"), "op_id": "later", "target": "later"}
    assert store.append("a1", "tab", read_edits([more], "a1", "tab", len(TEXT))).stored == 1
