"""Articles and claims that belong elsewhere: merge events, split one, move articles or a single claim, or say that they are not of this event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from components import session
from components.events.account import Account
from components.events.claim import Claim
from components.events.decisions import EventOp
from components.events.model import Event
from components.labels import labels
from components.pages import layout
from components.pages.event_deciding import decide
from components.store.event_records import EventRow, EventsAsked

OFFERED = 30  # events to choose from; typing finds others
NEAR = timedelta(days=30)
Decisions = Sequence[tuple[EventOp, Mapping[str, object]]]


def form(account: Account, seen: int) -> None:
    """Another event to choose, and what goes there: this event, some of its articles, or one claim."""
    event = account.event
    into = another(event)
    if st.button("Merge into this one", disabled=into is None, key="event-merge"):
        session.forget(f"event-other-{event.id}")
        done(seen, [("merge", {"events": sorted([event.id, str(into)]), "into": event.id})])
    articles(account, seen, into)
    claim(account, seen, into)


def another(event: Event) -> str | None:
    """The id of another event, found by what is typed; without words those of about the same days."""
    words = st.text_input(
        "Find another event", placeholder="Name, place, kind or title", key=f"event-find-{event.id}", max_chars=300
    )
    rows, total = found(event, " ".join((words or "").split()))
    names = {row.event.id: called(row) for row in rows}
    chosen = st.selectbox(
        "Another event",
        list(names),
        index=None,
        format_func=lambda one: names.get(one, one),
        placeholder="Choose one" if names else "No other event fits",
        key=f"event-other-{event.id}",
    )
    if total > len(rows):
        st.caption(f"The latest {len(rows)} of {total:,}: type more words for others.")
    return chosen if chosen in names else None


def found(event: Event, words: str) -> tuple[list[EventRow], int]:
    """The latest events that fit, but this one, with how many there are; of all events, whatever the list shows."""
    asked = EventsAsked(words=words)
    if not words and event.first_day:
        first, last = (date.fromisoformat(day) for day in (event.first_day, event.last_day or event.first_day))
        asked = replace(asked, first=(first - NEAR).isoformat(), last=(last + NEAR).isoformat())
    page = session.store().events.page(asked, limit=OFFERED + 1)
    rows = [row for row in page.rows if row.event.id != event.id]
    return rows[:OFFERED], page.total - (len(page.rows) - len(rows))


def called(row: EventRow) -> str:
    """An event as people choose it."""
    return f"{row.event.name or row.event.place or row.event.id} ({row.event.first_day or 'no day'}, {layout.count(row.articles, 'article')})"


def articles(account: Account, seen: int, into: str | None) -> None:
    """Some articles of the event: split off, moved to another one, or said not to be of it."""
    event = account.event
    titles = {one.id: one.title or one.id for one in account.articles}
    chosen = st.multiselect("Articles", list(titles), format_func=titles.__getitem__, key="event-articles")
    with st.container(horizontal=True):
        if st.button("Split off", disabled=not 0 < len(chosen) < len(titles)):
            done(seen, [("split", {"event": event.id, "parted": sorted(chosen)})])
        if st.button("Move there", disabled=not chosen or into is None):
            done(seen, [("move_article", {"article": one, "to": into}) for one in chosen])
        if st.button("Not this event", disabled=not chosen):
            done(seen, [("not_this", {"article": one, "event": event.id}) for one in chosen])


def claim(account: Account, seen: int, into: str | None) -> None:
    """One claim of the event: moved to another one, or said to be of none; its article stays where it is."""
    of = {one.key: one for one in account.claims}
    chosen = st.selectbox(
        "One claim",
        list(of),
        index=None,
        format_func=lambda key: told(of[key]),
        placeholder="Choose one" if of else "It has no claims",
        key=f"event-claim-{account.event.id}",
    )
    at = {"article": chosen[0], "figure": chosen[1]} if chosen else {}
    with st.container(horizontal=True):
        if st.button("Move the claim there", disabled=chosen is None or into is None):
            done(seen, [("move_claim", {**at, "to": into})])
        if st.button("Of no event", disabled=chosen is None):
            done(seen, [("move_claim", {**at, "to": None})])


def told(one: Claim) -> str:
    """A claim as people choose it."""
    parts = (labels()[one.label].title, one.text, one.source or one.outlet, layout.day(one.published))
    return " · ".join(part for part in parts if part)


def done(seen: int, decisions: Decisions) -> None:
    """Decides, and shows the page anew; what follows a decision that was refused is not done."""
    for op, data in decisions:
        if not decide(op, seen, data):
            break
    st.rerun()
