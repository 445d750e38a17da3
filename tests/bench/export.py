"""Exports a million annotations in each format: python -m tests.bench.export [--annotations N] [--format F] [--store].

The articles are made as the exporter asks for them (with --store they are put into a store in a temporary folder first and read
from there), so that the memory measured is the export's own. Each format runs in a process of its own; what the process held
before the export is the reference. Budget: 400 MB at the most.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from components.exporters import EXPORTERS, Options
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, Span, Toll

BUDGET = 400  # MB
SENTENCE = (
    '"At least {n} people were killed near Halvren," said Miriam Lang, the spokeswoman, on Monday, adding no more. '
)
EACH = 4  # annotations of a sentence
SENTENCES = 100  # of an article: 2,000 words and 400 annotations


def article(number: int) -> Annotated:
    """One of the articles, with a quote, a figure and two entities in every sentence."""
    found: list[Annotation] = []
    parts, spans, at = [], [], 0
    for n in range(SENTENCES):
        sentence = SENTENCE.format(n=number % 900 + n)
        spans.append(Span(at, at + len(sentence) - 1))
        parts.append(sentence)
        found += highlights(f"{number}-{n}", sentence, at)
        at += len(sentence)
    day = f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    made = Article(f"a{number:06}", "".join(parts), f"Article {number}", f"Outlet {number % 50}", published=day)
    return Annotated(made, tuple(found), tuple(spans), {"KILLED": Toll("KILLED", 5, figure_ids=(f"f{number}-0",))})


def highlights(ident: str, sentence: str, at: int) -> Iterator[Annotation]:
    """The annotations of one sentence."""
    end, name, place = sentence.index(',"'), sentence.index("Miriam"), sentence.index("Halvren")
    counted = FigureValues(value=5, low=5, bound="at_least", unit="people", subject="people", source="Miriam Lang")
    said = QuoteValues(
        speaker_name="Miriam Lang", speaker_start=at + name, speaker_end=at + name + 11, speaker_text="Miriam Lang"
    )
    yield Annotation(f"q{ident}", "quote", "DIRECT", at + 1, at + end, said, score=0.9)
    yield Annotation(f"f{ident}", "figure", "KILLED", at + 1, at + sentence.index(" were"), counted, score=0.8)
    yield Annotation(f"g{ident}", "entity", "GPE", at + place, at + place + 7, EntityValues("Halvren", "e1"), "model")
    yield Annotation(
        f"p{ident}", "entity", "PERSON", at + name, at + name + 11, EntityValues("Miriam Lang", "e2"), "model"
    )


def stored(count: int, folder: str) -> Iterator[Annotated]:
    """The same articles out of a store."""
    from components.store import open_store

    store = open_store(f"sqlite:///{folder}/bench.db")
    if not store.ids():
        started = time.perf_counter()
        for number in range(count):
            store.add(article(number))
        print(f"  (put into the store in {time.perf_counter() - started:,.0f} s)", flush=True)
    return store.each_annotated(store.ids())


def measure(name: str, wanted: int, folder: str | None) -> None:
    """Exports once and prints time, size and memory."""
    count = -(-wanted // (EACH * SENTENCES))
    articles = stored(count, folder) if folder else (article(n) for n in range(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    started, size, first = time.perf_counter(), 0, 0.0
    for chunk in EXPORTERS[name].export(articles, Options()):
        first = first or time.perf_counter() - started
        size += len(chunk)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    total = count * EACH * SENTENCES
    verdict = "within" if peak <= BUDGET else "OVER"
    print(
        f"{name:<6} {total:>9,} annotations  {seconds:6.1f} s  {total / seconds:>8,.0f}/s  {size / 1e6:7.1f} MB written  "
        f"first bytes after {first:5.1f} s  memory before {before} MB, peak {peak} MB: {verdict} {BUDGET} MB",
        flush=True,
    )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--annotations", type=int, default=1_000_000)
    cli.add_argument("--format", choices=EXPORTERS)
    cli.add_argument("--store", action="store_true", help="out of a store in a temporary folder")
    cli.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = cli.parse_args()
    if args.format and (args.folder or not args.store):
        measure(args.format, args.annotations, args.folder and str(args.folder))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in [args.format] if args.format else EXPORTERS:
            command = [
                sys.executable,
                "-m",
                "tests.bench.export",
                "--annotations",
                str(args.annotations),
                "--format",
                name,
            ]
            subprocess.run([*command, *(["--store", "--folder", folder] if args.store else [])], check=True)


if __name__ == "__main__":
    main()
