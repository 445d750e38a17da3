"""How far the extraction in the background is: progress, pause, and what failed; a line of the library."""

from __future__ import annotations

import streamlit as st

from components import session
from components.extracting import Progress
from components.markdown import plain
from components.pages import layout
from components.store import StoreError
from components.store.tasks import State

OFTEN = 2.0  # seconds


def line() -> None:
    """The line, as long as anything waits or failed; it looks again by itself."""
    counts = session.store().tasks.counts()
    if counts["waiting"]:
        st.fragment(_line, run_every=OFTEN)()
    elif counts["failed"]:
        _line()


def _line() -> None:
    session.begin_fragment()
    if problem := session.take("extraction problem"):
        st.error(plain(problem), icon=":material/error:")
    now = session.extracting().progress()
    if not now.waiting and not now.failed:
        if not session.is_form_open():  # the table counts anew, and nothing is looked for any more
            st.rerun()
        st.caption(":material/check: Everything that waited is extracted.")
        return
    with st.container(key="extraction", horizontal=True, vertical_alignment="center", gap="small"):
        if now.waiting:
            st.progress(now.done / max(1, now.done + now.waiting), said(now), width=420)
            word = "Go on" if now.paused else "Pause"
            st.button(
                word,
                key="extraction-pause",
                type="tertiary",
                on_click=session.extracting().pause,
                args=(not now.paused,),
            )
            st.button("Stop", key="extraction-stop", type="tertiary", on_click=drop, args=("waiting",))
        if now.failed:
            with st.popover(f"{layout.count(now.failed, 'article')} failed", type="tertiary", icon=":material/error:"):
                failures()


def finding(article: str) -> None:
    """Says above an article that its highlights are on their way; it looks again by itself, and shows them."""

    def look() -> None:
        if session.store().tasks.waits(article):
            st.caption(":material/hourglass_top: Highlights are being found; they show here by themselves.")
        elif not session.is_form_open():
            session.catch_up(article)
            st.rerun()

    st.fragment(look, run_every=1.0)()


def said(now: Progress) -> str:
    """ "Extracting: 20 of 120, 1.5 a second, 2 minutes left"."""
    parts = [f"Extracting: {now.done:,} of {now.done + now.waiting:,}"]
    if now.rate:
        parts.append(f"{now.rate:.1f} a second" if now.rate >= 0.1 else f"{now.rate * 60:.1f} a minute")
    if now.left is not None and not now.paused:
        minutes = round(now.left / 60)
        parts.append("less than a minute left" if now.left < 60 else f"{layout.count(max(1, minutes), 'minute')} left")
    return ", ".join(parts) + (" (paused)" if now.paused else "")


def failures() -> None:
    """What failed and why, with the way to try it again."""
    for failure in session.store().tasks.failures(20):
        st.markdown(f"**{plain(failure.title or failure.article_id)}**: {plain(failure.message)}")
    st.button("Try them again", icon=":material/refresh:", on_click=retry)
    st.button("Leave them as they are", icon=":material/close:", on_click=drop, args=("failed",))


def pause(paused: bool) -> None:
    """A callback: pauses the extraction, or has it go on."""
    try:
        session.store().tasks.ask([])  # who may not ask for extractions may not hold them up
        session.extracting().pause(paused)
    except StoreError as error:
        session.remember("extraction problem", str(error))


def drop(state: State) -> None:
    """A callback: takes back what waits, or forgets what failed."""
    try:
        session.store().tasks.drop(state)
    except StoreError as error:
        session.remember("extraction problem", str(error))


def retry() -> None:
    """A callback: has all that failed extracted again."""
    try:
        session.store().tasks.retry()
        session.rerun_all()
    except StoreError as error:
        session.remember("extraction problem", str(error))
