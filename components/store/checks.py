"""Proves that what the store shows is the replay of edits over suggestions, and that texts are what they were."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, func, select

from components import edits, triggers
from components.model import Annotation, Edit, Problem, RecordError, Toll
from components.store import articles as article_rows
from components.store import bundling, codec, state, versions, versions_check, wire_copies
from components.store import rows as typed_rows
from components.store.schema import SHARED, annotation_rows, articles, clients, coding_rows, edit_rows, texts


def check(connection: Connection, article_id: str) -> Iterator[Problem]:
    """What is wrong with one article."""
    head, article, _, sentences = article_rows.read(connection, article_id)
    where = f"article {article_id}"
    for row in connection.execute(select(texts.c.text, texts.c.sha256).where(texts.c.article_key == head.key)):
        if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
            yield Problem(where, "the text is not the one that was stored")
    if any(not 0 <= s.start < s.end <= len(article.text) for s in sentences):
        yield Problem(where, "a sentence lies outside of the text")
    rows = {a.id: a for a, _ in state.current(connection, head.key)}
    for a in rows.values():
        if not 0 <= a.start < a.end <= len(article.text):
            yield Problem(where, f"annotation {a.id} lies outside of the text")
    journal = history(connection, article_id)
    try:
        replayed = edits.replay(bundling.read(connection, head.key), versions.journal(connection, head), article.text)
        for wrong in versions_check.differences(connection, head):
            yield Problem(where, wrong)
    except (edits.EditRefusedError, RecordError) as error:
        yield Problem(where, f"the edits cannot be replayed: {error}")
        return
    by_hand, last_toll = state.tolls_by_hand(connection, head.key)
    yield from _differences(where, _comparable(replayed.annotations), _comparable(rows), "annotation")
    yield from _differences(where, replayed.set_tolls, by_hand, "toll")
    if {**state.last_ops(connection, head.key), **last_toll} != dict(replayed.last):
        yield Problem(where, "the last edits of the rows are not those of the replay")
    yield from _derived(connection, head.key, where, list(rows.values()), by_hand)
    yield from _remembered(connection, head.key, where, rows, article.text, journal)
    standing = sorted(replayed.annotations.values(), key=lambda a: (a.start, -a.end, a.label, a.id))
    for wrong in typed_rows.differences(connection, head.key, standing, wire_copies.repeated(connection, head.key)):
        yield Problem(where, wrong)
    yield from _codings(connection, head, where, article.text)
    yield from _numbers(connection, head.key, where)


def _codings(connection: Connection, head: article_rows.Head, where: str, text: str) -> Iterator[Problem]:
    """Whether what each independent coder sees is the replay of their edits; after a correction of the text nobody sees it."""
    coders = set(connection.scalars(select(coding_rows.c.coder).where(coding_rows.c.article_key == head.key)))
    own = select(edit_rows.c.coding).where(edit_rows.c.article_key == head.key, edit_rows.c.coding != SHARED)
    for coding in sorted(set(connection.scalars(own.distinct()))):
        if coding.removeprefix("@") not in coders:
            yield Problem(where, f"there are edits of the coding {coding}, of which nobody is the coder")
        if head.text_version > 1 and head.text_since:
            continue
        try:
            replayed = edits.replay(bundling.read(connection, head.key), history(connection, head.id, coding), text)
        except (edits.EditRefusedError, RecordError) as error:
            yield Problem(where, f"the edits of the coding {coding} cannot be replayed: {error}")
            continue
        rows = {a.id: a for a, _ in state.current(connection, head.key, coding)}
        by_hand, last_toll = state.tolls_by_hand(connection, head.key, coding)
        yield from _differences(where, replayed.annotations, rows, f"the coding {coding}: annotation")
        yield from _differences(where, replayed.set_tolls, by_hand, f"the coding {coding}: toll")
        if {**state.last_ops(connection, head.key, coding), **last_toll} != dict(replayed.last):
            yield Problem(where, f"the last edits of the coding {coding} are not those of its replay")


def history(connection: Connection, article_id: str, coding: str = SHARED) -> list[Edit]:
    """All edits of an article, oldest first."""
    key = article_rows.head(connection, article_id).key
    wanted = select(edit_rows).where(edit_rows.c.article_key == key, edit_rows.c.coding == coding)
    return [codec.read_edit(row, article_id) for row in connection.execute(wanted.order_by(edit_rows.c.seq)).mappings()]


def _differences(where: str, replayed: Mapping[str, Any], rows: Mapping[str, Any], noun: str) -> Iterator[Problem]:
    for name in sorted(replayed.keys() - rows.keys()):
        yield Problem(where, f"{noun} {name} is missing from the rows")
    for name in sorted(rows.keys() - replayed.keys()):
        yield Problem(where, f"{noun} {name} is in the rows, but no edit and no suggestion made it")
    for name in sorted(rows.keys() & replayed.keys()):
        if rows[name] != replayed[name]:
            differ = [
                f.name for f in fields(rows[name]) if getattr(rows[name], f.name) != getattr(replayed[name], f.name)
            ]
            yield Problem(where, f"{noun} {name} differs from its replay in {', '.join(differ)}")


def _comparable(found: Mapping[str, Annotation]) -> dict[str, Annotation]:
    """The annotations without the words of a label that a person changed: older stores did not keep those."""
    return {
        id: replace(a, evidence={name: span for name, span in a.evidence.items() if name != "original_label"})
        for id, a in found.items()
    }


def _derived(
    connection: Connection, key: int, where: str, rows: list[Annotation], by_hand: Mapping[str, Toll]
) -> Iterator[Problem]:
    """Counts and tolls that the library shows."""
    row = connection.execute(select(articles).where(articles.c.key == key)).one()._mapping
    for name, value in codec.counts(rows).items():
        if row[name] != value:
            yield Problem(where, f"the library counts {row[name]} {name}, there are {value}")
    if row["tolls"] != codec.dump_tolls(codec.tolls_of(rows, by_hand)):
        yield Problem(where, "the library shows other tolls than the figures give")


def _remembered(
    connection: Connection,
    key: int,
    where: str,
    rows: Mapping[str, Annotation],
    text: str,
    journal: Sequence[Edit],
) -> Iterator[Problem]:
    """Whether the memory counts what the annotations say; a confirmation may have come with others, in bulk."""
    together = Counter(e.group for e in journal if e.group is not None)
    in_bulk = {e.target for e in journal if e.group is not None and together[e.group] > 1}
    names = ("id", *codec.REMEMBERED)
    kept = select(*(annotation_rows.c[name] for name in names)).where(
        annotation_rows.c.article_key == key, annotation_rows.c.coding == SHARED
    )
    found = {annotation_id: columns for annotation_id, *columns in connection.execute(kept)}
    nothing = [None] * len(codec.REMEMBERED)
    for annotation_id in sorted(found.keys() | rows.keys()):
        a, columns = rows.get(annotation_id), found.get(annotation_id, nothing)
        wanted = codec.remembered_columns(a, text) if a is not None else dict.fromkeys(codec.REMEMBERED)
        if annotation_id not in found and triggers.parted(wanted["surface"] or ""):
            continue  # judged before it came here, into a store that did not count figures and quotes yet
        if columns[1] == "bulk" and annotation_id in in_bulk and wanted["decision"] == "confirmed":
            wanted["decision"] = "bulk"
        if columns != list(wanted.values()):
            yield Problem(where, f"the memory holds another decision on {annotation_id} than its row")


def _numbers(connection: Connection, key: int, where: str) -> Iterator[Problem]:
    newest = connection.execute(
        select(func.max(annotation_rows.c.revision)).where(annotation_rows.c.article_key == key)
    ).scalar()
    revision = connection.execute(select(articles.c.revision).where(articles.c.key == key)).scalar_one()
    if newest is not None and newest > revision:
        yield Problem(where, f"the article is at revision {revision}, an annotation at {newest}")
    largest = select(edit_rows.c.client, func.max(edit_rows.c.n).label("n")).where(edit_rows.c.article_key == key)
    mine = select(clients.c.client, clients.c.acknowledged).where(clients.c.article_key == key)
    acknowledged = {row.client: row.acknowledged for row in connection.execute(mine)}
    for client, n in connection.execute(largest.group_by(edit_rows.c.client)):
        if acknowledged.get(client, 0) < n:
            yield Problem(where, f"client {client} has the edit {n}, acknowledged is {acknowledged.get(client, 0)}")
