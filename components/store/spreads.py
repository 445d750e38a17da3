"""Corrections that reach many articles: where a string stands, what is there now, and the edits of a group to take back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from components import edits
from components.model import Annotation, Edit, Toll
from components.store import articles as article_rows
from components.store import bundling, codec, codings, library
from components.store.errors import StoreError
from components.store.remembering import Opening
from components.store.schema import (
    SHARED,
    annotation_rows,
    articles,
    edit_rows,
    mention_rows,
    spread_rows,
    terms,
    texts,
)

PIECE = 500  # articles of one statement
REJECTING = ("reject", "remove")


@dataclass(frozen=True, slots=True)
class Written:
    """One article's text, with what a list of places shows of it."""

    article_id: str
    title: str
    published: str | None
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class There:
    """An entity as a list of places shows it; ``judged_by`` is the person who judged it, "" where that is not known, None where
    nobody did."""

    id: str
    start: int
    end: int
    label: str
    status: str
    last_op: str | None
    judged_by: str | None


@dataclass(frozen=True, slots=True)
class Spread:
    """A correction that was applied to other articles. ``what`` is "label" or "reject"; ``undone`` is when it was taken back."""

    group: str
    surface: str
    what: str
    label: str
    author: str
    time: str
    article_ids: tuple[str, ...]
    places: int
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a group of edits did to one target: its last edit there, the target before and now (a toll where the edit sets one),
    the last edit of all, and whether the target is still, or again, as the group left it."""

    edit: Edit
    before: Annotation | Toll | None
    now: Annotation | Toll | None
    last: Edit
    is_last: bool


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entity that was rejected or deleted: its words and the label it had."""

    words: str
    label: str


class Spreads:
    """What reaches over articles: ``store.spreads``."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    def articles_with(self, phrase: str) -> list[str]:
        """The ids of the articles in the library whose text has the words of the phrase in its order, in any form; not those that
        are coded independently, where nobody else has a say."""
        words = '"' + phrase.replace('"', " ") + '"'
        if not any(c.isalnum() for c in words):
            return []
        with self._read() as connection:
            return library.ids(connection, library.Query(words=words, unsettled=False))

    def written(self, article_ids: Sequence[str]) -> Iterator[Written]:
        """The texts of these articles, in their order."""
        wanted = select(articles.c.id, articles.c.title, articles.c.published, texts.c.text, texts.c.sentences).join(
            texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version)
        )
        for at in range(0, len(article_ids), PIECE):
            piece = article_ids[at : at + PIECE]
            with self._read() as connection:
                rows = connection.execute(wanted.where(articles.c.id.in_(piece)))
                found = {r.id: Written(r.id, r.title, r.published, r.text, _spans(r.sentences)) for r in rows}
            yield from (found[article_id] for article_id in piece if article_id in found)

    def entities(self, article_ids: Sequence[str]) -> dict[str, list[There]]:
        """The entities of these articles, rejected ones included; light, for thousands of articles."""
        rows, touched = mention_rows.c, annotation_rows.c
        label, status = terms.alias(), terms.alias()
        own = (touched.article_key == rows.article_key) & (touched.coding == SHARED) & (touched.id == rows.id)
        wanted = (
            select(
                articles.c.id.label("article"),
                *(rows[name] for name in ("id", "start", "end")),
                label.c.text.label("label"),
                status.c.text.label("status"),
                *(touched[name] for name in ("last_op", "surface", "judged_by")),
            )
            .join(articles, articles.c.key == rows.article_key)
            .join(label, label.c.key == rows.label)
            .join(status, status.c.key == rows.status)
            .outerjoin(annotation_rows, own)
        )
        found: dict[str, list[There]] = {}
        for at in range(0, len(article_ids), PIECE):
            with self._read() as connection:
                for r in connection.execute(wanted.where(articles.c.id.in_(article_ids[at : at + PIECE]))):
                    by = None if r.surface is None else r.judged_by or ""
                    there = There(r.id, r.start, r.end, r.label, r.status, r.last_op, by)
                    found.setdefault(r.article, []).append(there)
        return found

    def note(self, spread: Spread) -> Spread:
        """Keeps what is about to be applied, so that it can be taken back however far it came; answers it with its time."""
        row = {
            name: getattr(spread, name) for name in ("group", "surface", "what", "label", "author", "places", "undone")
        }
        now = self._clock()
        with self._write() as connection:
            connection.execute(
                insert(spread_rows), {**row, "articles": codec.dump(list(spread.article_ids)), "time": now}
            )
        return self.of(spread.group)

    def of(self, group: str) -> Spread:
        """One spread correction; raises StoreError where there is none."""
        with self._read() as connection:
            row = connection.execute(select(spread_rows).where(spread_rows.c.group == group)).mappings().first()
        if row is None:
            raise StoreError(f"there is no correction {group!r} over several articles")
        return _spread(row)

    def latest(self, limit: int = 20) -> list[Spread]:
        """The corrections spread last, newest first."""
        with self._read() as connection:
            rows = connection.execute(
                select(spread_rows).order_by(spread_rows.c.time.desc(), spread_rows.c.group).limit(limit)
            )
            return [_spread(row) for row in rows.mappings()]

    def set_done(self, group: str, places: int) -> None:
        """Notes how many places were changed in the end."""
        with self._write() as connection:
            connection.execute(update(spread_rows).where(spread_rows.c.group == group).values(places=places))

    def set_undone(self, group: str, undone: bool = True) -> None:
        """Notes that the correction was taken back, or done again."""
        with self._write() as connection:
            when = self._clock() if undone else None
            connection.execute(update(spread_rows).where(spread_rows.c.group == group).values(undone=when))

    def newest(self, article_id: str) -> int:
        """The number of the newest edit of an article, 0 where there is none; it grows with each. Raises
        ArticleMissingError."""
        with self._read() as connection:
            key = article_rows.head(connection, article_id).key
            return connection.scalar(select(func.max(edit_rows.c.seq)).where(edit_rows.c.article_key == key)) or 0

    def just_rejected(self, article_id: str, author: str, since: int, coder: str | None = None) -> Rejected | None:
        """The entity that the author rejected or deleted with what they did last, if that came after the edit ``since``; None
        where others or other words were edited. Raises ArticleMissingError."""
        with self._read() as connection:
            head = article_rows.head(connection, article_id)
            mine = _on_this_text(head, codings.seen(connection, head, coder))
            newest = connection.execute(mine.order_by(edit_rows.c.seq.desc()).limit(1)).mappings().first()
            if newest is None or newest["seq"] <= since or newest["author"] != author or newest["op"] not in REJECTING:
                return None
            last = codec.read_edit(newest, article_id)
            if last.group and not _same_words(connection, mine, last):
                return None
            _, article, _, _ = article_rows.read(connection, article_id)
            before = _step(connection, head.key, article.text, mine, last).before
        if not isinstance(before, Annotation) or before.layer != "entity" or before.status == "rejected":
            return None
        return Rejected(article.text[before.start : before.end], before.label)

    def steps(self, article_id: str, group: str, coder: str | None = None) -> list[Step]:
        """What a group did in one article, target by target. Raises ArticleMissingError."""
        with self._read() as connection:
            head, article, _, _ = article_rows.read(connection, article_id)
            mine = _on_this_text(head, codings.seen(connection, head, coder))
            group_edits = connection.execute(
                mine.where(edit_rows.c.group == group).order_by(edit_rows.c.seq)
            ).mappings()
            found = {row["target"]: codec.read_edit(row, article_id) for row in group_edits}
            return [_step(connection, head.key, article.text, mine, edit) for edit in found.values()]


def _on_this_text(head: article_rows.Head, coding: str = SHARED) -> Any:
    """The edits that were made on the present text, and every toll that was set: those on a former text fit none of its spans."""
    on_it = (edit_rows.c.seq > head.text_since) | (edit_rows.c.op == "set_toll")
    return select(edit_rows).where(edit_rows.c.article_key == head.key, edit_rows.c.coding == coding, on_it)


def _same_words(connection: Connection, mine: Any, edit: Edit) -> bool:
    """Whether all edits of the edit's group did the same to the same words."""
    rows = connection.execute(mine.where(edit_rows.c.group == edit.group)).mappings()
    return all(row["op"] == edit.op and json.loads(row["data"]).get("text") == edit.data.get("text") for row in rows)


def _step(connection: Connection, key: int, text: str, mine: Any, edit: Edit) -> Step:
    """What the edit's group did to its target: by replay over the suggestion, before the group, after it, and now."""
    rows = connection.execute(mine.where(edit_rows.c.target == edit.target).order_by(edit_rows.c.seq)).mappings()
    journal = [codec.read_edit(row, edit.article_id) for row in rows]
    at = next(i for i, e in enumerate(journal) if e.op_id == edit.op_id)
    first = next((i for i, e in enumerate(journal) if e.group is not None and e.group == edit.group), at)
    suggested = bundling.some(connection, key, [edit.target])

    def then(upto: int) -> Annotation | Toll | None:
        found = edits.replay(suggested.values(), journal[:upto], text)
        return found.set_tolls.get(edit.target) if edit.op == "set_toll" else found.annotations.get(edit.target)

    now = then(len(journal))
    is_last = at == len(journal) - 1 or _unstamped(now) == _unstamped(then(at + 1))
    return Step(edit, then(first), now, journal[-1], is_last)


def _unstamped(target: Annotation | Toll | None) -> Annotation | Toll | None:
    """A target without who changed it last: what was changed and taken back is what it was."""
    return replace(target, updated_by=None, updated_at=None) if isinstance(target, Annotation) else target


def _spans(column: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in json.loads(column))


def _spread(row: Any) -> Spread:
    plain = {n: row[n] for n in ("group", "surface", "what", "label", "author", "time", "places", "undone")}
    return Spread(article_ids=tuple(json.loads(row["articles"])), **plain)
