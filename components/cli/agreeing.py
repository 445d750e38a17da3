"""How far independent coders agree: ``python -m components agreement``, as lines or as CSV files."""

from __future__ import annotations

import argparse
from pathlib import Path

from components import agreeing
from components.agreement.report import MEASURES, Line
from components.cli.console import say, warn
from components.cli.sources import collection_of
from components.store import open_store


def run_agreement(args: argparse.Namespace) -> int:
    """Prints a line for each label and field: name, analyst, articles, items and each measure with its interval, parted by tabs.
    With OUT it writes agreement.csv and disagreements.csv there."""
    store = open_store(args.db)
    collection = str(collection_of(store, args.collection))
    found = agreeing.compared(store, collection)
    if found.note:
        warn(found.note)
    if args.out is None:
        for line in found.lines:
            say(_said(line))
        return 0
    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agreement.csv").write_bytes(agreeing.agreement_csv(found.lines))
    (folder / "disagreements.csv").write_bytes(agreeing.differences_csv(store, collection))
    return 0


def _said(line: Line) -> str:
    def cell(name: str) -> str:
        measure = line.measures.get(name)
        if measure is None or measure.value is None:
            return f"{name} -"
        between = "" if measure.low is None else f" [{measure.low:.2f} {measure.high:.2f}]"
        return f"{name} {measure.value:.2f}{between}"

    return "\t".join([line.name, line.analyst, str(line.articles), str(line.items), *map(cell, MEASURES)])
