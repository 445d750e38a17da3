"""What an edit changes of the values that were read from the words: read by the grammar, and only what the new words say anew.

Rank 3. An edit that makes, relabels, moves or restores a figure, or sets its amounts, gets the reading with it ("read" and "reread" of its data), so
that the replay of stored edits needs no grammar. The same comparison serves an edit and its undo.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from components.edits import EditRefusedError, next_annotation
from components.identity import entity_id, mention_of
from components.labels import labels
from components.model import VALUE_FIELDS, Annotated, Annotation, Edit, EntityValues, FigureValues, RecordError
from components.store import Refusal

log = logging.getLogger(__name__)
SHAPING = ("add", "relabel", "resize", "restore")
AMOUNTS = ("unit", "value", "low", "high")  # what the values in SI units follow from
OWN = {  # values that only labels of some kinds have
    "weapon": ("weapon", "quantity"),
    "victim_type": ("casualty",),
    "iso": ("time",),
    "name": ("name",),
}
RELATIONS = ("same_as", "supersedes", "part_of", "additional_to")  # to figures of the same label
Reading = Mapping[str, Any]


def with_readings(
    target: Callable[[str], Annotation | None], text: str, edits: Sequence[Edit | Refusal]
) -> Iterator[Edit | Refusal]:
    """The edits of a batch, each with what its words change; ``target`` finds an annotation as it is before the batch."""
    shaped = {e.target for e in edits if isinstance(e, Edit) and (e.op in SHAPING or _sets_amounts(e))}
    known: dict[str, Annotation | None] = {}
    for edit in edits:
        if isinstance(edit, Refusal) or edit.target not in shaped:
            yield edit
            continue
        if edit.target not in known:
            known[edit.target] = target(edit.target) if edit.op != "add" else None
        before = known[edit.target]
        try:
            edit = _with_reading(before, edit, text)
            known[edit.target] = next_annotation(before, edit, text)
        except (EditRefusedError, RecordError):
            pass  # it will be refused where it is stored; what comes after it finds the target as it was
        yield edit


def with_amounts(item: Annotated) -> Annotated:
    """An article that is added, with what the grammar reads in the figures of other tools, which bring a span and a label alone;
    what they bring of values stays."""
    if not any(map(_is_bare, item.annotations)):
        return item
    text = item.article.text
    return replace(item, annotations=tuple(_with_amount(a, text) if _is_bare(a) else a for a in item.annotations))


def _is_bare(a: Annotation) -> bool:
    """Whether a figure came without any amount."""
    amounts = ("value", "low", "high", "bound", "unit")
    is_read = isinstance(a.values, FigureValues) and a.origin == "import"
    return is_read and all(getattr(a.values, name) is None for name in amounts)


def _with_amount(a: Annotation, text: str) -> Annotation:
    try:
        found = _read(a, text)
    except (ValueError, ArithmeticError, LookupError) as error:  # a figure without a value is one still
        log.warning("the figure at %d to %d could not be read: %s", a.start, a.end, error)
        return a
    changes: dict[str, Any] = {
        name: value for name, value in found.items() if value is not None and getattr(a.values, name) is None
    }
    return replace(a, values=replace(a.values, **changes))


def _with_reading(before: Annotation | None, edit: Edit, text: str) -> Edit:
    """The edit with what its words change. Raises EditRefusedError and RecordError as ``next_annotation``."""
    if _sets_amounts(edit):
        return _with_si(before, edit)
    if edit.op not in SHAPING:
        return edit
    after = next_annotation(before, edit, text)
    if after is None:
        return edit
    try:
        found = _reading(before, after, edit, text)
    except (ValueError, ArithmeticError, LookupError) as error:  # a bad figure loses its value, never the edit
        log.warning("%s: the figure at %d to %d could not be read: %s", edit.article_id, after.start, after.end, error)
        return edit
    return replace(edit, data={**edit.data, **found})


def _sets_amounts(edit: Edit) -> bool:
    values = edit.data.get("values")
    return edit.op == "set" and isinstance(values, Mapping) and not values.keys().isdisjoint(AMOUNTS)


def _with_si(before: Annotation | None, edit: Edit) -> Edit:
    """An edit that sets amounts of a figure, with what they are in SI units."""
    from components.extract.quantities.units import in_si

    if before is None or not isinstance(before.values, FigureValues):
        return edit
    unit, *amounts = (edit.data["values"].get(name, getattr(before.values, name)) for name in AMOUNTS)
    try:
        return replace(edit, data={**edit.data, "read": in_si(unit, *amounts)})
    except (TypeError, ValueError, ArithmeticError):  # no numbers: the store says so
        return edit


def _reading(before: Annotation | None, after: Annotation, edit: Edit, text: str) -> dict[str, Reading]:
    if edit.op == "restore":
        return _restored(before, after, text) if edit.data.get("unread") is True else {}
    if before is None or before.layer != after.layer:
        return _of_another_layer(before, after, text)
    changed = _changed(before, after, text) if after.layer == "figure" else _renamed(before, after, text)
    if edit.op == "relabel":
        changed |= _lost(before, after)
    return {"reread": changed} if changed else {}


def _of_another_layer(before: Annotation | None, after: Annotation, text: str) -> dict[str, Reading]:
    """All that the words say, of a highlight that is a figure only now, and what both layers have."""
    found: dict[str, Reading] = {}
    if after.layer == "figure":
        found["read"] = {name: value for name, value in _read(after, text).items() if value is not None}
    was = asdict(before.values) if before is not None else {}
    if both := {name: was[name] for name in VALUE_FIELDS[after.layer] if was.get(name) is not None}:
        found["reread"] = both
    return found


def _read(a: Annotation, text: str) -> Reading:
    """What the grammar reads in the words of a figure."""
    from components.extract import figures  # heavy: only what reads a figure waits for it

    return asdict(figures.read(text, a.start, a.end, a.label))


def _changed(before: Annotation, after: Annotation, text: str) -> dict[str, Any]:
    """The values that the grammar reads otherwise in the words (and for the label) after an edit than in those before it."""
    was, now = _read(before, text), _read(after, text)
    return {name: value for name, value in now.items() if value != was[name]}


def _renamed(before: Annotation, after: Annotation, text: str) -> dict[str, Any]:
    """A name that was no more than the span's own words follows the span, and so does the entity that was known by it."""
    values = before.values
    words = mention_of(text, before.start, before.end)
    if not isinstance(values, EntityValues) or (before.start, before.end) == (after.start, after.end):
        return {}
    changed: dict[str, Any] = {}
    if values.name is not None and "name" not in before.hand and _same_words(values.name, words):
        changed["name"] = mention_of(text, after.start, after.end)
    if values.entity_id is not None and ("name" in changed or values.name is None):
        label = before.original_label or before.label
        if values.entity_id in (entity_id(values.name or words, label), entity_id(values.name or words, before.label)):
            changed["entity_id"] = None
    return changed


def _same_words(name: str, words: str) -> bool:
    return " ".join(name.split()) == words


def _lost(before: Annotation, after: Annotation) -> dict[str, Any]:
    """What the new label does not have: values of another kind of label, relations to figures of the old one."""
    known = {name for name, value in asdict(before.values).items() if value is not None}
    kind = labels()[after.label].kind if after.label in labels() else ""
    gone = {name for name, kinds in OWN.items() if kind not in kinds}
    if after.label != before.label:
        gone |= set(RELATIONS)
    return dict.fromkeys(sorted(known & gone))


def _restored(before: Annotation | None, after: Annotation, text: str) -> dict[str, Reading]:
    """The values of a figure that the browser restores without having heard how it was read: those it has now, with what the
    restored words change; a value that a person set, then or now, is the restored one."""
    if not isinstance(after.values, FigureValues):
        return {}
    if before is None or not isinstance(before.values, FigureValues):
        values: dict[str, Any] = dict(_read(after, text))
    else:
        values = {**asdict(before.values), **_changed(before, after, text)}
        for name in before.hand:
            values[name] = getattr(after.values, name)
    own = {f.name: getattr(after.values, f.name) for f in fields(after.values)}
    changed = {name: value for name, value in values.items() if name not in after.hand and value != own[name]}
    return {"reread": changed} if changed else {}
