"""The rules for values that a person types into the inspector: days of the calendar, and amounts that fit together. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from components.model import CASUALTIES, Annotation, Edit, FigureValues, RecordError, check_value

AMOUNTS = ("value", "low", "high", "bound", "unit")
DAYS = ("iso", "as_of", "period_start", "period_end")
MOST = 10**15  # more than all the money there is
MOST_PEOPLE = 10**10  # more than there are
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def check_typed(before: Annotation | None, edit: Edit) -> None:
    """Raises RecordError where the values that a person sets in ``before`` cannot be.

    The inspector has the same rules (reader/frontend/src/fields.ts), and tests/unit/reader/typed_values.json holds both to the
    same cases and the same words:

    - a day is 2013-05-14, a month 2013-05, a year 2013, an interval two of them with a slash, each in the calendar;
    - where an edit sets one of AMOUNTS, those of the figure fit together: from <= value <= to, a range has both ends, every
      other bound but vague has a value, people are never below zero nor more than there are, nothing is beyond MOST.

    What the machine read may break them, and edits that touch no amount leave it so. Asked before an edit is stored; a stored
    edit is replayed whatever the rules are by then.
    """
    values = edit.data.get("values")
    if edit.op != "set" or before is None or not isinstance(values, Mapping):
        return
    for name in DAYS:
        if isinstance(values.get(name), str) and not _is_day(values[name]):
            raise RecordError("a day as 2013-05-14, a month as 2013-05")
    if isinstance(before.values, FigureValues) and not values.keys().isdisjoint(AMOUNTS):
        after = replace(before.values, **{name: check_value(name, values[name]) for name in AMOUNTS if name in values})
        if problem := _conflict(before.label, after):
            raise RecordError(problem)


def _is_day(text: str) -> bool:
    parts = text.split("/")
    return len(parts) <= 2 and all(_in_calendar(part) for part in parts)


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
