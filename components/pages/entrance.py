"""What somebody sees who is not let in: the way to the login, or why it led nowhere."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import logins, session
from components.pages import layout

EXPOSED = """Other machines can reach this server, and nobody has to log in: so it shows nothing.

Whoever runs it either sets up a login (`[auth]` in `.streamlit/secrets.toml`, see *For others* in the README), or has it listen to
this machine alone (`server.address` and `server.allowedHosts` in `.streamlit/config.toml`), or says with
`DATELINE_SINGLE_USER=1` that whoever reaches it may do everything."""


def page() -> None:
    """The login, who is logged in without a role, or what the server lacks."""
    layout.begin()
    _, middle, _ = st.columns([1, 2, 1])
    with middle:
        st.title("Dateline")
        if not logins.has_logins():
            st.markdown(EXPOSED)
        elif not st.user.is_logged_in or session.identity() == logins.NOBODY:
            enter("Log in to read and annotate.")
        elif session.identity().is_over():
            enter("Your login has ended. Log in again; nothing of yours is lost.")
        else:
            who = escape(session.identity().id)  # as HTML, so that the address can be copied
            st.html(f"You are logged in as <b>{who}</b>, and nobody gave you a role here yet. Ask an admin for one.")
            st.button("Log out", on_click=session.log_out)


def enter(why: str) -> None:
    """A button for each provider that people can log in with."""
    st.markdown(why)
    for name in logins.providers():
        label = f"Log in with {layout.plain(name)}" if name else "Log in"
        st.button(label, key=f"log-in-{name}", type="primary", on_click=session.log_in, args=(name,))
