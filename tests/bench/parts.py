"""Extraction in parts: words a second in one process, in two and on Dask with two workers, beside the bare pipeline; near-duplicates.

python -m tests.bench.parts [--articles N]   The articles are the samples, over and over, each with a line of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from components import copies, corpus, workspace
from components.corpus import Output, planned
from components.extract import language
from components.importers import read
from components.lexicons import DATA
from components.model import Annotated


def samples() -> list[str]:
    """The texts of the sample articles."""
    found: list[str] = []
    for path in sorted((DATA / "samples").glob("*.md")):
        found += [a.article.text for a in read(path.read_bytes(), path.name) if isinstance(a, Annotated)]
    return found


def timed(what: str, words: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    rate = words / (time.perf_counter() - begun)
    print(f"{what:44} {rate:8,.0f} words/s", flush=True)
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    count = parser.parse_args().articles
    texts = [f"{text}\n\nCopy {n}." for n in range(count) for text in (samples()[n % len(samples())],)]
    words = sum(len(text.split()) for text in texts)
    workspace.warm_up()
    pipeline = language.pipeline()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        source.write_text("".join(json.dumps({"id": f"b{n}", "text": t}) + "\n" for n, t in enumerate(texts)), "utf-8")
        plan = planned([str(source)], max(1, source.stat().st_size // 12))
        bare = timed("reference: the bare pipeline", words, lambda: [pipeline(text) for text in texts])
        one = timed("one process", words, lambda: list(corpus.run(plan, Output(f"{folder}/1"))))
        two = timed("two processes", words, lambda: list(corpus.run(plan, Output(f"{folder}/2"), 2)))
        dask = timed("Dask, two local workers, their start included", words, lambda: list(corpus.run(plan, Output(f"{folder}/3"), 2, "local")))  # fmt: skip
    print(f"one / bare {one / bare:.2f} (0.8), two / one {two / one:.2f} (1.7), Dask / two {dask / two:.2f} (0.9)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"peak memory of this process {peak:,.0f} MB (a worker under 1,500)")
    begun = time.perf_counter()
    copies.copies((str(n), text) for n, text in enumerate(texts))
    print(f"near-duplicates: {count / (time.perf_counter() - begun):,.0f} articles/s (rensa: 5,700)")
    rate = 100e6 * 600 / two / 3600 / 24 * 2
    print(f"100 million articles of 600 words at this rate: {rate:,.0f} days of one core")


if __name__ == "__main__":
    main()
