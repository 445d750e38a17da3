"""Between records and rows: JSON in text columns, the same on both engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from components import edits, memory, tolls, triggers
from components.model import (
    CASUALTIES,
    Annotation,
    Edit,
    RecordError,
    Toll,
    annotation_of,
    record_of,
    toll_of,
    toll_record,
)

RECORDS_KEPT = 32_768  # about 40 MB of annotations, whatever the length of an export
LARGEST = 2**63
COUNTED = {"entity": "entities", "quote": "quotes", "figure": "figures"}
COUNTS = (*COUNTED.values(), "suggestions", "doubt")
REMEMBERED = ("surface", "decision", "left_label", "judged_by", "judged_at")
LONGEST_LABEL = 100  # an index holds it


def dump(value: Any) -> str:
    """``value`` as compact JSON that every database can hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def storable(value: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold the string: no NUL, no lone surrogate."""
    if value.isascii():
        return "\0" not in value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def checked_record(annotation: Annotation) -> dict[str, Any]:
    """The flat record of an annotation; raises RecordError where a string or number of it is one that no database, or no JSON,
    can hold."""
    record = record_of(annotation)
    for name, value in record.items():
        kind = type(value)
        if kind is str:
            if not storable(value):
                raise RecordError(f"{name} holds characters that no text can have (NUL or half a surrogate pair)")
        elif kind in (int, float) and not abs(value) < LARGEST:  # so that NaN is caught too
            raise RecordError(f"{name} is no number that can be counted to")
    return record


def annotation_columns(annotation: Annotation | None, text: str = "") -> dict[str, Any]:
    """The columns of a touched annotation's row that follow from it and its article's text; all null where it is gone."""
    if annotation is None:
        return dict.fromkeys(("record", "label", "start", *REMEMBERED))
    return {
        "record": dump(record_of(annotation)),
        "label": annotation.label,
        "start": annotation.start,
        **remembered_columns(annotation, text),
    }


def remembered_columns(annotation: Annotation, text: str) -> dict[str, str | None]:
    """What the memory takes of an annotation: the string that was judged (of figures and quotes the words that its label rests
    on), how, by whom and when; all null where none was."""
    decided = memory.decision(annotation)
    left = memory.left_label(annotation)
    if decided is None:
        return dict.fromkeys(REMEMBERED)
    if annotation.layer == "entity" or memory.is_entity(left):
        surface = memory.key(text[annotation.start : annotation.end])
    else:
        surface = triggers.trigger(annotation, text) or ""
    if not 0 < len(surface) <= memory.LONGEST or max(len(annotation.label), len(left or "")) > LONGEST_LABEL:
        return dict.fromkeys(REMEMBERED)
    return {
        "surface": surface,
        "decision": decided,
        "left_label": left,
        "judged_by": annotation.updated_by or annotation.created_by,
        "judged_at": annotation.updated_at or annotation.created_at,
    }


@lru_cache(maxsize=RECORDS_KEPT)
def read_annotation(record: str) -> Annotation:
    """The annotation of a row's record; kept, for after an edit all rows but one are what they were."""
    return annotation_of(json.loads(record))


def read_records(rows: Iterable[tuple[str, str | None]]) -> list[dict[str, Any]]:
    """The flat records of (record, last_op) pairs, each with "last"; one JSON parse for all of them."""
    pairs = list(rows)
    records: list[dict[str, Any]] = json.loads("[" + ",".join(record for record, _ in pairs) + "]")
    for record, (_, last) in zip(records, pairs, strict=True):
        record["last"] = last
    return records


def contribution(annotation: Annotation | None) -> dict[str, int]:
    """What an annotation adds to its article's counts; a rejected one adds nothing."""
    if annotation is None or annotation.status == "rejected":
        return {}
    if annotation.status != "suggested":
        return {COUNTED[annotation.layer]: 1}
    return {COUNTED[annotation.layer]: 1, "suggestions": 1, "doubt": doubt(annotation.score)}


def doubt(score: float | None) -> int:
    """How unsure the machine is of a suggestion, in thousandths: whole numbers, so that sums over edits stay exact."""
    return 0 if score is None else round((1 - min(1.0, max(0.0, score))) * 1000)


def counts(annotations: Iterable[Annotation]) -> dict[str, int]:
    """The counts of an article."""
    found = dict.fromkeys(COUNTS, 0)
    for annotation in annotations:
        for name, value in contribution(annotation).items():
            found[name] += value
    return found


def tolls_of(annotations: Iterable[Annotation], by_hand: Mapping[str, Toll]) -> dict[str, Toll]:
    """The tolls of an article from its casualty figures; the same for state, library and export."""
    return tolls.tolls([a for a in annotations if a.label in CASUALTIES], by_hand)


def dump_tolls(found: Mapping[str, Toll]) -> str:
    """The tolls of an article as its row keeps them."""
    return dump({label: toll_record(toll) for label, toll in found.items()})


def read_tolls(column: str) -> dict[str, Toll]:
    """The tolls of an article's row."""
    return {label: toll_of(label, record) for label, record in json.loads(column).items()}


def killed(found: Mapping[str, Toll]) -> float | None:
    """The number by which the library sorts articles: what is known of the KILLED toll."""
    toll = found.get("KILLED")
    if toll is None:
        return None
    known = [number for number in (toll.value, toll.low, toll.high) if number is not None]
    return float(known[0]) if known else None


def edit_columns(edit: Edit, article_key: int) -> dict[str, Any]:
    """The row of an edit."""
    row = edits.edit_record(edit)
    del row["article_id"]
    return {"after": None, "group": None, **row, "article_key": article_key, "data": dump(dict(edit.data))}


def read_edit(row: RowMapping, article_id: str) -> Edit:
    """The edit of a row."""
    return Edit(
        op_id=row["op_id"],
        article_id=article_id,
        op=row["op"],
        target=row["target"],
        data=json.loads(row["data"]),
        after=row["after"],
        group=row["group"],
        author=row["author"],
        time=row["time"],
        client=row["client"],
        n=row["n"],
        coding=row["coding"],
    )
