"""What was acknowledged is there: after kill -9, with many threads, with two processes, with a slow neighbour."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from components.model import Annotated, Article, Extraction
from components.store import Answer, Store, articles, open_store, read_edits, state
from tests.unit.store.making import ANNOTATED, CLIENT, EXTRACTION, KILLED, MAARAT, TEXT, accept, add

ROOT = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from components.store import open_store, read_edits
from tests.unit.store.making import TEXT, add
store = open_store(sys.argv[1])
for n in range(1, 100_000):
    answer = store.append("a1", "writer", read_edits([add(n, "the governor")], "a1", "writer", len(TEXT)))
    print(answer.acknowledged, flush=True)
"""


def test_every_acknowledged_edit_survives_kill_9(store: Store, store_url: str) -> None:
    store.add(ANNOTATED, EXTRACTION)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, store_url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(40)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    reopened = open_store(store_url)
    numbers = [edit.n for edit in reopened.history("a1")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert acknowledged[-1] <= len(numbers) <= acknowledged[-1] + 1  # one may have been stored and not yet told
    assert list(reopened.check()) == []
    again = reopened.append(
        "a1", "writer", read_edits([add(numbers[-1] + 1, "the governor")], "a1", "writer", len(TEXT))
    )
    assert (again.acknowledged, again.stored) == (numbers[-1] + 1, 1)
    reopened.close()


def send(store: Store, client: str, n: int) -> Answer:
    sent = {**add(n, "the governor"), "op_id": f"{client}-{n}", "target": f"{client}-{n}"}
    return store.append("a1", client, read_edits([sent], "a1", client, len(TEXT)))


def test_many_sessions_on_one_article_lose_nothing(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)

    def session(client: str) -> list[int]:
        return [send(store, client, n).acknowledged for n in range(1, 11)]

    with ThreadPoolExecutor(6) as pool:
        acknowledged = list(pool.map(session, [f"c{i}" for i in range(6)]))
    assert acknowledged == [list(range(1, 11))] * 6
    assert len(store.history("a1")) == 60
    assert store.row("a1").entities == 62
    assert list(store.check()) == []


def test_of_two_edits_on_one_highlight_one_is_stored_and_one_is_stale(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)

    def judge(client: str) -> Answer:
        sent = {**accept(1, KILLED), "op_id": client}
        return store.append("a1", client, read_edits([sent], "a1", client, len(TEXT)), client)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(judge, ["c1", "c2", "c3", "c4"]))
    assert sorted(answer.stored for answer in answers) == [0, 0, 0, 1]
    assert sorted(r.reason for answer in answers for r in answer.refused) == ["stale"] * 3


def test_the_same_article_added_by_many_at_once_is_there_once(store: Store) -> None:
    articles = [Annotated(Article(f"n{i % 3}", f"Text number {i % 3}.")) for i in range(12)]
    with ThreadPoolExecutor(4) as pool:
        outcomes = [added.outcome for added in pool.map(store.add, articles)]
    assert sorted(outcomes) == ["added"] * 3 + ["there"] * 9
    assert store.find().total == 3


def test_readers_see_no_half_of_a_batch(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    batch = read_edits([add(n, "the governor") for n in range(1, 501)], "a1", "c", len(TEXT))
    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(store.append, "a1", "c", batch)
        seen = set()
        while not writing.done():
            seen.add(len(store.history("a1")))
        writing.result()
    assert seen <= {0, 500}


def test_a_failure_in_the_middle_stores_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(ANNOTATED, EXTRACTION)
    before = store.state("a1")

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("components.store.journal._write_counts", fail)
    with pytest.raises(RuntimeError, match="disk"):
        send(store, "c", 1)
    monkeypatch.undo()
    assert store.state("a1") == before
    assert store.history("a1") == []
    assert send(store, "c", 1).acknowledged == 1


def test_check_finds_rows_that_are_not_the_replay(store: Store) -> None:
    store.add(ANNOTATED, Extraction(EXTRACTION.annotations, EXTRACTION.sentences))
    store.append("a1", CLIENT, read_edits([accept(1, MAARAT)], "a1", CLIENT, len(TEXT)))
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE annotations SET record = replace(record, 'accepted', 'rejected')")
        connection.exec_driver_sql("UPDATE figures SET value = 32 WHERE value = 31")
        connection.exec_driver_sql("UPDATE articles SET quotes = 7")
        connection.exec_driver_sql("UPDATE texts SET sha256 = 'x'")
    messages = " / ".join(problem.message for problem in store.check())
    assert "differs from its replay in status" in messages
    assert "in figures says something else of its value" in messages
    assert "the library counts 7 quotes, there are 1" in messages
    assert "the text is not the one that was stored" in messages


def test_a_reading_sees_one_moment(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    with store._read() as connection:
        key = articles.head(connection, "a1").key
        before = state.changes(connection, key)
        send(store, "c", 1)
        assert state.changes(connection, key) == before
    assert len(store.opened("a1").changes.changed) == len(before.changed) + 1
