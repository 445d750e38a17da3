"""What articles tell of their events, as rows: their features, where they meet others, their groups."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select

from components.events.features import VERSION, Aside, Features, around, features, features_of, record_of
from components.events.linking import FOLLOWED, link
from components.model import SAMPLE, Annotated
from components.store import articles as article_rows
from components.store import codec, event_districts, state
from components.store.event_keys import pieces
from components.store.interning import digest
from components.store.schema import (
    articles,
    event_asides,
    event_blocks,
    event_features,
)

LONG = 70  # days that an article's interval may have
NAMES = 4  # of an article by which it meets others


@dataclass(frozen=True, slots=True)
class Told:
    """An article's features with the key of its row, its group and whether it came with Dateline."""

    key: int
    group: int
    sample: bool
    features: Features


def read(connection: Connection, key: int) -> tuple[Told, int] | None:
    """An article as it is now, with its revision; None where it was taken out."""
    row = connection.execute(select(articles.c.id, articles.c.removed_at).where(articles.c.key == key)).one()
    if row.removed_at is not None:
        return None
    head, article, _, sentences = article_rows.read(connection, row.id)
    annotated = Annotated(article, tuple(a for a, _ in state.current(connection, key)), sentences)
    return Told(key, key, SAMPLE in article.tags, features(annotated)), head.revision


def blocks(one: Told) -> list[int]:
    """Where an article meets others: its places and its rarest names; those that came with Dateline never meet one's own."""
    named = (*one.features.places, *one.features.maybe, *(city for _, city in one.features.around))
    found = [_place_block(one.sample, place) for place in named]
    return found + [digest(f"{_shelf(one.sample)} name {name}") for name in one.features.names[:NAMES]]


def _shelf(sample: bool) -> str:
    return "samples" if sample else "own"


def _place_block(sample: bool, place: str) -> int:
    return digest(f"{_shelf(sample)} place {place}")


def aside_block(one: Told, aside: Aside) -> int:
    return _place_block(one.sample, aside.places[0])


def write_features(connection: Connection, one: Told, at: int) -> None:
    row = {"article_key": one.key, "revision": at, "version": VERSION, "group": one.key}
    connection.execute(insert(event_features), {**row, "record": codec.dump(record_of(one.features))})
    told = [
        {"first_day": a.days[0], "last_day": a.days[1], "article_key": one.key, "figure_id": a.figure}
        | {"block": aside_block(one, a) if a.places else 0}
        for a in one.features.asides
    ]
    if told:
        connection.execute(insert(event_asides), told)


def write_blocks(connection: Connection, keys: Collection[int], met: Iterable[Told]) -> None:
    """Puts the blocks of the articles ``met`` in the place of those of the keys."""
    for piece in pieces(sorted(keys)):
        connection.execute(delete(event_blocks).where(event_blocks.c.article_key.in_(piece)))
    rows = [
        {"block": block, "first_day": one.features.days[0], "last_day": one.features.days[1], "article_key": one.key}
        for one in met
        for block in dict.fromkeys(blocks(one))
    ]
    if rows:
        connection.execute(insert(event_blocks), rows)


def keep_districts(connection: Connection, keys: Sequence[int], fresh: Sequence[Told]) -> list[Told]:
    """Stores what fresh articles say of districts and answers the other articles that name one whose city is another one now."""
    rows = districts_of(fresh)
    told_of = event_districts.told_by(connection, keys) | {row.block for row in rows}
    before = event_districts.known(connection, told_of)
    event_districts.replace(connection, keys, rows)
    after = event_districts.known(connection, told_of)
    changed = sorted(block for block in told_of if before.get(block) != after.get(block))
    named: set[int] = set()
    for piece in pieces(changed):
        named.update(
            connection.scalars(select(event_blocks.c.article_key).where(event_blocks.c.block.in_(piece)).distinct())
        )
    return told(connection, named - set(keys))


def districts_of(found: Iterable[Told]) -> list[event_districts.Row]:
    """What these articles say of districts, as rows."""
    return [
        event_districts.Row(one.key, _place_block(one.sample, within.district), within.city)
        for one in found
        for within in one.features.within
    ]


def placed(connection: Connection, found: Sequence[Told]) -> list[Told]:
    """Articles with the cities that the districts among their places are in."""
    named = {
        (one.sample, place): _place_block(one.sample, place)
        for one in found
        for place in (*one.features.places, *one.features.maybe)
    }
    known = event_districts.known(connection, named.values())
    cities: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for (sample, place), block in named.items():
        if block in known:
            cities[sample][place] = known[block]
    return [replace(one, features=around(one.features, cities[one.sample])) for one in found] if known else list(found)


def linked(connection: Connection, one: Told) -> list[Told]:
    """The articles that are linked with one, of all that meet it about its days."""
    first, last = one.features.days
    near: set[int] = set()
    for piece in pieces(list(dict.fromkeys(blocks(one)))):
        here = select(event_blocks.c.article_key).where(event_blocks.c.block.in_(piece))
        if first:
            here = here.where(
                event_blocks.c.first_day.between(first - FOLLOWED - LONG, last + FOLLOWED),
                event_blocks.c.last_day >= first - FOLLOWED,
            )
        near.update(connection.scalars(here))
    near.discard(one.key)
    return [other for other in told(connection, near) if link(one.features, other.features) is not None]


def told(connection: Connection, keys: Iterable[int]) -> list[Told]:
    """The stored features of articles."""
    found = []
    columns = select(event_features.c.article_key, event_features.c.group, event_features.c.record, articles.c.tags)
    joined = columns.join(articles, articles.c.key == event_features.c.article_key)
    for piece in pieces(sorted(keys)):
        for row in connection.execute(joined.where(event_features.c.article_key.in_(piece))):
            found.append(
                Told(row.article_key, row.group, SAMPLE in json.loads(row.tags), features_of(json.loads(row.record)))
            )
    return placed(connection, found)


def groups_of(connection: Connection, keys: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for piece in pieces(sorted(keys)):
        wanted = select(event_features.c.group).where(event_features.c.article_key.in_(piece))
        found.update(connection.scalars(wanted))
    return found


def members(connection: Connection, found: Iterable[int]) -> set[int]:
    members: set[int] = set()
    for piece in pieces(sorted(found)):
        members.update(
            connection.scalars(select(event_features.c.article_key).where(event_features.c.group.in_(piece)))
        )
    return members


def with_groups(connection: Connection, keys: set[int]) -> set[int]:
    """The articles with all of their groups."""
    return members(connection, groups_of(connection, keys))
