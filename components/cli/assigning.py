"""Whose work articles are: ``python -m components assign NAME --article ID``, ``--collection NAME``; ``assign --nobody``; ``assign --list``."""

from __future__ import annotations

import argparse

from components.cli.console import say, warn
from components.cli.people import BY
from components.cli.sources import collection_of
from components.store import Query, Store, StoreError, open_store

ROWS = 500  # articles that are read at once


def run_assign(args: argparse.Namespace) -> int:
    """Gives articles to a user, or to nobody, and prints the ids of those that this changed. Raises StoreError, PathError."""
    store = open_store(args.db)
    if args.list:
        for user in [args.name] if args.name else store.assignments.counts():
            _list(store, user)
        return 0
    if (args.name is None) != args.nobody:
        raise StoreError("to whom? python -m components assign NAME --article ID, or assign --nobody --article ID")
    within = store.ids(Query(collection=collection_of(store, args.collection))) if args.collection else []
    wanted = list(dict.fromkeys([*args.article, *within]))
    if not wanted:
        raise StoreError("which articles? --article ID (can be given several times), or --collection NAME")
    there = store.ids_there(wanted)
    for article_id in store.assignments.assign(there, args.name, BY):
        say(article_id)
    missing = [article_id for article_id in wanted if article_id not in set(there)]
    for article_id in missing:
        warn(f"there is no article {article_id!r}")
    return 1 if missing else 0


def _list(store: Store, user: str) -> None:
    """A line for each article of a user, the newest first."""
    query, at = Query(assignee=user), 0
    while rows := store.find(query, limit=ROWS, offset=at).rows:
        for row in rows:
            say(f"{user}\t{row.review_status}\t{row.id}\t{row.title}")
        at += ROWS
