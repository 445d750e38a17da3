"""Near-duplicate articles, grouped in the background: each copy belongs to one representative, and what it repeats counts once.

A row of a copy is repeated where its representative has a row of the same layer at the same words of the same sentence, judged or
rejected: what people decide in the representative decides for its copies, and what a copy says beyond it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from components import copies as near_duplicates
from components.model import Annotation, Article, Span
from components.store import codec, state, tallies
from components.store import rows as typed_rows
from components.store.answers import Near
from components.store.schema import TYPED, articles, bands, copies, signatures, texts
from components.tables.stored import OWN, REPEATED, TABLE_OF

Opening = Callable[[], AbstractContextManager[Connection]]
PIECE = 500
BATCH = 200  # articles of one transaction
MET = 200  # representatives that one article is compared with: those that share most bands
AROUND = 120  # characters, where an article has no sentences
FEW = 4  # words
Words = tuple[str, str, str]  # layer and words of an annotation, and those around it


class WireCopies:
    """The near-duplicates of a store: ``store.copies``."""

    def __init__(self, read: Opening, write: Opening) -> None:
        self._read, self._write = read, write

    def left(self) -> int:
        """How many articles of the library nobody has compared with the others yet."""
        with self._read() as connection:
            return connection.scalar(select(func.count()).select_from(_WAITING.subquery())) or 0

    def group(self, most: int = BATCH) -> int:
        """Compares the next articles with those before them, in one short transaction, and answers how many it did.

        Signatures are made before the transaction that writes: nobody waits for them.
        """
        with self._read() as connection:
            wanted = connection.execute(_WAITING.limit(most)).all()
            bodies = {row.key: row.text for row in connection.execute(_BODIES, {"keys": [row.key for row in wanted]})}
        made = [(row, near_duplicates.signature(bodies[row.key])) for row in wanted]
        if not made:
            return 0
        with self._write() as connection:
            for row, signature in made:
                _settle(connection, row.key, row.text_version, signature)
        return len(made)

    def of(self, article_id: str) -> tuple[str, ...]:
        """The ids of the group of an article, its representative first; empty where there is nothing like it."""
        with self._read() as connection:
            if not codec.storable(article_id):
                return ()
            key = connection.scalar(select(articles.c.key).where(articles.c.id == article_id))
            lead = connection.scalar(select(copies.c.of).where(copies.c.article_key == key)) or key
            mine = or_(copies.c.of == lead, articles.c.key == lead)
            wanted = select(articles.c.key, articles.c.id).outerjoin(copies, copies.c.article_key == articles.c.key)
            rows = connection.execute(
                wanted.where(mine, articles.c.removed_at.is_(None)).order_by(articles.c.key)
            ).all()
            return tuple(r.id for r in sorted(rows, key=lambda r: r.key != lead)) if len(rows) > 1 else ()

    def lead(self, article_id: str) -> None:
        """Makes an article the representative of its group."""
        with self._write() as connection:
            key = connection.scalar(select(articles.c.key).where(articles.c.id == article_id))
            before = connection.scalar(select(copies.c.of).where(copies.c.article_key == key))
            if before is None or key is None:
                return
            _lead(connection, before, key)


def _lead(connection: Connection, before: int, key: int) -> None:
    """Puts a copy in the place of its representative."""
    others = list(connection.scalars(select(copies.c.article_key).where(copies.c.of == before)))
    for one in (before, key):
        connection.execute(delete(bands).where(bands.c.article_key == one))
    connection.execute(delete(copies).where(copies.c.article_key == key))
    connection.execute(update(copies).where(copies.c.of == before).values(of=key))
    connection.execute(insert(copies), [{"article_key": before, "of": key, "alike": 1.0}])
    signature = connection.scalar(select(signatures.c.signature).where(signatures.c.article_key == key)) or b""
    _band(connection, key, signature)
    for one in (key, before, *others):
        mark(connection, one)


def shelved(connection: Connection, keys: Sequence[int]) -> None:
    """As ``changed``, for articles that were taken out or put back: where several copies are left without the one that
    represents them, the first of them does, and what they repeat still counts once."""
    leads = set(keys)
    for at in range(0, len(keys), PIECE):
        leads.update(connection.scalars(select(copies.c.of).where(copies.c.article_key.in_(keys[at : at + PIECE]))))
    for lead in sorted(leads):
        _hand_over(connection, lead)
    changed(connection, keys)


def _hand_over(connection: Connection, lead: int) -> None:
    if connection.scalar(select(articles.c.removed_at).where(articles.c.key == lead)) is None:
        return
    here = select(copies.c.article_key).join(articles, articles.c.key == copies.c.article_key)
    here = here.where(copies.c.of == lead, articles.c.removed_at.is_(None)).order_by(copies.c.article_key)
    left = connection.scalars(here.limit(2)).all()
    if len(left) == 2:
        _lead(connection, lead, left[0])


def near(connection: Connection, keys: Sequence[int]) -> dict[int, Near]:
    """How these articles stand to their near-duplicates; nothing of those that have none."""
    mine = {row.article_key: row.of for row in connection.execute(select(copies).where(copies.c.article_key.in_(keys)))}
    leads = sorted({*mine.values(), *keys})
    counted = select(copies.c.of, func.count()).where(copies.c.of.in_(leads)).group_by(copies.c.of)
    found: dict[int, int] = {row[0]: row[1] for row in connection.execute(counted)}
    wanted = select(articles.c.key, articles.c.id).where(articles.c.key.in_(sorted(set(mine.values()))))
    ids: dict[int, str] = {row.key: row.id for row in connection.execute(wanted)}
    both = {key: mine.get(key, key) for key in keys}
    return {
        key: Near(ids.get(mine[key]) if key in mine else None, found[of]) for key, of in both.items() if of in found
    }


def changed(connection: Connection, keys: Sequence[int]) -> None:
    """Marks anew what repeats after the rows of articles changed: their own where they are copies, and those of their copies."""
    concerned: set[int] = set()
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        mine = select(copies.c.article_key).where(or_(copies.c.article_key.in_(piece), copies.c.of.in_(piece)))
        concerned.update(connection.scalars(mine))
    for key in sorted(concerned):
        mark(connection, key)


def edited(
    connection: Connection,
    key: int,
    before: Mapping[str, Annotation | None],
    after: Mapping[str, Annotation | None],
) -> None:
    """As ``changed`` of one article, for what an edit did: what its copies repeat changes only with a place or a layer."""
    if any(_place(before.get(target)) != _place(now) for target, now in after.items()):
        changed(connection, [key])
    elif connection.scalar(select(copies.c.of).where(copies.c.article_key == key)) is not None:
        mark(connection, key)


def _place(a: Annotation | None) -> tuple[str, int, int] | None:
    return None if a is None else (a.layer, a.start, a.end)


def mark(connection: Connection, key: int) -> None:
    """Notes which rows of an article only repeat what its representative says."""
    there = repeated(connection, key)
    own = typed_rows.about(connection, key).shelf
    moves: list[tuple[str, int, list[str]]] = []  # table, shelf, ids
    for table, typed in TYPED.items():
        before = set(
            connection.scalars(select(typed.c.id).where(typed.c.article_key == key, typed.c.shelf == REPEATED))
        )
        now = there.get(table, set())
        moves += [(table, own, sorted(before - now)), (table, REPEATED, sorted(now - before))]
    moves = [move for move in moves if move[2]]
    with tallies.kept(connection, [key], sorted({table for table, _, _ in moves})):
        for table, shelf, ids in moves:
            typed = TYPED[table]
            for at in range(0, len(ids), PIECE):
                here = (typed.c.article_key == key) & typed.c.id.in_(ids[at : at + PIECE])
                connection.execute(update(typed).where(here).values(shelf=shelf))
    if moves:  # what is kept of counts over all articles is out of date
        connection.execute(update(articles).where(articles.c.key == key).values(revision=articles.c.revision + 1))


def repeated(connection: Connection, key: int) -> dict[str, set[str]]:
    """The ids of an article's annotations, by table, that only repeat its representative; those of a sample or of an article
    that was taken out count nowhere else anyway."""
    of = connection.scalar(select(copies.c.of).where(copies.c.article_key == key))
    if of is None:
        return {}
    lead, copy = typed_rows.about(connection, of), typed_rows.about(connection, key)
    if (lead.shelf, copy.shelf) != (OWN, OWN):
        return {}
    said = {_words(a, lead.article, lead.sentences) for a, _ in state.current(connection, of)}
    found: dict[str, set[str]] = defaultdict(set)
    for a, _ in state.current(connection, key):
        if _words(a, copy.article, copy.sentences) in said:
            found[TABLE_OF[a.layer]].add(a.id)
    return found


def _words(a: Annotation, article: Article, sentences: Sequence[Span]) -> Words:
    """What an annotation says where, whatever spacing and case: its layer, its words, and what follows in its sentence.

    What comes before counts only where little follows: outlets put "AMMAN (Reuters) -" before a first sentence.
    """
    text = article.text
    here = next((s for s in sentences if s.start <= a.start < s.end), Span(max(0, a.start - AROUND), a.end + AROUND))
    after = text[a.end : here.end].lower().split()
    before = text[here.start : a.start].lower().split()[-FEW:] if len(after) < FEW else []
    return a.layer, " ".join(text[a.start : a.end].lower().split()), " ".join([*before, "|", *after])


def _settle(connection: Connection, key: int, text_version: int, signature: bytes) -> None:
    """Stores an article's signature, and where it is a copy, of which."""
    row = {"article_key": key, "text_version": text_version, "made_by": near_duplicates.VERSION, "signature": signature}
    for table in (signatures, bands):
        connection.execute(delete(table).where(table.c.article_key == key))
    connection.execute(insert(signatures), [row])
    was = connection.scalar(select(copies.c.of).where(copies.c.article_key == key))
    led = list(connection.scalars(select(copies.c.article_key).where(copies.c.of == key)))
    connection.execute(delete(copies).where(or_(copies.c.article_key == key, copies.c.of == key)))
    found = representative_of(connection, key, signature)
    if found is not None:
        connection.execute(insert(copies), [{"article_key": key, "of": found[0], "alike": found[1]}])
    else:
        _band(connection, key, signature)
    if found is not None or was is not None:
        mark(connection, key)
    for copy in led:  # of a text that is another one now: each finds its own again
        connection.execute(delete(signatures).where(signatures.c.article_key == copy))
        mark(connection, copy)
    if found is not None:
        _hand_over(connection, found[0])


def _band(connection: Connection, key: int, signature: bytes) -> None:
    mine = sorted(set(near_duplicates.bands(signature)))
    if mine:
        connection.execute(insert(bands), [{"band": band, "article_key": key} for band in mine])


def representative_of(connection: Connection, key: int, signature: bytes) -> tuple[int, float] | None:
    """The representative that an article is most like, and how much; of equals the one that came first."""
    mine = near_duplicates.bands(signature)
    if not mine:
        return None
    met = select(bands.c.article_key).where(bands.c.band.in_(mine), bands.c.article_key != key)
    met = met.group_by(bands.c.article_key).order_by(func.count().desc(), bands.c.article_key).limit(MET)
    wanted = select(signatures.c.article_key, signatures.c.signature).where(signatures.c.article_key.in_(met))
    alike = [(-near_duplicates.alike(signature, other), of) for of, other in connection.execute(wanted)]
    best = min(alike, default=(0.0, 0))
    return (best[1], -best[0]) if -best[0] >= near_duplicates.ALIKE else None


_WAITING = (
    select(articles.c.key, articles.c.text_version)
    .outerjoin(signatures, signatures.c.article_key == articles.c.key)
    .where(
        articles.c.removed_at.is_(None),
        or_(
            signatures.c.article_key.is_(None),
            signatures.c.text_version != articles.c.text_version,
            signatures.c.made_by != near_duplicates.VERSION,
        ),
    )
    .order_by(articles.c.key)
)
_BODIES = (
    select(articles.c.key, texts.c.text)
    .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
    .where(articles.c.key.in_(bindparam("keys", expanding=True)))
)
