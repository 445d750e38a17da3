"""What comes back by a restore: the values are the browser's, whose they were and where they come from is ours to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from components.model import Annotation, Edit
from components.store import bundling, codec
from components.store.schema import edit_rows


def stamped(
    connection: Connection, key: int, edit: Edit, before: Annotation | None, stored: Sequence[Edit], author: str
) -> Edit:
    """The restore with the maker, time and score that its target had; who changed it last, and when, must be of one of its edits,
    else it is the author, now. ``stored`` are the edits of the same batch, which are not in the tables yet."""
    record = edit.data.get("annotation")
    if not isinstance(record, Mapping):
        return edit  # refused where it is read
    if _is_plainly_so(record, before, author):
        return edit
    earlier = [*_edits(connection, key, edit), *(e for e in stored if e.target == edit.target)]
    imported = bundling.some(connection, key, [edit.target]).get(edit.target)
    made = before or imported
    true: dict[str, object] = {"created_by": None, "created_at": None, "score": None}
    if made is not None:
        true = {name: getattr(made, name) for name in true}
    elif added := next((e for e in earlier if e.op == "add"), None):
        true |= {"created_by": added.author, "created_at": added.time}
    touched = {(e.author, e.time) for e in earlier} | {(a.updated_by, a.updated_at) for a in (before, imported) if a}
    if (record.get("updated_by"), record.get("updated_at")) not in {(None, None), *touched}:
        true |= {"updated_by": author, "updated_at": edit.time}
    return replace(edit, data={**edit.data, "annotation": {**record, **true}})


def _is_plainly_so(record: Mapping[str, object], before: Annotation | None, author: str) -> bool:
    """What most undos bring: nothing has to be looked up for it."""
    if before is None:
        return False
    last = (record.get("updated_by"), record.get("updated_at"))
    same = all(record.get(name) == getattr(before, name) for name in ("created_by", "created_at", "score"))
    return same and last in ((None, None), (before.updated_by, before.updated_at))


def _edits(connection: Connection, key: int, edit: Edit) -> Iterator[Edit]:
    mine = (edit_rows.c.article_key == key) & (edit_rows.c.coding == edit.coding) & (edit_rows.c.target == edit.target)
    for row in connection.execute(select(edit_rows).where(mine).order_by(edit_rows.c.seq)).mappings():
        yield codec.read_edit(row, edit.article_id)
