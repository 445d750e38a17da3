"""Where the rooms meet: add, annotate, correct, hand out. No Streamlit, no argparse; rank 5."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from components.extract import extract, figures
from components.model import Annotated, Article, Edit, Extraction, toll_record
from components.store import Answer, ArticleMissingError, Changes, Store, StoreError, read_edits

log = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]  # done, all, what is being worked on
READ_ANEW = ("add", "relabel", "resize")


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one article: ``message`` says it in a sentence, ``article_id`` opens it (None where it failed)."""

    outcome: Literal["added", "there", "put_back", "failed"]
    title: str
    article_id: str | None
    message: str
    problems: tuple[str, ...] = ()


def add(
    store: Store, items: Iterable[Annotated], do_extract: bool = True, progress: Progress | None = None
) -> Iterator[AddResult]:
    """Puts articles into the library, one after the other, and tells what became of each.

    An article that fails is reported and leaves the others alone. ``progress`` is called before each one.
    """
    waiting = list(items)
    for at, item in enumerate(waiting):
        if progress:
            progress(at, len(waiting), item.article.title or item.article.id)
        yield _add_one(store, item, do_extract)
    if progress:
        progress(len(waiting), len(waiting), "")


def _add_one(store: Store, item: Annotated, do_extract: bool) -> AddResult:
    article = item.article
    title = article.title or article.id
    try:
        extraction = annotate(article) if do_extract and not _is_there(store, article.id) else None
        added = store.add(item, extraction)
    except StoreError as error:
        log.warning("%s was not added: %s", article.id, error)
        return AddResult("failed", title, None, f"{title} was not added: {error}")
    said = {"added": "added", "there": "was there already", "put_back": "was taken out before and is back"}
    problems = (*added.problems, *(extraction.problems if extraction else ()))
    return AddResult(added.outcome, title, added.article_id, f"{title}: {said[added.outcome]}", problems)


def _is_there(store: Store, article_id: str) -> bool:
    try:
        store.revision(article_id)
    except ArticleMissingError:
        return False
    return True


def annotate(article: Article) -> Extraction:
    """What the machine finds in an article."""
    return extract(article)


def extract_again(store: Store, article_id: str) -> Extraction:
    """Extracts a stored article again: suggestions nobody touched are replaced, everything else stays."""
    found = annotate(store.article(article_id))
    unkept = store.replace_suggestions(article_id, found)
    return replace(found, problems=(*found.problems, *unkept))


def correct(
    store: Store,
    article_id: str,
    records: object,
    user: str = "analyst",
    client: str = "",
    since: int | None = None,
) -> dict[str, Any]:
    """Stores what a browser sent and answers what it must show, ready for JSON.

    {ack, revision, changed: [flat record with "last", ...], gone: [id, ...], refused: [{op_id, n, reason, message, op, target,
    state}, ...], tolls: {"KILLED": {..., "last"}}, stored}. ``records`` are the outbox's edits, trusted in nothing; ``since``
    is the revision the page has, for it to hear of what others changed. Raises ArticleMissingError, StoreError: then nothing
    is acknowledged and the browser sends it again.
    """
    if not isinstance(client, str) or not 0 < len(client) <= 100 or not client.isprintable():
        raise ValueError(f"a page must name itself by a client id, found {ascii(client)[:80]}")
    text = store.text(article_id)
    edits = read_edits(records, article_id, client, len(text))
    read = [_with_reading(store, text, edit) if isinstance(edit, Edit) else edit for edit in edits]
    return answer_payload(store.append(article_id, client, read, user, since))


def _with_reading(store: Store, text: str, edit: Edit) -> Edit:
    """The edit with what the grammar reads in its span, where it makes, relabels or moves a figure."""
    if edit.op not in READ_ANEW:
        return edit
    where = _figure(store, text, edit)
    if where is None:
        return edit
    try:
        values = figures.read(text, *where)
    except (ValueError, ArithmeticError, LookupError) as error:  # a bad figure loses its value, never the edit
        log.warning("%s: the figure at %s to %s could not be read: %s", edit.article_id, where[0], where[1], error)
        return edit
    return replace(edit, data={**edit.data, "read": {n: v for n, v in asdict(values).items() if v is not None}})


def _figure(store: Store, text: str, edit: Edit) -> tuple[int, int, str] | None:
    """Span and label of the figure that an edit makes; None where it makes none, or cannot."""
    start, end, label, layer = (edit.data.get(name) for name in ("start", "end", "label", "layer"))
    if edit.op != "add":
        target = store.target(edit.article_id, edit.target)
        if target is None:
            return None
        if edit.op == "resize":
            label, layer = target.label, target.layer
        else:
            start, end = target.start, target.end
    if layer != "figure" or not isinstance(label, str):
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return None
    return start, end, label


def changes(store: Store, article_id: str, since: int) -> dict[str, Any]:
    """What others changed after the revision ``since``, in the form of ``correct``'s answer without ack and refusals."""
    return changes_payload(store.changes_since(article_id, since))


def answer_payload(answer: Answer) -> dict[str, Any]:
    """An answer as JSON; see ``correct``."""
    refused = [asdict(refusal) for refusal in answer.refused]
    return {"ack": answer.acknowledged, **changes_payload(answer.changes), "refused": refused, "stored": answer.stored}


def changes_payload(found: Changes) -> dict[str, Any]:
    """Changes as JSON: {revision, changed, gone, tolls}; each toll has "last", the op_id of the last set_toll or null."""
    tolls = {
        label: {**toll_record(toll), "last": found.last_toll_ops.get(label)} for label, toll in found.tolls.items()
    }
    for label, last in found.last_toll_ops.items():
        tolls.setdefault(label, {"last": last})
    return {"revision": found.revision, "changed": list(found.changed), "gone": list(found.gone), "tolls": tolls}
