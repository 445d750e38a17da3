"""An article's history beside its text: who did what and when, with what was before and after, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape

import streamlit as st

from components import history, session, undoing
from components.history import Action, Step
from components.pages import layout
from components.store import Assignment, DetailChange, StoreError
from components.store.details import named, shown
from components.undoing import Deed, Taken

SHOWN = 30  # actions before "Show more"
LISTED = 8  # edits of one action
LONG = 80  # characters of a value, or of the words of the text


def panel(article: str, show: Callable[[str], None]) -> None:
    """What everybody did to the article and its details; a click on an action brings its highlight into view through ``show``."""
    store = session.store()
    actions = history.of_versions(store.text_versions(article))
    given = store.assignments.history(article)
    entries: list[Action | DetailChange | Assignment] = [*actions, *store.detail_history(article), *given]
    entries.sort(key=lambda entry: entry.time)
    if not entries:
        st.caption("Nothing was corrected yet. Every edit will stand here, with who made it and what it changed.")
        return
    where, said = session.recall("history-said", ("", ""))
    if (
        said and where == article
    ):  # it stays until the next is asked for: the panel runs again whenever the text changes
        st.caption(f":material/check: {layout.plain(said)}")
    shown_now = session.recall("history-shown", SHOWN)
    with st.container(key="history", gap=None):
        for n, entry in enumerate(reversed(entries[-shown_now:])):
            if isinstance(entry, DetailChange):
                details(entry)
            elif isinstance(entry, Assignment):
                st.markdown(f"**Assigned** to {layout.plain(entry.assignee or 'nobody')}")
                told([], entry.time, entry.author)
            else:
                line(article, entry, len(entries) - n, show)
    if len(entries) > shown_now:
        st.button(f"Show more of {len(entries):,}", on_click=session.remember, args=("history-shown", shown_now + 100))


def details(change: DetailChange) -> None:
    """A correction of title, date, status or the like."""
    st.markdown(f"**Corrected** {layout.plain(change.said())}")
    told(
        [
            f"{named(field)}: {short(shown(field, before))} → {short(shown(field, after))}"
            for field, (before, after) in change.changes.items()
            if field != "status_by"
        ],
        change.time,
        change.author,
    )


def line(article: str, action: Action, number: int, show: Callable[[str], None]) -> None:
    """What was done, then when and by whom, and each change; with what can be done about it."""
    targets = history.touched(action.steps)
    if not action.steps:  # a correction of the text
        st.markdown(f"**{action.done}**")
        told([], action.time, action.author)
        if action.other:
            session.link("read", "Open that article", ":material/arrow_forward:", article=action.other)
        return
    said = f"**{action.done}** {about(action)}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"history-head-{number}"):
        if targets:
            st.button(said, key=f"of-history-{number}", type="tertiary", on_click=show, args=(targets[0],))
        else:
            st.markdown(said)
        st.button(
            "Take back or set back",
            icon=":material/history:",
            key=f"history-more-{number}",
            type="tertiary",
            help="Take this back, or set the article back to before it",
            on_click=toggle,
            args=(action,),
        )
    lines = [change for step in action.steps[:LISTED] for change in changed(step, len(action.steps) > 1)]
    if len(action.steps) > LISTED:
        lines.append(f"and {len(action.steps) - LISTED:,} more")
    told(lines, action.time, action.author)
    if session.recall("history-chosen", "") == action.steps[0].edit.op_id:
        choices(article, action)


def told(lines: list[str], time: str, author: str) -> None:
    """Each change, then when and by whom."""
    rows = "".join(f"<div>{escape(one)}</div>" for one in lines)
    st.html(f'<div class="dl-history">{rows}<div class="dl-small">{escape(when(time))} · {escape(author)}</div></div>')


def toggle(action: Action) -> None:
    """Shows what can be done about an action under it, or hides that again."""
    first = action.steps[0].edit.op_id
    session.forget("history-said")
    session.remember("history-chosen", "" if session.recall("history-chosen", "") == first else first)


def choices(article: str, action: Action) -> None:
    """Taken back alone, where nobody changed it since; or everything since then."""
    with st.container(horizontal=True, gap="small", key="history-choices"):
        if action.steps[0].edit.group:  # without one it came with an import
            st.button("Take this back", key="history-back", on_click=act, args=(article, action, False))
        st.button(
            "Set the article back to before this",
            key="history-before",
            help="With all that came after it, whoever made it; details stay. One undo takes it back.",
            on_click=act,
            args=(article, action, True),
        )


def act(article: str, action: Action, with_all_since: bool) -> None:
    """Takes an action back, or the article to before it, and says what became of it."""
    store, user = session.store(), session.user()
    edit = action.steps[0].edit
    try:
        if with_all_since:
            taken = undoing.set_back(store, article, edit.op_id, user)
        else:
            said = f"{action.done.lower()} {len(action.steps):,} highlights" if len(action.steps) > 1 else action.done
            deed = Deed("edits", str(edit.group), (article,), said)
            taken = undoing.take_back(store, deed, user, anybody_s=True)
    except StoreError as error:
        session.remember("history-said", (article, f"Nothing was changed: {error}."))
        return
    if taken.deed is not None:
        session.did(taken.deed)
    session.forget("history-chosen")
    session.remember("history-said", (article, outcome(taken)))
    session.catch_up(article)
    session.rerun_all()


def outcome(taken: Taken) -> str:
    """What became of it in a sentence."""
    done = f"{layout.count(taken.places, 'highlight')} changed back" if taken.places else "Nothing was to be changed"
    left = f"; {taken.left:,} left as it is: {taken.why}" if taken.left else ""
    return f"{done}{left}."


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
