"""Highlights of other tools: their labels made ours, their offsets checked against the text; what cannot be placed is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from components.anchor import find_words
from components.importers import own
from components.importers.choices import Choices
from components.labels import labels
from components.model import Annotated, Problem

SAME: Mapping[str, str] = {  # what other tools and corpora call our labels
    "PER": "PERSON",
    "PERS": "PERSON",
    "PEOPLE": "PERSON",
    "NAME": "PERSON",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "COMPANY": "ORG",
    "CORPORATION": "ORG",
    "LOCATION": "LOC",
    "PLACE": "LOC",
    "GEO": "GPE",
    "COUNTRY": "GPE",
    "CITY": "GPE",
    "FACILITY": "FAC",
    "NATIONALITY": "NORP",
    "GROUP": "NORP",
    "WORK": "WORK_OF_ART",
    "QUOTE": "DIRECT",
    "QUOTATION": "DIRECT",
    "CARDINAL": "COUNT",
    "QUANTITY": "MEASURE",
    "PERCENTAGE": "PERCENT",
    "DEATHS": "KILLED",
    "DEAD": "KILLED",
    "WOUNDED": "INJURED",
}


def label_of(name: str, choices: Choices) -> str | None:
    """Our label for another tool's: what a person chose, ours by its name, or a common other name of one; None where none is.

    >>> label_of("per", Choices()), label_of("B-quote", Choices()), label_of("VICTIM", Choices({}, labels={"VICTIM": "KILLED"}))
    ('PERSON', None, 'KILLED')
    """
    if name in choices.labels:
        return choices.labels[name] or None
    plain = name.strip().upper().replace(" ", "_").replace("-", "_")
    for candidate in (plain, SAME.get(plain, "")):
        if candidate in labels():
            return candidate
    titles = {label.title.upper(): label.name for label in labels().values()}
    return titles.get(name.strip().upper())


def article(
    found: Mapping[str, Any], marks: Iterable[Mapping[str, Any]], where: str, choices: Choices
) -> Iterator[Annotated | Problem]:
    """The article of the fields ``found`` (a text among them) with the ``marks`` of another tool: each with label, start and
    end, maybe its text and, in our own exports, all of its record. A label that Dateline does not have is told once."""
    unknown: Counter[str] = Counter()
    kept: list[dict[str, Any]] = []
    seen: set[tuple[Any, ...]] = set()
    for mark in marks:
        name = str(mark.get("label") or "")
        label = label_of(name, choices)
        if label is None:
            if choices.labels.get(name) != "":
                unknown[name] += 1
            continue
        placed = _placed({"status": "accepted", "origin": "import", **mark, "label": label}, str(found["text"]))
        place = (placed.get("id"), label, placed.get("start"), placed.get("end"))
        if place not in seen:  # without ids of their own, two at one place are one
            seen.add(place)
            kept.append(placed)
    for name, count in unknown.items():
        yield Problem(
            where,
            f"{count:,} highlight{'' if count == 1 else 's'} with the label {name[:40]!r} left out: Dateline has no such label. "
            f"Choose one of ours for it, or add it to data/labels.toml.",
        )
    yield from own.article({**found, "annotations": kept}, where)


def _placed(mark: dict[str, Any], text: str) -> dict[str, Any]:
    """The mark at the one place where its words stand, if they are not where its offsets say (another tool counts UTF-16,
    bytes or trimmed the text); as it was where there is no such place: the reading of the record tells it then."""
    words, start, end = mark.get("text"), mark.get("start"), mark.get("end")
    if (
        not isinstance(words, str)
        or type(start) is not int
        or type(end) is not int
        or (text[start:end] == words and end <= len(text))
    ):
        return mark
    counted = points(text, start), points(text, end)
    if text[counted[0] : counted[1]] == words:
        return {**mark, "start": counted[0], "end": counted[1]}
    there = find_words(words, text, near=start)
    return {**mark, "start": there.start, "end": there.end} if there else mark


def points(text: str, units: int) -> int:
    """The code point at an offset in UTF-16 units, which tools in JavaScript count."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode("utf-16-le", "replace"))
