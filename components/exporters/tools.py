"""For other annotation tools: JSONL for Prodigy and doccano, JSON for Label Studio, standoff in a zip file for brat."""

from __future__ import annotations

import json
import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from components.exporters import marks
from components.exporters.csv_zip import NO_TIME, Chunks
from components.exporters.options import Options
from components.model import Annotated


def export_prodigy(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A line an article: {"text", "spans": [{start, end, label, ...}], "meta", "answer"}; spans carry all of our keys."""
    for annotated in annotateds:
        spans = marks.records(annotated, options.judged)
        yield _line(
            {"text": annotated.article.text, "spans": spans, "meta": marks.facts(annotated), "answer": "accept"}
        )


def export_doccano(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A line an article: {"text", "label": [[start, end, label], ...], "meta"}, as doccano's sequence labelling reads it."""
    for annotated in annotateds:
        spans = [[r["start"], r["end"], r["label"]] for r in marks.records(annotated, options.judged)]
        yield _line({"text": annotated.article.text, "label": spans, "meta": marks.facts(annotated)})


def export_label_studio(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A list of tasks; each highlight is a region of the control "label" on the object "text", offsets in UTF-16 as its editor
    counts, its full record under "meta"."""
    yield b"["
    for number, annotated in enumerate(annotateds, 1):
        yield (b"\n" if number == 1 else b",\n") + _line(_task(annotated, number, options.judged)).rstrip(b"\n")
    yield b"\n]\n"


def _task(annotated: Annotated, number: int, judged: bool) -> dict[str, Any]:
    """One task; Label Studio gives it a number of its own, but its converter wants one."""
    text = annotated.article.text
    units = _Units(text)
    results = [
        {
            "id": record["id"],
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {
                "start": units.at(record["start"]),
                "end": units.at(record["end"]),
                "text": record["text"],
                "labels": [record["label"]],
            },
            "meta": {"dateline": record},
        }
        for record in marks.records(annotated, judged)
    ]
    data = {"text": text, **marks.facts(annotated)}
    return {"id": number, "data": data, "annotations": [{"id": number, "result": results}]}


class _Units:
    """Code points → UTF-16 units, which JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if c > "\uffff"]

    def at(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


def export_brat(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A zip file with a .txt and an .ann for each article, and the annotation.conf that brat wants beside them."""
    buffer = Chunks()
    used: set[str] = set()
    seen: set[str] = set()
    with zipfile.ZipFile(buffer.file, "w", zipfile.ZIP_DEFLATED) as archive:
        for annotated in annotateds:
            records = marks.records(annotated, options.judged)
            seen |= {record["label"] for record in records}
            name = _file_name(annotated.article.id, used)
            _write(archive, f"{name}.txt", annotated.article.text)
            _write(archive, f"{name}.ann", "".join(_standoff(records)))
            yield buffer.take()
        listed = "".join(f"{label}\n" for label in sorted(seen))
        _write(archive, "annotation.conf", f"[entities]\n{listed}[relations]\n[events]\n[attributes]\n")
    yield buffer.take()


def _standoff(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A line for each highlight; brat wants one over a line end in pieces, and shows a note beside it."""
    for number, record in enumerate(records, 1):
        pieces = [(m.start() + record["start"], m.group()) for m in re.finditer(r"[^\n]+", record["text"])]
        places = ";".join(f"{at} {at + len(words)}" for at, words in pieces) or f"{record['start']} {record['end']}"
        yield f"T{number}\t{record['label']} {places}\t{' '.join(words for _, words in pieces)}\n"
        if record.get("comment"):
            yield f"#{number}\tAnnotatorNotes T{number}\t{' '.join(record['comment'].split())}\n"


def _file_name(ident: str, used: set[str]) -> str:
    """A file's name for an article's id: letters, digits and hyphens, each once."""
    plain = re.sub(r"[^\w-]+", "-", ident)[:80].strip("-") or "article"
    name, n = plain, 1
    while name.lower() in used:
        n += 1
        name = f"{plain}-{n}"
    used.add(name.lower())
    return name


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    archive.writestr(info, text.encode("utf-8", "replace"))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
