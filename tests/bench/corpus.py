"""A corpus against its budgets: python -m tests.bench.corpus [--full | --articles N] [--db URL].

Small by default (2,000 articles); --full makes 100,000 with 2,000,000 figures. Every article has 2.5 kB of text with 46 figures
and quotes and 46 entities. Beside each figure stands its budget or its reference: the same rows read by bare SQL, one row
committed by the database alone, the same edit with few articles in the store.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from components import workspace
from components.identity import Decision, entity_id
from components.model import CASUALTIES, Annotated, Annotation, FigureValues, QuoteValues
from components.store import Asked, Query, Store, open_store
from tests.bench import export

BATCH = 200
SENTENCES = 23
STEPS = (10, 1_000, 100_000)  # articles in the store when edits are measured
PEOPLE = [
    f"{first} {last}"
    for first in ("Ann", "Omar", "Mira", "Jon", "Lena")
    for last in ("Hale", "Said", "Lang", "Tarn", "Vos")
]
PLACES = [
    f"{front}{back}"
    for front in ("Hal", "Bren", "Nam", "Tar", "Vas", "Port ")
    for back in ("vren", "nik", "bura", "land", "mo")
]


def article(number: int, dice: random.Random) -> Annotated:
    """One of the articles, with names and values of its own."""
    made = export.article(number)
    return replace(made, annotations=tuple(varied(a, dice) for a in made.annotations))


def varied(a: Annotation, dice: random.Random) -> Annotation:
    """The annotation with a speaker, source, place, label and value of its own."""
    if isinstance(a.values, QuoteValues):
        return replace(a, values=replace(a.values, speaker_name=dice.choice(PEOPLE)))
    if isinstance(a.values, FigureValues):
        number = dice.randrange(1, 900)
        own = replace(a.values, value=number, low=number, place=dice.choice(PLACES), source=dice.choice(PEOPLE))
        return replace(a, label=dice.choice([*CASUALTIES[:2], "COUNT", "MONEY", "RANGE"]), values=own)
    return replace(a, values=replace(a.values, entity_id=None))


def batches(first: int, last: int) -> Iterator[list[Annotated]]:
    dice = random.Random(first)
    for at in range(first, last, BATCH):
        yield [article(n, dice) for n in range(at, min(at + BATCH, last))]


def filled(store: Store, first: int, last: int) -> None:
    """Adds articles, and prints how fast; making them is not counted."""
    wall = processor = 0.0
    for batch in batches(first, last):
        begun, used = time.perf_counter(), time.process_time()
        store.add_all([(one, None) for one in batch])
        wall, processor = wall + time.perf_counter() - begun, processor + time.process_time() - used
    count = max(1, last - first)
    print(
        f"import of {count:,} articles with 92 annotations each: {count / wall:,.0f} articles/s, {count / processor:,.0f} by "
        "processor time (budget 300 with 100 each)",
        flush=True,
    )


def bare(folder: str) -> None:
    """The same texts without annotations."""
    store = open_store(f"sqlite:///{folder}/bare.db")
    texts = [Annotated(one.article) for batch in batches(0, 2_000) for one in batch]
    begun, used = time.perf_counter(), time.process_time()
    for at in range(0, len(texts), BATCH):
        store.add_all([(one, None) for one in texts[at : at + BATCH]])
    wall, processor = time.perf_counter() - begun, time.process_time() - used
    store.close()
    print(
        f"import of {len(texts):,} articles without annotations: {len(texts) / wall:,.0f} articles/s, {len(texts) / processor:,.0f} "
        "by processor time (budget 1,500)"
    )


def timed(what: str, budget: str, work: Callable[[], object], times: int = 5) -> None:
    taken = []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - begun, time.process_time() - used))
    wall, processor = (statistics.median(column) * 1000 for column in zip(*taken, strict=True))
    print(f"{what:62} {wall:8.1f} ms   processor {processor:8.1f} ms   (budget {budget})", flush=True)


def edits(store: Store, times: int = 30) -> None:
    """Edits of one article with however many others beside it, each to its acknowledgement."""
    name, n = f"edited{time.monotonic_ns()}", 0
    one = export.article(7)
    store.add(replace(one, article=replace(one.article, id=name)))
    text = one.article.text
    figures = [a for a in one.annotations if a.layer == "figure"]

    def edit() -> None:
        nonlocal n
        a = figures[n % len(figures)]
        n += 1
        data = {
            "text": text[a.start : a.end],
            "values": {"place": PLACES[n % len(PLACES)], "value": n + 5, "low": n + 5},
        }
        after = f"{name}-{n - len(figures)}" if n > len(figures) else None
        record = {"op_id": f"{name}-{n}", "article_id": name, "op": "set", "target": a.id, "after": after, "n": n, "data": data}  # fmt: skip
        assert workspace.correct(store, name, [record], client="bench")["stored"] == 1

    edit()
    timed(f"a figure's value set, {len(store.ids()):,} articles in the store", "150 ms acknowledged", edit, times)
    store.remove(name)


def reference(folder: str) -> None:
    connection = sqlite3.connect(f"{folder}/reference.db", isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (a TEXT)")
    timed(
        "reference: one row committed by sqlite3 alone", "-", lambda: connection.execute("INSERT INTO t VALUES (1)"), 30
    )
    connection.close()


def pages(store: Store) -> None:
    """What the pages over all articles ask."""
    casualties = Asked(labels=CASUALTIES, without=("background", "hypothetical", "perpetrator"))
    total = store.figures.count(Asked())
    print(f"{total:,} figures, {store.quotes.count(Asked()):,} quotes")
    timed("all figures counted", "500 ms", lambda: store.figures.count(Asked()))
    timed("figures of a kind, an outlet and a place counted", "500 ms", lambda: store.figures.count(replace(casualties, places=(PLACES[3],), outlets=("Outlet 7",))))  # fmt: skip
    timed("the newest 2,000 casualty claims for the charts", "1 s", lambda: store.figures.page(casualties, 2_000))
    timed("the same of one place", "500 ms", lambda: store.figures.page(replace(casualties, places=(PLACES[3],)), 2_000))  # fmt: skip
    timed("a page of 100 claims", "500 ms", lambda: store.figures.page(Asked(), 100))
    timed("the 100 claims after 1,000 others", "500 ms", lambda: store.figures.page(Asked(), 100, 1_000))
    timed("labels with their counts", "500 ms", lambda: store.figures.groups(Asked(), "label"))
    timed("places with their counts", "500 ms", lambda: store.figures.groups(Asked(), "place"))
    timed("50 articles that state a toll", "500 ms", lambda: store.figures.tolled(Asked(), 50))
    timed("speakers with their counts", "500 ms", lambda: store.quotes.speakers(Asked(), "?"))
    timed("40 quotes of a speaker", "500 ms", lambda: store.quotes.page(Asked(speaker=PEOPLE[3]), 40))
    timed("40 quotes with a word", "500 ms", lambda: store.quotes.page(Asked(words="killed"), 40), 2)
    timed("first page of the library", "300 ms", lambda: store.find(Query()))
    timed("the library by a speaker", "300 ms", lambda: store.find(Query(speaker=PEOPLE[3])))
    timed("choices of the filters", "300 ms", store.choices)
    timed("pulse", "20 ms", store.pulse)


def naming(store: Store) -> None:
    """A name over all articles: as many rows as it has spellings change, whatever its mentions."""
    place = entity_id("Halvren", "GPE")
    seen = store.names.revision()
    rename = Decision(f"r{seen}", "rename", {"entity": place, "name": "Halvren on Sea", "label": "GPE"})
    timed("a place renamed over all articles", "500 ms", lambda: store.names.decide(rename, seen), 1)
    timed("figures of the renamed place counted", "500 ms", lambda: store.figures.count(Asked(places=("Halvren on Sea",))))  # fmt: skip


def size(folder: str, articles: int) -> None:
    path = Path(folder) / "corpus.db"
    print(
        f"{os.path.getsize(path) / articles / 1000:.1f} kB an article (budget 20; 65.7 before rows, with records twice)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--full", action="store_true", help="100,000 articles")
    parser.add_argument("--db", help="an empty store to fill instead of a temporary SQLite file")
    asked = parser.parse_args()
    export.SENTENCES = SENTENCES
    count = 100_000 if asked.full else asked.articles
    with tempfile.TemporaryDirectory() as folder:
        reference(folder)
        bare(folder)
        store = open_store(asked.db or f"sqlite:///{folder}/corpus.db")
        done = 0
        for step in (*(s for s in STEPS if s < count), count):
            filled(store, done, step)
            edits(store)
            done = step
        pages(store)
        naming(store)
        store.close()
        if not asked.db:
            size(folder, count)


if __name__ == "__main__":
    main()
