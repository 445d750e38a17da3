"""An article's text corrected, split or merged: what would become of its highlights, the new version, and places for those that
found none."""

from __future__ import annotations

import difflib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from components import workspace
from components.anchor import Unsure, carry
from components.dividing import cut_at, divide
from components.edits import shown
from components.memory import of_annotations
from components.model import Annotation, Extraction, FigureValues, Span, record_of
from components.store import Store, TextChange, Unplaced
from components.store.versions import is_judged
from components.text import settle
from components.typed import AMOUNTS, DERIVED

Tell = Callable[[float], None]
WORDS = re.compile(r"\s+|[^\W\d_]+|\d+|.", re.DOTALL)
LONGEST = 2_000_000  # characters of a text that can be corrected here
DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would do: the settled ``text``, how many judged highlights move along, those that would wait for a place,
    and the pieces of old and new text (kind "same", "gone", "new")."""

    text: str
    moved: int
    unsure: tuple[Unsure, ...]
    pieces: tuple[tuple[str, str], ...]

    @property
    def is_change(self) -> bool:
        return any(kind != "same" for kind, _ in self.pieces)


def preview(store: Store, article_id: str, typed: str) -> Preview:
    """What the correction of an article's text to ``typed`` would do; nothing is stored. Raises ArticleMissingError, ValueError."""
    if len(typed) > LONGEST:
        raise ValueError(f"a text of more than {LONGEST:,} characters cannot be corrected here")
    annotated = store.annotated(article_id)
    old, new = annotated.article.text, settle(typed)
    carried = carry([a for a in shown(annotated.annotations) if is_judged(a)], old, new)
    return Preview(new, len(carried.moved), carried.unsure, tuple(compared(old, new)))


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """The pieces of two texts in their order: line by line, and word by word where lines differ.

    >>> compared("12 killed.", "21 killed.")
    [('gone', '12'), ('new', '21'), ('same', ' killed.')]
    """
    lines = _pieces(old.splitlines(keepends=True), new.splitlines(keepends=True))
    found: list[tuple[str, str]] = []
    for n, (kind, piece) in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else ("", "")
        before = lines[n - 1] if n else ("", "")
        if kind == "gone" and after[0] == "new" and max(len(piece), len(after[1])) < 20_000:
            found += _pieces(WORDS.findall(piece), WORDS.findall(after[1]))
        elif kind != "new" or before[0] != "gone" or max(len(piece), len(before[1])) >= 20_000:
            found.append((kind, piece))
    return found


def _pieces(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    found = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [(kind, piece) for kind, piece in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if piece]
    return found


def correct(
    store: Store,
    article_id: str,
    typed: str,
    seen: int,
    user: str,
    finder: workspace.Finder | None = None,
    tell: Tell | None = None,
) -> TextChange:
    """Gives the article the text ``typed`` in the place of its version ``seen``, extracted anew. Raises TextRefusedError,
    ArticleRejectedError, and what ``finder`` raises: then nothing has changed."""
    text = settle(typed)
    if store.text_version(article_id) != seen or not text.strip():
        return store.correct_text(article_id, text, seen, user)  # refused, with the reason
    found = _found(store, article_id, text, finder, tell)
    return store.correct_text(article_id, text, seen, user, found)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a split would do: how many judged highlights stay in the first part and go to the second, and those on both sides,
    with the part that each would wait in ("first" or "second")."""

    staying: int
    going: int
    cross: tuple[tuple[str, Unsure], ...]


def parts(store: Store, article_id: str, at: int) -> Parts:
    """What cutting an article before the offset ``at`` would do; nothing is stored. Raises ValueError for an empty part."""
    annotated = store.annotated(article_id)
    text = annotated.article.text
    judged = [a for a in shown(annotated.annotations) if is_judged(a)]
    divided = divide(judged, text, cut_at(text, at))
    return Parts(len(divided.first), len(divided.second), divided.cross)


def judged(store: Store, article_id: str) -> int:
    """How many highlights of an article people judged; a rejected one counts."""
    return sum(map(is_judged, store.annotated(article_id).annotations))


def split(store: Store, article_id: str, at: int, seen: int, title: str, user: str) -> TextChange:
    """Cuts an article in two before ``at``, and has both parts extracted anew in the background; ``other`` of the answer is the new
    article. Raises TextRefusedError, ArticleRejectedError."""
    change, fresh = store.split(article_id, at, seen, title, user)
    store.tasks.ask([article_id, fresh])
    return change


def merge(store: Store, article_id: str, other: str, seen: tuple[int, int], is_before: bool, user: str) -> TextChange:
    """Takes another article into one, and has it extracted anew in the background. Raises TextRefusedError."""
    change = store.merge(article_id, other, seen, is_before, user)
    store.tasks.ask([article_id])
    return change


def take_back(
    store: Store, op_id: str, user: str, finder: workspace.Finder | None = None, anybody_s: bool = False
) -> TextChange:
    """Gives an article the text back that it had before a correction, split or merge. Raises TextRefusedError, and what ``finder``
    raises."""
    change = store.text_change(op_id)
    if change.other is not None:
        made = store.take_back_text(op_id, user, None, anybody_s)
        store.tasks.ask([one for one in (made.article_id, change.other, made.other) if one])
        return made
    former = next(v for v in store.text_versions(change.article_id) if v.version == change.version - 1)
    found = _found(store, change.article_id, former.text, finder, None)
    return store.take_back_text(op_id, user, found, anybody_s)


def _found(store: Store, article_id: str, text: str, finder: workspace.Finder | None, tell: Tell | None) -> Extraction:
    """What the machine finds in the article with another text."""
    known = store.annotated(article_id)
    memory = store.memory.now().overruled(of_annotations(known.annotations, known.article.text))
    article = replace(known.article, text=text, text_version=known.article.text_version + 1)
    return workspace.beside((finder or workspace.annotate)(workspace.by_version(article), tell, memory), ())


def place(store: Store, article_id: str, one: Unplaced, at: Span, user: str) -> str:
    """Puts a highlight that waits where the analyst says, with what is known of it; answers the group of that edit.

    Where the digits are others its amount is read anew. Raises ValueError where it could not be placed.
    """
    text = store.text(article_id)
    group = uuid.uuid4().hex
    words = text[at.start : at.end]
    values = _values(one.annotation, one.words, words)
    twin = _suggested(store, article_id, one.annotation, at)
    if twin is None:
        span = {"layer": one.annotation.layer, "label": one.annotation.label, "start": at.start, "end": at.end}
        steps = [
            ("add", one.annotation.id, {**span, "text": words, "values": values, "comment": one.annotation.comment})
        ]
    else:
        own = {name: value for name, value in values.items() if name in one.annotation.hand}
        steps = [("accept", twin.id, {"text": words})]
        if own or one.annotation.comment:
            steps.append(("set", twin.id, {"text": words, "values": own, "comment": one.annotation.comment}))
    records: list[dict[str, Any]] = []
    for n, (op, target, data) in enumerate(steps, 1):
        after = records[-1]["op_id"] if records else None
        edit = {"op_id": uuid.uuid4().hex, "article_id": article_id, "op": op, "target": target, "data": data}
        records.append({**edit, "after": after, "group": group, "n": n})
    answer = workspace.correct(store, article_id, records, user, uuid.uuid4().hex)
    if answer["refused"]:
        raise ValueError(str(answer["refused"][0]["message"]))
    if twin is not None:
        store.drop_unplaced(article_id, [one.annotation.id], user, twin.id)
    return group


def _suggested(store: Store, article_id: str, a: Annotation, at: Span) -> Annotation | None:
    """What the machine found at the very place under the same label, if nobody touched it: that is taken, and not doubled."""
    state = store.state(article_id)
    there = (b for b in state.annotations.values() if (b.start, b.end, b.label) == (at.start, at.end, a.label))
    return next((b for b in there if b.id not in state.last and not is_judged(b)), None)


def _values(a: Annotation, was: str, now: str) -> dict[str, Any]:
    """The values that a highlight keeps at another place: not its offsets, and no amount where the digits are others."""
    values = record_of(a)
    other = isinstance(a.values, FigureValues) and DIGITS.findall(was) != DIGITS.findall(now)
    names = [
        name
        for name in type(a.values).__dataclass_fields__
        if name in values
        and name not in DERIVED
        and not name.endswith(("_start", "_end"))
        and not (other and name in AMOUNTS)
    ]
    return {name: values[name] for name in names}
