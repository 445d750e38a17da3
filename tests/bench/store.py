"""Measures the store against DESIGN.md's budgets: edits by the size of the article, opening, search and library by number.

    python -m tests.bench.store [--articles 100000] [--db URL]

Beside each edit stands the reference: one row appended and committed to the same kind of database in the same run.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from components import workspace
from components.model import (
    Annotated,
    Annotation,
    Article,
    EntityValues,
    Extraction,
    FigureValues,
    Layer,
    Span,
    machine_id,
)
from components.store import Query, Store, open_store

SYLLABLES = ["ba", "do", "ka", "li", "mo", "na", "pe", "ra", "si", "to", "vu", "za", "ber", "dan", "gor", "lim"]
KINDS: Sequence[tuple[Layer, str]] = [
    ("entity", "PERSON"),
    ("entity", "GPE"),
    ("figure", "COUNT"),
    ("entity", "ORG"),
    ("figure", "KILLED"),
]


def vocabulary(dice: random.Random, size: int = 20_000) -> list[str]:
    return sorted({"".join(dice.choices(SYLLABLES, k=dice.randint(2, 5))) for _ in range(size)})


def article(
    dice: random.Random, words: Sequence[str], name: str, length: int, spans: int
) -> tuple[Annotated, Extraction]:
    """An article of ``length`` words, the frequent ones frequent, with ``spans`` suggestions; one in fifty is a casualty."""
    chosen = [words[min(int(dice.paretovariate(0.6)), len(words) - 1)] for _ in range(length)]
    text = " ".join(chosen)
    starts, at = [], 0
    for word in chosen:
        starts.append((at, at + len(word)))
        at += len(word) + 1
    found = []
    for n, (start, end) in enumerate(sorted(dice.sample(starts, min(spans, length)))):
        layer, label = KINDS[4] if n % 50 == 7 else KINDS[n % 4]
        values = (
            FigureValues(value=n, bound="exact") if layer == "figure" else EntityValues(name=text[start:end].title())
        )
        found.append(
            Annotation(machine_id(name, layer, label, start, end), layer, label, start, end, values, score=0.9)
        )
    day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    record = Article(
        name, text, " ".join(chosen[:6]).title(), dice.choice(["Herald", "Courier", "Post"]), published=day
    )
    sentences = tuple(Span(i, min(i + 120, len(text))) for i in range(0, len(text), 120))
    return Annotated(record), Extraction(tuple(found), sentences)


def timed(work: Callable[[], object], times: int) -> list[tuple[float, float]]:
    """Wall and processor time of each call, in ms; the second tells on a busy machine."""
    taken = []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        taken.append(((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000))
    return taken


def show(what: str, taken: Sequence[tuple[float, float]]) -> None:
    ordered = sorted(wall for wall, _ in taken)
    processor = statistics.median(processor for _, processor in taken)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{what:58} median {statistics.median(ordered):8.2f} ms   p95 {p95:8.2f} ms   processor {processor:8.2f} ms   n={len(ordered)}",
        flush=True,
    )


def edits(store: Store, name: str, extraction: Extraction, text: str, times: int = 100) -> None:
    """Accepting, relabelling to a casualty and adding, each one operation to its acknowledgement."""
    last: dict[str, str] = {}
    counter = iter(range(1, 10**6))
    dice = random.Random(7)

    def send(op: str, target: str, **data: object) -> None:
        n = next(counter)
        record = {
            "op_id": f"{name}-{n}",
            "article_id": name,
            "op": op,
            "target": target,
            "after": last.get(target),
            "n": n,
            "data": data,
        }
        answer = workspace.correct(store, name, [record], client="bench")
        assert answer["stored"] == 1, answer["refused"]
        last[target] = f"{name}-{n}"

    def accept() -> None:
        a = dice.choice(extraction.annotations)
        send("accept", a.id, text=text[a.start : a.end])

    def casualty() -> None:
        a = dice.choice(extraction.annotations)
        send("relabel", a.id, text=text[a.start : a.end], layer="figure", label="KILLED")

    def add() -> None:
        a = dice.choice(extraction.annotations)
        send(
            "add",
            f"made-{time.monotonic_ns()}",
            start=a.start,
            end=a.end,
            text=text[a.start : a.end],
            layer="entity",
            label="LAW",
        )

    size = len(extraction.annotations)
    accept()
    show(f"accept to acknowledged, {size:,} spans", timed(accept, times))
    show(f"relabel as KILLED to acknowledged, {size:,} spans", timed(casualty, times))
    show(f"add to acknowledged, {size:,} spans", timed(add, times))


def reference(folder: Path) -> None:
    """What one durable commit costs here, whatever is in it."""
    connection = sqlite3.connect(folder / "reference.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (a TEXT)")
    show(
        "reference: one row committed by sqlite3 alone",
        timed(lambda: connection.execute("INSERT INTO t VALUES ('x')"), 200),
    )
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000, help="how many articles the library holds")
    parser.add_argument("--db", help="a store to fill instead of a temporary SQLite file; it should be empty")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reference(Path(folder))
        store = open_store(chosen.db or f"sqlite:///{folder}/bench.db")
        dice = random.Random(42)
        words = vocabulary(dice)
        single_articles(store, dice, words)
        whole_library(store, dice, words, chosen.articles)
        store.close()


def single_articles(store: Store, dice: random.Random, words: Sequence[str]) -> None:
    for length, spans in ((800, 80), (20_000, 3_000), (100_000, 20_000)):
        name = f"big{spans}"
        annotated, extraction = article(dice, words, name, length, spans)
        show(f"add the article, {spans:,} spans", timed(partial(store.add, annotated, extraction), 1))
        show(f"open for the reader, {spans:,} spans", timed(partial(store.opened, name), 5))
        show(f"open for tables and charts, {spans:,} spans", timed(partial(store.annotated, name), 5))
        edits(store, name, extraction, annotated.article.text)
        batch = [
            {"op_id": f"all-{name}-{n}", "article_id": name, "op": "add", "target": f"all{n}", "n": n, "group": "g",
             "data": {"layer": "entity", "label": "LAW", "start": a.start, "end": a.end, "text": annotated.article.text[a.start : a.end]}}
            for n, a in enumerate(extraction.annotations, 1)
        ]  # fmt: skip
        show(
            f"a group of {spans:,} edits",
            timed(partial(sent, store, name, batch), 1),
        )
        show(f"check rows against replay, {spans:,} spans", timed(partial(checked, store, name), 1))


def sent(store: Store, name: str, batch: Sequence[dict[str, object]]) -> None:
    """All edits, in messages as large as a browser's."""
    for at in range(0, len(batch), 400):
        workspace.correct(store, name, list(batch[at : at + 400]), client="all")


def checked(store: Store, name: str) -> None:
    assert list(store.check([name])) == []


def fill(store: Store, dice: random.Random, words: Sequence[str], numbers: range, extraction: Extraction) -> None:
    """Writes many articles, each with its own text and the same annotations."""
    made = [article(dice, words, f"n{n}", 300, 0)[0] for n in numbers]
    store.add_all([(annotated, fitted(annotated, extraction)) for annotated in made])


def fitted(annotated: Annotated, extraction: Extraction) -> Extraction:
    """The part of the findings that lies within an article's text."""
    length = len(annotated.article.text)
    return replace(extraction, annotations=tuple(a for a in extraction.annotations if a.end <= length))


def whole_library(store: Store, dice: random.Random, words: Sequence[str], size: int) -> None:
    begun = time.perf_counter()
    _, extraction = article(dice, words, "sample", 300, 25)
    for first in range(0, size, 1000):
        fill(store, dice, words, range(first, min(first + 1000, size)), extraction)
    print(f"{size:,} articles of 300 words and 25 spans made and added in {time.perf_counter() - begun:.0f} s")
    rare, common = words[-1], words[1]
    found_name = next(a.entity.name for a in extraction.annotations if a.layer == "entity")
    for what, query in {
        "first page": Query(),
        "one outlet": Query(outlet="Herald"),
        "a common word": Query(words=common),
        "two common words": Query(words=f"{common} {words[2]}"),
        "a rare word": Query(words=rare),
        "an unfinished word": Query(words=common[:3]),
        "a label": Query(label="KILLED"),
        "a name that every article has": Query(name=found_name),
    }.items():
        show(f"library of {size:,}: {what}", timed(partial(store.find, query), 7))
    show(f"library of {size:,}: by open suggestions", timed(lambda: store.find(sort="suggestions"), 7))
    show(f"library of {size:,}: last page", timed(lambda: store.find(offset=size - 50), 7))
    show(f"library of {size:,}: choices", timed(store.choices, 7))
    show(f"library of {size:,}: pulse", timed(store.pulse, 7))
    show(f"library of {size:,}: next unfinished", timed(lambda: store.next_unfinished("n7"), 7))


if __name__ == "__main__":
    main()
