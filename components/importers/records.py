"""The annotations, tolls and sentences of an article's JSON record; a wrong one is told and left out, the article stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from components.labels import LabelError, layer_of
from components.model import Annotation, Article, RecordError, Span, Toll, annotation_of, machine_id, toll_of
from components.text import settle

OFFSETS = ("start", "end", "speaker_start", "speaker_end", "cue_start", "cue_end", "source_start", "source_end")
ORIGINAL = ("original_start", "original_end")  # of an earlier span: they move along, and cannot be checked


def read_annotations(record: Mapping[str, Any], article: Article, problems: list[str]) -> tuple[Annotation, ...]:
    """The annotations of a record in the order of the text; each is checked against the settled text."""
    found: dict[str, Annotation] = {}
    listed = _list(record, "annotations", problems)
    moved = _moved(record["text"], article.text, listed)
    for number, raw in enumerate(listed, 1):
        try:
            annotation = _annotation(raw, article, moved)
            if annotation.id in found:
                raise RecordError(f"its id {annotation.id!r} is there twice")
        except RecordError as error:
            problems.append(f"Annotation {number} was left out: {error}.")
        else:
            found[annotation.id] = annotation
    return tuple(sorted(found.values(), key=lambda a: (a.start, -a.end, a.label, a.id)))


def read_tolls(record: Mapping[str, Any], problems: list[str]) -> dict[str, Toll]:
    """The tolls of a record by label ("KILLED")."""
    raw = record.get("tolls")
    found: dict[str, Toll] = {}
    if raw is not None and not isinstance(raw, dict):
        problems.append(f"tolls should be an object, found {type(raw).__name__}.")
    for name, toll in raw.items() if isinstance(raw, dict) else ():
        try:
            found[name.upper()] = toll_of(name.upper(), _mapping(toll))
        except RecordError as error:
            problems.append(f"The toll {name!r} was left out: {error}.")
    return found


def read_sentences(record: Mapping[str, Any], article: Article, problems: list[str]) -> tuple[Span, ...]:
    """The sentences' spans; empty where the record has none, or where settling changed the text under them."""
    listed = _list(record, "sentences", problems)
    if not listed or record["text"] != article.text:
        return ()
    spans = [
        Span(*pair)
        for pair in listed
        if isinstance(pair, list) and len(pair) == 2 and all(type(i) is int for i in pair)
    ]
    fit = all(0 <= s.start < s.end <= len(article.text) for s in spans)
    in_order = all(a.end <= b.start for a, b in pairwise(spans))
    if len(spans) < len(listed) or not fit or not in_order:
        problems.append("The sentences were left out: they should be pairs of offsets in the order of the text.")
        return ()
    return tuple(spans)


def _annotation(raw: Any, article: Article, moved: Mapping[int, int] | None) -> Annotation:
    """One annotation, its offsets in the settled text; raises RecordError for one that does not fit."""
    record = dict(_mapping(raw))
    if moved is not None:
        for name in (*OFFSETS, *ORIGINAL):
            if type(record.get(name)) is int:
                record[name] = moved.get(record[name], -1 if name in OFFSETS else record[name])
        if _spans(record):
            record["evidence"] = {name: [moved.get(at, -1) for at in span] for name, span in _spans(record).items()}
    if record.get("id") is None and isinstance(record.get("label"), str):
        record["id"] = machine_id(
            article.id, record.get("layer", ""), record["label"], record.get("start", 0), record.get("end", 0)
        )
    annotation = annotation_of({**record, "layer": record.get("layer") or _layer(record)})
    if annotation.layer != _layer(record):
        raise RecordError(f"{annotation.label} is no label of the layer {annotation.layer}")
    _check_text(record, article.text, annotation)
    for name in OFFSETS:
        if type(record.get(name)) is int and not 0 <= record[name] <= len(article.text):
            raise RecordError(f"{name} is {record[name]}, outside the text of {len(article.text)} characters")
    for name, (_, end) in annotation.evidence.items():
        if end > len(article.text):
            raise RecordError(f"the evidence of {name} ends at {end}, the text at {len(article.text)}")
    return annotation


def _spans(record: Mapping[str, Any]) -> dict[str, list[int]]:
    """The evidence of a raw record by field, as far as it is pairs of offsets."""
    given = record.get("evidence")
    found = given.items() if isinstance(given, dict) else ()
    return {name: span for name, span in found if isinstance(span, list) and all(type(at) is int for at in span)}


def _layer(record: Mapping[str, Any]) -> str:
    label = record.get("label")
    try:
        return layer_of(label if isinstance(label, str) else "")
    except LabelError as error:
        raise RecordError(str(error)) from error


def _check_text(record: Mapping[str, Any], text: str, annotation: Annotation) -> None:
    if annotation.end > len(text):
        raise RecordError(f"it ends at {annotation.end}, the text at {len(text)}")
    there, given = text[annotation.start : annotation.end], record.get("text")
    if given is not None and (not isinstance(given, str) or settle(given) != there):
        raise RecordError(f"the text at {annotation.start} is {there[:60]!r}, the annotation says {str(given)[:60]!r}")


def _moved(raw: str, settled: str, listed: Iterable[Any]) -> dict[int, int] | None:
    """Where each offset of the raw text lies in the settled one; None where settling changed nothing.

    Offsets are given for the text that was handed in. Settled piece by piece between them, the text is gone over once; a
    piece that would only compose with its neighbour shows when the span's text is compared.
    """
    if raw == settled:
        return None
    records = [r for r in listed if isinstance(r, dict)]
    offsets = {r[name] for r in records for name in (*OFFSETS, *ORIGINAL) if type(r.get(name)) is int}
    offsets |= {at for r in records for span in _spans(r).values() for at in span}
    moved, at, length = {}, 0, 0
    for offset in sorted(o for o in offsets if 0 <= o <= len(raw)):
        length += len(_settled_piece(raw, at, offset))
        moved[offset], at = length, offset
    return moved


def _settled_piece(raw: str, start: int, end: int) -> str:
    piece = settle(raw[start:end]) if start == 0 else settle(" " + raw[start:end])[1:]  # a BOM is cut at the front only
    crossing = (
        raw[end - 1 : end + 1] == "\r\n" and end > start
    )  # "\r\n" cut in two: the line end counts with its second half
    return piece[:-1] if crossing else piece


def _list(record: Mapping[str, Any], name: str, problems: list[str]) -> list[Any]:
    value = record.get(name)
    if value is None or isinstance(value, list):
        return value or []
    problems.append(f"{name} should be a list, found {type(value).__name__}.")
    return []


def _mapping(raw: Any) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise RecordError(f"it should be an object, found {type(raw).__name__}")
    return raw
