"""What each command does; a thin shell over workspace, exporters and store. Exit status 0, or 1 where something was skipped."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from components import corpus, memory_table, workspace
from components.cli import writing
from components.cli.agreeing import run_agreement
from components.cli.annotating import annotate_all
from components.cli.arriving import Arriving
from components.cli.assigning import run_assign
from components.cli.console import Console, say, warn
from components.cli.correcting import run_correct
from components.cli.evaluating import Evaluation, is_open, report
from components.cli.explaining import Reasons, lines
from components.cli.happening import run_events
from components.cli.keeping import run_backup, run_check, run_copy, run_restore
from components.cli.people import run_user
from components.cli.sources import STDIN, PathError, Sources, collection_of
from components.exporters import EXPORTERS, Options
from components.extract import explain
from components.extract.missing import ModelMissingError
from components.importers import Choices
from components.jobs import Workers
from components.labels import LabelError
from components.lexicons import LexiconError
from components.model import Annotated, Edit, Problem
from components.store import ArticleMissingError, Query, Store, StoreError, open_store

STOPS = (  # told in a sentence
    PathError,
    writing.OutputError,
    StoreError,
    ModelMissingError,
    corpus.ClusterError,
    corpus.PartError,
    corpus.PlanError,
    LexiconError,
    LabelError,
    OSError,
)


def run_import(args: argparse.Namespace) -> int:
    """Adds the articles to the store and prints the id of each that is there now."""
    sources = Sources(args.paths, args.format_in, _choices(args))
    store = open_store(args.db)
    waiting: deque[Annotated] = deque()
    with Console(lambda: sources.fraction) as console:
        arriving = Arriving(store, console, args.duplicates, args.year)

        def articles() -> Iterator[Annotated]:
            for item in arriving.of(sources, 50 if args.no_extract else 1):
                waiting.append(item)
                yield item

        def tell(share: float, _total: int, title: str) -> None:
            console.draw(f"{title[:40]} {share % 1:.0%}" if share % 1 else title[:40])

        added = (
            workspace.add(store, articles(), do_extract=not args.no_extract, progress=tell)
            if args.no_extract or args.workers == 1
            else _added_at_once(store, articles(), args.workers)
        )
        for result in added:
            item = waiting.popleft()
            arriving.report.result(item, result, _report(store, item, result, console))
        arriving.tell()
    console.last_line("in the library")
    if args.report:
        writing.write_bytes(args.report, [arriving.report.csv()])
    return console.status


def _added_at_once(store: Store, items: Iterator[Annotated], count: int) -> Iterator[workspace.AddResult]:
    workers = Workers(count)
    try:
        yield from workspace.add_at_once(store, items, workers.find, count)
    finally:
        workers.close()


def _choices(args: argparse.Namespace) -> Choices:
    keep = args.command == "import"  # what is only annotated is not kept
    return Choices(args.encoding, dict(args.column or ()), dict(args.label or ()), keep)


def _report(store: Store, item: Annotated, result: workspace.AddResult, console: Console) -> str:
    """Says what became of an article; answers what else there is to say of it."""
    for message in result.problems:
        console.problem(Problem(result.title, message))
    if result.article_id is None:
        console.problem(Problem(result.title, result.message))
        return ""
    say(result.article_id)
    console.done(workspace.spoken(item.article))
    if result.outcome != "added" and _brings_more(store, item):
        message = "It was in the library already, with other highlights; those of this file were not taken."
        console.problem(Problem(result.title, message))
        return message
    return ""


def _brings_more(store: Store, item: Annotated) -> bool:
    """Whether people judged highlights of an article elsewhere, which the library does not have."""
    judged = [a for a in item.annotations if not is_open(a)]
    return bool(judged) and not set(judged) <= set(store.annotated(item.article.id).annotations)


def run_annotate(args: argparse.Namespace) -> int:
    """Reads, extracts and writes, with no store in between."""
    if args.parts or args.dask:
        return _annotate_parts(args)
    format_ = writing.format_of(args.out)
    sources = Sources(args.paths, args.format_in, _choices(args))
    with Console(lambda: sources.fraction) as console:
        found = _annotated(sources, args, console)
        options = Options(writing.table_of(args.out, args.table), args.excel, args.judged, args.semicolon)
        writing.write(args.out, format_, found if format_ == "jsonl" else writing.in_export_order(found), options)
    console.last_line(f"written to {args.out}")
    return console.status


def _annotate_parts(args: argparse.Namespace) -> int:
    """As ``run_annotate``, into a folder of parts, each done by whoever takes it; one that is there is not done again."""
    if args.out == writing.STDOUT or Path(args.out).is_file() or Path(args.out).suffix:
        raise writing.OutputError(f"parts go into a folder: end {args.out} in / or name one")
    sources = Sources(args.paths, args.format_in, _choices(args)) if not any("://" in p for p in args.paths) else None
    if sources is not None and STDIN in args.paths:
        raise PathError("standard input cannot be read in parts; name files or folders")
    plan = corpus.planned(args.paths)
    output = corpus.Output(args.out, args.parts or "jsonl", args.format_in, _choices(args))
    told = 0
    with Console(lambda: told / len(plan.parts)) as console:
        for done in corpus.run(plan, output, args.workers, args.dask):
            told += 1
            for problem in done.problems:
                console.problem(problem)
            console.many(done.articles, done.words, done.foreign)
    console.last_line(f"written to {args.out}")
    return console.status


def _annotated(sources: Sources, args: argparse.Namespace, console: Console) -> Iterator[Annotated]:
    for item, problems in annotate_all(sources, args.workers):
        for problem in problems:
            console.problem(problem)
        if isinstance(item, Problem):
            console.problem(item)
        else:
            console.done(item.article)
            yield item


def run_export(args: argparse.Namespace) -> int:
    """Writes what the store holds."""
    format_ = writing.format_of(args.out, args.format)
    store = open_store(args.db)
    query = Query(collection=collection_of(store, args.collection))
    ids = store.ids(query) if args.samples or args.article else workspace.own_ids(store, query)
    if args.article:
        missing = [article for article in args.article if article not in set(ids)]
        if missing:
            raise ArticleMissingError(missing[0])
        ids = [article for article in ids if article in set(args.article)]
    total = max(1, len(ids))
    with Console(lambda: console.articles / total) as console:

        def counted() -> Iterator[Annotated]:
            for annotated in workspace.each_named(store, ids):
                yield annotated
                console.done(annotated.article)

        options = Options(writing.table_of(args.out, args.table), args.excel, args.judged, args.semicolon)
        writing.write(args.out, format_, counted(), workspace.with_events(store, ids, options))
        if format_ in EXPORTERS and EXPORTERS[format_].of_events:
            console.articles = len(ids)  # whose events were written; they are not read one by one
    console.last_line(f"written to {args.out}")
    return console.status


def run_evaluate(args: argparse.Namespace) -> int:
    """Extracts corrected articles anew and prints how well that agrees with what people made of them."""
    sources = Sources(args.paths, args.format_in, _choices(args))
    evaluation = Evaluation()
    golds: list[Annotated] = []

    def bare() -> Iterator[Annotated | Problem]:
        for item in sources:
            if isinstance(item, Annotated) and all(is_open(a) for a in item.annotations):
                yield Problem(item.article.title or item.article.id, "Nobody judged anything in it.")
            elif isinstance(item, Annotated):
                golds.append(item)
                yield Annotated(item.article)
            else:
                yield item

    with Console(lambda: sources.fraction) as console:
        for item, problems in annotate_all(bare(), args.workers):
            for problem in (*problems, *([item] if isinstance(item, Problem) else [])):
                console.problem(problem)
            if isinstance(item, Annotated):
                evaluation.add(golds.pop(0), item.annotations)
                console.done(item.article)
    for line in report(evaluation, args.confusions) if evaluation.articles else []:
        say(line)
    console.last_line("compared")
    if not evaluation.articles:
        warn(
            "Nothing to compare with. It takes articles in which people accepted, corrected or rejected something: "
            "python -m components export -o corrected.jsonl writes the library's."
        )
    return console.status


def run_explain(args: argparse.Namespace) -> int:
    """Prints why each figure of files, or of articles of the store, says what it says."""
    if not args.paths and not args.article:
        raise PathError("nothing to explain: name a file or folder, or an article of the store with --article ID")
    sources = Sources(args.paths, args.format_in) if args.paths else ()
    with Console() as console:
        for item, problems in annotate_all(sources):
            for problem in (*problems, *([item] if isinstance(item, Problem) else [])):
                console.problem(problem)
            if isinstance(item, Annotated):
                _explained(item, explain(item.article), (), console)
        if args.article:
            store = open_store(args.db)
        for article_id in args.article:
            annotated = store.annotated(article_id)
            history = store.history(article_id)
            _explained(annotated, explain(annotated.article, store.memory.now()), history, console)
    console.last_line("explained")
    return console.status


def _explained(annotated: Annotated, reasons: Reasons, history: Sequence[Edit], console: Console) -> None:
    for line in lines(annotated, reasons, history):
        say(line)
    console.done(annotated.article)


def run_memory(args: argparse.Namespace) -> int:
    """Writes the memory as CSV, or sets by hand what a CSV file says; lines that cannot be read are told and left out."""
    store = open_store(args.db)
    memory = store.memory.now()
    if args.way == "export":
        writing.write_bytes(args.file, [memory_table.to_csv(memory)])
        warn(f"{len(memory_table.lines(memory)):,} names written to {args.file}")
        return 0
    data = sys.stdin.buffer.read() if args.file == STDIN else Path(args.file).read_bytes()
    found, problems = memory_table.read_csv(data, args.file, memory)
    for problem in problems:
        warn(f"{problem.where}: {problem.message}")
    store.memory.set(found, "import")
    warn(f"{len(found):,} names set, {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def lazily_chart(args: argparse.Namespace) -> int:
    """Writes a chart; altair and pandas take their time, and no other command waits for them."""
    from components.cli.charting import run_chart

    return run_chart(args)


COMMANDS = {
    "import": run_import,
    "annotate": run_annotate,
    "export": run_export,
    "correct": run_correct,
    "evaluate": run_evaluate,
    "explain": run_explain,
    "memory": run_memory,
    "events": run_events,
    "chart": lazily_chart,
    "agreement": run_agreement,
    "user": run_user,
    "assign": run_assign,
    "check": run_check,
    "copy": run_copy,
    "backup": run_backup,
    "restore": run_restore,
}
