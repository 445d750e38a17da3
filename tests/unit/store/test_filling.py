"""A store of the version before typed rows, with data in it, is taken over whole, and goes on where a killed process stopped.

store_0003.json holds what that version wrote: every table of a library of four articles with edits, a refused one, imported
judgements, tolls by hand, an extraction repeated, a name given over all articles; and each article as it must still be.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from components.exporters.jsonl import record
from components.model import Extraction, FigureValues, lettered
from components.store import Query, Store, open_store
from components.store.engine import WRITES, address, make_engine
from components.store.migrate import upgrade
from components.store.search import index
from tests.unit.store.making import ANNOTATED, EXTRACTION

HERE = Path(__file__).resolve().parent
OLD: dict[str, Any] = json.loads((HERE / "store_0003.json").read_text("utf-8"))
ORDER = ("articles", "texts", "suggestions", "annotations", "edits", "refusals", "clients", "set_tolls")
KILLED = """
import os, signal, sys
from components.store import filling, open_store
filling.PIECE = 1
filling._WAITING = filling._WAITING.limit(1)
open_store(sys.argv[1], lambda done, total: done == 2 and os.kill(os.getpid(), signal.SIGKILL))
"""


def old_store(url: str) -> None:
    """Makes the database that version 0003 left."""
    engine = make_engine(address(url)).execution_options(**{WRITES: True})
    with engine.connect() as connection, connection.begin():
        upgrade(connection, "0003")
        for table in (*ORDER, "memory", "decisions"):
            for row in OLD[table]:
                names = ", ".join(f'"{name}"' for name in row)
                places = ", ".join(f":{name}" for name in row)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)
        index(connection, [row["key"] for row in OLD["articles"]])
    engine.dispose()


def unworded(found: dict[str, Any]) -> dict[str, Any]:
    """A record without the sentences that say why a toll is so: each version words them in its own way."""
    tolls = {label: {k: v for k, v in toll.items() if k != "reason"} for label, toll in found["tolls"].items()}
    return {**found, "tolls": tolls}


def is_whole(store: Store) -> None:
    assert list(store.check()) == []
    for article_id, wanted in OLD["expected"].items():
        assert unworded(record(store.annotated(article_id))) == unworded(wanted)
    assert [edit.op_id for edit in store.history("a1")] == [e["op_id"] for e in OLD["edits"] if e["article_key"] == 1]
    assert store.ids(Query(words="rockets market")) == ["c3", "b2"]
    assert "Maarat" in store.memory.now().tallies
    with store._read() as connection:
        assert not inspect(connection).has_table("annotations_before")


def test_an_older_store_is_taken_over_with_all_that_was_in_it(empty_url: str) -> None:
    old_store(empty_url)
    told: list[tuple[int, int]] = []
    store = open_store(empty_url, lambda done, total: told.append((done, total)))
    is_whole(store)
    assert told == [(4, 4)]
    store.close()


def test_what_is_found_again_keeps_the_id_that_an_older_store_has_for_it(empty_url: str) -> None:
    old_store(empty_url)
    store = open_store(empty_url)
    before = store.annotated("b2").annotations
    assert {lettered(a.id) for a in before} & {a.id for a in before} < {lettered(a.id) for a in before}
    twice = [replace(a, values=FigureValues(same_as=lettered(a.id))) for a in before if a.layer == "figure"]
    others = [a for a in before if a.layer != "figure"]
    again = [replace(a, id=lettered(a.id)) for a in (*others, *twice)]
    store.replace_suggestions("b2", Extraction(tuple(again), ()))
    after = store.annotated("b2").annotations
    assert [a.id for a in after] == [a.id for a in before]
    links = [(a.id, a.figure.same_as) for a in after if a.layer == "figure" and a.status == "suggested"]
    assert links
    assert all(own == link for own, link in links)
    assert list(store.check()) == []
    store.close()


def test_a_process_killed_in_the_middle_loses_nothing_and_the_next_goes_on(empty_url: str) -> None:
    old_store(empty_url)
    done = subprocess.run([sys.executable, "-c", KILLED, empty_url], cwd=HERE.parents[2], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    told: list[tuple[int, int]] = []
    store = open_store(empty_url, lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]
    is_whole(store)
    store.close()


def test_two_processes_that_take_over_at_once_do_it_once(empty_url: str) -> None:
    old_store(empty_url)
    code = "import sys; from components.store import open_store; print(len(list(open_store(sys.argv[1]).check())))"
    started = [
        subprocess.Popen([sys.executable, "-c", code, empty_url], cwd=HERE.parents[2], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.communicate(timeout=90)[0].strip() for process in started] == [b"0", b"0"]


def test_rows_of_another_version_are_made_anew(store: Store, store_url: str) -> None:
    store.add(ANNOTATED, EXTRACTION)
    with store._write() as connection:
        connection.execute(text("UPDATE articles SET rows = 0"))
        connection.execute(text("UPDATE figures SET value = 7"))
    assert any("says something else of its value" in problem.message for problem in store.check())
    again = open_store(store_url)
    assert list(again.check()) == []
    again.close()


@pytest.mark.parametrize("table", ["figures", "quotes", "entities"])
def test_a_row_that_is_missing_is_found_by_check(store: Store, table: str) -> None:
    store.add(ANNOTATED, EXTRACTION)
    with store._write() as connection:
        connection.execute(text(f"DELETE FROM {table}"))
    assert any(f"{table} lacks the row" in problem.message for problem in store.check())
