"""The agreement of a collection's coders, and where they differ, as the page, the command line and CSV files take them."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.agreement import report
from components.agreement.differences import COMPARED, Difference
from components.agreement.report import MEASURES, Line, Pair
from components.edits import next_annotation
from components.exporters.guard import FORMULA, GUARD
from components.labels import layer_of
from components.model import Annotation, Edit
from components.rereading import with_readings
from components.store import CodingError, Settlement, Store
from components.tables import JOINED

COLUMNS = (
    *("kind", "name", "analyst", "articles", "items"),
    *(f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high")),
    "guarded",
)
DIFFERENCES = (
    *("article_id", "title", "place_id", "start", "end", "place_text", "coder", "annotation_id", "layer", "label"),
    *("annotation_start", "annotation_end", "text", "values", "taken", "settled_by", "settled_at", "guarded"),
)
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The agreement of a collection: its lines, what must be said before them, and how many articles were compared."""

    lines: tuple[Line, ...]
    note: str
    articles: int


def compared(store: Store, collection: str) -> Compared:
    """How far those agree who are done with articles of a collection."""
    ids = [article_id for article_id, _, _ in store.codings.progress(collection)]
    found: list[Pair] = report.pairs((coded.text, coded.codings) for coded in store.codings.each_coded(ids))
    return Compared(tuple(report.report(found)), report.note(found), len({pair.article for pair in found}))


def agreement_csv(lines: Iterable[Line]) -> bytes:
    """The report as a CSV file, a line a row; a coefficient that is not defined is empty."""
    return _csv(COLUMNS, map(_row, lines))


def _row(line: Line) -> dict[str, Cell]:
    row: dict[str, Cell] = {name: getattr(line, name) for name in COLUMNS[:5]}
    for name, measure in line.measures.items():
        for end, value in (("", measure.value), ("_low", measure.low), ("_high", measure.high)):
            row[name + end] = None if value is None else round(value, 4)
    return row


def differences_csv(store: Store, collection: str) -> bytes:
    """Every place where coders differ as a CSV file: a row for each highlight that a coder has there, or one that says they have
    none, with what was settled."""
    ids = [article_id for article_id, _, standing in store.codings.progress(collection) if len(standing.finished) > 1]
    return _csv(DIFFERENCES, (row for article_id in ids for row in _differing(store.settling.of(article_id))))


def _differing(found: Settlement) -> Iterator[dict[str, Cell]]:
    text = found.coded.text
    for place in found.differing:
        decision = found.decided.get(place.id)
        about: dict[str, Cell] = {
            "article_id": found.coded.article_id,
            "title": found.coded.title,
            "place_id": place.id,
            "start": place.start,
            "end": place.end,
            "place_text": text[place.start : place.end],
            "taken": _taken(decision.taken, decision.is_own) if decision else None,
            "settled_by": decision.author if decision else None,
            "settled_at": decision.time if decision else None,
        }
        for reading in place.readings:
            for coder in reading.coders:
                for a in reading.annotations or (None,):
                    yield {**about, "coder": coder, **(_highlight(a, text) if a else {})}


def _taken(names: Sequence[str], is_own: bool) -> str:
    return "another reading" if is_own else JOINED.join(names) or "none"


def _highlight(a: Annotation, text: str) -> dict[str, Cell]:
    return {
        "annotation_id": a.id,
        "layer": a.layer,
        "label": a.label,
        "annotation_start": a.start,
        "annotation_end": a.end,
        "text": text[a.start : a.end],
        "values": JOINED.join(f"{name}: {value}" for name, value in values(a)),
    }


def values(a: Annotation) -> list[tuple[str, str]]:
    """The values that coders are compared by, as far as they are known."""
    known = ((name, getattr(a.values, name)) for name in COMPARED[a.layer])
    return [
        (name.replace("_", " "), f"{value:g}" if isinstance(value, float) else str(value))
        for name, value in known
        if value is not None
    ]


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        cells = ["" if row.get(name) is None else row[name] for name in columns[:-1]]
        guarded = [n for n, cell in enumerate(cells) if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA]
        safe = [f"{GUARD}{cell}" if n in guarded else cell for n, cell in enumerate(cells)]
        writer.writerow([*safe, JOINED.join(columns[n] for n in guarded)])
    return out.getvalue().encode("utf-8", "replace")


def own_reading(store: Store, article_id: str, place: Difference, label: str, words: str, author: str) -> Annotation:
    """The highlight that an editor states for a place in their own words: these words in or about it, read by the grammar. Raises
    CodingError where they do not stand there, LabelError, EditRefusedError, RecordError."""
    text = store.text(article_id)
    start = _found(text, words, place)
    data = {"layer": layer_of(label), "label": label, "start": start, "end": start + len(words), "text": words}
    edit = Edit(uuid.uuid4().hex, article_id, "add", uuid.uuid4().hex, data, author=author, n=1)
    (ready,) = with_readings(lambda id: store.target(article_id, id), text, [edit])
    made = next_annotation(None, ready, text) if isinstance(ready, Edit) else None
    if made is None:
        raise CodingError("this cannot be a highlight here")
    return made


def _found(text: str, words: str, place: Difference) -> int:
    """Where words stand that overlap a place, the nearest to its beginning."""
    if not words.strip():
        raise CodingError("which words are it? Type them as they stand in the text")
    starts = []
    at = text.find(words, max(0, place.start - len(words)))
    while 0 <= at < place.end:
        starts.append(at)
        at = text.find(words, at + 1)
    over = [start for start in starts if start + len(words) > place.start]
    if not over:
        raise CodingError(f"“{words[:60]}” does not stand at this place of the text")
    return min(over, key=lambda start: abs(start - place.start))
