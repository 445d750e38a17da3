"""What an analyst decides about an event: accept, refuse, name, place, day, kind, merge, split, move, states and estimates; with undo.

Each decision says which revision its author saw; what has changed since is refused, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import streamlit as st

from components import session
from components.access import AccessError
from components.events.account import Account
from components.events.claim import STATES, Claim
from components.events.deciding import EventRefusedError, told
from components.events.decisions import EventDecision, EventOp
from components.events.estimates import ByHand, EstimateError, Part, check
from components.labels import labels
from components.model import CASUALTIES
from components.pages import event_brief, layout
from components.store.events import EventsAsked

OTHERS = 200  # events offered for a merge, the latest
PROBLEM = "event-problem"
BY_RULE = "by rule"


def decide(op: EventOp, seen: int, data: Mapping[str, object]) -> bool:
    """Stores a decision of the analyst who saw the revision ``seen``; False where it was refused, with the reason for the page.
    The same click twice is one decision."""
    try:
        session.store().events.decide(EventDecision(session.named(op, seen, data), op, data), seen, session.user())
    except (EventRefusedError, AccessError) as error:
        session.remember(PROBLEM, str(error))
        return False
    return True


def bar(account: Account) -> None:
    """The decisions on the whole event, and undo."""
    event = account.event
    decided = session.store().events.decided()
    seen = session.store().events.revision()
    if problem := session.take(PROBLEM):
        st.error(layout.plain(f"Not done: {problem}"), icon=":material/error:")
    with st.container(horizontal=True, gap="small", key="event-decisions"):
        about = {"event": event.id}
        if event.state != "accepted":
            button("Accept", "check", "accept", seen, about, shortcut="a", primary=True)
        if event.state != "rejected":
            button("No event", "close", "reject", seen, about, shortcut="x")
        with st.popover("Name, place, day", icon=":material/edit:"):
            details(account, seen)
        with st.popover("Merge, split, move", icon=":material/call_merge:"):
            merging(account, seen)
        with st.popover("Set an estimate", icon=":material/functions:"):
            estimate(account, seen)
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
        if last := decided.last():
            undo = {"of": last.op_id}
            button("Undo", "undo", "undo", seen, undo, shortcut="u", hint=f"Takes back: {told(last)}")


def click(op: EventOp, seen: int, data: Mapping[str, object]) -> None:
    """From a button's callback: decides; the page that follows tells what was refused."""
    decide(op, seen, data)


def button(
    label: str,
    icon: str,
    op: EventOp,
    seen: int,
    data: Mapping[str, object],
    shortcut: str | None = None,
    primary: bool = False,
    hint: str | None = None,
) -> None:
    """A button that is one decision."""
    st.button(
        label,
        icon=f":material/{icon}:",
        type="primary" if primary else "secondary",
        key=f"event-{op}",
        help=layout.plain(hint) if hint else None,
        shortcut=shortcut,
        on_click=click,
        args=(op, seen, data),
    )


def details(account: Account, seen: int) -> None:
    """Forms for what the event is called, where and when it was and what kind it is; what is not changed is not stored.

    A field counts as changed against what was there when the form was first shown: what a colleague saved since is refused and
    told, and what was typed stays; who saves once more has seen it.
    """
    key = f"event form {account.event.id}"
    seen, was = session.recall(key, None) or session.remember(key, (seen, account.event))
    with st.form("event-details", border=False):
        name = field("Name", was.id, was.name)
        kind = field("Kind", was.id, was.kind)
        place = field("Place", was.id, was.place)
        days = st.columns(2)
        with days[0]:
            first = field("First day", was.id, was.first_day, "2024-05-14")
        with days[1]:
            last = field("Last day", was.id, was.last_day, "2024-05-14")
        if not st.form_submit_button("Save", type="primary"):
            return
    ops: list[tuple[EventOp, dict[str, object]]] = []
    if name and name != was.name:
        ops.append(("name", {"name": name}))
    if kind != (was.kind or ""):
        ops.append(("kind", {"kind": kind or None}))
    if place != (was.place or ""):
        ops.append(("place", {"place": place or None}))
    if (first, last) != (was.first_day or "", was.last_day or ""):
        ops.append(("day", day_of(first, last)))
    for op, data in ops:
        decide(op, seen, {"event": was.id, **data})
    session.forget(key)
    st.rerun()


def field(title: str, event_id: str, value: str | None, hint: str = "") -> str:
    """A line of text without blanks at its ends, or twice in a row; it keeps what was typed while others change the event."""
    key = f"event-{title.lower().replace(' ', '-')}-{event_id}"
    typed = st.text_input(title, value or "", max_chars=300, placeholder=hint or None, key=key)
    return " ".join((typed or "").split())


def day_of(first: str, last: str) -> dict[str, object]:
    """The data of a decision on days, from what was typed; an empty last day is the first."""
    end = last or first
    precision = None if not first else "day" if end == first else "range"
    return {"first_day": first or None, "last_day": end or None, "day_precision": precision}


def merging(account: Account, seen: int) -> None:
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


def done(op: EventOp, seen: int, data: Mapping[str, object]) -> None:
    """Decides, and shows the page anew."""
    decide(op, seen, data)
    st.rerun()


def estimate(account: Account, seen: int) -> None:
    """One number of an estimate set by hand, with its reason; nothing typed hands it back to the claims."""
    with st.form("event-estimate", border=False):
        label = st.selectbox("Of whom", CASUALTIES, format_func=lambda name: labels()[name].title)
        part = st.selectbox("Which number", get_args(Part))
        value = st.number_input("Number", min_value=0, max_value=10**12, value=None, step=1, placeholder="by rule")
        reason = st.text_input("Reason", max_chars=2000)
        if not st.form_submit_button("Set", type="primary"):
            return
    try:
        check(account.estimate(label), ByHand(label, part, value, reason, session.user()))
    except EstimateError as error:
        st.error(layout.plain(str(error)), icon=":material/error:")
        return
    data = {"event": account.event.id, "label": label, "part": part, "value": value, "reason": reason.strip()}
    done("estimate", seen, data)


def states(account: Account) -> None:
    """The state of one claim set by hand, with the reason."""
    seen = session.store().events.revision()
    of: dict[int, Claim] = dict(enumerate(account.casualties))
    if not of:
        return
    with st.popover("Set the state of a claim", icon=":material/flag:"), st.form("claim-state", border=False):
        which = st.selectbox(
            "Claim", list(of), format_func=lambda n: f"{of[n].text} · {of[n].source or of[n].outlet or ''}"
        )
        state = st.selectbox("State", (BY_RULE, *STATES), key="claim-state-chosen")
        why = st.text_input("Why", max_chars=2000, key="claim-state-why")
        if not st.form_submit_button("Set the state", type="primary"):
            return
        if state != BY_RULE and not why.strip():
            st.error("Say why: a state set by hand needs a reason.", icon=":material/error:")
            return
    claim = of[which]
    data: dict[str, object] = {"article": claim.article_id, "figure": claim.id, "event": account.event.id}
    if state != BY_RULE:
        data |= {"state": state, "why": why.strip()}
    done("claim_state", seen, {"state": None, **data})
