"""Appending edits: one transaction stores a batch, the rows it changes and the number it acknowledges."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from components import edits, memory
from components.labels import LabelError, layer_of
from components.model import CASUALTIES, Annotation, Edit, RecordError, Toll, record_of, toll_record
from components.store import articles as article_rows
from components.store import codec, moves, restoring, state, statements, wire_copies
from components.store import rows as typed_rows
from components.store.answers import Answer, Changes, Refusal
from components.store.schema import SHARED, clients, edit_rows, refusals, set_tolls
from components.store.told import moment, what
from components.typed import check_toll, check_typed

log = logging.getLogger(__name__)
CONFIRMING = ("accept", "restore")  # the operations after which a suggestion may stand confirmed as it was
BATCH = 2000  # operations of one transaction: others wait for it, and a statement takes so many parameters


@dataclass(slots=True)
class Desk:
    """What one batch works on: the targets as they were and as they are, and what is to be written."""

    connection: Connection
    article: article_rows.Head
    text: str
    now: str
    author: str
    coding: str
    known: dict[str, str]  # op_id → article id of the edits that are stored
    before: Mapping[str, Annotation | None]  # what there was; None where the annotation is gone
    touched: set[str]  # targets that have a row already
    current: dict[str, Annotation | None]
    last: dict[str, str]
    tolls: dict[str, Toll]
    last_toll: dict[str, str]
    stored: list[Edit] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    again: list[str] = field(default_factory=list)  # targets of edits that came a second time
    late: list[Edit] = field(default_factory=list)  # edits under a number that was acknowledged before


def append(
    connection: Connection,
    article: article_rows.Head,
    text: str,
    batch: Sequence[Edit | Refusal],
    client: str,
    author: str,
    now: str,
    since: int | None,
    working: bool = False,
    coding: str = SHARED,
) -> Answer:
    """Stores a batch of at most BATCH edits of one client, in the order of n; see Store.append."""
    acknowledged = start = _acknowledged(connection, article.key, client)
    desk = _desk(connection, article, text, now, author, [e for e in batch if isinstance(e, Edit)], coding)
    for item in batch:
        if item.n is not None and item.n > acknowledged + 1:
            break  # an operation before this one is still on its way: the browser sends both again
        if isinstance(item, Refusal):
            desk.refused.append(item)
        elif not _seen(desk, item, acknowledged):
            _take(desk, item)
        acknowledged = max(acknowledged, item.n or 0)
    desk.refused += _refused_before(connection, article.key, client, desk.late)
    revision = _write(connection, desk, client, start, acknowledged, working)
    return _answer(connection, desk, revision, acknowledged, since)


def _acknowledged(connection: Connection, key: int, client: str) -> int:
    return connection.execute(statements.ACKNOWLEDGED, {"key": key, "client": client}).scalar() or 0


def _desk(
    connection: Connection,
    article: article_rows.Head,
    text: str,
    now: str,
    author: str,
    batch: Sequence[Edit],
    coding: str,
) -> Desk:
    known = connection.execute(statements.KNOWN, {"op_ids": [e.op_id for e in batch]})
    targets = list({e.target for e in batch if e.op != "set_toll"})
    before, last, touched = state.some(connection, article.key, targets, coding)
    tolls, last_toll = state.tolls_by_hand(connection, article.key, coding)
    return Desk(
        connection=connection,
        article=article,
        text=text,
        now=now,
        author=author,
        coding=coding,
        known={row.op_id: row.id for row in known},
        before=before,
        touched=touched,
        current=dict(before),
        last=last,
        tolls=tolls,
        last_toll=last_toll,
    )


def _seen(desk: Desk, edit: Edit, acknowledged: int) -> bool:
    """Whether the edit, or another one under its number, was dealt with before."""
    owner = desk.known.get(edit.op_id)
    if owner == desk.article.id:
        desk.again.append(edit.target)
    elif owner is not None:
        _refuse(desk, edit, "duplicate", "an edit with this op_id was stored for another article")
    elif edit.n <= acknowledged:
        desk.late.append(edit)
    else:
        return False
    return True


def _take(desk: Desk, edit: Edit) -> None:
    """Applies one edit to the desk, or notes why not."""
    edit = replace(edit, author=desk.author, time=desk.now, coding=desk.coding)
    try:
        if edit.op == "set_toll":
            _take_toll(desk, edit)
        else:
            edit = _take_annotation(desk, edit)
    except edits.EditRefusedError as error:
        _refuse(desk, edit, error.reason, str(error))
    except RecordError as error:
        _refuse(desk, edit, "malformed", str(error))
    else:
        desk.stored.append(edit)
        desk.known[edit.op_id] = desk.article.id


def _take_annotation(desk: Desk, edit: Edit) -> Edit:
    """Applies an edit of an annotation and answers it as it is stored."""
    before = desk.current.get(edit.target)
    _check_current(desk, edit, desk.last.get(edit.target))
    check_typed(before, edit, lambda id: _annotation(desk, id))
    if edit.op == "restore" and before is None and edit.target not in desk.last:
        raise edits.EditRefusedError("gone", "there never was such a highlight")
    if edit.op == "restore":
        edit = restoring.stamped(desk.connection, desk.article.key, edit, before, desk.stored, desk.author)
    after = edits.next_annotation(before, edit, desk.text)
    if after is not None:
        _check_label(before, after)
    desk.current[edit.target] = after
    desk.last[edit.target] = edit.op_id
    return edit


def _take_toll(desk: Desk, edit: Edit) -> None:
    _check_current(desk, edit, desk.last_toll.get(edit.target))
    toll = edits.next_toll(edit)
    if toll is None:
        desk.tolls.pop(edit.target, None)
    else:
        check_toll(toll, lambda id: _annotation(desk, id))
        desk.tolls[edit.target] = toll
    desk.last_toll[edit.target] = edit.op_id


def _annotation(desk: Desk, id: str) -> Annotation | None:
    """An annotation of the article as the batch has it by now."""
    return desk.current[id] if id in desk.current else state.one(desk.connection, desk.article.key, id, desk.coding)


def _check_current(desk: Desk, edit: Edit, last: str | None) -> None:
    """As ``edits.check_current``, and says who changed what in the meantime, and when."""
    try:
        edits.check_current(edit, last)
    except edits.EditRefusedError as error:
        other = next((e for e in desk.stored if e.op_id == last), None) or _stored(desk, last)
        if other is None:
            raise
        who = other.author if other.author != edit.author else "You, in another window,"
        raise edits.EditRefusedError(error.reason, f"{who} {what(other)} on {moment(other.time)}") from error


def _stored(desk: Desk, op_id: str | None) -> Edit | None:
    row = desk.connection.execute(select(edit_rows).where(edit_rows.c.op_id == op_id)).mappings().first()
    return codec.read_edit(row, desk.article.id) if row else None


def _check_label(before: Annotation | None, after: Annotation) -> None:
    """A label must be one of labels.toml and of this layer, unless an import brought it and it only stays or comes back."""
    try:
        layer = layer_of(after.label)
    except LabelError as error:
        if before is not None and after.label in (before.label, before.original_label):
            return
        raise edits.EditRefusedError("label", str(error)) from error
    if layer != after.layer:
        raise edits.EditRefusedError("label", f"{after.label} is a label of the layer {layer}, not {after.layer}")


def _refuse(desk: Desk, edit: Edit, reason: str, message: str) -> None:
    desk.refused.append(Refusal(edit.op_id, edit.n, reason, message, edit.op, edit.target))


def _refused_before(connection: Connection, key: int, client: str, late: Sequence[Edit]) -> Iterable[Refusal]:
    """The answers to edits that were refused before and came again; a number used a second time is refused for that."""
    if not late:
        return
    mine = (refusals.c.article_key == key) & (refusals.c.client == client)
    rows = connection.execute(select(refusals).where(mine, refusals.c.n.in_({e.n for e in late})))
    found = {(row.n, row.op_id): row for row in rows}
    for edit in late:
        row = found.get((edit.n, edit.op_id))
        reason = row.reason if row else "number"
        message = row.message if row else f"another edit had the number {edit.n}; reload the page and try again"
        yield Refusal(edit.op_id, edit.n, reason, message, edit.op, edit.target)


def _write(connection: Connection, desk: Desk, client: str, start: int, acknowledged: int, working: bool) -> int:
    """Writes what the batch changed and returns the article's revision."""
    key = desk.article.key
    fresh = [r for r in desk.refused if r.n is not None and r.n > start]
    if fresh:
        connection.execute(insert(refusals), [_refusal_columns(r, desk, client) for r in fresh])
    if acknowledged > start:
        _acknowledge(connection, key, client, start, acknowledged)
    if not desk.stored:
        return desk.article.revision
    revision = desk.article.revision + 1
    connection.execute(insert(edit_rows), [codec.edit_columns(e, key) for e in desk.stored])
    _write_annotations(connection, desk, revision)
    _write_tolls(connection, desk)
    _write_counts(connection, desk, revision, working)
    return revision


def _refusal_columns(refusal: Refusal, desk: Desk, client: str) -> dict[str, Any]:
    log.warning("%s: refused edit %s of client %s: %s", desk.article.id, refusal.op_id, client, refusal.message)
    row = {name: getattr(refusal, name) for name in ("op_id", "n", "op", "target", "reason")}
    row["message"] = refusal.message[:500]
    return {**row, "article_key": desk.article.key, "client": client, "author": desk.author, "time": desk.now}


def _acknowledge(connection: Connection, key: int, client: str, start: int, acknowledged: int) -> None:
    row = {"article_key": key, "client": client, "acknowledged": acknowledged}
    if start == 0:
        connection.execute(insert(clients), row)
    else:
        connection.execute(statements.ACKNOWLEDGE, {"key": key, "mine": client, "now": acknowledged})


def _write_annotations(connection: Connection, desk: Desk, revision: int) -> None:
    targets = list(dict.fromkeys(e.target for e in desk.stored if e.op != "set_toll"))
    in_bulk = _in_bulk(desk)
    rows = [
        {
            "at_key": desk.article.key,
            "at_coding": desk.coding,
            "at_id": target,
            **{f"new_{n}": v for n, v in codec.annotation_columns(desk.current[target], desk.text).items()},
            "new_last_op": desk.last[target],
            "new_revision": revision,
        }
        for target in targets
    ]
    for row in rows:
        if row["new_decision"] == "confirmed" and row["at_id"] in in_bulk:
            row["new_decision"] = "bulk"
    if changed := [row for row in rows if row["at_id"] in desk.touched]:
        connection.execute(statements.UPDATE_ANNOTATION, changed)
    if new := [row for row in rows if row["at_id"] not in desk.touched]:
        connection.execute(statements.INSERT_ANNOTATION, new)
    if targets and desk.coding == SHARED:  # the rows of figures, quotes and entities are of the accepted version alone
        after = {target: desk.current[target] for target in targets}
        typed_rows.change(connection, desk.article.key, desk.before, after)
        wire_copies.edited(connection, desk.article.key, desk.before, after)


def _in_bulk(desk: Desk) -> set[str]:
    """The targets that were only confirmed, with other names or words in one action: nobody looked at each of them."""
    last = {e.target: e for e in desk.stored if e.op != "set_toll"}
    together: dict[str, dict[str, str]] = {}
    for edit in last.values():
        after = desk.current[edit.target]
        if edit.op in CONFIRMING and edit.group and after is not None and memory.decision(after) == "confirmed":
            called = after.entity.name if after.layer == "entity" else None
            together.setdefault(edit.group, {})[edit.target] = called or desk.text[after.start : after.end]
    return {target for group in together.values() if len(set(group.values())) > 1 for target in group}


def _write_tolls(connection: Connection, desk: Desk) -> None:
    for label in dict.fromkeys(e.target for e in desk.stored if e.op == "set_toll"):
        toll = desk.tolls.get(label)
        row = {"record": codec.dump(toll_record(toll)) if toll else None, "last_op": desk.last_toll[label]}
        here = (
            (set_tolls.c.article_key == desk.article.key)
            & (set_tolls.c.coding == desk.coding)
            & (set_tolls.c.label == label)
        )
        if connection.execute(update(set_tolls).where(here).values(**row)).rowcount == 0:
            connection.execute(
                insert(set_tolls), {"article_key": desk.article.key, "coding": desk.coding, "label": label, **row}
            )


def _write_counts(connection: Connection, desk: Desk, revision: int, working: bool) -> None:
    moved = dict.fromkeys(codec.COUNTS, 0)
    is_shared = desk.coding == SHARED
    touches_tolls = is_shared and any(edit.op == "set_toll" for edit in desk.stored)
    for target in {e.target for e in desk.stored if is_shared and e.op != "set_toll"}:
        before, after = desk.before.get(target), desk.current[target]
        for sign, a in ((-1, before), (1, after)):
            for name, value in codec.contribution(a).items():
                moved[name] += sign * value
            touches_tolls = touches_tolls or (a is not None and a.label in CASUALTIES)
    values: dict[str, Any] = {
        "key_": desk.article.key,
        "revision_": revision,
        "working_": int(working),
        **{f"more_{n}": v for n, v in moved.items()},
    }
    if touches_tolls:
        tolls = codec.tolls_of(_casualties(connection, desk.article.key), desk.tolls)
        values |= {"tolls_": codec.dump_tolls(tolls), "killed_": codec.killed(tolls)}
    status = connection.scalar(statements.COUNT_TOLLS if touches_tolls else statements.COUNT, values)
    if status != desk.article.review_status:
        moves.note(connection, [(desk.article.key, str(status))], desk.author, desk.now)


def _casualties(connection: Connection, key: int) -> list[Annotation]:
    ids = connection.scalars(statements.CASUALTY_IDS, {"key": key}).all()
    found = [a for a in state.some(connection, key, ids)[0].values() if a is not None]
    return sorted(found, key=lambda a: (a.start, -a.end, a.label, a.id))


def _answer(connection: Connection, desk: Desk, revision: int, acknowledged: int, since: int | None) -> Answer:
    """What the browser must know: the targets of what was stored, now or before, what others changed after ``since``, and
    the refusals with the present state of their targets."""
    targets = dict.fromkeys([*(e.target for e in desk.stored if e.op != "set_toll"), *desk.again])
    found = {t: _record(desk, t) for t in targets if t not in CASUALTIES}
    if since is not None and since < desk.article.revision:
        others = state.changes(connection, desk.article.key, since, desk.coding)
        found |= {record["id"]: record for record in others.changed} | dict.fromkeys(others.gone)
    return Answer(
        acknowledged=acknowledged,
        changes=Changes(
            revision=revision,
            changed=tuple(record for record in found.values() if record is not None),
            gone=tuple(t for t, record in found.items() if record is None),
            tolls=state.tolls(connection, desk.article.key, desk.coding),
            last_toll_ops=desk.last_toll,
        ),
        refused=tuple(replace(r, state=_state_of(connection, desk, r)) for r in desk.refused),
        stored=len(desk.stored),
    )


def _record(desk: Desk, target: str) -> dict[str, Any] | None:
    annotation = desk.current.get(target)
    if annotation is None:
        return None
    return {**record_of(annotation), "last": desk.last.get(target)}


def _state_of(connection: Connection, desk: Desk, refusal: Refusal) -> dict[str, Any] | None:
    if refusal.target is None:
        return None
    if refusal.op == "set_toll":
        toll = desk.tolls.get(refusal.target)
        return {**toll_record(toll), "last": desk.last_toll.get(refusal.target)} if toll else None
    if refusal.target in desk.current:
        return _record(desk, refusal.target)
    found, last, _ = state.some(connection, desk.article.key, [refusal.target], desk.coding)
    there = found.get(refusal.target)
    return {**record_of(there), "last": last.get(refusal.target)} if there else None


def join(answers: Sequence[Answer]) -> Answer:
    """One answer out of those to the pieces of a long batch: later states replace earlier ones."""
    if len(answers) == 1:
        return answers[0]
    last = answers[-1]
    found: dict[str, dict[str, Any] | None] = {}
    for answer in answers:
        found |= {record["id"]: record for record in answer.changes.changed} | dict.fromkeys(answer.changes.gone)
    changes = replace(
        last.changes,
        changed=tuple(record for record in found.values() if record is not None),
        gone=tuple(target for target, record in found.items() if record is None),
    )
    refused = tuple(refusal for answer in answers for refusal in answer.refused)
    return Answer(last.acknowledged, changes, refused, sum(answer.stored for answer in answers))


def toll_edits(article_id: str, by_hand: Iterable[Toll]) -> Iterable[Edit]:
    """The edits that set the tolls an import brought, as if its analyst had made them here."""
    for n, toll in enumerate(by_hand, 1):
        yield Edit(
            op_id=uuid.uuid4().hex,
            article_id=article_id,
            op="set_toll",
            target=toll.label,
            data={"toll": toll_record(toll)},
            client="import",
            n=n,
        )
