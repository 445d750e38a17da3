"""Above the text of an article that several analysts code independently: what one sees, how far they are, and "I am done"."""

from __future__ import annotations

import streamlit as st

from components import session
from components.pages import history, layout
from components.store import SETTLED, SETTLING, TOGETHER, Standing, StoreError


def notice(article: str) -> None:
    """How far the coding of the article is; nothing where all correct one version."""
    standing = session.store().codings.standing(article)
    if standing.state == TOGETHER:
        return
    with st.container(key="coding", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/visibility_off: {said(standing, session.user())}", width="content")
        mine = standing.of(session.user())
        if standing.state in (SETTLING, SETTLED) or (mine is None and len(standing.coders) >= standing.coverage):
            return
        if mine is not None and mine.finished_at:
            st.button("Go on coding", key="coding-go-on", type="tertiary", on_click=finish, args=(article, False))
        else:
            st.button(
                "I am done",
                key="coding-done",
                icon=":material/check:",
                type="tertiary",
                help="What you accepted, corrected or added counts; suggestions that you did not judge do not",
                on_click=finish,
                args=(article, True),
            )


def said(standing: Standing, me: str) -> str:
    """What somebody sees of an article, and how far its coders are, as Markdown."""
    if standing.state == SETTLED:
        when = history.when(standing.settled_at or "")
        return f"Coded by {named(standing)}, settled by {layout.plain(standing.settled_by or '')} on {when}."
    if standing.state == SETTLING:
        return f"Coded by {named(standing)}; their differences are being settled, and nobody codes it meanwhile."
    of = f"{len(standing.finished)} of {standing.coverage} are done."
    if standing.of(me) is not None:
        return f"Coded independently: you see the suggestions and your own edits alone. {of}"
    if len(standing.coders) >= standing.coverage:
        return f"{standing.coverage} others code this article independently; you see the suggestions alone. {of}"
    return f"To be coded by {standing.coverage} analysts independently: your first edit makes you one of them. {of}"


def named(standing: Standing) -> str:
    """The coders of an article in words, as Markdown."""
    return layout.plain(" and ".join(coder.name for coder in standing.coders)) or "nobody"


def finish(article: str, is_done: bool) -> None:
    """From a button: one is done with one's coding, or goes on with it."""
    try:
        session.store().codings.finish(article, session.user(), is_done)
    except StoreError as error:
        session.remember("problem", f"{error}.")


def finished(article: str) -> bool:
    """Marks one's coding as done where the article is coded independently; whether it is."""
    if session.store().codings.standing(article).state == TOGETHER:
        return False
    finish(article, True)
    return True
