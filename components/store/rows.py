"""Typed rows of figures, quotes and entities: written as tables/ makes them, in the transaction of what changed them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from components.identity.keys import mention_of, normalised
from components.identity.pointing import BY_LAYER, span_of
from components.model import SAMPLE, Annotation, Article, Span
from components.store import giving, interning, state, tallies
from components.store.schema import TYPED, articles, texts
from components.tables.columns import Row
from components.tables.stored import OWN, POINTERS, REPEATED, SAMPLES, STRINGS, TABLE_OF, TAKEN_OUT, VERSION, Stored

PIECE = 500


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of one article by table, with the key of the article, its id and its shelf."""

    key: int
    id: str
    shelf: int
    rows: Mapping[str, Sequence[Row]]


def insert_all(connection: Connection, made: Sequence[Made]) -> None:
    """Writes the rows of articles that have none of these yet."""
    strings: set[Any] = set()
    pointers: set[Any] = set()
    for one in made:
        for table, rows in one.rows.items():
            for row in rows:
                strings.update(row[name] for name in STRINGS[table])
                pointers.update(row[name] for name in POINTERS[table])
    strings.discard(None)
    pointers.discard(None)
    terms: dict[Any, int | None] = {None: None, **interning.term_keys(connection, strings)}
    known, fresh = interning.spelling_keys_of(connection, pointers)
    spelled: dict[Any, int | None] = {None: None, **known}
    for table in TYPED:
        written = [cells for one in made for cells in _cells(one, table, terms, spelled)]
        if written and connection.dialect.name == "postgresql":
            _copy(connection, table, written)
        elif written:
            connection.exec_driver_sql(_insertion(connection.dialect.paramstyle, table), written)
    giving.give(connection, {pointer: known[pointer] for pointer in fresh})


def _copy(connection: Connection, table: str, written: Sequence[tuple[Any, ...]]) -> None:
    """Writes rows by PostgreSQL's COPY, in the transaction that is open."""
    names = ", ".join(f'"{column.name}"' for column in TYPED[table].columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
        for row in written:
            stream.write_row(row)


@cache
def _insertion(style: str, table: str) -> str:
    """The statement that writes a row, for the driver itself: an import spends a seventh of its time on building parameters."""
    names = [column.name for column in TYPED[table].columns]
    sign = "?" if style == "qmark" else "%s"
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join([sign] * len(names))})"


def _cells(
    made: Made, table: str, terms: Mapping[str | None, int | None], spelled: Mapping[Any, int | None]
) -> Iterator[tuple[Any, ...]]:
    """The rows of an article as tuples in the order of the table's columns."""
    rows = made.rows.get(table, ())
    strings, pointers = STRINGS[table], POINTERS[table]
    in_order = itemgetter(*(column.name for column in TYPED[table].columns))
    for row in rows:
        keyed = {**row, "article_key": made.key, "shelf": made.shelf}
        for name in strings:
            keyed[name] = terms[row[name]]
        for name in pointers:
            keyed[name] = spelled[row[name]]
        yield in_order(keyed)


def rewrite(connection: Connection, key: int) -> None:
    """Makes all rows of an article anew."""
    with tallies.kept(connection, [key]):
        for typed in TYPED.values():
            connection.execute(delete(typed).where(typed.c.article_key == key))
        of, found = about(connection, key), [a for a, _ in state.current(connection, key)]
        insert_all(connection, [Made(key, of.article.id, of.shelf, Stored(of.article, found, of.sentences).all())])
    name_own(connection, {of.article.id})
    connection.execute(update(articles).where(articles.c.key == key).values(rows=VERSION))


def name_own(connection: Connection, ids: Collection[str]) -> None:
    """Names what decisions said of these very articles before their rows were there."""
    decided = giving.identities(connection)
    if decided.parted and any(pattern[1] in ids for pattern in decided.rules):
        giving.refresh(connection)


def reshelve(connection: Connection, keys: Sequence[int]) -> None:
    """Notes in the rows of articles where these are now."""
    on: dict[int, list[int]] = {}
    for at in range(0, len(keys), PIECE):
        shelved = select(articles.c.key, articles.c.removed_at, articles.c.tags)
        for row in connection.execute(shelved.where(articles.c.key.in_(keys[at : at + PIECE]))):
            on.setdefault(shelf_of(row.removed_at, row.tags), []).append(row.key)
    with tallies.kept(connection, keys):
        for shelf, found in on.items():
            for at in range(0, len(found), PIECE):
                for typed in TYPED.values():
                    there = typed.c.article_key.in_(found[at : at + PIECE])
                    connection.execute(update(typed).where(there, typed.c.shelf != shelf).values(shelf=shelf))


def shelf_of(removed_at: str | None, tags: str) -> int:
    """Where an article is, from the columns of its row."""
    if removed_at is not None:
        return TAKEN_OUT
    return SAMPLES if SAMPLE in json.loads(tags) else OWN


def change(
    connection: Connection,
    key: int,
    before: Mapping[str, Annotation | None],
    after: Mapping[str, Annotation | None],
) -> None:
    """Brings the rows of annotations that an edit changed up to date, and of those whose names mean another mention now.

    What an edit only judged costs one statement; the annotations of the article are read where names may move.
    """
    judged: list[tuple[Annotation, str]] = []
    changed: dict[str, Annotation | None] = {}
    moved: set[str] = set()
    spans: set[tuple[int, int]] = set()
    for target, now in after.items():
        was = before.get(target)
        if was is not None and now is not None and _only_judged(was, now):
            if was.status != now.status:
                judged.append((now, now.status))
            continue
        changed[target] = now
        for a in (was, now):
            if a is not None and a.layer == "entity":
                moved.add(a.id)
                spans.add((a.start, a.end))
    layers = {a.layer for a in (*before.values(), *after.values()) if a is not None}
    with tallies.kept(connection, [key], tuple(TYPED) if moved else [TABLE_OF[layer] for layer in sorted(layers)]):
        if judged:
            _set_status(connection, key, judged)
        if changed:
            _remake(connection, key, before, changed, moved, spans)


def _only_judged(was: Annotation, now: Annotation) -> bool:
    """Whether nothing changed that a row holds but its status, and no name means another mention for it."""
    same = (was.layer, was.label, was.start, was.end, was.values) == (
        now.layer,
        now.label,
        now.start,
        now.end,
        now.values,
    )
    if not same or was.layer != "entity":
        return same
    identity = (was.hand, was.original_label) == (now.hand, now.original_label)
    return identity and (was.status == "rejected") == (now.status == "rejected")


def _set_status(connection: Connection, key: int, judged: Iterable[tuple[Annotation, str]]) -> None:
    pairs = list(judged)
    terms = interning.term_keys(connection, {status for _, status in pairs})
    for table in dict.fromkeys(TABLE_OF[a.layer] for a, _ in pairs):
        rows = [
            {"at_key": key, "at_id": a.id, "new_status": terms[status]}
            for a, status in pairs
            if TABLE_OF[a.layer] == table
        ]
        connection.execute(_JUDGE[table], rows)


_JUDGE = {
    name: update(typed)
    .where(typed.c.article_key == bindparam("at_key"), typed.c.id == bindparam("at_id"))
    .values(status=bindparam("new_status"))
    for name, typed in TYPED.items()
}


def _remake(
    connection: Connection,
    key: int,
    before: Mapping[str, Annotation | None],
    changed: Mapping[str, Annotation | None],
    moved: Collection[str],
    spans: Collection[tuple[int, int]],
) -> None:
    of = about(connection, key)
    text = of.article.text
    current = [a for a, _ in state.current(connection, key)]
    making = [a for a in changed.values() if a is not None]
    had = [was for target in changed if (was := before.get(target)) is not None]  # what was not there has no row
    if moved:
        names = {
            normalised(a.entity.name or mention_of(text, a.start, a.end))
            for a in (*before.values(), *changed.values())
            if a is not None and a.id in moved and a.layer == "entity"
        }
        others = [a for a in current if a.id not in changed and _carries(a, names, spans)]
        making += others
        had += others
    for table in TYPED:
        ids = sorted(a.id for a in had if TABLE_OF[a.layer] == table)
        for at in range(0, len(ids), PIECE):
            connection.execute(_DROP[table], {"at_key": key, "ids": ids[at : at + PIECE]})
    stored = Stored(of.article, current, of.sentences)
    insert_all(connection, [Made(key, of.article.id, of.shelf, stored.of(making))])


_DROP = {
    name: delete(typed).where(
        typed.c.article_key == bindparam("at_key"), typed.c.id.in_(bindparam("ids", expanding=True))
    )
    for name, typed in TYPED.items()
}


def _carries(a: Annotation, names: Collection[str], spans: Collection[tuple[int, int]]) -> bool:
    """Whether a quote or figure has a field with one of these names: it may mean another mention now."""
    for field in BY_LAYER.get(a.layer, ()):
        was = getattr(a.values, field)
        if was is not None and (normalised(was) in names or span_of(a, field) in spans):
            return True
    return False


@dataclass(frozen=True, slots=True)
class About:
    """What rows take from their article: the article, its sentences, and where it is."""

    article: Article
    sentences: tuple[Span, ...]
    shelf: int


def about(connection: Connection, key: int) -> About:
    """What the rows of an article take from it."""
    row = connection.execute(_ABOUT, {"key": key}).one()
    article = Article(row.id, row.text, outlet=row.outlet, published=row.published)
    return About(article, tuple(Span(s, e) for s, e in json.loads(row.sentences)), shelf_of(row.removed_at, row.tags))


_ABOUT = (
    select(
        articles.c.id,
        articles.c.outlet,
        articles.c.published,
        articles.c.removed_at,
        articles.c.tags,
        texts.c.text,
        texts.c.sentences,
    )
    .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
    .where(articles.c.key == bindparam("key"))
)


def differences(
    connection: Connection, key: int, annotations: Sequence[Annotation], repeated: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """What is wrong with an article's rows, in a sentence each; for the check of a store. ``repeated`` are those that only repeat
    what the article says that this one is a copy of."""
    of = about(connection, key)
    made = Stored(of.article, annotations, of.sentences).all()
    for table, typed in TYPED.items():
        twice = repeated.get(table, ())
        wanted = {row["id"]: {**row, "shelf": REPEATED if row["id"] in twice else of.shelf} for row in made[table]}
        there = {row["id"]: row for row in read(connection, table, typed.c.article_key == key)}
        for annotation_id in sorted(wanted.keys() | there.keys()):
            one, other = wanted.get(annotation_id), there.get(annotation_id)
            if one is None or other is None:
                yield f"{table} {'has a row too many' if one is None else 'lacks the row'} of {annotation_id}"
            elif wrong := [name for name, value in one.items() if other[name] != value]:
                yield f"the row of {annotation_id} in {table} says something else of its {', '.join(wrong)}"


def read(connection: Connection, table: str, *where: Any) -> list[Row]:
    """Rows as tables/stored.py makes them, with ``article_key`` and ``shelf``: strings and pointers instead of keys."""
    found = [dict(row) for row in connection.execute(select(TYPED[table]).where(*where)).mappings()]
    terms = interning.texts_of(
        connection, sorted({row[n] for row in found for n in STRINGS[table] if row[n] is not None})
    )
    spelled = interning.pointers_of(
        connection, sorted({row[n] for row in found for n in POINTERS[table] if row[n] is not None})
    )
    for row in found:
        row.update((name, terms[row[name]]) for name in STRINGS[table] if row[name] is not None)
        row.update((name, spelled[row[name]]) for name in POINTERS[table] if row[name] is not None)
    return found
