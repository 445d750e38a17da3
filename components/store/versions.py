"""Versions of an article's text: a correction carries the annotations over, and keeps those that it finds no place for.

Edits belong to the text that they were made on. A new version begins with what people judged by then, at its new places, and its
own edits are replayed over that; the former version keeps its text, what it began with, and its edits.
"""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, delete, func, insert, or_, select, update

from components import edits
from components.anchor import Anchor, Unsure, anchor, carry, find
from components.model import Annotation, Article, Edit, Extraction, Span, annotation_of, record_of
from components.store import articles as article_rows
from components.store import bundling, codec, rows, state, wire_copies
from components.store.answers import Refusal
from components.store.errors import ArticleRejectedError, TextRefusedError
from components.store.former import under_known_ids
from components.store.schema import (
    SHARED,
    annotation_rows,
    articles,
    edit_rows,
    text_changes,
    text_moves,
    texts,
    unplaced,
)
from components.store.search import index, unindex
from components.store.told import moment

MACHINE = ("model", "rule", "memory")
CORRECTED, TAKEN_BACK = "corrected", "taken back"
SPLIT, MERGED, SPLIT_OFF = "split", "merged", "split off"  # see dividing.py


@dataclass(frozen=True, slots=True)
class TextChange:
    """What made ``version`` of an article's text: ``what`` is CORRECTED, TAKEN_BACK (``of`` which change), SPLIT, MERGED, or
    SPLIT_OFF of a first version that was a part of ``other``, an article's id; ``revision`` is the article's since then, ``moved``
    the number of judged highlights that moved along."""

    article_id: str
    version: int
    op_id: str
    author: str
    time: str
    what: str
    since: int
    revision: int
    moved: int
    of: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A highlight that a correction of the text left without a place: as it was on the former text, its ``words`` and what stood
    around them there, the places where it may belong now, and why nobody but a person can say so."""

    annotation: Annotation
    prefix: str
    words: str
    suffix: str
    possible: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article with the annotations that it began with and the edits that were made on it; ``change`` is the
    correction that made it, None of the first."""

    version: int
    text: str
    began: tuple[Annotation, ...]
    edits: tuple[Edit, ...]
    change: TextChange | None


def is_judged(a: Annotation) -> bool:
    """Whether a person, or an import, has said something of the annotation: the machine cannot find that again by itself."""
    return a.origin not in MACHINE or a.status != "suggested" or a.comment is not None


def correct(
    connection: Connection,
    article_id: str,
    text: str,
    seen: int,
    extraction: Extraction | None,
    author: str,
    now: str,
) -> TextChange:
    """Gives an article a new version of its text; see Store.correct_text."""
    found, article, _, _ = article_rows.read(connection, article_id, lock=True)
    check_coded(connection, found)
    check_seen(connection, found, article.text, text, seen)
    standing = [a for a, _ in state.current(connection, found.key)]
    carried = carry(standing, article.text, text)
    lost = [u for u in carried.unsure if is_judged(u.annotation)]
    waiting = [again(one, text) for one in open_ones(connection, found.key, found.text_version)]
    ready = Ready(carried.moved, [*(row_of(u, article.text) for u in lost), *waiting])
    return write(connection, found, text, ready, extraction, author, now, CORRECTED)


def take_back(
    connection: Connection, op_id: str, extraction: Extraction | None, author: str, now: str, anybody_s: bool = False
) -> TextChange:
    """Gives an article the text that it had before a correction; see Store.take_back_text."""
    change = of(connection, op_id)
    if change.author != author and not anybody_s:
        raise TextRefusedError(f"that was done by {change.author}, and is theirs to take back")
    found, article, _, _ = article_rows.read(connection, change.article_id, lock=True)
    check_coded(connection, found)
    if found.text_version != change.version and article.text != text_of(connection, found.key, change.version):
        raise TextRefusedError("the text was corrected again since")
    former = version(connection, found, change.version - 1, change)
    was = edits.replay(former.began, former.edits, former.text).annotations
    touched = {e.target for e in edits_of(connection, found, change.since, None)}
    current = [a for a, _ in state.current(connection, found.key)]
    fresh = [a for a in current if a.id not in was or a.id in touched]
    carried = carry(fresh, article.text, former.text)
    waiting = {
        one.annotation.id: one
        for number in dict.fromkeys((change.version, found.text_version))
        for one in without_place(connection, found.key, number, dropped=True)
    }
    here = {a.id for a in current} - {a.id for a in fresh}
    back = [a for a in was.values() if a.id in here or a.id in waiting]
    lost = [row_of(u, article.text) for u in carried.unsure if is_judged(u.annotation)]
    lost += [again(one, former.text) for name, one in waiting.items() if name not in was]
    ready = Ready((*back, *carried.moved), lost)
    return write(connection, found, former.text, ready, extraction, author, now, TAKEN_BACK, op_id)


@dataclass(frozen=True, slots=True)
class Ready:
    """What a new version takes over: annotations at their new places, and rows of those without one."""

    moved: Sequence[Annotation]
    waiting: Sequence[Mapping[str, object]]


def check_coded(connection: Connection, found: article_rows.Head) -> None:
    """Raises TextRefusedError where analysts code the article independently."""
    if article_rows.is_being_coded(connection, found):
        raise TextRefusedError("analysts code this text independently; it can be corrected when that is settled")


def check_seen(connection: Connection, found: article_rows.Head, old: str, new: str, seen: int) -> None:
    if found.text_version != seen:
        last = changes(connection, found)[-1:]
        who = f"{last[0].author} corrected it on {moment(last[0].time)}" if last else "it is another version"
        raise TextRefusedError(f"the text is not the one that you corrected: {who}")
    if not new.strip():
        raise ArticleRejectedError("the article would be empty")
    if not codec.storable(new):
        raise ArticleRejectedError("the text holds NUL or half a surrogate pair; settle it first")
    if new == old:
        raise TextRefusedError("nothing of the text was changed")


def row_of(u: Unsure, old: str) -> dict[str, object]:
    at = anchor(old, u.annotation.start, u.annotation.end)
    return _columns(Unplaced(u.annotation, at.prefix, at.exact, at.suffix, u.possible, u.reason))


def _columns(one: Unplaced) -> dict[str, object]:
    return {
        "id": one.annotation.id,
        "record": codec.dump(record_of(one.annotation)),
        "prefix": one.prefix,
        "words": one.words,
        "suffix": one.suffix,
        "possible": codec.dump([[p.start, p.end] for p in one.possible]),
        "reason": one.reason,
    }


def again(one: Unplaced, text: str) -> dict[str, object]:
    """A highlight that waits since an earlier correction, sought in this text."""
    places = find(Anchor(one.prefix, one.words, one.suffix), text)
    possible = (places.certain,) if places.certain else places.possible
    return _columns(replace(one, possible=possible))


def write(
    connection: Connection,
    found: article_rows.Head,
    text: str,
    ready: Ready,
    extraction: Extraction | None,
    author: str,
    now: str,
    what: str,
    of: str | None = None,
    other: str | None = None,
) -> TextChange:
    """Gives an article the version after ``found``: a text, what it takes over, and what the machine finds in it."""
    key, version, revision = found.key, found.text_version + 1, found.revision + 1
    since = last_edit(connection, key)
    judged = [a for a in ready.moved if is_judged(a)]
    change = TextChange(found.id, version, uuid.uuid4().hex, author, now, what, since, revision, len(judged), of, other)
    began = zlib.compress(codec.dump([record_of(a) for a in bundling.read(connection, key)]).encode(), bundling.LEVEL)
    row = {name: getattr(change, name) for name in _CHANGE}
    connection.execute(insert(text_changes), {"article_key": key, "before": began, **row})
    extraction = extraction and under_known_ids(connection, key, extraction)
    wait(connection, key, version, ready.waiting)
    _write_text(connection, found, text, extraction, change)
    taken = {str(one["id"]) for one in ready.waiting}
    kept = list(ready.moved) if extraction is None else judged
    _write_annotations(connection, found.id, key, text, _with_found(kept, extraction, taken, found.id, text), revision)
    rows.rewrite(connection, key)
    wire_copies.changed(connection, [key])
    state.recount(connection, key)
    return change


def wait(connection: Connection, key: int, number: int, rows_: Sequence[Mapping[str, object]]) -> None:
    """Notes which highlights wait for a place in a version of a text."""
    if rows_:
        connection.execute(insert(unplaced), [{"article_key": key, "version": number, **one} for one in rows_])


_CHANGE = ("version", "op_id", "author", "time", "what", "since", "revision", "moved", "of", "other")


def last_edit(connection: Connection, key: int) -> int:
    """The number of the last edit of an article, 0 where it has none."""
    return connection.scalar(select(func.max(edit_rows.c.seq)).where(edit_rows.c.article_key == key)) or 0


def _with_found(
    kept: Sequence[Annotation], extraction: Extraction | None, taken: set[str], article_id: str, text: str
) -> list[Annotation]:
    """What the version begins with: what was carried over, and what the machine finds beside it."""
    if extraction is None:
        return list(kept)
    ids = {a.id for a in kept} | taken
    fresh = [a for a in edits.merge_suggestions(kept, extraction.annotations) if a.id not in ids]
    fitted, _ = article_rows.fitting(fresh, Article(article_id, text))
    return [*kept, *(a for a, _ in fitted)]


def _write_text(
    connection: Connection, found: article_rows.Head, text: str, extraction: Extraction | None, change: TextChange
) -> None:
    settled = Article(found.id, text)
    unindex(connection, [found.key])
    connection.execute(
        insert(texts),
        {
            "article_key": found.key,
            "version": change.version,
            "text": text,
            "sha256": settled.text_sha256,
            "sentences": article_rows.dump_sentences(extraction.sentences if extraction else ()),
        },
    )
    connection.execute(
        update(articles)
        .where(articles.c.key == found.key)
        .values(
            text_version=change.version,
            text_since=change.since,
            revision=change.revision,
            characters=len(text),
            words=len(text.split()),
        )
    )
    index(connection, [found.key])


def _write_annotations(
    connection: Connection, article_id: str, key: int, text: str, began: Sequence[Annotation], revision: int
) -> None:
    """Puts what the version begins with in the place of the former's; the memory goes on counting what people judged."""
    mine = (annotation_rows.c.article_key == key) & (annotation_rows.c.coding == SHARED)
    together = mine & (annotation_rows.c.decision == "bulk")
    in_bulk = set(connection.scalars(select(annotation_rows.c.id).where(together)))
    connection.execute(delete(annotation_rows).where(mine))
    bundling.replace(connection, key, began, revision)
    made = []
    for a in began:
        columns = codec.annotation_columns(a, text)
        if columns["surface"] is None:
            continue
        if a.id in in_bulk and columns["decision"] == "confirmed":
            columns["decision"] = "bulk"
        made.append({"article_key": key, "coding": SHARED, "id": a.id, **columns, "revision": revision})
    if made:
        connection.execute(insert(annotation_rows), made)


# What is told of versions


def changes(connection: Connection, found: article_rows.Head) -> list[TextChange]:
    """The corrections of an article's text, oldest first."""
    columns = [text_changes.c[name] for name in _CHANGE]
    wanted = select(*columns).where(text_changes.c.article_key == found.key).order_by(text_changes.c.version)
    return [TextChange(found.id, *row) for row in connection.execute(wanted)]


def of(connection: Connection, op_id: str) -> TextChange:
    """One correction of a text; raises TextRefusedError where there is none."""
    columns = [text_changes.c[name] for name in _CHANGE]
    wanted = select(articles.c.id, *columns).join(articles, articles.c.key == text_changes.c.article_key)
    row = connection.execute(wanted.where(text_changes.c.op_id == op_id)).first()
    if row is None:
        raise TextRefusedError("there is no such correction of a text")
    return TextChange(*row)


def journal(connection: Connection, found: article_rows.Head) -> list[Edit]:
    """The edits that are replayed over what the present text began with: those made on it, and every toll that was set."""
    wanted = select(edit_rows).where(
        edit_rows.c.article_key == found.key,
        edit_rows.c.coding == SHARED,
        (edit_rows.c.seq > found.text_since) | (edit_rows.c.op == "set_toll"),
    )
    return [codec.read_edit(row, found.id) for row in connection.execute(wanted.order_by(edit_rows.c.seq)).mappings()]


def versions(connection: Connection, found: article_rows.Head) -> list[Version]:
    """All versions of an article's text, oldest first, each with its own edits."""
    made = changes(connection, found)
    if not made:
        text = text_of(connection, found.key, found.text_version)
        return [
            Version(
                found.text_version,
                text,
                tuple(bundling.read(connection, found.key)),
                tuple(journal(connection, found)),
                split_off(connection, found, found.text_version),
            )
        ]
    former = [version(connection, found, change.version - 1, change) for change in made]
    last = made[-1]
    text = text_of(connection, found.key, last.version)
    own = edits_of(connection, found, last.since, None)
    return [*former, Version(last.version, text, tuple(bundling.read(connection, found.key)), own, last)]


def version(connection: Connection, found: article_rows.Head, number: int, next_: TextChange) -> Version:
    """The version that ``next_`` put another one in the place of."""
    own = (text_changes.c.article_key == found.key) & (text_changes.c.version == next_.version)
    before = connection.execute(select(text_changes.c.before).where(own)).scalar_one()
    began = tuple(annotation_of(record) for record in bundling.unpack_records(before))
    change = next((c for c in changes(connection, found) if c.version == number), None)
    own_edits = edits_of(connection, found, change.since if change else 0, next_.since)
    came = change or split_off(connection, found, number)
    return Version(number, text_of(connection, found.key, number), began, own_edits, came)


def number_of(connection: Connection, op_id: str) -> int:
    """The place of an edit among all edits of the store."""
    return int(connection.execute(select(edit_rows.c.seq).where(edit_rows.c.op_id == op_id)).scalar_one())


def split_off(connection: Connection, found: article_rows.Head, number: int) -> TextChange | None:
    """Where an article began with a part of another one: that, as the change that made its first version."""
    source = articles.alias()
    wanted = (
        select(text_changes, source.c.id.label("source"))
        .join(text_moves, text_moves.c.op_id == text_changes.c.op_id)
        .join(source, source.c.key == text_moves.c.source_key)
        .where(text_moves.c.article_key == found.key, text_moves.c.version == number, text_changes.c.what == SPLIT)
    )
    row = connection.execute(wanted).first()
    if row is None:
        return None
    return TextChange(found.id, number, row.op_id, row.author, row.time, SPLIT_OFF, 0, 1, 0, None, row.source)


def text_of(connection: Connection, key: int, number: int) -> str:
    wanted = select(texts.c.text).where(texts.c.article_key == key, texts.c.version == number)
    return str(connection.execute(wanted).scalar_one())


def edits_of(connection: Connection, found: article_rows.Head, after: int, upto: int | None) -> tuple[Edit, ...]:
    wanted = select(edit_rows).where(
        edit_rows.c.article_key == found.key, edit_rows.c.coding == SHARED, edit_rows.c.seq > after
    )
    if upto is not None:
        wanted = wanted.where(edit_rows.c.seq <= upto)
    return tuple(
        codec.read_edit(row, found.id) for row in connection.execute(wanted.order_by(edit_rows.c.seq)).mappings()
    )


def open_ones(connection: Connection, key: int, number: int) -> list[Unplaced]:
    """The highlights that wait for a place in the present text, in their former order."""
    return without_place(connection, key, number, dropped=False)


def without_place(connection: Connection, key: int, number: int, dropped: bool) -> list[Unplaced]:
    """The highlights without a place, with or without those that need none any more."""
    mine = (unplaced.c.article_key == key) & (unplaced.c.version == number)
    free = or_(unplaced.c.dropped_by.is_(None), unplaced.c.placed_as.is_not(None))
    wanted = select(unplaced).where(mine) if dropped else select(unplaced).where(mine, free)
    found = connection.execute(wanted).mappings().all()
    if not found:
        return []
    names = {row[name] for row in found for name in ("id", "placed_as")} - {None}
    there = state.some(connection, key, sorted(names))[0]

    def waits(row: RowMapping) -> bool:
        if there.get(row["id"]) is not None:
            return False
        placed = there.get(row["placed_as"])
        return dropped or placed is None or not is_judged(placed)

    waiting = [_unplaced(row) for row in found if waits(row)]
    return sorted(waiting, key=lambda one: (one.annotation.start, one.annotation.id))


def _unplaced(row: RowMapping) -> Unplaced:
    possible = tuple(Span(start, end) for start, end in json.loads(row["possible"]))
    annotation = codec.read_annotation(row["record"])
    return Unplaced(annotation, row["prefix"], row["words"], row["suffix"], possible, row["reason"])


def drop(
    connection: Connection,
    article_id: str,
    ids: Sequence[str],
    author: str | None,
    now: str,
    placed_as: str | None = None,
) -> int:
    """Notes that highlights need no place any more (None as author: that they do); answers how many. See Store.drop_unplaced."""
    found = article_rows.head(connection, article_id, lock=True)
    mine = (unplaced.c.article_key == found.key) & (unplaced.c.version == found.text_version)
    when = now if author else None
    made = connection.execute(
        update(unplaced)
        .where(mine, unplaced.c.id.in_(list(ids)))
        .values(dropped_by=author, dropped_at=when, placed_as=placed_as)
    )
    return made.rowcount


def refused(
    connection: Connection, found: article_rows.Head, batch: Sequence[Edit | Refusal], since: int | None
) -> Sequence[Edit | Refusal]:
    """A page's edits, all refused where it has not seen yet, at its revision ``since``, that the text was corrected."""
    made = changes(connection, found) if since is not None and found.text_version > 1 else []
    if since is None or not made or since >= made[-1].revision:
        return batch
    last = made[-1]
    why = f"{last.author} corrected the text on {moment(last.time)}; look at it as it is now, and try again"
    return [
        e if isinstance(e, Refusal) or e.op == "set_toll" else Refusal(e.op_id, e.n, "text", why, e.op, e.target)
        for e in batch
    ]
