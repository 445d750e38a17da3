"""What a browser sends, read with suspicion: records that have the form of an edit, and refusals of those that have not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from components.edits import edit_of
from components.model import CASUALTIES, Edit, RecordError
from components.store.answers import Refusal
from components.store.codec import storable
from components.store.schema import SHARED

NAME = re.compile(r"[\w.:@+-]{1,100}")  # ids people's browsers make; a mark lists ids with blanks between them
LARGEST = 2**53  # the whole numbers a browser counts exactly
LONGEST = 10_000  # characters of a comment or a value
DEPTH = 5
MANY = 1000  # members of one list or object
FIELDS: Mapping[str, tuple[str, ...]] = {
    "add": ("layer", "label", "start", "end", "text", "values", "comment"),
    "remove": ("text",),
    "accept": ("text",),
    "reject": ("text",),
    "relabel": ("layer", "label", "text"),
    "resize": ("start", "end", "text"),
    "set": ("text", "values", "comment"),
    "restore": ("annotation", "text", "unread"),
    "set_toll": ("toll",),
}


def read_edits(records: object, article_id: str, client: str, length: int) -> list[Edit | Refusal]:
    """The edits of a browser's outbox in the order of n, and a refusal for each record that is none.

    ``length`` is that of the article's text. Author and time stay empty: the store sets them.
    """
    if not isinstance(records, list):
        return [Refusal(None, None, "malformed", f"an outbox holds a list of edits, found {_shown(records)}")]
    found = [_read(record, article_id, client, length) for record in records]
    return sorted(found, key=lambda e: -1 if e.n is None else e.n)


def _read(record: object, article_id: str, client: str, length: int) -> Edit | Refusal:
    if not isinstance(record, Mapping):
        return Refusal(None, None, "malformed", f"an edit is an object, found {_shown(record)}")
    n = record.get("n")
    number = n if type(n) is int and 0 < n <= LARGEST else None
    op_id, op, target = (_short(record.get(name)) for name in ("op_id", "op", "target"))
    try:
        if number is None:
            raise RecordError(f"n must be a whole number from 1, found {_shown(n)}")
        if record.get("article_id") != article_id:
            return Refusal(
                op_id, number, "article", f"this edit is for the article {_shown(record.get('article_id'))}", op, target
            )
        if record.get("coding", SHARED) != SHARED:
            return Refusal(op_id, number, "coding", f"there is no coding {_shown(record['coding'])}", op, target)
        return _edit(record, client, length)
    except (ValueError, RecursionError) as error:  # ValueError too: Python shows no number of 5,000 digits
        return Refusal(op_id, number, "malformed", str(error)[:500], op, target)


def _edit(record: Mapping[str, Any], client: str, length: int) -> Edit:
    op, data = record.get("op"), record.get("data")
    if not isinstance(op, str) or op not in FIELDS:
        raise RecordError(f"op must be one of {', '.join(FIELDS)}, found {_shown(op)}")
    own = FIELDS[op]
    if data is not None and not isinstance(data, Mapping):
        raise RecordError(f"data cannot be {_shown(data)}")
    names = ("op_id", "article_id", "op", "target", "after", "group", "n")
    plain = {name: record.get(name) for name in names}
    edit = edit_of({**plain, "client": client, "data": {k: data[k] for k in own if k in data} if data else {}})
    for name, value in (("op_id", edit.op_id), ("group", edit.group), ("after", edit.after)):
        if value is not None and not NAME.fullmatch(value):
            raise RecordError(f"{name} cannot be {_shown(value)}")
    if edit.op == "add" and (not NAME.fullmatch(edit.target) or edit.target in CASUALTIES):
        raise RecordError(f"an annotation's id cannot be {_shown(edit.target)}")
    _check(edit.target, "target", 0, 200)
    for name, value in edit.data.items():
        _check(value, name, 0, length if name == "text" else LONGEST)
    return edit


def _check(value: object, name: str, depth: int, longest: int) -> None:
    """Raises RecordError for anything that is no plain JSON of reasonable size, or that a database cannot hold."""
    if isinstance(value, str):
        if len(value) > longest:
            raise RecordError(f"{name} is longer than {longest} characters")
        if not storable(value):
            raise RecordError(f"{name} holds characters that no text can have (NUL or half a surrogate pair)")
    elif isinstance(value, int):
        if abs(value) > 2**63 - 1:
            raise RecordError(f"{name} is larger than any count")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise RecordError(f"{name} cannot be {value}")
    elif isinstance(value, Mapping | list | tuple):
        _check_members(value, name, depth, longest)
    elif value is not None:
        raise RecordError(f"{name} cannot be {_shown(value)}")


def _check_members(value: Mapping[Any, Any] | list[Any] | tuple[Any, ...], name: str, depth: int, longest: int) -> None:
    if depth >= DEPTH or len(value) > MANY:
        raise RecordError(f"{name} is nested too deeply or has too many members")
    members: Iterable[Any] = value
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str) or len(key) > 100 or not storable(key):
                raise RecordError(f"{name} cannot have a member {_shown(key)}")
        members = value.values()
    for member in members:
        _check(member, name, depth + 1, longest)


def _short(value: object) -> str | None:
    """A string as a refusal can repeat and store it, None for anything else."""
    return value[:200] if isinstance(value, str) and storable(value) else None


def _shown(value: object) -> str:
    """A value as a message can show it, however large or odd it is."""
    if isinstance(value, str):
        return ascii(value[:60])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "a number beyond counting" if isinstance(value, int) and abs(value) > LARGEST else repr(value)
    return f"a {type(value).__name__}"
