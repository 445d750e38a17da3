"""Milliseconds to draw each chart over the sample articles: python -m tests.bench.charts.

"first" builds and checks the template, as every drawing did before there were templates (the reference); "again" pours
changed rows into it, which is what follows an edit. Both end with the spec and its rows as Streamlit asks for them.
"""

from __future__ import annotations

import time
from dataclasses import replace

import pandas as pd

from components import importers, tables
from components.charts import CHARTS, EmptyChart
from components.extract import extract
from components.lexicons import DATA
from components.model import Annotated, Problem

ROUNDS = 10


def samples() -> list[Annotated]:
    """The sample articles with what the machine finds in them."""
    found = []
    for path in sorted((DATA / "samples").glob("*.md")):
        for item in importers.read(path.read_bytes(), path.name):
            if not isinstance(item, Problem):
                made = extract(item.article)
                found.append(replace(item, annotations=made.annotations, sentences=made.sentences))
    return found


def drawn(name: str, rows: pd.DataFrame) -> float:
    """Milliseconds of CPU time for one drawing with its spec."""
    start = time.process_time()
    chart = CHARTS[name].draw(rows, None)
    assert not isinstance(chart, EmptyChart), chart.reason
    chart.to_dict()
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Prints a line a chart."""
    articles = samples()
    print(f"{'chart':<12}{'rows':>6}{'first':>8}{'again':>8}  ms")
    for name, chart in CHARTS.items():
        rows = tables.frame(chart.table, articles)
        first = drawn(name, rows)
        again = sorted(drawn(name, rows.assign(hot=n % 2 == 0)) for n in range(ROUNDS))[ROUNDS // 2]
        print(f"{name:<12}{len(rows):>6}{first:>8.0f}{again:>8.0f}")


if __name__ == "__main__":
    main()
