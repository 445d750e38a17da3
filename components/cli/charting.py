"""A chart of the store as a file, without a screen: ``python -m components chart NAME -o FILE``."""

from __future__ import annotations

import argparse

import pandas as pd

from components import workspace
from components.charts import CHARTS, ChartKind
from components.charts.picture import FORMATS, picture
from components.cli.writing import OutputError, write_bytes
from components.events.model import EventState
from components.store import EventsAsked, Query, Store, open_store
from components.tables import TABLES, event_rows, frame

MOST_EVENTS = 500  # more are no picture any more


def run_chart(args: argparse.Namespace) -> int:
    """Writes one chart over the library's articles, over some, or over those of one event."""
    form = next((form for form in FORMATS if args.out.lower().endswith(f".{form}")), None)
    if form is None:
        raise OutputError(f"{args.out}: a chart is written as {', '.join(f'.{form}' for form in FORMATS)}")
    store = open_store(args.db)
    chart = CHARTS[args.name]
    made_of = {"events": _events, "claims": _claims}.get(chart.table, _rows)
    workspace.propose_events(store)
    rows = made_of(store, chart, args)
    try:
        made = picture(chart, rows, form)
    except ValueError as error:
        raise OutputError(str(error)) from error
    write_bytes(args.out, [made])
    return 0


def _rows(store: Store, chart: ChartKind, args: argparse.Namespace) -> pd.DataFrame:
    """The rows of articles, of all or of those of one event."""
    ids = list(args.article or ())
    if args.event:
        ids += [one.id for one in store.events.articles(args.event)]
        if not ids:
            raise OutputError(f"there is no event {args.event}")
    elif not ids:
        ids = store.ids(Query()) if args.samples else workspace.own_ids(store)
    rows = frame(chart.table, workspace.each_named(store, ids), args.judged)
    if args.event and "event_id" in rows:
        rows = rows[rows["event_id"] == args.event]
    return rows


def _claims(store: Store, chart: ChartKind, args: argparse.Namespace) -> pd.DataFrame:
    """The claims of one event."""
    if not args.event:
        raise OutputError(f"{chart.name} shows the claims of one event: choose it with --event")
    told = next(store.events.accounts([args.event], judged=args.judged), None)
    if told is None:
        raise OutputError(f"there is no event {args.event}")
    return pd.DataFrame(list(event_rows("claims", told)), columns=list(TABLES["claims"]))


def _events(store: Store, chart: ChartKind, args: argparse.Namespace) -> pd.DataFrame:
    """The latest MOST_EVENTS events, those that came with Dateline where they are asked for or there are no others."""
    if args.event:
        one = store.events.one(args.event)
        if one is None:
            raise OutputError(f"there is no event {args.event}")
        return pd.DataFrame(workspace.event_list([one]))
    if args.article:
        raise OutputError(f"{chart.name} shows events: choose one with --event, not articles")
    states: tuple[EventState, ...] = ("accepted",) if args.judged else ("proposed", "accepted")
    found = store.events.page(EventsAsked(states=states, samples=args.samples), limit=MOST_EVENTS)
    if not found.total and not args.samples:
        found = store.events.page(EventsAsked(states=states), limit=MOST_EVENTS)
    return pd.DataFrame(workspace.event_list(found.rows), columns=list(TABLES["events"]))
