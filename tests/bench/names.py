"""Names over all articles against their references: python -m tests.bench.names [--articles 1000] [--spans 60].

Processor seconds of the frames of all articles, as the store has them and named by analysts (5 % more at the most while nobody
decided anything); wall milliseconds of what the page of names waits for. 6,000 articles of 80 spans have about 47,000 entities.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from components import tables
from components.identity import Decision, entity_id, resolved
from components.model import Annotated, Annotation, EntityValues, Extraction
from components.store import Asked, Store, open_store
from tests.bench.store import article, vocabulary

DECISIONS = 200
TABLES = ("annotations", "figures", "entities")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--spans", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/names.db")
        fill(store, chosen.articles, chosen.spans)
        frames(store, "nobody decided anything")
        page(store)
        merge(store)
        frames(store, f"{DECISIONS} merges of the most mentioned")
        page(store)
        store.close()


def fill(store: Store, count: int, spans: int) -> None:
    """Articles of 400 words; one name in eight is of two words and rare."""
    dice = random.Random(3)
    words = vocabulary(dice)
    for first in range(0, count, 500):
        batch: list[tuple[Annotated, Extraction | None]] = []
        for n in range(first, min(count, first + 500)):
            annotated, extraction = article(dice, words, f"n{n}", 400, spans)
            found = tuple(named(a, dice, words) for a in extraction.annotations)
            batch.append((annotated, Extraction(found, extraction.sentences)))
        store.add_all(batch)


def named(a: Annotation, dice: random.Random, words: list[str]) -> Annotation:
    if a.layer != "entity":
        return a
    rare = f"{dice.choice(words).title()} {dice.choice(words[:40]).title()}"
    name = rare if dice.random() < 0.12 else a.entity.name or rare
    return replace(a, values=EntityValues(name, entity_id(name, a.label)))


def frames(store: Store, what: str) -> None:
    """The frames that pages draw from, and what naming the articles adds to them (timed alone: less than the noise of both)."""
    ids, identities = store.ids(), store.names.identities()
    plain = processor(partial(make_frames, store, ids), 2)
    read = list(store.each_annotated(ids))
    naming = len(TABLES) * processor(lambda: [resolved(annotated, identities) for annotated in read], 5)
    print(f"frames, {what}: {plain:.2f} s, of which naming adds {naming:.2f} s ({naming / plain:+.1%})", flush=True)


def make_frames(store: Store, ids: list[str]) -> None:
    for table in TABLES:
        tables.frame(table, store.each_annotated(ids))


def processor(work: Callable[[], object], times: int) -> float:
    """The least processor seconds of several runs."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def page(store: Store) -> None:
    """What the page of names asks."""
    wall("names counted", lambda: store.named.total(Asked()))
    wall("a page of names", lambda: store.named.page(Asked()))
    wall("the names that a search finds", lambda: store.named.page(Asked(), "mo"))
    wall("the names of a label", lambda: store.named.page(Asked(), "", ["PERSON"]))
    wall("pairs that look alike", lambda: store.named.alike(Asked()))
    print(f"{store.named.total(Asked()):,} entities")


def merge(store: Store) -> None:
    """Merges neighbours among the most mentioned, each a decision."""
    found = store.named.page(Asked(), limit=3 * DECISIONS).entities
    begun = time.perf_counter()
    for n in range(len(found) // 3):
        a, b = found[3 * n], found[3 * n + 1]
        data = {"entities": [a.id, b.id], "into": a.id, "name": a.name, "label": a.label}
        store.names.decide(Decision(f"m{n}", "merge", data), store.names.revision())
    print(f"a decision stored: {(time.perf_counter() - begun) * 1000 / DECISIONS:.1f} ms")


def wall(what: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    work()
    print(f"{what}: {(time.perf_counter() - begun) * 1000:,.0f} ms", flush=True)


if __name__ == "__main__":
    main()
