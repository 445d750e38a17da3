"""Who reads an article with me: told over several processes, gone soon after, and hardly a write."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from components.store import Store, open_store
from components.store.presence import FLUSH, LONGEST, STAYS, Presence


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def process(store: Store, clock: Clock) -> Presence:
    return Presence(store._read, store._write, clock)


def test_readers_of_one_article_are_told_of_each_other(store: Store, clock: Clock) -> None:
    desk = process(store, clock)
    assert desk.here("a", "ana") == []
    assert desk.here("a", "ben") == ["ana"]
    assert desk.here("b", "cem") == []
    assert desk.here("a", "ana") == ["ben"]
    assert desk.online() == ["ana", "ben", "cem"]


def test_processes_tell_each_other_through_the_store_until_half_a_minute_after_a_page_closed(
    store: Store, clock: Clock
) -> None:
    one, two = process(store, clock), process(store, clock)
    one.here("a", "ana")
    assert two.here("a", "ben") == ["ana"]
    clock.now += FLUSH + STAYS + 1
    assert two.here("a", "ben") == []
    assert FLUSH + STAYS < 30


def test_a_page_that_is_closed_is_forgotten_in_its_own_process(store: Store, clock: Clock) -> None:
    desk = process(store, clock)
    desk.here("a", "ana")
    for _ in range(5):
        clock.now += 4
        last = desk.here("a", "ben")
    assert last == []


def test_many_readers_write_once_in_a_while(sqlite_store: Store, clock: Clock) -> None:
    writes: list[str] = []
    event.listen(
        sqlite_store._engine,
        "before_cursor_execute",
        lambda *a: writes.append(a[2]) if a[2].startswith(("INSERT", "DELETE")) else None,
    )
    desk = process(sqlite_store, clock)
    for second in range(60):
        clock.now += 1
        for reader in range(25):
            desk.here(f"a{second % 3}", f"user{reader}")
    assert 2 * 5 <= len(writes) <= 2 * 7


@pytest.mark.parametrize("jump", [-86_400.0, 86_400.0])
def test_a_clock_that_jumps_leaves_nobody_for_ever(store: Store, clock: Clock, jump: float) -> None:
    one, two = process(store, clock), process(store, clock)
    one.here("a", "ana")
    clock.now += jump
    assert two.here("a", "ben") == []
    assert one.here("a", "ana") == ["ben"]
    assert abs(jump) > LONGEST


def test_presence_is_no_edit_and_is_not_copied(store: Store, tmp_path: object) -> None:
    store.presence.here("a", "ana")
    assert store.pulse() == ""
    copied = open_store(f"sqlite:///{tmp_path}/copy.db")
    store.copy_to(copied)
    assert copied.presence.online() == []
    copied.close()
