"""A number of an event's estimates, or the state of one of its claims, set by hand with a reason."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from components import session
from components.events.account import Account
from components.events.claim import STATES, Claim
from components.events.estimates import ByHand, EstimateError, Part, check
from components.labels import labels
from components.model import CASUALTIES
from components.pages import layout
from components.pages.event_deciding import done

BY_RULE = "by rule"


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
