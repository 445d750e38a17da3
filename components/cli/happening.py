"""The events of the store as lines: ``python -m components events``, with ``--decisions`` what people decided about them."""

from __future__ import annotations

import argparse

from components.cli.console import Bar, say
from components.events.deciding import told
from components.store import EventRow, EventsAsked, Store, open_store
from components.workspace import propose_events

PAGE = 500


def run_events(args: argparse.Namespace) -> int:
    """Prints a line for each event, the latest first: id, days, name, articles, sources, killed, state; cells are parted by tabs."""
    store = open_store(args.db)
    if args.decisions:
        for decision in store.events.decisions():
            say(f"{decision.seq}\t{told(decision)}\t{decision.op}\t{', '.join(_about(decision.data))}")
        return 0
    with Bar("proposing events") as bar:
        propose_events(store, bar.draw)
    _list(store, EventsAsked(words=args.words or "", first=args.first, last=args.last, least=args.least))
    return 0


def _list(store: Store, asked: EventsAsked) -> None:
    at, total = 0, 1
    while at < total:
        page = store.events.page(asked, limit=PAGE, offset=at)
        at, total = at + PAGE, page.total
        for row in page.rows:
            say(_line(row))


def _line(row: EventRow) -> str:
    event, summary = row.event, row.summary
    days = " to ".join(dict.fromkeys(day for day in (event.first_day, event.last_day) if day)) or "no day"
    articles = f"{row.articles} article{'' if row.articles == 1 else 's'}"
    sources = f"{summary.sources} source{'' if summary.sources == 1 else 's'}"
    return "\t".join([event.id, days, event.name, articles, sources, _killed(row), event.state])


def _killed(row: EventRow) -> str:
    told_ = [n for n in (row.summary.killed_low, row.summary.killed_high) if n is not None]
    if row.summary.killed_best is None:
        return "no killed told"
    between = f" ({min(told_):g} to {max(told_):g})" if len(set(told_)) > 1 else ""
    return f"{row.summary.killed_best:g} killed{between}"


def _about(data: object) -> list[str]:
    """The ids in a decision's data."""
    if not isinstance(data, dict):
        return []
    return [str(data[name]) for name in ("event", "into", "article", "figure", "to", "of") if data.get(name)]
