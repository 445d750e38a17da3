"""Articles and claims that belong elsewhere: merge events, split one, move an article, or say that it is not about this event."""

from __future__ import annotations

import streamlit as st

from components import session
from components.events.account import Account
from components.pages.event_deciding import done
from components.store.event_records import EventsAsked

OTHERS = 200  # events offered for a merge, the latest


def form(account: Account, seen: int) -> None:
    """Merge with another event, split some articles off, move one elsewhere, or say that it is not about this event."""
    event = account.event
    found = session.store().events.page(EventsAsked(), limit=OTHERS).rows
    others = {
        row.event.id: f"{row.event.name} ({row.event.first_day or 'no day'})"
        for row in found
        if row.event.id != event.id
    }
    into = st.selectbox("Another event", list(others), index=None, format_func=others.__getitem__, key="event-other")
    titles = {one.id: one.title or one.id for one in account.articles}
    chosen = st.multiselect("Articles", list(titles), format_func=titles.__getitem__, key="event-articles")
    with st.container(horizontal=True):
        if st.button("Merge into this one", disabled=into is None):
            session.forget("event-other")
            done("merge", seen, {"events": sorted([event.id, str(into)]), "into": event.id})
        if st.button("Split off", disabled=not 0 < len(chosen) < len(titles)):
            done("split", seen, {"event": event.id, "parted": sorted(chosen)})
        one = chosen[0] if len(chosen) == 1 else None
        if st.button("Move there", disabled=one is None or into is None):
            done("move_article", seen, {"article": one, "to": into})
        if st.button("Not this event", disabled=one is None):
            done("not_this", seen, {"article": one, "event": event.id})
