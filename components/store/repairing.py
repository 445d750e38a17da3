"""Rows made anew from what is never changed: the machine's suggestions and the edits of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from components import edits
from components.model import Annotation, Edit, toll_record
from components.store import articles as article_rows
from components.store import bundling, checks, codec, rows, state, versions, wire_copies
from components.store.schema import SHARED, annotation_rows, articles, clients, edit_rows, set_tolls


def repair(connection: Connection, article_id: str) -> None:
    """Replays an article's edits over its suggestions and writes all that follows: annotations, tolls, counts, typed rows,
    acknowledged numbers. Raises EditRefusedError or RecordError where the edits themselves cannot be replayed."""
    head, article, _, _ = article_rows.read(connection, article_id)
    journal = checks.history(connection, article_id)
    present = versions.journal(connection, head)
    replayed = edits.replay(bundling.read(connection, head.key), present, article.text)
    revision = head.revision + 1
    connection.execute(update(articles).where(articles.c.key == head.key).values(revision=revision))
    _annotations(connection, head.key, revision, article.text, replayed, present, journal)
    _tolls(connection, head.key, replayed, {e.target for e in journal if e.op == "set_toll"})
    _acknowledged(connection, head.key, journal)
    for coding in [] if head.text_since else _codings(connection, head.key):
        own = checks.history(connection, article_id, coding)
        coded = edits.replay(bundling.read(connection, head.key), own, article.text)
        _annotations(connection, head.key, revision, article.text, coded, own, own, coding)
        _tolls(connection, head.key, coded, {e.target for e in own if e.op == "set_toll"}, coding)
        _acknowledged(connection, head.key, own)
    rows.rewrite(connection, head.key)
    wire_copies.changed(connection, [head.key])
    state.recount(connection, head.key)


def _annotations(
    connection: Connection,
    key: int,
    revision: int,
    text: str,
    replayed: edits.State,
    present: Sequence[Edit],
    journal: Sequence[Edit],
    coding: str = SHARED,
) -> None:
    touched = {e.target for e in present if e.op != "set_toll"}
    judged = {id for id, a in replayed.annotations.items() if codec.remembered_columns(a, text)["surface"] is not None}
    in_bulk = _in_bulk(journal)
    made = [
        _row(replayed.annotations.get(id), text, id in in_bulk)
        | {"article_key": key, "coding": coding, "id": id, "last_op": replayed.last.get(id), "revision": revision}
        for id in sorted(touched | judged)
    ]
    mine = (annotation_rows.c.article_key == key) & (annotation_rows.c.coding == coding)
    connection.execute(delete(annotation_rows).where(mine))
    if made:
        connection.execute(insert(annotation_rows), made)


def _row(annotation: Annotation | None, text: str, is_in_bulk: bool) -> dict[str, Any]:
    columns = codec.annotation_columns(annotation, text)
    if is_in_bulk and columns["decision"] == "confirmed":
        columns["decision"] = "bulk"
    return columns


def _in_bulk(journal: Sequence[Edit]) -> set[str]:
    """The targets whose last edit came with others of its group: whether somebody looked at each cannot be known any more."""
    last: Mapping[str, Edit] = {e.target: e for e in journal if e.op != "set_toll"}
    together = Counter(e.group for e in last.values() if e.group is not None)
    return {target for target, e in last.items() if e.group is not None and together[e.group] > 1}


def _codings(connection: Connection, key: int) -> list[str]:
    """The codings of single analysts that there are edits of."""
    own = select(edit_rows.c.coding).where(edit_rows.c.article_key == key, edit_rows.c.coding != SHARED)
    return list(connection.scalars(own.distinct()))


def _tolls(connection: Connection, key: int, replayed: edits.State, labels: set[str], coding: str = SHARED) -> None:
    connection.execute(delete(set_tolls).where((set_tolls.c.article_key == key) & (set_tolls.c.coding == coding)))
    for label in sorted(labels):
        toll = replayed.set_tolls.get(label)
        row = {"record": codec.dump(toll_record(toll)) if toll else None, "last_op": replayed.last[label]}
        connection.execute(insert(set_tolls), {"article_key": key, "coding": coding, "label": label, **row})


def _acknowledged(connection: Connection, key: int, journal: Sequence[Edit]) -> None:
    """An edit that is stored is acknowledged, whatever the numbers of its page say."""
    largest: dict[str, int] = {}
    for edit in journal:
        largest[edit.client] = max(edit.n, largest.get(edit.client, 0))
    mine = clients.c.article_key == key
    there = {row.client: row.acknowledged for row in connection.execute(select(clients).where(mine))}
    for client, n in largest.items():
        if client not in there:
            connection.execute(insert(clients), {"article_key": key, "client": client, "acknowledged": n})
        elif there[client] < n:
            connection.execute(update(clients).where(mine, clients.c.client == client).values(acknowledged=n))
