"""The operations of analysts on annotations: apply, replay and invert them. Pure; the same rules serve store and reader.

An edit acts on one target, so the next state of that target needs no other annotation. ``replay`` folds all edits of an
article over its suggestions; the store keeps the same state in rows, and ``python -m components check`` compares the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from components.model import (
    CASUALTIES,
    OPERATIONS,
    VALUE_FIELDS,
    VALUES_OF,
    Annotation,
    Edit,
    FigureValues,
    Layer,
    Operation,
    RecordError,
    Status,
    Toll,
    Values,
    annotation_of,
    check_value,
    record_of,
    toll_of,
    toll_record,
    values_of,
)


class EditRefusedError(ValueError):
    """An edit that cannot be applied; ``reason`` is a word for programs, the message a sentence for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class State:
    """What is shown of an article: annotations by id, tolls a person set by label, and the last edit of each target."""

    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    set_tolls: Mapping[str, Toll] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)


def edit_of(record: Mapping[str, Any]) -> Edit:
    """The edit of a flat record from browser or store; raises RecordError naming the field that is wrong."""
    if record.get("op") not in OPERATIONS:
        raise RecordError(f"op must be one of {', '.join(OPERATIONS)}, found {record.get('op')!r}")
    found: dict[str, Any] = {}
    for f in fields(Edit):
        value = record.get(f.name)
        if value is None:
            continue
        wanted = {"n": int, "data": Mapping}.get(f.name, str)
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise RecordError(f"{f.name} cannot be {value!r}")
        found[f.name] = value
    missing = {"op_id", "article_id", "target"} - {name for name, value in found.items() if value}
    if missing:
        raise RecordError(f"the edit has no {', '.join(sorted(missing))}")
    return Edit(**found)


def edit_record(edit: Edit) -> dict[str, Any]:
    """The flat JSON form of an edit, without unknown fields."""
    out = {f.name: getattr(edit, f.name) for f in fields(edit)}
    out["data"] = dict(edit.data)
    return {name: value for name, value in out.items() if value is not None}


def next_annotation(before: Annotation | None, edit: Edit, text: str) -> Annotation | None:
    """The target of ``edit`` after it, None where it is gone. ``before`` is None where there is none.

    Raises EditRefusedError for an edit that does not fit ``before`` or ``text``, RecordError for malformed data. Whether the
    edit is stale is not asked here: see ``check_current``.
    """
    after = _next(before, edit, text)
    if after is not None and edit.op in ("add", "set", "restore", "settle"):
        check_offsets(after, len(text))
    if after is None or before is None or not after.evidence or edit.op in ("restore", "settle"):
        return after
    return replace(after, evidence=_holding(before, after))


def _holding(before: Annotation, after: Annotation) -> dict[str, tuple[int, int]]:
    """The evidence of what an edit left as it was: not of what a person said, nor of what was read anew and is another value. The
    words of a label that the machine gave and a person changed are kept as those of ``original_label``: the memory counts them."""
    same_layer = before.layer == after.layer
    found = {name: span for name, span in after.evidence.items() if _holds(name, before, after)}
    if same_layer and before.label != after.label and after.original_label and (span := after.evidence.get("label")):
        found.setdefault("original_label", span)
    return found


def _holds(name: str, before: Annotation, after: Annotation) -> bool:
    if name == "label":
        return before.label == after.label
    if before.layer != after.layer or name in after.hand:
        return False
    return name == "original_label" or bool(getattr(before.values, name) == getattr(after.values, name))


def check_offsets(annotation: Annotation, length: int) -> None:
    """Raises EditRefusedError ("offsets") unless the spans among the annotation's values lie within a text of ``length``."""
    for name, (_, last) in annotation.evidence.items():
        if last > length:
            raise EditRefusedError("offsets", f"the evidence of {name} ends at {last}, the text at {length}")
    for part in ("speaker", "cue", "source"):
        start, end = (getattr(annotation.values, f"{part}_{edge}", None) for edge in ("start", "end"))
        if max(start or 0, end or 0) > length or (start is not None and end is not None and start >= end):
            raise EditRefusedError(
                "offsets", f"the {part} from {start} to {end} is not within the text of {length} characters"
            )


def _next(before: Annotation | None, edit: Edit, text: str) -> Annotation | None:
    data = edit.data
    if edit.op == "add":
        if before is not None:
            raise EditRefusedError("exists", f"there already is an annotation {edit.target}")
        return _added(edit, text)
    if edit.op == "restore":
        return _restored(before, edit, text)
    if edit.op == "settle":
        return _settled(before, edit, text)
    if before is None:
        raise EditRefusedError("gone", "this highlight is no longer there")
    stamped = replace(before, updated_by=edit.author or None, updated_at=edit.time or None)
    if edit.op == "resize":
        start, end = _span(data, text)
        original = before.original_start is None
        return replace(
            stamped,
            start=start,
            end=end,
            status="edited",
            original_start=before.start if original else before.original_start,
            original_end=before.end if original else before.original_end,
            values=_read_anew(before.values, before.hand, data),
        )
    _same_text(data, text, before.start, before.end)
    if edit.op == "remove":
        return None if before.origin == "analyst" else replace(stamped, status="rejected")
    if edit.op in ("accept", "reject"):
        status: Status = "accepted" if edit.op == "accept" else "rejected"
        return replace(stamped, status=status)
    if edit.op == "relabel":
        return _relabelled(before, stamped, edit)
    if edit.op == "set":
        return _set(before, stamped, edit)
    raise EditRefusedError("operation", f"{edit.op} does not act on an annotation")


def next_toll(edit: Edit) -> Toll | None:
    """The toll that a set_toll edit states, None where it hands the toll back to the figures."""
    record = edit.data.get("toll")
    if edit.target not in CASUALTIES:
        raise EditRefusedError("label", f"there is no toll of {edit.target}")
    if record is None:
        return None
    if not isinstance(record, Mapping):
        raise RecordError(f"toll cannot be {record!r}")
    return replace(toll_of(edit.target, record), set_by=edit.author or "analyst")


def check_current(edit: Edit, last: str | None) -> None:
    """Raises EditRefusedError ("stale") unless the edit names the target's last edit; additions never conflict."""
    if edit.op != "add" and edit.after != last:
        raise EditRefusedError("stale", "somebody changed this highlight in the meantime")


def replay(suggestions: Iterable[Annotation], edits: Iterable[Edit], text: str) -> State:
    """The state after all ``edits``, in their order, over ``suggestions``; stored edits are never stale."""
    annotations = {a.id: a for a in suggestions}
    tolls: dict[str, Toll] = {}
    last: dict[str, str] = {}
    for edit in edits:
        if edit.op == "set_toll":
            toll = next_toll(edit)
            if toll is None:
                tolls.pop(edit.target, None)
            else:
                tolls[edit.target] = toll
        else:
            after = next_annotation(annotations.get(edit.target), edit, text)
            if after is None:
                annotations.pop(edit.target, None)
            else:
                annotations[edit.target] = after
        last[edit.target] = edit.op_id
    return State(annotations, tolls, last)


def inverse(before: Annotation | Toll | None, edit: Edit, text: str) -> tuple[Operation, dict[str, Any]]:
    """Operation and data that bring the target back to ``before`` once ``edit`` was applied to it."""
    if edit.op == "set_toll":
        return "set_toll", {"toll": toll_record(before) if isinstance(before, Toll) else None}
    if not isinstance(before, Annotation):
        made = edit.data["annotation"] if edit.op == "restore" else edit.data
        return "remove", {"text": text[made["start"] : made["end"]]}
    record = record_of(before)
    return "restore", {"annotation": record, "text": text[before.start : before.end]}


def shown(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations that a reader sees (not the rejected ones), by start, longest first, then label."""
    kept = (a for a in annotations if a.status != "rejected")
    return sorted(kept, key=lambda a: (a.start, -a.end, a.label, a.id))


def merge_suggestions(current: Iterable[Annotation], found: Iterable[Annotation]) -> list[Annotation]:
    """The new suggestions to keep beside what people touched: a machine never overwrites a person.

    ``current`` are the annotations that were touched (or made) by people; a finding of the same layer and label that
    overlaps one of them is dropped.
    """
    taken: dict[str, list[tuple[int, int]]] = {}
    for a in current:
        spans = [(a.start, a.end)]
        if a.original_start is not None and a.original_end is not None:
            spans.append((a.original_start, a.original_end))
        for label in {a.label, a.original_label or a.label}:  # a label belongs to one layer
            taken.setdefault(label, []).extend(spans)
    covered = {label: _union(spans) for label, spans in taken.items()}
    return [a for a in found if a.label not in covered or not _overlaps(a.start, a.end, *covered[a.label])]


def _union(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of the stretches that the spans cover together, in order."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _overlaps(start: int, end: int, starts: list[int], ends: list[int]) -> bool:
    """Whether the span shares a character with one of the stretches."""
    at = bisect_right(ends, start)
    return at < len(starts) and starts[at] < end


def _span(data: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = data.get("start"), data.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise EditRefusedError(
            "offsets", f"the span {start!r} to {end!r} is not within the text of {len(text)} characters"
        )
    _same_text(data, text, start, end)
    return start, end


def _same_text(data: Mapping[str, Any], text: str, start: int, end: int) -> None:
    if data.get("text") != text[start:end]:
        found = str(data.get("text"))[:60]
        raise EditRefusedError("text", f"the text there is {text[start:end][:60]!r}, the edit was made on {found!r}")


def _added(edit: Edit, text: str) -> Annotation:
    start, end = _span(edit.data, text)
    own = {"layer": edit.data.get("layer"), "label": edit.data.get("label"), "id": edit.target}
    base = annotation_of({**own, "start": start, "end": end})
    given = _values(edit.data, base.layer)
    hand = tuple(name for name in VALUE_FIELDS[base.layer] if given.get(name) is not None)
    comment = edit.data.get("comment")
    if comment is not None and not isinstance(comment, str):
        raise RecordError(f"comment cannot be {comment!r}")
    return replace(
        base,
        origin="analyst",
        status="accepted",
        hand=hand,
        values=_read_anew(values_of(base.layer, given), hand, edit.data),
        comment=comment or None,
        created_by=edit.author or None,
        created_at=edit.time or None,
    )


def _restored(before: Annotation | None, edit: Edit, text: str) -> Annotation:
    record = edit.data.get("annotation")
    if not isinstance(record, Mapping):
        raise RecordError(f"annotation cannot be {record!r}")
    restored = annotation_of(record)
    if restored.id != edit.target:
        raise EditRefusedError("target", f"the edit is for {edit.target}, the annotation in it is {restored.id}")
    if before is not None and before.origin != restored.origin:
        raise EditRefusedError("origin", "an edit cannot change where a highlight comes from")
    if before is None and restored.origin != "analyst":  # what is not a person's is rejected, and never gone
        raise EditRefusedError("gone", "this highlight is no longer there")
    if restored.end > len(text):
        raise EditRefusedError("offsets", f"the span ends at {restored.end}, the text at {len(text)}")
    _same_text(edit.data, text, restored.start, restored.end)
    return replace(restored, values=_read_anew(restored.values, restored.hand, edit.data))


def _settled(before: Annotation | None, edit: Edit, text: str) -> Annotation | None:
    """The annotation that was taken from a coder, or none: what the machine found is rejected, and never gone."""
    record = edit.data.get("annotation")
    if record is None:
        if before is None or before.origin == "analyst":
            return None
        return replace(before, status="rejected", updated_by=edit.author or None, updated_at=edit.time or None)
    if not isinstance(record, Mapping):
        raise RecordError(f"annotation cannot be {record!r}")
    taken = annotation_of(record)
    if taken.id != edit.target:
        raise EditRefusedError("target", f"the edit is for {edit.target}, the annotation in it is {taken.id}")
    if taken.end > len(text):
        raise EditRefusedError("offsets", f"the span ends at {taken.end}, the text at {len(text)}")
    _same_text(edit.data, text, taken.start, taken.end)
    if edit.data.get("undone"):
        return taken
    return replace(taken, updated_by=edit.author or None, updated_at=edit.time or None)


def _relabelled(before: Annotation, stamped: Annotation, edit: Edit) -> Annotation:
    layer, label = edit.data.get("layer"), edit.data.get("label")
    checked = annotation_of({"id": before.id, "layer": layer, "label": label, "start": before.start, "end": before.end})
    same_layer = checked.layer == before.layer
    hand = before.hand if same_layer else ()
    values = before.values if same_layer else VALUES_OF[checked.layer]()
    return replace(
        stamped,
        layer=checked.layer,
        label=checked.label,
        status="edited",
        hand=hand,
        values=_read_anew(values, hand, edit.data),
        original_label=before.original_label or before.label,
    )


def _set(before: Annotation, stamped: Annotation, edit: Edit) -> Annotation:
    checked = _values(edit.data, before.layer)
    comment = edit.data.get("comment", before.comment)
    if comment is not None and not isinstance(comment, str):
        raise RecordError(f"comment cannot be {comment!r}")
    after = replace(before.values, **checked, **_in_si(before.values, edit.data))
    return replace(
        stamped,
        status="edited" if checked else before.status,
        values=after,
        hand=tuple(name for name in VALUE_FIELDS[before.layer] if name in before.hand or name in checked),
        comment=comment or None,
    )


def _in_si(values: Values, data: Mapping[str, Any]) -> dict[str, Any]:
    """The amounts in SI units that the server worked out for a set edit; nothing where it did not."""
    read = data.get("read")
    if not isinstance(values, FigureValues) or not isinstance(read, Mapping):
        return {}
    return {name: check_value(name, read.get(name)) for name in ("value_si", "low_si", "high_si", "unit_si")}


def _values(data: Mapping[str, Any], layer: Layer) -> dict[str, Any]:
    """The values that an edit gives, each one that the layer has and of the right type."""
    values = _mapping(data, "values")
    if unknown := set(values) - set(VALUE_FIELDS[layer]):
        raise RecordError(f"a {layer} has no {', '.join(sorted(map(str, unknown)))}")
    return {name: check_value(name, value) for name, value in values.items()}


def _read_anew(values: Values, hand: tuple[str, ...], data: Mapping[str, Any]) -> Values:
    """``values`` with what the server read in the span's words, except what a person set by hand.

    "read" is a whole reading, of a figure that was none before (and of every figure that was moved before there was "reread");
    "reread" holds only the values that the new words or the new label change, null where they take one away.
    """
    layer = next(layer for layer, cls in VALUES_OF.items() if isinstance(values, cls))
    read, reread = data.get("read"), data.get("reread")
    if isinstance(read, Mapping):
        fresh = values_of(layer, read)
        values = replace(fresh, **{name: getattr(values, name) for name in hand})
    if isinstance(reread, Mapping):
        own = {name: value for name, value in reread.items() if name in VALUE_FIELDS[layer] and name not in hand}
        values = replace(values, **{name: check_value(name, value) for name, value in own.items()})
    return values


def _mapping(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RecordError(f"{name} cannot be {value!r}")
    return value
