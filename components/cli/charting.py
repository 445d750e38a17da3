"""A chart of the store as a file, without a screen: ``python -m components chart NAME -o FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path

from components import workspace
from components.charts import CHARTS
from components.charts.picture import FORMATS, picture
from components.cli.writing import OutputError
from components.store import Query, open_store
from components.tables import frame


def run_chart(args: argparse.Namespace) -> int:
    """Writes one chart over the library's articles, over some, or over those of one event."""
    form = next((form for form in FORMATS if args.out.lower().endswith(f".{form}")), None)
    if form is None:
        raise OutputError(f"{args.out}: a chart is written as {', '.join(f'.{form}' for form in FORMATS)}")
    store = open_store(args.db)
    chart = CHARTS[args.name]
    ids = list(args.article or ())
    if args.event:
        store.events.settle()
        ids += [one.id for one in store.events.articles(args.event)]
        if not ids:
            raise OutputError(f"there is no event {args.event}")
    elif not ids:
        ids = store.ids(Query()) if args.samples else workspace.own_ids(store)
    rows = frame(chart.table, workspace.each_named(store, ids), args.judged)
    if args.event and "event_id" in rows:
        rows = rows[rows["event_id"] == args.event]
    try:
        made = picture(chart, rows, form)
    except ValueError as error:
        raise OutputError(str(error)) from error
    Path(args.out).write_bytes(made)
    return 0
