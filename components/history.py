"""What happened to an article's highlights and tolls, edit by edit: who, when, and what was before and after. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from components.edits import EditRefusedError, next_annotation, next_toll
from components.labels import labels
from components.model import VALUE_FIELDS, Annotation, Edit, RecordError, Toll, record_of, toll_record
from components.wording import amount, day

DONE = {
    "add": "Added",
    "remove": "Deleted",
    "relabel": "Relabelled",
    "resize": "Moved",
    "set": "Changed",
    "accept": "Accepted",
    "reject": "Rejected",
    "restore": "Undone",
    "settle": "Settled",
    "set_toll": "Toll set",
}
SHOWN = ("label", "text", "status")
STATUS = {"suggested": "suggestion", "edited": "corrected"}
QUIET = ("value_si", "low_si", "high_si", "unit_si")  # follow from what is shown


class Change(Protocol):
    """A correction of the text, as ``store.TextChange`` tells it."""

    @property
    def author(self) -> str: ...
    @property
    def time(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def moved(self) -> int: ...
    @property
    def other(self) -> str | None: ...


class Version(Protocol):
    """A text with what it began with and the edits made on it, as ``store.Version`` tells it."""

    @property
    def text(self) -> str: ...
    @property
    def began(self) -> Sequence[Annotation]: ...
    @property
    def edits(self) -> Sequence[Edit]: ...
    @property
    def change(self) -> Change | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One edit: ``words`` of the text that it is about, and every field that it changed with what it was and became."""

    edit: Edit
    words: str
    changed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Action:
    """The edits of one user action, in their order; none of a change of the text, which may be about an ``other`` article too."""

    author: str
    time: str
    done: str
    steps: tuple[Step, ...]
    other: str | None = None


def actions(suggestions: Iterable[Annotation], edits: Iterable[Edit], text: str) -> list[Action]:
    """What people did to an article, oldest first; ``suggestions`` are what the machine said before."""
    made = steps(suggestions, edits, text)
    groups = groupby(made, key=lambda step: step.edit.group or step.edit.op_id)
    return [_action(tuple(found)) for _, found in groups]


def of_versions(versions: Iterable[Version]) -> list[Action]:
    """What people did to an article over all versions of its text, oldest first, the corrections of the text among it."""
    found: list[Action] = []
    for version in versions:
        if (change := version.change) is not None:
            found.append(Action(change.author, change.time, _of_text(change), (), change.other))
        found += actions(version.began, version.edits, version.text)
    return found


def _of_text(change: Change) -> str:
    """What a change of the text was, in a line."""
    if change.what == "split off":
        return "Split off from another article"
    highlights = f"{change.moved:,} highlight{'' if change.moved == 1 else 's'}"
    did = {"split": ("split in two", "stayed"), "merged": ("merged with that of another article", "in it")}
    what, became = did.get(change.what, (change.what, "moved along"))
    return f"Text {what}, version {change.version}: {highlights} {became}"


def steps(suggestions: Iterable[Annotation], edits: Iterable[Edit], text: str) -> Iterator[Step]:
    """Each edit with the state of its target before and after; one that does not fit any more changes nothing."""
    found: dict[str, Annotation | Toll | None] = {a.id: a for a in suggestions}
    for edit in edits:
        before = found.get(edit.target)
        try:
            if edit.op == "set_toll":
                after: Annotation | Toll | None = next_toll(edit)
            else:
                after = next_annotation(before if isinstance(before, Annotation) else None, edit, text)
        except (EditRefusedError, RecordError):
            after = before
        found[edit.target] = after
        yield Step(edit, _words(edit, before, after, text), tuple(_changed(before, after, text)))


def _action(found: tuple[Step, ...]) -> Action:
    edit = found[0].edit
    ops = {step.edit.op for step in found}
    done = settled(edit) if edit.op == "settle" else DONE[edit.op] if len(ops) == 1 else "Changed"
    return Action(edit.author, edit.time, done, found)


def settled(edit: Edit) -> str:
    """What somebody settled: whose reading it was that they took.

    >>> settled(Edit("o", "a", "settle", "f", {"taken": ["ada", "bob"]})), settled(Edit("o", "a", "settle", "f", {"taken": []}))
    ('Settled as ada and bob have it:', 'Settled as nobody has it:')
    """
    if edit.data.get("undone"):
        return "Settling taken back:"
    names = [str(name) for name in edit.data.get("taken") or ()]
    return f"Settled as {' and '.join(names) or 'nobody'} {'have' if len(names) > 1 else 'has'} it:"


def _words(edit: Edit, before: Annotation | Toll | None, after: Annotation | Toll | None, text: str) -> str:
    about = after if isinstance(after, Annotation) else before
    if isinstance(about, Annotation):
        return text[about.start : about.end]
    return labels()[edit.target].title if edit.target in labels() else edit.target


def _changed(
    before: Annotation | Toll | None, after: Annotation | Toll | None, text: str
) -> Iterator[tuple[str, str, str]]:
    """The fields that differ: name, before, after, in words."""
    old, new = _told(before, text), _told(after, text)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name.replace("_", " "), old.get(name, ""), new.get(name, "")


def _told(state: Annotation | Toll | None, text: str) -> Mapping[str, str]:
    """What is known of a target, a text for each field."""
    if state is None:
        return {}
    if isinstance(state, Toll):
        return {"toll": amount(toll_record(state)), **({"source": state.source} if state.source else {})}
    known: dict[str, Any] = {**record_of(state), "text": text[state.start : state.end]}
    known["label"] = labels()[state.label].title if state.label in labels() else state.label
    known["status"] = STATUS.get(state.status, state.status)
    values = (name for name in VALUE_FIELDS[state.layer] if name not in QUIET and not name.endswith(("_start", "_end")))
    return {name: _shown(name, known[name]) for name in (*SHOWN, *values, "comment") if known.get(name) is not None}


def _shown(name: str, value: object) -> str:
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        return f"{value:,.6g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
    return day(str(value)) if name in ("as_of", "period_start", "period_end") else str(value).replace("_", " ")


def touched(found: Sequence[Step]) -> list[str]:
    """The ids of the highlights that an action is about, each once."""
    return list(dict.fromkeys(step.edit.target for step in found if step.edit.op != "set_toll"))
