"""An article's history beside its text: who did what and when, with what was before and after, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape

import streamlit as st

from components import history, session
from components.history import Action, Step
from components.pages import layout

SHOWN = 30  # actions before "Show more"
LISTED = 8  # edits of one action
LONG = 80  # characters of a value, or of the words of the text


def panel(article: str, show: Callable[[str], None]) -> None:
    """The actions of all analysts on the article; a click on one brings its highlight into view through ``show``."""
    store = session.store()
    found = history.actions(store.suggestions(article), store.history(article), store.text(article))
    if not found:
        st.caption("Nothing was corrected yet. Every edit will stand here, with who made it and what it changed.")
        return
    shown = session.recall("history-shown", SHOWN)
    with st.container(key="history", gap=None):
        for n, action in enumerate(reversed(found[-shown:])):
            line(action, len(found) - n, show)
    if len(found) > shown:
        st.button(f"Show more of {len(found):,}", on_click=session.remember, args=("history-shown", shown + 100))


def line(action: Action, number: int, show: Callable[[str], None]) -> None:
    """What was done, then when and by whom, and each change."""
    targets = history.touched(action.steps)
    said = f"**{action.done}** {about(action)}"
    if targets:
        st.button(said, key=f"of-history-{number}", type="tertiary", on_click=show, args=(targets[0],))
    else:
        st.markdown(said)
    lines = [change for step in action.steps[:LISTED] for change in changed(step, len(action.steps) > 1)]
    if len(action.steps) > LISTED:
        lines.append(f"and {len(action.steps) - LISTED:,} more")
    rows = "".join(f"<div>{escape(one)}</div>" for one in lines)
    st.html(
        f'<div class="dl-history">{rows}<div class="dl-small">{escape(when(action.time))} · {escape(action.author)}</div></div>'
    )


def about(action: Action) -> str:
    """The words of the one highlight, or how many there were, in Markdown."""
    if len(action.steps) > 1:
        return layout.count(len(action.steps), "highlight")
    return f"“{layout.plain(short(action.steps[0].words))}”"


def changed(step: Step, named: bool) -> list[str]:
    """A line for each field: "value: 31 → 33"; with the words in front, in one line, where the action has several highlights."""
    if named:
        told = ", ".join(f"{name} {pair(before, after)}" for name, before, after in step.changed[:3])
        return [f"“{short(step.words)}” {told}"]
    return [f"{name}: {pair(before, after)}" for name, before, after in step.changed]


def pair(before: str, after: str) -> str:
    """ "31 → 33", with a dash for what is not known."""
    return f"{short(before) or '–'} → {short(after) or '–'}"


def short(text: str) -> str:
    """A text of the article or of a person, cut."""
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def when(time: str) -> str:
    """ "14 May 2013, 12:03" in the server's time; as it stands where it is no time."""
    try:
        at = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    return f"{at.day} {at:%b %Y, %H:%M}"
