"""What an event is called, of which kind it was and when, set by hand."""

from __future__ import annotations

import calendar
from datetime import date

import streamlit as st

from components import session
from components.events.account import Account
from components.events.decisions import EventOp
from components.events.model import DAY_PRECISIONS, Event
from components.pages import layout
from components.pages.event_deciding import decide, field, one_of
from components.written import read_day


def form(account: Account, seen: int) -> None:
    """Forms for what the event is called, what kind it was and when; what is not changed is not stored.

    A field counts as changed against what was there when the form was first shown: what a colleague saved since is refused and
    told, and what was typed stays; who saves once more has seen it.
    """
    key = f"event form {account.event.id}"
    seen, was = session.recall(key, None) or session.remember(key, (seen, account.event))
    with st.form("event-details", border=False):
        name = field("Name", was.id, was.name)
        kind = field("Kind", was.id, was.kind)
        days = st.columns(2)
        with days[0]:
            first = field("First day", was.id, was.first_day, "14 May 2024")
        with days[1]:
            last = field("Last day", was.id, was.last_day, "the first day")
        precision = one_of("Day known to the", was.id, DAY_PRECISIONS, was.day_precision, "by the days")
        if not st.form_submit_button("Save", type="primary"):
            return
    try:
        ops = changes(was, name, kind, (first, last, precision))
    except ValueError as error:
        st.error(layout.plain(str(error)), icon=":material/error:")
        return
    for op, data in ops:
        decide(op, seen, {"event": was.id, **data})
    session.forget(key)
    st.rerun()


def changes(
    was: Event, name: str, kind: str, days: tuple[str, str, str | None]
) -> list[tuple[EventOp, dict[str, object]]]:
    """The decisions that what was typed comes to. Raises ValueError with a sentence for the analyst."""
    ops: list[tuple[EventOp, dict[str, object]]] = []
    if name and name != was.name:
        ops.append(("name", {"name": name}))
    if kind != (was.kind or ""):
        ops.append(("kind", {"kind": kind or None}))
    if days != (was.first_day or "", was.last_day or "", was.day_precision):
        first, last, precision = days
        ops.append(("day", days_of(first, last, None if precision == was.day_precision else precision)))
    return ops


def days_of(first: str, last: str, precision: str | None = None) -> dict[str, object]:
    """The data of a decision on days, from what was typed and the precision that was chosen, if one was; an empty last day is the end of
    what the first says. Raises ValueError with a sentence for the analyst.

    >>> days_of("May 2024", "")
    {'first_day': '2024-05-01', 'last_day': '2024-05-31', 'day_precision': 'month'}
    """
    if not first:
        if last:
            raise ValueError("Say the first day too.")
        return {"first_day": None, "last_day": None, "day_precision": None}
    begin, of_month = _ends(first)
    end = _ends(last)[1] if last else of_month
    if precision == "month":
        begin, end = begin.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])
    if end < begin:
        raise ValueError("An event's first day comes before its last.")
    if precision == "day" and begin != end:
        raise ValueError("An event that is known to the day has one day: make the first day the last.")
    is_month = begin.day == 1 and end == begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    by_days = "day" if begin == end else "month" if is_month else "range"
    return {"first_day": begin.isoformat(), "last_day": end.isoformat(), "day_precision": precision or by_days}


def _ends(typed: str) -> tuple[date, date]:
    """The first and the last day of what was typed."""
    try:
        said = read_day(typed).split("/")
    except ValueError as error:
        raise ValueError(f"“{typed}” is no day: write {error}.") from error
    first, last = said[0], said[-1]
    month = int(last[5:7] or 12)
    end = last if len(last) == 10 else f"{last[:4]}-{month:02d}-{calendar.monthrange(int(last[:4]), month)[1]}"
    return date.fromisoformat((first + "-01-01")[:10]), date.fromisoformat(end)
