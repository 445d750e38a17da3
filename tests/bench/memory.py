"""Measures the memory and corrections over many articles: python -m tests.bench.memory [--edits 100000] [--names 50000].

Prints how long counting all decisions takes after so many edits, the share of the pipeline's time that applying so many
remembered names takes (budget: 1 %), and finding, applying and taking back a correction of 10,000 places.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from functools import partial
from pathlib import Path

from components import spreading
from components.extract import entities, language
from components.memory import Memory, Row, key, tallied
from components.model import Annotated, Article, Extraction, Span
from components.store import Store, open_store, read_edits
from tests.bench.entities import sample
from tests.bench.store import SYLLABLES, article, show, timed, vocabulary

BUDGET = 0.01


def decisions(store: Store, edits: int) -> None:
    """Every suggestion of enough articles is accepted."""
    dice = random.Random(1)
    words = vocabulary(dice)
    for n in range(max(1, edits // 100)):
        annotated, extraction = article(dice, words, f"n{n}", 300, 100)
        store.add(annotated, extraction)
        text = annotated.article.text
        records = [
            {"op_id": f"{n}-{i}", "article_id": f"n{n}", "op": "accept", "target": a.id, "n": i, "data": {"text": text[a.start : a.end]}}
            for i, a in enumerate(extraction.annotations, 1)
        ]  # fmt: skip
        store.append(f"n{n}", "bench", read_edits(records, f"n{n}", "bench", len(text)))

    def counted() -> None:
        store.memory._kept = None
        store.memory.now()

    show(f"memory counted, {edits:,} decisions", timed(counted, 5))
    show("memory, nothing changed", timed(store.memory.now, 20))
    strings = list(store.memory.now().tallies)[:25]
    show("the last decisions on a page of strings", timed(partial(store.memory.examples, strings), 5))


def extraction(names: int) -> None:
    """The sample articles with all their names remembered, and many others."""
    dice = random.Random(2)
    articles = sample(20_000)
    begun = time.process_time()
    docs = [language.parse(a.text) for a in articles]
    pipeline = time.process_time() - begun
    rows: list[Row] = []
    for a, doc in zip(articles[:13], docs, strict=False):
        rows += [(key(a.text[e.start : e.end]), e.label, "added", None, a.id, 1, "") for e in entities.find(doc, a, [])]
    for n in range(names):
        name = " ".join("".join(dice.choices(SYLLABLES, k=3)).title() for _ in range(dice.randint(1, 3)))
        rows.append((name, "ORG", "added", None, str(n), 1, ""))
    memory = Memory(tallied(rows))
    print(f"{len(memory.verdicts):,} names remembered, {len(memory.first_words):,} first words")

    def run(memory: Memory | None) -> float:
        begun = time.process_time()
        for a, doc in zip(articles, docs, strict=True):
            entities.find(doc, a, [], memory)
        return time.process_time() - begun

    run(memory)
    more = min(run(memory) for _ in range(3)) - min(run(None) for _ in range(3))
    print(f"the memory takes {more / pipeline:.2%} of the pipeline's time (budget {BUDGET:.0%})")


def spread(store: Store) -> None:
    """10,000 places in 3,334 articles."""
    filler = "The ministry said on Monday that talks would go on for days and that no date was set. " * 30
    text = f"Envoys of the Daqil Front met in Orlan. {filler}" * 3
    sentences = tuple(Span(at, min(at + 86, len(text))) for at in range(0, len(text), 86))
    for n in range(3_335):
        store.add(Annotated(Article(f"s{n}", text, title=f"Article {n}")), Extraction((), sentences))
    show("how often words stand elsewhere", timed(partial(spreading.elsewhere, store, "Daqil Front", "s0"), 5))
    plan = spreading.plan(store, "Daqil Front", "label", "ORG", "s0")
    show("all places found", timed(partial(spreading.plan, store, "Daqil Front", "label", "ORG", "s0"), 1))
    begun = time.perf_counter()
    done = spreading.apply(store, plan, plan.places, "bench")
    applied = time.perf_counter()
    spreading.undo(store, done.group, "bench")
    undone = time.perf_counter()
    print(f"{done.places:,} places applied in {applied - begun:.1f} s, taken back in {undone - applied:.1f} s")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--edits", type=int, default=100_000)
    cli.add_argument("--names", type=int, default=50_000)
    args = cli.parse_args()
    extraction(args.names)
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in (("memory", partial(decisions, edits=args.edits)), ("spread", spread)):
            store = open_store(f"sqlite:///{Path(folder) / name}.db")
            measure(store)
            store.close()


if __name__ == "__main__":
    main()
