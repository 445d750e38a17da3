"""What an analyst decides about an event: accept, refuse, name, place, day, kind, merge, split, move, estimates; with undo."""

from __future__ import annotations

import streamlit as st

from components import session
from components.events.account import Account
from components.events.deciding import told
from components.pages import event_brief, event_details, event_moving, event_numbers, event_place, event_sides, layout
from components.pages.event_deciding import PROBLEM, button


def bar(account: Account) -> None:
    """The decisions on the whole event, and undo."""
    event = account.event
    decided = session.store().events.decided()
    seen = session.store().events.revision()
    if problem := session.take(PROBLEM):
        st.error(layout.plain(f"Not done: {problem}"), icon=":material/error:")
    with st.container(horizontal=True, gap="small", key="event-decisions"):
        if decides := not layout.reads_only("annotate"):
            decisions(account, seen)
        st.download_button(
            "Brief",
            data=lambda: event_brief.html(account).encode(),
            file_name=f"dateline-event-{event.id}.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/print:",
            key="event-brief",
            help="One page to print: estimates, chart, claims with sentences and sources, what is open",
        )
        if decides and (last := decided.last(session.user())):
            undo = {"of": last.op_id}
            button("Undo", "undo", "undo", seen, undo, shortcut="u", hint=f"Takes back: {told(last)}")


def decisions(account: Account, seen: int) -> None:
    """What can be decided about the event."""
    event = account.event
    about = {"event": event.id}
    if event.state != "accepted":
        button("Accept", "check", "accept", seen, about, shortcut="a", primary=True)
    if event.state != "rejected":
        button("No event", "close", "reject", seen, about, shortcut="x")
    with st.popover("Name, kind, day", icon=":material/edit:"):
        event_details.form(account, seen)
    with st.popover("Place", icon=":material/location_on:"):
        event_place.form(account, seen)
    with st.popover("Sides, grading", icon=":material/balance:"):
        event_sides.form(account, seen)
    with st.popover("Merge, split, move", icon=":material/call_merge:"):
        event_moving.form(account, seen)
    with st.popover("Set an estimate", icon=":material/functions:"):
        event_numbers.estimate(account, seen)
