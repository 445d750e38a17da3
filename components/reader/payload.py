"""What goes down to the reader, as JSON: an article with everything, or what changed. Pure; frontend/src/types.ts mirrors it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from components.labels import labels
from components.model import BOUNDS, SCOPES, VALUE_FIELDS, VICTIM_TYPES, Article
from components.text import paragraphs

Record = Mapping[str, Any]


def full(
    article: Article,
    annotations: Iterable[Record],
    *,
    revision: int,
    user: str,
    tolls: Mapping[str, Any] | None = None,
    called: Mapping[str, Any] | None = None,
    coding: str = "shared",
    reads_only: str = "",
) -> dict[str, Any]:
    """Everything about an article. ``annotations`` are flat records with "last" (the op_id of the last edit, or null);
    ``called`` are the names that they have over all articles, as ``workspace.with_names`` says; ``reads_only`` says why whoever reads may not
    correct, "" where they may."""
    return {
        "kind": "full",
        "article": article.id,
        "user": user,
        "reads_only": reads_only,
        "coding": coding,
        "text": article.text,
        "text_version": article.text_version,
        "paragraphs": [[p.start, p.end] for p in paragraphs(article.text)],
        "annotations": [dict(record) for record in annotations],
        "labels": [asdict(label) for label in labels().values()],
        "value_fields": {layer: list(names) for layer, names in VALUE_FIELDS.items()},
        "bounds": list(BOUNDS),
        "scopes": list(SCOPES),
        "victim_types": list(VICTIM_TYPES),
        "tolls": dict(tolls or {}),
        "called": dict(called or {}),
        "revision": revision,
    }


def delta(article_id: str, answer: Record, *, since: int, client: str = "") -> dict[str, Any]:
    """What changed from the revision ``since`` on. ``answer`` is that of ``workspace.correct`` or ``workspace.changes``.

    ``client`` is the one whose edits were answered; a browser that has not seen ``since`` asks for everything.
    """
    return {
        "kind": "delta",
        "article": article_id,
        "since": since,
        "revision": answer["revision"],
        "changed": list(answer["changed"]),
        "gone": list(answer["gone"]),
        "tolls": dict(answer.get("tolls") or {}),
        "called": dict(answer.get("called") or {}),
        "ack": {client: answer["ack"]} if client and "ack" in answer else {},
        "refused": [dict(refusal) for refusal in answer.get("refused", ())],
    }


def focus(
    nonce: str | int, *, annotation: str | None = None, start: int | None = None, end: int | None = None
) -> dict[str, Any]:
    """A place to scroll to and flash: an annotation or a span. The same nonce is obeyed once."""
    found = {"annotation": annotation, "start": start, "end": end, "nonce": nonce}
    return {name: value for name, value in found.items() if value is not None}
