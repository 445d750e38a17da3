"""What analysts did, taken back on the server: a group of edits in one article or many, a correction of details or status.

The reader takes back at once what it did itself in the article that is open; everything else of a tab's session comes here. What
somebody changed since is left as it is and told. Taking back makes a deed of its own, and taking that back does it again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from components import correcting, edits, workspace
from components.edits import inverse
from components.jobs.errors import ReadingFailedError, ReadingStoppedError
from components.model import Annotation, Edit, Toll, record_of, toll_record
from components.store import DetailsRefusedError, Store, StoreError, TextRefusedError, read_edits
from components.store.spreads import Step
from components.store.told import moment, what

Kind = Literal["edits", "details", "text"]
Progress = Callable[[int, int], None]  # articles done, all
MOST = 100_000  # articles of one deed


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of an analyst: the group of its edits in these articles, or the correction of one article's details. ``said``
    tells it in a few words; ``root`` is the group of the correction over many articles that it is, or takes back."""

    kind: Kind
    id: str
    articles: tuple[str, ...]
    said: str
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of taking a deed back: the deed that this made (None where nothing was changed), how many places and articles
    were changed, how many were left as they are, and why."""

    deed: Deed | None
    places: int = 0
    articles: int = 0
    left: int = 0
    why: str = ""


def deed_of(record: object) -> Deed:
    """The deed that a browser names; raises ValueError for anything else."""
    if not isinstance(record, Mapping):
        raise ValueError("no action was named")
    kind = next((k for k in get_args(Kind) if k == record.get("kind")), None)
    texts = [record.get(name) for name in ("id", "said")]
    articles, root = record.get("articles"), record.get("root")
    if kind is None or not all(isinstance(text, str) and 0 < len(text) <= 500 for text in texts):
        raise ValueError("an action has a kind, an id and what is said of it")
    if not isinstance(articles, list) or len(articles) > MOST or not all(isinstance(a, str) for a in articles):
        raise ValueError("an action names its articles")
    if root is not None and not isinstance(root, str):
        raise ValueError("the root of an action is an id")
    return Deed(kind, str(texts[0]), tuple(articles), str(texts[1]), root)


def take_back(
    store: Store,
    deed: Deed,
    author: str,
    progress: Progress | None = None,
    redo: bool = False,
    anybody_s: bool = False,
    finder: workspace.Finder | None = None,
) -> Taken:
    """Takes a deed of the author back; with ``redo`` it is one that took something back, which is done again. Raises StoreError
    where it is somebody else's, unless ``anybody_s`` will do. ``finder`` extracts an article whose date changes."""
    if deed.kind == "edits":
        taken = _edits_back(store, deed, author, progress, anybody_s)
        if deed.root is not None:
            store.spreads.set_undone(deed.root, not redo)
        return taken
    if deed.kind == "text":
        return _text_back(store, deed, author, finder)
    change = store.detail_change(deed.id)
    if change.author != author:
        raise StoreError(f"that was done by {change.author}, and is theirs to take back")
    try:
        made, why = workspace.take_back_details(store, deed.id, author, finder)
    except DetailsRefusedError as error:
        return Taken(None, left=1, why=str(error))
    if made is None:
        return Taken(None)
    return Taken(Deed("details", made.op_id, (made.article_id,), deed.said), 1, 1, why=why)


def set_back(store: Store, article_id: str, op_id: str, author: str) -> Taken:
    """Brings an article's highlights and tolls to what they were before an edit, whoever made it and all that came after, as
    new edits in one group. Raises StoreError where there is no such edit."""
    *former, present = store.text_versions(article_id)
    if any(edit.op_id == op_id for version in former for edit in version.edits):
        raise StoreError("the text was corrected since; take that back first")
    tolls = [edit for version in former for edit in version.edits if edit.op == "set_toll"]  # stand whatever the text
    journal = [*tolls, *present.edits]
    at = next((n for n, edit in enumerate(journal) if edit.op_id == op_id), None)
    if at is None:
        raise StoreError("there is no such edit in this article")
    text, group = store.text(article_id), uuid.uuid4().hex
    then = edits.replay(present.began, journal[:at], text)
    now = store.state(article_id)
    last = {edit.target: edit for edit in journal[at:]}
    steps = [
        Step(edit, _of(then, edit), _of(now, edit), edit, True)
        for edit in last.values()
        if _bare(_of(then, edit)) != _bare(_of(now, edit))
    ]
    records = _all_back(store, steps, text, group)
    stored = _send(store, article_id, records, author) if records else 0
    said = f"set the article back to before {moment(journal[at].time)}"
    made = Deed("edits", group, (article_id,), said) if stored else None
    why = "" if stored == len(steps) else "somebody changed them at this moment"
    return Taken(made, stored, int(stored > 0), len(steps) - stored, why)


def _of(state: edits.State, edit: Edit) -> Annotation | Toll | None:
    """What an edit is about, in a state of the article."""
    return state.set_tolls.get(edit.target) if edit.op == "set_toll" else state.annotations.get(edit.target)


def _bare(state: Annotation | Toll | None) -> Annotation | Toll | None:
    """A state whoever made it so last, and whenever."""
    return replace(state, updated_by=None, updated_at=None) if isinstance(state, Annotation) else state


def _text_back(store: Store, deed: Deed, author: str, finder: workspace.Finder | None) -> Taken:
    try:
        made = correcting.take_back(store, deed.id, author, finder)
    except TextRefusedError as error:
        return Taken(None, left=1, why=str(error))
    except (ReadingStoppedError, ReadingFailedError) as error:
        return Taken(None, left=1, why=f"the text could not be extracted: {error}")
    return Taken(Deed("text", made.op_id, (made.article_id,), deed.said), 1, 1)


def _edits_back(store: Store, deed: Deed, author: str, progress: Progress | None, anybody_s: bool) -> Taken:
    back = uuid.uuid4().hex
    places = left = 0
    reached: list[str] = []
    why = ""
    for done, article_id in enumerate(deed.articles, 1):
        steps = store.spreads.steps(article_id, deed.id)
        if not anybody_s and (others := {step.edit.author for step in steps} - {author}):
            raise StoreError(f"that was done by {', '.join(sorted(others))}, and is theirs to take back")
        if not steps and store.text_version(article_id) > 1:
            why = why or "the text was corrected since"
            left += 1
        text = store.text(article_id)
        free = [step for step in steps if step.is_last]
        records = _all_back(store, free, text, back)
        stored = _send(store, article_id, records, author) if records else 0
        places, left = places + stored, left + len(steps) - stored
        reached += [article_id] if stored else []
        why = why or next((_since(step.last) for step in steps if not step.is_last), "")
        if progress:
            progress(done, len(deed.articles))
    made = Deed("edits", back, tuple(reached), deed.said, deed.root) if places else None
    return Taken(made, places, len(reached), left, why)


def _since(last: Edit) -> str:
    return f"{last.author} {what(last)} on {moment(last.time)}"


def _all_back(store: Store, steps: Sequence[Step], text: str, group: str) -> list[dict[str, Any]]:
    """The edits that bring the steps of one article back; tolls after the figures that they may rest on."""
    coming = {step.edit.target: step.before for step in steps if step.edit.op != "set_toll"}
    ordered = sorted(steps, key=lambda step: step.edit.op == "set_toll")
    return [_back(store, step, text, group, n, coming) for n, step in enumerate(ordered, 1)]


def _back(
    store: Store, step: Step, text: str, group: str, n: int, coming: Mapping[str, Annotation | Toll | None]
) -> dict[str, Any]:
    """The edit that brings a step's target back to what it was before, beside the others that are ``coming`` back."""
    edit, before, now = step.edit, step.before, step.now
    if edit.op == "set_toll":
        op: str = "set_toll"
        data: dict[str, Any] = {
            "toll": _toll(store, edit.article_id, before, coming) if isinstance(before, Toll) else None
        }
    elif isinstance(before, Annotation):
        op, data = "restore", {"annotation": record_of(before), "text": text[before.start : before.end]}
    elif isinstance(now, Annotation):
        op, data = "remove", {"text": text[now.start : now.end]}
    else:
        op, data = inverse(None, edit, text)
    own = {"op_id": uuid.uuid4().hex, "article_id": edit.article_id, "op": op, "target": edit.target}
    return {**own, "after": step.last.op_id, "group": group, "n": n, "data": data}


def _toll(store: Store, article_id: str, toll: Toll, coming: Mapping[str, Annotation | Toll | None]) -> dict[str, Any]:
    """A toll as it can be set again: on those of its figures that are still there, or will be."""

    def is_there(id: str) -> bool:
        figure = coming[id] if id in coming else store.target(article_id, id)
        return isinstance(figure, Annotation) and figure.status != "rejected" and figure.label == toll.label

    return toll_record(replace(toll, figure_ids=tuple(filter(is_there, toll.figure_ids))))


def _send(store: Store, article_id: str, records: list[dict[str, Any]], author: str) -> int:
    """Stores edits as a page of their own; answers how many were."""
    client = uuid.uuid4().hex
    ready = read_edits(records, article_id, client, len(store.text(article_id)))
    return store.append(article_id, client, ready, author).stored
