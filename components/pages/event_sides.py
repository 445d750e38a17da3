"""Who was on which side of an event, and how well its claims are supported, set by hand."""

from __future__ import annotations

import streamlit as st

from components import session
from components.events.account import Account
from components.events.decisions import EventOp
from components.events.model import GRADES, Event
from components.pages.event_deciding import decide, field, one_of


def form(account: Account, seen: int) -> None:
    """Both sides and the grading; what is not changed is not stored, and what a colleague saved since is refused and told."""
    key = f"event sides {account.event.id}"
    seen, was = session.recall(key, None) or session.remember(key, (seen, account.event))
    with st.form("event-sides", border=False):
        one = field("Who did it, or is said to have", was.id, was.side_a)
        other = field("The other side", was.id, was.side_b)
        grade = one_of("Grading", was.id, GRADES, was.grade, "by rule")
        why = " ".join(
            st.text_input("Why this grading", was.grade_why or "", max_chars=2000, key=f"event-why-{was.id}").split()
        )
        if not st.form_submit_button("Save sides and grading", type="primary"):
            return
    if grade and not why:
        st.error("Say why: a grading by hand needs a reason.", icon=":material/error:")
        return
    for op, data in changes(was, (one, other), (grade, why)):
        decide(op, seen, {"event": was.id, **data})
    session.forget(key)
    st.rerun()


def changes(
    was: Event, sides: tuple[str, str], grading: tuple[str | None, str]
) -> list[tuple[EventOp, dict[str, object]]]:
    """The decisions that what was typed comes to."""
    ops: list[tuple[EventOp, dict[str, object]]] = []
    if sides != (was.side_a or "", was.side_b or ""):
        ops.append(("sides", {"side_a": sides[0] or None, "side_b": sides[1] or None}))
    grade, why = grading
    now = (grade, why if grade else "")
    if now != (was.grade, was.grade_why or ""):
        ops.append(("grading", {"grade": grade, "grade_why": why if grade else None}))
    return ops
