"""Edits in words: what somebody did to a highlight or a toll, and when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from components.labels import labels
from components.model import Edit, Operation, RecordError, toll_of, toll_record
from components.wording import amount

DONE: Mapping[Operation, str] = {
    "add": "added it",
    "remove": "deleted it",
    "accept": "accepted it",
    "reject": "rejected it",
    "resize": "moved where it begins and ends",
    "restore": "took a change of it back",
    "settle": "settled it",
}


def what(edit: Edit) -> str:
    """What an edit did, as a predicate.

    >>> what(Edit("o", "a", "relabel", "f", {"label": "KILLED"})), what(Edit("o", "a", "set", "f", {"values": {"low": 3}}))
    ('labelled it Killed', 'changed its low')
    """
    if edit.op in DONE:
        return DONE[edit.op]
    if edit.op == "relabel":
        label = str(edit.data.get("label"))
        return f"labelled it {labels()[label].title if label in labels() else label}"
    if edit.op == "set_toll":
        return _toll(edit)
    values = edit.data.get("values")
    names = [str(name).replace("_", " ") for name in values] if isinstance(values, Mapping) else []
    return f"changed its {', '.join(names)}" if names else "changed its comment"


def _toll(edit: Edit) -> str:
    record: Any = edit.data.get("toll")
    if not isinstance(record, Mapping):
        return "took it from the figures again"
    try:
        return f"set it to {amount(toll_record(toll_of(edit.target, record)))}"
    except RecordError:
        return "set it by hand"


def moment(time: str) -> str:
    """A stored time as people write it: "12 Mar 2024, 14:03 UTC"; anything else as it stands.

    >>> moment("2024-03-12T14:03:09Z")
    '12 Mar 2024, 14:03 UTC'
    """
    try:
        found = datetime.fromisoformat(time).astimezone(UTC)
    except ValueError:
        return time
    return f"{found.day} {found:%b %Y, %H:%M} UTC"
