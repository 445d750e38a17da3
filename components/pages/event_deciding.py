"""A decision of the analyst on an event, from a page: stored, or refused with the reason; the fields and buttons that its forms share.

Each decision says which revision its author saw; what has changed since is refused, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import session
from components.events.deciding import EventRefusedError
from components.events.decisions import EventDecision, EventOp
from components.pages import layout
from components.store import StoreError

PROBLEM = "event-problem"


def decide(op: EventOp, seen: int, data: Mapping[str, object]) -> bool:
    """Stores a decision of the analyst who saw the revision ``seen``; False where it was refused, with the reason for the page.
    The same click twice is one decision."""
    try:
        session.store().events.decide(EventDecision(session.named(op, seen, data), op, data), seen, session.user())
    except (EventRefusedError, StoreError) as error:
        session.remember(PROBLEM, str(error))
        return False
    return True


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
        disabled=not session.may("annotate"),
        help=layout.plain(hint) if hint else None,
        shortcut=shortcut,
        on_click=click,
        args=(op, seen, data),
    )


def field(title: str, event_id: str, value: str | None, hint: str = "") -> str:
    """A line of text without blanks at its ends, or twice in a row; it keeps what was typed while others change the event."""
    key = f"event-{title.lower().replace(' ', '-')}-{event_id}"
    typed = st.text_input(title, value or "", max_chars=300, placeholder=hint or None, key=key)
    return " ".join((typed or "").split())


def done(op: EventOp, seen: int, data: Mapping[str, object]) -> None:
    """Decides, and shows the page anew."""
    decide(op, seen, data)
    st.rerun()


def one_of(title: str, of: str, options: Sequence[str], value: str | None, nothing: str = "not said") -> str | None:
    """One of a few words, or none."""
    slug = title.lower().replace(" ", "-")
    index = options.index(value) if value in options else None
    return st.selectbox(title, options, index=index, format_func=spoken, placeholder=nothing, key=f"event-{slug}-{of}")


def spoken(word: str) -> str:
    """A word of a vocabulary as people read it."""
    return word.replace("_", " ")
