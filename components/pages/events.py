"""Events: what happened where and when, as articles tell it: a list, a timeline and a map over the library. One row or mark opens the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import session
from components.events.model import EventState
from components.pages import charted, claims, event, filters, layout
from components.store.event_records import EventRow, EventsAsked
from components.workspace import event_list, propose_events

SHOWN = 50  # events of a page
DRAWN = 500  # events of a chart
VIEWS = ("List", "Timeline", "Map")
WIDTHS = {"Day": 190, "Place": 130, "Event": 330, "Killed": 130}
STATES: Mapping[str, tuple[EventState, ...]] = {
    "All": ("proposed", "accepted"),
    "Proposed": ("proposed",),
    "Accepted": ("accepted",),
    "Not events": ("rejected",),
}
CHARTS = {"Timeline": "event_days", "Map": "event_map"}
CLEARED: Mapping[str, object] = {
    "event-words": "",
    "event-state": "All",
    "event-kinds": [],
    "event-places": [],
    "event-days": (),
}


def page() -> None:
    """The list with its filters, which stay in the address; the event that the address names instead, if it names one."""
    layout.begin()
    if named := st.query_params.get("event"):
        event.show(named)
        return
    st.title("Events")
    everything = EventsAsked(samples=layout.samples())
    settle()
    store = session.store()
    total = store.events.page(replace(everything, states=("proposed", "accepted", "rejected")), limit=1).total
    if not total:
        layout.nothing_here(
            "No events yet",
            "Add articles in the library: those that tell of the same place and days are proposed as one event.",
        )
        return
    asked = filtered(everything)
    first = SHOWN * page_of(asked)
    found = store.events.page(asked, limit=SHOWN, offset=first)
    if not found.total:
        filters.nothing_fits("event", CLEARED)
        return
    proposed = (
        store.events.page(replace(asked, states=("proposed",)), limit=1).total if "proposed" in asked.states else 0
    )
    st.caption(f"{layout.count(found.total, 'event')}, {proposed:,} proposed, the latest first. Click one to open it.")
    view = st.segmented_control(
        "Show", VIEWS, default="List", required=True, key="events-as", bind="query-params", label_visibility="collapsed"
    )
    if view in CHARTS:
        drawn(CHARTS[str(view)], every(asked))
        return
    listed(found.rows)
    turning(asked, first + len(found.rows) < found.total)


def settle() -> None:
    """Proposes events for what is new or changed, with progress where it takes a while."""
    store = session.store()
    if not store.events.due():
        return
    bar = st.progress(0.0, "Looking for the events of new articles …")

    def told(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), f"{done:,} of {total:,} articles")

    propose_events(store, told)
    bar.empty()


def filtered(everything: EventsAsked) -> EventsAsked:
    """What search and filters leave."""
    store = session.store()
    with st.container(key="filters"):
        search, state = st.columns([3, 3], vertical_alignment="center")
        kind, place, days = st.columns(3)
    words = filters.search(search, "event-words", "Name, place, kind or title")
    chosen = state.segmented_control(
        "State",
        list(STATES),
        default="All",
        required=True,
        key="event-state",
        bind="query-params",
        label_visibility="collapsed",
    )
    kinds = filters.some_of(kind, "Kind", list(store.events.kinds()), "event-kinds")
    places = filters.some_of(place, "Place", list(store.events.places()), "event-places")
    first, last = filters.days(days, "Happened", None, None, "event-days")
    return replace(
        everything,
        words=words,
        states=STATES[str(chosen or "All")],
        kinds=tuple(kinds),
        places=tuple(places),
        first=first,
        last=last,
    )


def listed(rows: Sequence[EventRow]) -> None:
    """The events as a table; a click opens one."""
    shown = pd.DataFrame(
        {
            "Day": [event.days_of(row.event) for row in rows],
            "Place": [row.event.place for row in rows],
            "Event": [row.event.name or "(no name)" for row in rows],
            "Articles": [row.articles for row in rows],
            "Sources": [row.summary.sources for row in rows],
            "Killed": [killed(row) for row in rows],
            "Open": [row.summary.open for row in rows],
            "State": ["not an event" if row.event.state == "rejected" else row.event.state for row in rows],
        }
    )
    clicked = claims.row_clicked(shown, "Events", WIDTHS)
    if clicked is not None:
        session.open_page("events", event=rows[clicked].event.id)


def every(asked: EventsAsked) -> list[EventRow]:
    """The latest DRAWN of the events that fit, with progress where their claims must be weighed first."""
    found: list[EventRow] = []
    bar = st.empty()
    while len(found) < DRAWN:
        page = session.store().events.page(asked, limit=SHOWN, offset=len(found))
        found += page.rows
        wanted = min(page.total, DRAWN)
        if not page.rows or len(found) >= wanted:
            break
        bar.progress(len(found) / wanted, f"{len(found):,} of {wanted:,} events")
    bar.empty()
    if len(found) >= DRAWN:
        st.caption(f"Drawn are the latest {DRAWN:,}: narrow the list for others.")
    return found


def drawn(name: str, rows: Sequence[EventRow]) -> None:
    """A chart of the events, and under it those that have no place in it; a click on a mark or a row opens the event."""

    def go(picked: str) -> None:
        session.remember("go event", picked)

    period = "events-period" if name == "event_days" else ""
    with st.container(key="charts"):
        charted.draw(name, pd.DataFrame(event_list(rows)), go, period=period)
    if opened := session.recall("go event", ""):
        session.forget("go event")
        session.open_page("events", event=opened)
    if period:
        within(rows, *charted.chosen_period(name, period, "events"))
    lacking = "coordinates" if name == "event_map" else "a day"
    left = [row for row in rows if (row.event.lat is None if name == "event_map" else not row.event.first_day)]
    if left:
        st.caption(f"{layout.count(len(left), 'event')} without {lacking}:")
        listed(left)


def within(rows: Sequence[EventRow], first: str | None, last: str | None) -> None:
    """The events of a period as a list, all that overlap it."""
    if not first or not last:
        return
    found = [
        row
        for row in rows
        if row.event.first_day and row.event.first_day <= last and (row.event.last_day or row.event.first_day) >= first
    ]
    st.caption(f"{layout.count(len(found), 'event')} of {len(rows):,} from {layout.day(first)} to {layout.day(last)}")
    if found:
        listed(found)


def killed(row: EventRow) -> str | None:
    """The best with the range of how many were killed, "49  [44 – 49]"; None where nobody says."""
    return event.in_short(row.summary.killed_best, row.summary.killed_low, row.summary.killed_high)


def page_of(asked: EventsAsked) -> int:
    """Which page of the list is open; the first again once something else is asked for."""
    mark, at = session.recall("events-page", (asked, 0))
    return int(at) if mark == asked else 0


def turning(asked: EventsAsked, more: bool) -> None:
    """The buttons that lead to later and earlier events, where there are any."""
    at = page_of(asked)
    if not at and not more:
        return
    with st.container(horizontal=True, horizontal_alignment="right", key="turn-events"):
        for label, step, there in (("Later", -1, at > 0), ("Earlier", 1, more)):
            if st.button(label, key=f"events-{label.lower()}", disabled=not there):
                session.remember("events-page", (asked, at + step))
                st.rerun()
