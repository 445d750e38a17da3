"""JSON of other annotation tools, told by its keys: doccano, Label Studio, Prodigy, spaCy, W3C Web Annotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from components.importers import fields, marked
from components.importers.choices import Choices
from components.model import Annotated, Problem

Entry = Mapping[str, Any]
Reader = Callable[[Entry, str, Choices], Iterator[Annotated | Problem]]
KEPT = (
    "id",
    "title",
    "outlet",
    "author",
    "published",
    "url",
    "language",
    "tags",
)  # fields of an article that tools carry along


def reader_of(entry: Entry) -> Reader | None:
    """What reads a tool's entry; None where it is no other tool's."""
    return next((reader for reader, is_its in READERS if is_its(entry)), None)


def _doccano(entry: Entry, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """{"text" or "data", "label" or "labels": [[start, end, label], ...]}, or "entities" with start_offset and end_offset."""
    text = entry.get("text", entry.get("data"))
    marks = [_triple(mark) for key in ("label", "labels") for mark in _list(entry, key)]
    marks += [
        {"start": e.get("start_offset"), "end": e.get("end_offset"), "label": e.get("label")}
        for e in _dicts(entry, "entities")
    ]
    yield from marked.article({**_facts(entry), "text": text}, filter(None, marks), where, choices)


def _spans(entry: Entry, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """Prodigy's {"text", "spans": [{start, end, label}], "answer"}; spaCy's own {"text", "ents": [...]} or "entities"."""
    if entry.get("answer") in ("reject", "ignore"):
        yield Problem(where, f"The example was answered {entry['answer']!r}; its highlights were left out.")
        yield from marked.article({**_facts(entry), "text": entry["text"]}, (), where, choices)
        return
    marks: list[Entry | None] = [*_dicts(entry, "spans"), *_dicts(entry, "ents")]
    marks += [_triple(mark) for mark in _list(entry, "entities")]
    yield from marked.article({**_facts(entry), "text": entry["text"]}, filter(None, marks), where, choices)


def _label_studio(entry: Entry, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """{"data": {"text"}, "annotations": [{"result": [{"value": {start, end, text, labels}}]}]}: of several the last is taken."""
    data = entry["data"]
    name = next((n for n in fields.ALIASES["text"] if isinstance(data.get(n), str)), None)
    if name is None:
        yield Problem(where, "The task's data hold no text under a name that Dateline knows.")
        return
    made = [a for a in _dicts(entry, "annotations") if not a.get("was_cancelled")]
    if len(made) > 1:
        yield Problem(where, f"{len(made)} people annotated this task; the last one's highlights were taken.")
    results = made[-1].get("result") if made else []
    facts = {**_facts(data), **{key: value for key, value in _facts(_dict(entry, "meta")).items() if value}}
    if isinstance(entry.get("id"), int | str) and "id" not in facts:
        facts["id"] = str(entry["id"])
    yield from marked.article({**facts, "text": data[name]}, _results(results, data[name]), where, choices)


def _results(results: Any, text: str) -> Iterator[Entry]:
    """The regions of a task, whose editor counts UTF-16: only where the words do not stand there, another count is tried later."""
    for result in results if isinstance(results, list) else ():
        value = result.get("value") if isinstance(result, dict) else None
        if not isinstance(value, dict):
            continue
        names = _list(value, "labels") or _list(value, "hypertextlabels")
        carried = _dict(_dict(result, "meta"), "dateline")
        for name in names:
            yield {**carried, **_points(value, text), "text": value.get("text"), "label": name}


def _points(value: Entry, text: str) -> dict[str, Any]:
    """Start and end in code points, where UTF-16 offsets lead to the region's words; else as they are."""
    ends = value.get("start"), value.get("end")
    if all(type(end) is int for end in ends) and not text.isascii():
        start, end = (marked.points(text, units) for units in ends if isinstance(units, int))
        if text[start:end] == value.get("text"):
            return {"start": start, "end": end}
    return {"start": ends[0], "end": ends[1]}


def _web_annotations(entry: Entry, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    """A W3C collection or page as our export makes it: the article with its text beside the items, a selector in each."""
    items = _dicts(_dict(entry, "first") or entry, "items")
    source = _dict(entry, "dateline:article") or _dict(entry, "source")  # as earlier versions called it
    text = source.get("value")
    if not isinstance(text, str):
        yield Problem(
            where,
            f"{len(items):,} web annotations without the text they are on. Dateline needs it as the value of dateline:article.",
        )
        return
    marks = [mark for item in items if (mark := _selected(item))]
    if lost := len(items) - len(marks):
        yield Problem(where, f"{lost:,} web annotations were left out: they have no position in the text or no label.")
    yield from marked.article({**_facts(source), "text": text}, marks, where, choices)


def _selected(item: Entry) -> dict[str, Any] | None:
    target = item.get("target")
    selectors = target.get("selector") if isinstance(target, dict) else None
    listed = selectors if isinstance(selectors, list) else [selectors]
    of_kind: dict[Any, Entry] = {s.get("type"): s for s in listed if isinstance(s, dict)}
    position, quote = of_kind.get("TextPositionSelector"), of_kind.get("TextQuoteSelector", {})
    bodies = item.get("body")
    bodies = bodies if isinstance(bodies, list) else [bodies]
    label = next(
        (b.get("value") for b in bodies if isinstance(b, dict) and b.get("purpose") in ("tagging", "classifying")), None
    )
    if position is None or label is None:
        return None
    words = {"text": quote["exact"]} if isinstance(quote.get("exact"), str) else {}
    return {
        **_dict(item, "dateline:record"),
        "start": position.get("start"),
        "end": position.get("end"),
        "label": label,
        **words,
    }


READERS: tuple[tuple[Reader, Callable[[Entry], bool]], ...] = (
    (_label_studio, lambda e: isinstance(e.get("data"), dict) and ("annotations" in e or "predictions" in e)),
    (_web_annotations, lambda e: "anno.jsonld" in str(e.get("@context", ""))),
    (_spans, lambda e: isinstance(e.get("text"), str) and any(_marks(e, key) for key in ("spans", "ents"))),
    (_spans, lambda e: isinstance(e.get("text"), str) and "answer" in e and "_input_hash" in e),
    (_spans, lambda e: isinstance(e.get("text"), str) and any(_triple(m) for m in _list(e, "entities"))),
    (_doccano, lambda e: isinstance(e.get("text", e.get("data")), str) and _has_offsets(e)),
)


def _marks(entry: Entry, key: str) -> bool:
    """Whether the key lists spans; an empty list beside "tokens" is one too."""
    found = _dicts(entry, key)
    return (
        key in entry
        and len(found) == len(_list(entry, key))
        and all("start" in mark and "label" in mark for mark in found)
    )


def _has_offsets(entry: Entry) -> bool:
    if any("start_offset" in mark for mark in _dicts(entry, "entities")):
        return True
    return any(isinstance(entry.get(key), list) and all(map(_triple, entry[key])) for key in ("label", "labels"))


def _triple(mark: Any) -> dict[str, Any] | None:
    """A highlight written as [start, end, label]."""
    if (
        isinstance(mark, list)
        and len(mark) == 3
        and type(mark[0]) is int
        and type(mark[1]) is int
        and isinstance(mark[2], str)
    ):
        return {"start": mark[0], "end": mark[1], "label": mark[2]}
    return None


def _list(entry: Entry, key: str) -> list[Any]:
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _dict(entry: Entry, key: str) -> Entry:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _dicts(entry: Entry, key: str) -> list[dict[str, Any]]:
    return [value for value in _list(entry, key) if isinstance(value, dict)]


def _facts(entry: Entry) -> dict[str, Any]:
    """The article's fields that an entry, or what it carries as "meta", has under a name that Dateline knows."""
    inner = entry.get("meta")
    places = (entry, inner) if isinstance(inner, Mapping) else (entry,)
    found: dict[str, Any] = {}
    for place in places:
        for key, value in place.items():
            field = fields.FIELD_OF.get(str(key).lower())
            if field in KEPT and isinstance(value, str | int | list) and not isinstance(value, bool):
                found.setdefault(field, value)
    return found
