"""Processor time and memory of the whole extraction on texts that no newsroom prints, by stage: python -m tests.bench.hostile.

    python -m tests.bench.hostile [KIND ...] [--sizes 50 1000] [--jobs N]

For each kind of tests/hostile.py (or those whose name has one of the KINDs in it) and each size in kB: seconds of the masking, the
parse and each layer, the peak of memory, milliseconds a kB, and how often the smallest size's cost a kB that is. Each text is
read in a process of its own, forked when the model is loaded. Goals: 50 kB in 10 s and 800 MB, 1,000 kB in 60 s, the cost
a kB level. --sizes 10 100 1000 10000 is the long run. The first line is ordinary news, for reference.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from components import text as texts
from components.extract import entities, figures, language, noise, quotes
from components.extract.overlaps import settle
from components.model import Article
from tests import hostile
from tests.bench.figures import NEWS

STAGES = ("mask", "parse", "entities", "quotes", "figures", "rest")
GOALS = {50: 10.0, 1000: 60.0}  # seconds by kB
MEMORY = 800  # MB for 50 kB
ORDINARY = "ordinary news"


def text_of(kind: str, size: int) -> str:
    """A text of a kind, settled as the importers do, of about ``size`` characters."""
    if kind != ORDINARY:
        return texts.settle(hostile.text(kind, size))
    return "".join(NEWS.format(a=n + 3, b=2 * n + 20, c=n + 5, y=1960 + n) for n in range(size // len(NEWS) + 1))[:size]


def read(text: str) -> tuple[list[float], int, int]:
    """Seconds of processor time by stage, the peak of memory in MB, and how many annotations there were."""
    article = Article("hostile", text, published="2024-05-15")
    problems: list[str] = []
    times = [time.process_time()]

    def passed() -> None:
        times.append(time.process_time())

    article = replace(article, text=noise.masked(text)[0])
    passed()
    doc = language.parse(article.text)
    passed()
    named = entities.find(doc, article, problems)
    passed()
    quoted = quotes.find(doc, article, named, problems)
    passed()
    counted = figures.find(doc, article, named, quoted, problems)
    passed()
    found = settle(named, quoted, counted)
    language.sentences(doc)
    passed()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [b - a for a, b in pairwise(times)], peak, len(found)


def measured(task: tuple[str, int]) -> tuple[list[float], int, int]:
    """One kind at one size."""
    kind, size = task
    return read(text_of(kind, size * 1000))


def line(kind: str, size: int, times: Sequence[float], peak: int, found: int, first: float | None) -> str:
    """A row of the table."""
    total = sum(times)
    over = " OVER TIME" if total > GOALS.get(size, float("inf")) else ""
    over += " OVER MEMORY" if size <= 50 and peak > MEMORY else ""
    growth = f"{total / size / first:5.1f}" if first else "     "
    stages = " ".join(f"{seconds:8.2f}" for seconds in times)
    return (
        f"{kind:26}{size:7,}{stages}{total:9.2f}{peak:7,}{found:9,}{total / size * 1000:8.1f} {growth}{over}".rstrip()
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("kinds", nargs="*")
    cli.add_argument("--sizes", type=int, nargs="+", default=[50, 1000], help="kB")
    cli.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    args = cli.parse_args()
    kinds = [kind for kind in (ORDINARY, *hostile.KINDS) if not args.kinds or any(k in kind for k in args.kinds)]
    read(text_of(ORDINARY, 3_000))  # the model, the lexicons and the units are loaded before the fork
    print(f"{'kind':26}{'kB':>7}" + " ".join(f"{s:>8}" for s in STAGES), "    sum     MB    found   ms/kB  x")
    tasks = [(kind, size) for kind in kinds for size in args.sizes]
    firsts: dict[str, float] = {}
    with multiprocessing.get_context("fork").Pool(args.jobs, maxtasksperchild=1) as pool:
        for (kind, size), (times, peak, found) in zip(tasks, pool.imap(measured, tasks), strict=True):
            print(line(kind, size, times, peak, found, firsts.get(kind)), flush=True)
            firsts.setdefault(kind, sum(times) / size)


if __name__ == "__main__":
    main()
