"""How long an analyst waits for an edit while an article is being read: python -m tests.bench.waiting [--edits N] [--kb N].

The same edits, one after the other through workspace.correct (the store's commit included), alone; while a worker process reads an
article of another analyst; and while a thread of this process does, as it was before there were workers. Prints the median and the
95th percentile of each; the budget for an edit is 150 ms.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from components import workspace
from components.jobs import Workers
from components.model import Annotated, Article
from components.store import Store, open_store
from tests.bench.hostile import ORDINARY, text_of

TEXT = "The coast guard said 12 people had drowned. "


def edit(store: Store, n: int) -> float:
    """Seconds that one acknowledged edit took."""
    record = {
        "op_id": uuid4().hex,
        "article_id": "a1",
        "n": n,
        "op": "add",
        "target": uuid4().hex,
        "after": None,
        "group": uuid4().hex,
        "coding": "shared",
        "at": "2024-05-15T10:00:00Z",
        "data": {"layer": "entity", "label": "ORG", "start": 4, "end": 15, "text": "coast guard"},
    }
    started = time.perf_counter()
    answer = workspace.correct(store, "a1", [record], client="bench")
    spent = time.perf_counter() - started
    if answer["ack"] != n or answer["refused"]:
        raise RuntimeError(f"the edit was not taken: {answer['refused']}")
    return spent


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--edits", type=int, default=100)
    cli.add_argument("--kb", type=int, default=500, help="of ordinary news, in the article that is read meanwhile")
    args = cli.parse_args()
    article = Article("long", text_of(ORDINARY, args.kb * 1000), published="2024-05-15")
    workers = Workers(1)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        list(workspace.add(store, [Annotated(Article("a1", TEXT))], do_extract=False))
        workers.find(Article("warm", TEXT))
        workspace.annotate(Article("warm", TEXT))
        done = 0
        cases: list[tuple[str, Callable[[Callable[[float], None]], object] | None]] = [
            ("alone", None),
            ("a worker reads", lambda tell: workers.find(article, tell)),
            ("a thread reads", lambda tell: workspace.annotate(article, tell)),
        ]
        for name, read in cases:
            times, whole = measured(store, args.edits, done, read)
            done += args.edits
            p95 = statistics.quantiles(times, n=20)[-1]
            print(
                f"{name:16} median {statistics.median(times) * 1000:7.1f} ms   p95 {p95 * 1000:7.1f} ms"
                f"   longest {max(times) * 1000:7.1f} ms{'' if whole else '   (the reading was over before)'}",
                flush=True,
            )
        store.close()
    workers.close()


class _EnoughError(Exception):
    """The edits are made: the reading may stop."""


def measured(
    store: Store, edits: int, done: int, read: Callable[[Callable[[float], None]], object] | None
) -> tuple[list[float], bool]:
    """Seconds of each edit, and whether the reading went on all the while."""
    enough = threading.Event()

    def tell(share: float) -> None:
        if enough.is_set():
            raise _EnoughError

    def run() -> None:
        try:
            if read:
                read(tell)
        except _EnoughError:
            return

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.5)  # the reading is under way
    times = [edit(store, done + n) for n in range(1, edits + 1)]
    whole = read is None or thread.is_alive()
    enough.set()
    thread.join()
    return times, whole


if __name__ == "__main__":
    main()
