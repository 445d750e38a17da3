"""Proves that no version of a text lost a judged highlight: each is in the next version, waits for a place, or went to another
article with the words that it is on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import Connection, select

from components import edits
from components.model import Annotation
from components.store import articles as article_rows
from components.store import versions
from components.store.dividing import Move, moves
from components.store.schema import articles, text_moves, unplaced
from components.store.versions import CORRECTED, MERGED, SPLIT, Version, is_judged

EXACT = (CORRECTED, SPLIT, MERGED)  # changes after which a highlight has the words that it had


def differences(connection: Connection, found: article_rows.Head) -> Iterator[str]:
    """What is wrong with an article's versions."""
    listed = versions.versions(connection, found)
    for former, now in pairwise(listed):
        yield from _between(connection, found, former, now)
    numbered = {version.version: version for version in listed}
    for move in _came(connection, found):
        yield from _arrived(connection, found, move, numbered[move.version])


def _between(connection: Connection, found: article_rows.Head, former: Version, now: Version) -> Iterator[str]:
    """What a version lost or changed of the former one."""
    began = {a.id: a for a in now.began}
    elsewhere = _waiting(connection, found.key, now.version) | _gone_over(connection, found, now)
    if any(m.version == now.version and m.to == 0 and m.length == len(now.text) for m in _came(connection, found)):
        return  # all of it came from another article, which had taken it in before
    for a in filter(is_judged, _state(former)):
        there = began.get(a.id)
        if there is None:
            if a.id not in elsewhere:
                yield f"version {now.version} of the text has lost the highlight {a.id}"
        elif now.change and now.change.what in EXACT and _words(now, there) != _words(former, a):
            yield f"version {now.version} of the text moved the highlight {a.id} to other words"


def _arrived(connection: Connection, found: article_rows.Head, move: Move, here: Version) -> Iterator[str]:
    """What was lost of the highlights that came from another article with their words."""
    source = article_rows.head(
        connection,
        connection.execute(select(articles.c.id).where(articles.c.key == move.source_key)).scalar_one(),
    )
    there = next(v for v in versions.versions(connection, source) if v.version == move.source_version)
    ids, began = _known(connection, found, here), {a.id: a for a in here.began}
    elsewhere = _waiting(connection, source.key, move.source_version + 1)
    before = [e for e in there.edits if _is_before(connection, e.op_id, move.source_since)]
    for a in filter(is_judged, edits.replay(there.began, before, there.text).annotations.values()):
        if a.start < move.at or a.end > move.at + move.length:
            continue
        names = (f"{a.id}~{source.id}", a.id.removesuffix(f"~{found.id}"), a.id)
        name = next((n for n in names if n in ids), None)
        if name is None and a.id not in elsewhere:
            yield f"version {here.version} of the text has lost the highlight {a.id} of {source.id}"
        elif name in began and _words(here, began[name]) != _words(there, a):
            yield f"version {here.version} of the text moved the highlight {name} of {source.id} to other words"


def _known(connection: Connection, found: article_rows.Head, here: Version) -> set[str]:
    return {a.id for a in here.began} | _waiting(connection, found.key, here.version)


def _is_before(connection: Connection, op_id: str, since: int) -> bool:
    return versions.number_of(connection, op_id) <= since


def _gone_over(connection: Connection, found: article_rows.Head, now: Version) -> set[str]:
    """The ids of highlights that the change of this version took to another article."""
    if now.change is None:
        return set()
    ids: set[str] = set()
    for move in moves(connection, now.change.op_id):
        if move.source_key == found.key:
            head = article_rows.head(
                connection,
                connection.execute(select(articles.c.id).where(articles.c.key == move.article_key)).scalar_one(),
            )
            here = next(v for v in versions.versions(connection, head) if v.version == move.version)
            known = _known(connection, head, here)
            ids |= known | {f"{name}~{head.id}" for name in known}
    return ids


def _came(connection: Connection, found: article_rows.Head) -> list[Move]:
    columns = [text_moves.c[name] for name in Move.__dataclass_fields__]
    return [Move(*row) for row in connection.execute(select(*columns).where(text_moves.c.article_key == found.key))]


def _waiting(connection: Connection, key: int, number: int) -> set[str]:
    mine = (unplaced.c.article_key == key) & (unplaced.c.version == number)
    return set(connection.scalars(select(unplaced.c.id).where(mine)))


def _state(of: Version) -> list[Annotation]:
    return list(edits.replay(of.began, of.edits, of.text).annotations.values())


def _words(of: Version, a: Annotation) -> str:
    return of.text[a.start : a.end]
