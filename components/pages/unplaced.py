"""Highlights that a correction of the text left without a place: told above the text, and placed or let go beside it."""

from __future__ import annotations

import streamlit as st

from components import correcting, session
from components.labels import labels
from components.model import Span
from components.pages import layout
from components.store import StoreError, Unplaced
from components.undoing import Deed

LISTED = 30
AROUND = 40  # characters of text on either side of a place


def waiting(article: str) -> list[Unplaced]:
    """What waits for a person; a rejected highlight whose words are gone has nothing to reject any more."""
    return [one for one in session.store().unplaced(article) if one.annotation.status != "rejected"]


def notice(article: str) -> None:
    """Says above the text that some highlights need a look."""
    if found := waiting(article):
        said = f"{layout.count(len(found), 'highlight')} found no place when the text was corrected: see “To place” beside it."
        st.info(said, icon=":material/help:")


def panel(article: str) -> None:
    """Each with its former words, the places where it may belong, and a way to let it go."""
    text = session.store().text(article)
    found = waiting(article)
    if not found:
        st.caption("Every highlight has its place.")
    for one in found[:LISTED]:
        with st.container(border=True, gap="small", key=f"waits-{one.annotation.id}"):
            item(article, one, text)
    if len(found) > LISTED:
        st.caption(f"and {len(found) - LISTED:,} more, once these are settled")


def item(article: str, one: Unplaced, text: str) -> None:
    """One highlight: what it was, and what can be done with it."""
    label = one.annotation.label
    title = labels()[label].title if label in labels() else label
    st.markdown(
        f"**{layout.plain(title)}** …{layout.plain(one.prefix)} **{layout.plain(one.words)}** {layout.plain(one.suffix)}…"
    )
    st.caption(layout.plain(one.reason))
    for n, at in enumerate(one.possible[:5]):
        if st.button(f"Here: …{layout.plain(around(text, at))}…", key=f"place-{one.annotation.id}-{n}"):
            place(article, one, at)
            st.rerun()
    kept = "It stays in the history, with the former text"
    if st.button("Let it go", key=f"drop-{one.annotation.id}", type="tertiary", help=kept):
        session.store().drop_unplaced(article, [one.annotation.id], session.user())
        st.rerun()


def around(text: str, at: Span) -> str:
    """A place with some words on either side, in one line."""
    return " ".join(text[max(0, at.start - AROUND) : at.end + AROUND].split())


def place(article: str, one: Unplaced, at: Span) -> None:
    """Puts the highlight there and shows it; one undo takes it off again."""
    try:
        group = correcting.place(session.store(), article, one, at, session.user())
    except (StoreError, ValueError) as error:
        session.remember("problem", f"The highlight was not placed: {error}")
        return
    session.did(Deed("edits", group, (article,), "placed a highlight"))
    session.catch_up(article)
    session.focus(one.annotation.id)
