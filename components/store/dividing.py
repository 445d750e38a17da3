"""An article split in two, and two merged into one: texts, highlights and what waits for a place go over, and can come back.

Each is a version of a text like a correction (versions.py). A row of ``text_moves`` says which words went where, so that `check` can
prove that no judged highlight was lost on the way. The article that a merge takes in is taken out of the library.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from components import edits
from components.anchor import Anchor, Unsure, find
from components.dividing import BETWEEN, Cut, cut_at, divide, named_anew, named_back, shifted, spans_within, within
from components.model import Annotated, Annotation, Article, Extraction, ReviewStatus, Span
from components.store import articles as article_rows
from components.store import state, versions
from components.store.errors import ArticleRejectedError, TextRefusedError
from components.store.schema import articles, collected, text_moves
from components.store.versions import (
    MERGED,
    SPLIT,
    TAKEN_BACK,
    Ready,
    TextChange,
    Unplaced,
    again,
    is_judged,
    row_of,
    write,
)

ACROSS = "stands across what was two texts"
Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Move:
    """Words that went from the text ``source_version`` of one article, where they began at ``at``, into the ``version`` of another
    one, where they begin at ``to``; ``since`` is the last edit that was made on them before."""

    op_id: str
    article_key: int
    version: int
    source_key: int
    source_version: int
    source_since: int
    at: int
    to: int
    length: int


@dataclass(frozen=True, slots=True)
class _Opened:
    """An article that a transaction works on, as it is."""

    head: article_rows.Head
    article: Article
    status: ReviewStatus
    sentences: tuple[Span, ...]
    found: tuple[Annotation, ...]


def split(
    connection: Connection, article_id: str, at: int, seen: int, title: str, author: str, now: str
) -> tuple[TextChange, str]:
    """Cuts an article before offset ``at``; see Store.split."""
    one = _opened(connection, article_id)
    text = one.article.text
    _check_seen(connection, one, seen)
    try:
        cut = cut_at(text, at)
    except ValueError as error:
        raise ArticleRejectedError(str(error)) from None
    divided = divide(one.found, text, cut)
    crossing: dict[str, Rows] = {"first": [], "second": []}
    for part, unsure in divided.cross:
        if is_judged(unsure.annotation):
            crossing[part].append(row_of(unsure, text))
    for waiting in versions.open_ones(connection, one.head.key, one.head.text_version):
        part, row = _part_of(waiting, text, cut)
        crossing[part].append(row)
    fresh = _begin(connection, one, cut, title, divided.second, crossing["second"], now)
    rest = _machine(divided.first, spans_within(one.sentences, 0, cut.end))
    ready = Ready(_judged(divided.first), crossing["first"])
    change = write(connection, one.head, text[: cut.end], ready, rest, author, now, SPLIT, other=fresh.id)
    whole = Move(
        change.op_id,
        fresh.key,
        1,
        one.head.key,
        one.head.text_version,
        change.since,
        cut.start,
        0,
        len(text) - cut.start,
    )
    _note(connection, whole)
    return change, fresh.id


def _part_of(waiting: Unplaced, text: str, cut: Cut) -> tuple[str, Mapping[str, object]]:
    """Where a highlight that waits goes on waiting: in the part that has its words."""
    anchor = Anchor(waiting.prefix, waiting.words, waiting.suffix)
    second = text[cut.start :]
    there, here = find(anchor, second), find(anchor, text[: cut.end])
    is_second = (there.certain or there.possible) and not (here.certain or here.possible)
    return ("second", again(waiting, second)) if is_second else ("first", again(waiting, text[: cut.end]))


def _begin(
    connection: Connection,
    one: _Opened,
    cut: Cut,
    title: str,
    found: Sequence[Annotation],
    waiting: Rows,
    now: str,
) -> article_rows.Head:
    """The new article of the second part, with the details of the first, in its collections."""
    text = one.article.text[cut.start :]
    article = replace(one.article, id=f"a{uuid.uuid4().hex[:12]}", text=text, title=title, text_version=1)
    sentences = spans_within(one.sentences, cut.start, len(one.article.text))
    annotated = Annotated(article, _judged(found), sentences, review_status=one.status)
    ready = article_rows.prepared(annotated, _machine(found, sentences))
    if ready.problems:
        raise ArticleRejectedError("; ".join(ready.problems))
    article_rows.insert_ready(connection, [ready], now)
    head = article_rows.head(connection, article.id)
    mine = select(collected.c.collection).where(collected.c.article_key == one.head.key)
    if rows := [{"collection": c, "article_key": head.key} for c in connection.scalars(mine)]:
        connection.execute(insert(collected), rows)
    versions.wait(connection, head.key, 1, waiting)
    return head


def merge(
    connection: Connection,
    article_id: str,
    other_id: str,
    seen: tuple[int, int],
    is_before: bool,
    author: str,
    now: str,
) -> TextChange:
    """Takes the text of another article into one, and that article out of the library; see Store.merge."""
    if article_id == other_id:
        raise TextRefusedError("an article cannot be merged with itself")
    one, other = _both(connection, article_id, other_id)
    for opened, version in zip((one, other), seen, strict=True):
        _check_seen(connection, opened, version)
    if _is_removed(connection, other):
        raise TextRefusedError("the other article is not in the library any more")
    texts = (other.article.text, one.article.text) if is_before else (one.article.text, other.article.text)
    text = BETWEEN.join(texts)
    mine = len(texts[0] + BETWEEN) if is_before else 0
    theirs = 0 if is_before else len(texts[0] + BETWEEN)
    came = [shifted(a, theirs) for a in named_anew(other.found, {a.id for a in one.found}, _suffix(other.article.id))]
    found = sorted([*(shifted(a, mine) for a in one.found), *came], key=lambda a: (a.start, -a.end, a.label, a.id))
    sentences = [Span(s.start + by, s.end + by) for o, by in ((one, mine), (other, theirs)) for s in o.sentences]
    waiting = {
        row["id"]: row
        for opened in (other, one)
        for row in (again(w, text) for w in versions.open_ones(connection, opened.head.key, opened.head.text_version))
    }
    rest = _machine(found, sorted(sentences, key=lambda s: s.start))
    ready = Ready(_judged(found), list(waiting.values()))
    change = write(connection, one.head, text, ready, rest, author, now, MERGED, other=other.article.id)
    since = versions.last_edit(connection, other.head.key)
    length = len(other.article.text)
    _note(
        connection,
        Move(
            change.op_id,
            one.head.key,
            change.version,
            other.head.key,
            other.head.text_version,
            since,
            0,
            theirs,
            length,
        ),
    )
    article_rows.set_removed(connection, other.head.key, now)
    return change


def take_back(
    connection: Connection, op_id: str, extraction: Extraction | None, author: str, now: str, anybody_s: bool = False
) -> TextChange:
    """Takes any change of a text back, or what was taken back of a split or merge is done again; see Store.take_back_text."""
    change = versions.of(connection, op_id)
    undone = versions.of(connection, change.of) if change.of else None
    if change.what not in (SPLIT, MERGED) and (undone is None or undone.what not in (SPLIT, MERGED)):
        return versions.take_back(connection, op_id, extraction, author, now, anybody_s)
    if change.author != author and not anybody_s:
        raise TextRefusedError(f"that was done by {change.author}, and is theirs to take back")
    head = article_rows.head(connection, change.article_id, lock=True)
    if versions.text_of(connection, head.key, head.text_version) != versions.text_of(
        connection, head.key, change.version
    ):
        raise TextRefusedError("the text was corrected again since")
    if undone is not None:
        return _again(connection, change, undone, head, author, now)
    back = _split_back if change.what == SPLIT else _merge_back
    return back(connection, change, author, now)


def _again(
    connection: Connection, change: TextChange, undone: TextChange, head: article_rows.Head, author: str, now: str
) -> TextChange:
    """What was taken back, done once more."""
    (move,) = moves(connection, undone.op_id)
    assert undone.other
    other = article_rows.read(connection, undone.other)
    if undone.what == SPLIT:
        title = other[1].title
        return split(connection, change.article_id, move.at, head.text_version, title, author, now)[0]
    seen = (head.text_version, other[0].text_version)
    return merge(connection, change.article_id, undone.other, seen, move.to == 0, author, now)


def _split_back(connection: Connection, change: TextChange, author: str, now: str) -> TextChange:
    (move,) = moves(connection, change.op_id)
    assert change.other
    one, other = _both(connection, change.article_id, change.other)
    former = versions.version(connection, one.head, change.version - 1, change)
    if other.article.text != former.text[move.at : move.at + move.length]:
        raise TextRefusedError("the text of the second part was corrected since; take that back first")
    was = edits.replay(former.began, former.edits, former.text).annotations
    end = len(one.article.text)
    mine = [was[a.id] if _is(a, was, 0, end) else a for a in one.found]
    theirs = [
        was[a.id] if _is(a, was, move.at, len(former.text)) else shifted(a, move.at)
        for a in named_anew(other.found, {a.id for a in one.found}, _suffix(other.article.id))
    ]
    waiting = {
        w.annotation.id: w
        for opened in (one, other)
        for w in versions.without_place(connection, opened.head.key, opened.head.text_version, dropped=True)
    }
    there = {a.id for a in (*mine, *theirs)}
    back = [was[name] for name in waiting if name in was and name not in there]
    rows = [again(w, former.text) for name, w in waiting.items() if name not in was and name not in there]
    sentences = [
        *one.sentences,
        *(Span(s.start + move.at, s.end + move.at) for s in other.sentences),
    ]
    found = [*mine, *theirs, *back]
    made = write(
        connection,
        one.head,
        former.text,
        Ready(_judged(found), rows),
        _machine(found, sentences),
        author,
        now,
        TAKEN_BACK,
        change.op_id,
        other.article.id,
    )
    since = versions.last_edit(connection, other.head.key)
    _note(
        connection,
        replace(
            move,
            op_id=made.op_id,
            article_key=one.head.key,
            version=made.version,
            source_key=other.head.key,
            source_version=other.head.text_version,
            source_since=since,
            at=0,
            to=move.at,
        ),
    )
    article_rows.set_removed(connection, other.head.key, now)
    return made


def _merge_back(connection: Connection, change: TextChange, author: str, now: str) -> TextChange:
    (move,) = moves(connection, change.op_id)
    assert change.other
    one, other = _both(connection, change.article_id, change.other)
    text, end = one.article.text, move.to + move.length
    if other.article.text != text[move.to : end]:
        raise TextRefusedError("the text of the other article was corrected since; take that back first")
    former = versions.version(connection, one.head, change.version - 1, change)
    was = edits.replay(former.began, former.edits, former.text).annotations
    begins = 0 if move.to else len(text) - len(former.text)
    mine, theirs, rows = _parted(one.found, text, Span(begins, begins + len(former.text)), Span(move.to, end))
    mine = [was[a.id] if a.id in was and _is(a, {a.id: was[a.id]}, 0, len(former.text)) else a for a in mine]
    theirs = named_back(theirs, _suffix(other.article.id))
    back = _waiting_back(connection, one, other, former.text)
    ends = (Span(begins, begins + len(former.text)), Span(move.to, end))
    parts = ((one, former.text, mine, [*rows, *back[0]]), (other, other.article.text, theirs, back[1]))
    made = [
        write(
            connection,
            opened.head,
            own,
            Ready(_judged(found), [row for row in own_rows if row["id"] not in {a.id for a in found}]),
            _machine(found, spans_within(one.sentences, part.start, part.end)),
            author,
            now,
            TAKEN_BACK,
            change.op_id,
            name,
        )
        for (opened, own, found, own_rows), part, name in zip(
            parts, ends, (other.article.id, one.article.id), strict=True
        )
    ]
    _note(
        connection,
        replace(
            move,
            op_id=made[0].op_id,
            article_key=other.head.key,
            version=made[1].version,
            source_key=one.head.key,
            source_version=one.head.text_version,
            source_since=made[0].since,
            at=move.to,
            to=0,
        ),
    )
    article_rows.set_removed(connection, other.head.key, None)
    return made[0]


def _parted(
    found: Iterable[Annotation], text: str, own: Span, theirs: Span
) -> tuple[list[Annotation], list[Annotation], Rows]:
    """The annotations of a merged text, those of either part at its place there, and rows of judged ones across both."""
    mine: list[Annotation] = []
    others: list[Annotation] = []
    rows: Rows = []
    for a in found:
        for part, into in ((own, mine), (theirs, others)):
            if part.start <= a.start and a.end <= part.end:
                into.append(within(a, part.start, part.end))
                break
        else:
            if is_judged(a):
                rows.append(row_of(Unsure(a, (), f"{text[a.start : a.end][:60]!r} {ACROSS}"), text))
    return mine, others, rows


def _waiting_back(connection: Connection, one: _Opened, other: _Opened, former: str) -> tuple[Rows, Rows]:
    """What waits in the merged text, as rows of either part: those of the other article are those that waited there."""
    theirs = {
        w.annotation.id
        for w in versions.without_place(connection, other.head.key, other.head.text_version, dropped=True)
    }
    rows: tuple[Rows, Rows] = ([], [])
    for w in versions.open_ones(connection, one.head.key, one.head.text_version):
        is_theirs = w.annotation.id in theirs
        rows[is_theirs].append(again(w, other.article.text if is_theirs else former))
    return rows


# Parts


def _opened(connection: Connection, article_id: str) -> _Opened:
    head, article, status, sentences = article_rows.read(connection, article_id, lock=True)
    versions.check_coded(connection, head)
    return _Opened(head, article, status, sentences, tuple(a for a, _ in state.current(connection, head.key)))


def _both(connection: Connection, one: str, other: str) -> tuple[_Opened, _Opened]:
    """Two articles, locked in the order of their ids: who asks for the same two the other way round waits, and none for ever."""
    opened = {name: _opened(connection, name) for name in sorted((one, other))}
    return opened[one], opened[other]


def _check_seen(connection: Connection, opened: _Opened, seen: int) -> None:
    if opened.head.text_version != seen:
        raise TextRefusedError(f"the text of {opened.article.title or opened.article.id} was changed since you saw it")


def _is_removed(connection: Connection, opened: _Opened) -> bool:
    return connection.scalar(select(articles.c.removed_at).where(articles.c.key == opened.head.key)) is not None


def _is(a: Annotation, was: Mapping[str, Annotation], start: int, end: int) -> bool:
    """Whether an annotation in a part of a text is what it was in the whole: then the whole knows more of it."""
    return a.id in was and a == within(was[a.id], start, end)


def _judged(found: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(filter(is_judged, found))


def _machine(found: Iterable[Annotation], sentences: Iterable[Span]) -> Extraction:
    """What nobody judged, as what the machine says of a text, until it reads that anew."""
    return Extraction(tuple(a for a in found if not is_judged(a)), tuple(sentences))


def _suffix(article_id: str) -> str:
    return f"~{article_id}"


def _note(connection: Connection, move: Move) -> None:
    connection.execute(insert(text_moves), {name: getattr(move, name) for name in Move.__dataclass_fields__})


def moves(connection: Connection, op_id: str) -> list[Move]:
    """What went from text to text with one change."""
    columns = [text_moves.c[name] for name in Move.__dataclass_fields__]
    return [Move(*row) for row in connection.execute(select(*columns).where(text_moves.c.op_id == op_id))]
