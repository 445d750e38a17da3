"""Who you are here: the name that signs what you do, your role, and the way out; for admins, who else may do what."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import access, logins, session
from components.pages import assigning, layout
from components.store import ROLES, StoreError, User
from components.store.users import role_named

MAY = {
    "viewer": "read and export",
    "analyst": "also add articles, and correct and annotate them",
    "editor": "also take articles out, give others work, and decide on names and memory for everybody",
    "admin": "also say who may use this Dateline",
}


def page() -> None:
    """One's own name and role; below it, for admins where people log in, everybody's."""
    layout.begin()
    st.title("Account")
    if problem := session.take("problem"):
        st.error(layout.plain(problem), icon=":material/error:")
    if not logins.is_shared():
        mine()
        work_done()
        return
    role = session.role()
    who = escape(session.user())
    st.html(f"You are <b>{who}</b>. Your role is <b>{role}</b>: you may {may(role)}.")
    assigning.mine()
    st.button("Log out", icon=":material/logout:", on_click=session.log_out)
    if access.may(role, "administer"):
        people()


def work_done() -> None:
    """The way to the page of progress, for one who works alone: the others have it above."""
    session.link("progress", "How far the articles are, and what you did on which day", ":material/trending_up:")


def may(role: str | None) -> str:
    """What a role may do, in words."""
    names = ROLES[: ROLES.index(role) + 1] if role in ROLES else ()
    return "; ".join(MAY[name] for name in names)


def mine() -> None:
    """The name of the one who uses this machine."""
    st.markdown("Nobody has to log in: only this machine reaches Dateline, and whoever sits at it may do everything.")
    with st.form("sign", border=False):
        name = st.text_input("Your name, as your corrections are signed", session.user(), max_chars=100)
        if st.form_submit_button("Save", type="primary"):
            try:
                session.sign_as(name)
            except StoreError as error:
                st.error(layout.plain(str(error)))
            else:
                st.success(layout.plain(f"From now on your corrections are signed “{session.user()}”."))


def people() -> None:
    """Everybody with their role, which can be changed or taken away; and a place to add somebody."""
    st.header("Who may use this Dateline")
    for user in session.store().users.all():
        one(user)
    with st.form("add-user", border=False, clear_on_submit=True):
        left, middle, right = st.columns([3, 1.5, 1], vertical_alignment="bottom")
        left.text_input("Add somebody", placeholder="the e-mail address of the login", max_chars=200, key="new-user")
        middle.selectbox("Role", ROLES, index=1, key="new-role")
        right.form_submit_button("Add", type="primary", on_click=add)


def one(user: User) -> None:
    """A user with a choice of roles and a button that takes them out; one cannot change oneself."""
    who, what, out = st.columns([3, 1.5, 1], vertical_alignment="center")
    who.html(f"<div>{escape(user.id)}</div>")
    is_me = user.id == session.identity().id
    key = f"role-{user.id}-{user.changed_at}"
    what.selectbox(
        f"Role of {layout.plain(user.id)}",
        [None, *ROLES],
        index=ROLES.index(user.role) + 1 if user.role else 0,
        format_func=lambda name: name or "none",
        label_visibility="collapsed",
        key=key,
        disabled=is_me,
        on_change=change,
        args=(user.id, key),
    )
    out.button(
        "Remove",
        key=f"remove-{user.id}",
        help=f"Remove {layout.plain(user.id)}",
        on_click=remove,
        args=(user.id,),
        disabled=is_me,
    )


def add() -> None:
    """From a button: adds whom the form names."""
    put(session.recall("new-user", ""), session.recall("new-role", None))


def change(address: str, key: str) -> None:
    """From a user's choice of roles: gives them the one chosen."""
    put(address, session.recall(key, None))


def put(address: str, role: str | None) -> None:
    """Gives somebody a role; why that cannot be is kept for the page."""
    try:
        session.store().users.put(address, role_named(role), by=session.user())
    except StoreError as error:
        session.remember("problem", str(error))


def remove(address: str) -> None:
    """From a button: takes somebody out."""
    try:
        session.store().users.remove(address, by=session.user())
    except StoreError as error:
        session.remember("problem", str(error))


def ask_once() -> None:
    """A line that tells the one who uses this machine how their corrections are signed, until they have chosen a name."""
    if not session.has_signed():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"Your corrections are signed “{layout.plain(session.user())}”.", width="content")
            session.link("account", "Choose a name", ":material/edit:")
