"""The rules for values that a person sets: days of the calendar, amounts that fit together, figures that there are. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from components.model import CASUALTIES, Annotation, Edit, FigureValues, RecordError, Toll, check_value

AMOUNTS = ("value", "low", "high", "bound", "unit")
A_DAY = "a day such as 14 May 2013 or 2013-05-14, a month such as May 2013"  # as written.py says
DAYS = ("iso", "as_of", "period_start", "period_end")
MOST = 10**15  # more than all the money there is
MOST_PEOPLE = 10**10  # more than there are
NEVER_NEGATIVE = frozenset(
    ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT", "DURATION", "AGE", "COUNT")
)
LONGEST = 500  # characters of a name, a source, a place
SI = ("value_si", "low_si", "high_si", "unit_si")
DERIVED = (*SI, "entity_id", "speaker_score")  # what follows from other values, or is the machine's to say
LINKS = ("same_as", "supersedes", "part_of")
Find = Callable[[str], Annotation | None]  # the annotation of an article that has an id
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def check_typed(before: Annotation | None, edit: Edit, find: Find = lambda id: None) -> None:
    """Raises RecordError where the values that a person sets in ``before``, or gives what is added, cannot be.

    The inspector has the same rules (reader/frontend/src/fields.ts), and tests/unit/reader/typed_values.json holds both to the
    same cases and the same words:

    - a day is 2013-05-14, a month 2013-05, a year 2013, an interval two of them with a slash, each in the calendar;
    - where an edit sets one of AMOUNTS, those of the figure fit together: from <= value <= to, a range has both ends, every
      other bound but vague has a value, people are never below zero nor more than there are, nothing is beyond MOST;
    - what other values say (DERIVED) is not set, no text is longer than LONGEST, and a figure that another one restates, revises
      or is part of stands in the same article: ``find`` answers the annotation of an id.

    What the machine read may break them, and edits that touch no amount leave it so. Asked before an edit is stored; a stored
    edit is replayed whatever the rules are by then.
    """
    values = edit.data.get("values")
    if edit.op not in ("set", "add") or (edit.op == "set" and before is None) or not isinstance(values, Mapping):
        return
    _check_derived(values)
    _check_texts(values)
    _check_links(values, edit.target, find)
    label = before.label if before is not None else edit.data.get("label")
    if values.get("victim_type") is not None and label not in CASUALTIES:
        raise RecordError("Only figures of casualties have victims")
    for name in DAYS:
        if isinstance(values.get(name), str) and not _is_day(values[name]):
            raise RecordError(A_DAY)
    there = before.values if before is not None else FigureValues() if edit.data.get("layer") == "figure" else None
    if isinstance(there, FigureValues) and not values.keys().isdisjoint(AMOUNTS):
        after = replace(there, **{name: check_value(name, values[name]) for name in AMOUNTS if name in values})
        if problem := _conflict(before.label if before is not None else str(edit.data.get("label")), after):
            raise RecordError(problem)


def check_toll(toll: Toll, find: Find) -> None:
    """Raises RecordError where a toll that a person sets cannot be: its amounts, its day, its texts and the figures it rests on
    are checked as those of figures are."""
    about = {"source": toll.source, "place": toll.place, "reason": toll.reason}
    _check_texts(about)
    if toll.as_of is not None and not _is_day(toll.as_of):
        raise RecordError(A_DAY)
    if toll.value is None and toll.low is None and toll.high is None:
        raise RecordError("A toll needs a number")
    if problem := _conflict(toll.label, FigureValues(toll.value, toll.low, toll.high, toll.bound)):
        raise RecordError(problem)
    for id in toll.figure_ids:
        figure = find(id)
        if figure is None or figure.layer != "figure" or figure.status == "rejected":
            raise RecordError(f"There is no figure {id[:60]!r} in this article for the toll to rest on")
        if figure.label != toll.label:
            raise RecordError(f"The figure {id[:60]!r} counts {figure.label}, the toll {toll.label}")


def _check_derived(values: Mapping[str, Any]) -> None:
    for name in DERIVED:
        if values.get(name) is not None:
            raise RecordError(f"{name} follows from other values and is not set by hand")


def _check_texts(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, str) and len(value) > LONGEST:
            raise RecordError(f"{name} is longer than {LONGEST} characters")


def _check_links(values: Mapping[str, Any], own: str, find: Find) -> None:
    for name in LINKS:
        id = values.get(name)
        if id is None or not isinstance(id, str):
            continue
        other = find(id)
        if id == own or other is None or other.layer != "figure" or other.status == "rejected":
            raise RecordError(f"{name} must be another figure of this article, found {id[:60]!r}")


def _is_day(text: str) -> bool:
    parts = text.split("/")
    if len(parts) > 2 or not all(_in_calendar(part) for part in parts):
        return False
    first, last = parts[0], parts[-1]
    return first[: len(last)] <= last[: len(first)]  # it ends no earlier than it begins


def _in_calendar(text: str) -> bool:
    found = _DAY.fullmatch(text)
    if not found or not text.isascii():
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _conflict(label: str, figure: FigureValues) -> str:
    """Why the amounts of a figure cannot be, "" where they can."""
    value, low, high, bound = figure.value, figure.low, figure.high, figure.bound
    people = label in CASUALTIES or figure.unit == "people"
    for amount in (value, low, high):
        if amount is None:
            continue
        if people and amount < 0:
            return "A number of people is never below zero"
        if people and amount > MOST_PEOPLE:
            return "There are not so many people"
        if amount < 0 and label in NEVER_NEGATIVE:
            return "A size, a time or a count is never below zero"
        if abs(amount) > MOST:
            return "This number is too large"
    if low is not None and high is not None and low > high:
        return "“From” is larger than “to”"
    if bound == "range" and (low is None or high is None):
        return "A range needs “from” and “to”"
    if bound is not None and bound not in ("range", "vague") and value is None:
        return f"“{bound.replace('_', ' ')}” needs a value"
    if value is not None and low is not None and value < low:
        return "The value is below “from”"
    if value is not None and high is not None and value > high:
        return "The value is above “to”"
    return ""
