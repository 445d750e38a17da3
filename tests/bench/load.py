"""Many analysts at once: python -m tests.bench.load [--seconds 20] [--sqlite 10] [--postgres 50].

Each edits once a second, five of them the same article, through ``workspace.correct`` as their pages do, in threads of one
process as Streamlit has them. Prints the time from sending to acknowledgement beside a bare INSERT with fsync into the same
database in the same run, and whether any edit failed or is not stored.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence

from sqlalchemy import create_engine, text

from components import workspace
from components.store import Store, open_store
from components.store.engine import address
from tests.bench.store import article, vocabulary
from tests.postgres import create_database, served

TOGETHER = 5  # analysts on one article
SPANS = 80
BUDGET = {"sqlite": 20, "postgresql": 10}  # ms, p95


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--seconds", type=float, default=20)
    cli.add_argument("--sqlite", type=int, default=10, metavar="ANALYSTS")
    cli.add_argument("--postgres", type=int, default=50, metavar="ANALYSTS")
    args = cli.parse_args()
    if args.sqlite:
        with tempfile.TemporaryDirectory() as folder:
            measured(f"sqlite:///{folder}/load.db", args.sqlite, args.seconds)
    if args.postgres:
        with served(fsync=True) as server:
            measured(create_database(server), args.postgres, args.seconds)


def measured(url: str, analysts: int, seconds: float) -> None:
    """Fills a store, has the analysts work, prints what came of it."""
    store, dice = open_store(url), random.Random(3)
    words = vocabulary(dice)
    names = [f"shared{n}" for n in range((analysts + TOGETHER - 1) // TOGETHER)]
    for name in names:
        store.add(*article(dice, words, name, 800, SPANS))
    bare = reference(url)
    desks = [Desk(store, names[n // TOGETHER], f"analyst{n}") for n in range(analysts)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=desk.work, args=(until,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = sum(len(store.history(name)) for name in names)
    made, errors = sum(len(desk.taken) for desk in desks), [error for desk in desks for error in desk.errors]
    kind = url.split(":")[0]
    print(
        f"{analysts} analysts on {kind} for {seconds:.0f} s: {made:,} edits, {stored:,} stored, {len(errors)} errors {errors[:2]}"
    )
    say("  acknowledged", [t for desk in desks for t in desk.taken], f"budget p95 {BUDGET[kind]} ms")
    say("  a bare INSERT with fsync, alone", bare)
    assert stored == made
    assert list(store.check()) == []
    store.close()


class Desk:
    """One analyst who adds a highlight a second."""

    def __init__(self, store: Store, name: str, user: str) -> None:
        self.store, self.name, self.user = store, name, user
        self.text = store.text(name)
        self.taken: list[float] = []
        self.errors: list[str] = []
        self.dice = random.Random(user)

    def work(self, until: float) -> None:
        time.sleep(self.dice.random())
        n = since = 0
        while time.monotonic() < until:
            n += 1
            start = self.dice.randrange(len(self.text) - 10)
            data = {
                "layer": "entity",
                "label": "LAW",
                "start": start,
                "end": start + 5,
                "text": self.text[start : start + 5],
            }
            edit = {
                "op_id": f"{self.user}-{n}",
                "article_id": self.name,
                "op": "add",
                "target": f"{self.user}.{n}",
                "n": n,
                "data": data,
            }
            before = time.perf_counter()
            try:
                answer = workspace.correct(self.store, self.name, [edit], self.user, self.user, since)
            except Exception as error:  # whatever it is: it is counted
                self.errors.append(str(error))
            else:
                self.taken.append((time.perf_counter() - before) * 1000)
                since = answer["revision"]
                self.errors += [refusal["message"] for refusal in answer["refused"]]
            time.sleep(max(0.0, 1 - (time.perf_counter() - before)))


def reference(url: str) -> list[float]:
    """What one durable commit of one row costs on the same database, with nobody else."""
    engine = create_engine(address(url))
    taken = []
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE bare (a TEXT)"))
        connection.commit()
        for n in range(200):
            before = time.perf_counter()
            connection.execute(text("INSERT INTO bare VALUES (:n)"), {"n": str(n)})
            connection.commit()
            taken.append((time.perf_counter() - before) * 1000)
        connection.execute(text("DROP TABLE bare"))
        connection.commit()
    engine.dispose()
    return taken


def say(what: str, taken: Sequence[float], beside: str = "") -> None:
    ordered = sorted(taken)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{what:36} median {statistics.median(ordered):7.2f} ms   p95 {p95:7.2f} ms   {beside}", flush=True)


if __name__ == "__main__":
    main()
