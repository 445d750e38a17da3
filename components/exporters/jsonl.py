"""JSONL: a line an article with its text and everything known about it; what the JSONL importer reads back whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from components.exporters.options import Options
from components.model import CASUALTIES, VALUE_FIELDS, Annotated, Annotation, record_of, toll_record

FACTS = ("id", "title", "outlet", "author", "published", "url", "language")  # of an article, besides its text and tags


def export(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """One line for each article, in the order in which they come."""
    for annotated in annotateds:
        yield line(annotated, options.judged)


def line(annotated: Annotated, judged: bool = False) -> bytes:
    """An article's line, its line end included; UTF-8, nothing escaped or guarded."""
    return json.dumps(record(annotated, judged), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def record(annotated: Annotated, judged: bool = False) -> dict[str, Any]:
    """The JSON form of an article. Beside the keys that are always there, ``event_id``, ``tags``, ``review_status`` and
    ``sentences`` (pairs of offsets) where they are known; a figure has its own ``event_id`` where it or its article has an event."""
    article = annotated.article
    kept = [a for a in annotated.annotations if not judged or a.status != "suggested"]
    tolls = {label: annotated.tolls[label] for label in CASUALTIES if label in annotated.tolls}
    out: dict[str, Any] = {
        **{name: getattr(article, name) for name in FACTS},
        "text_version": article.text_version,
        "text_sha256": article.text_sha256,
        "text": article.text,
        "annotations": [_annotation(a, annotated) for a in sorted(kept, key=_place)],
        "tolls": {label.lower(): toll_record(toll) for label, toll in tolls.items()},
    }
    if annotated.event_id is not None:
        out["event_id"] = annotated.event_id
    if article.tags:
        out["tags"] = list(article.tags)
    if annotated.review_status != "new":
        out["review_status"] = annotated.review_status
    if annotated.sentences:
        out["sentences"] = [[s.start, s.end] for s in annotated.sentences]
    return out


def _annotation(a: Annotation, of: Annotated) -> dict[str, Any]:
    """An annotation's flat form: who and what first, then the values of its layer."""
    flat = record_of(a, of.article.text)
    values = {name: flat.pop(name) for name in VALUE_FIELDS[a.layer] if name in flat}
    event = of.event_of(a.id)
    told = a.layer == "figure" and (event is not None or of.event_id is not None)
    return {**flat, **values, **({"event_id": event} if told else {})}


def _place(a: Annotation) -> tuple[int, int, str, str]:
    return a.start, -a.end, a.label, a.id
