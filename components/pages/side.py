"""Beside the text: tolls and charts of the article's figures, its quotes by speaker, its names, comments and history."""

from __future__ import annotations

import streamlit as st

from components import reader, session, workspace
from components.pages import charted, history, layout, spread, tolls, unplaced

TABS = ("Figures", "Quotes", "Names", "Comments", "History")
WAITING = "To place"  # a tab where highlights wait for a place
LINKED = 30  # names with a link to their page


@st.fragment
def panel(article: str) -> None:
    """One of five views over the corrected rows of this article; a click on a mark brings its sentence into view."""
    session.begin_fragment()
    reader.mount_companion(article, key="companion", on_selected=take_selected, focus=session.recall("focus", None))
    tabs = (*TABS, WAITING) if session.recall("beside", "") == WAITING or unplaced.waiting(article) else TABS
    tab = st.segmented_control(
        "Beside the text", tabs, default="Figures", required=True, key="beside", label_visibility="collapsed"
    )
    with st.container(key="side-panel"):
        if tab == "Quotes":
            quotes(article)
        elif tab == "Names":
            names(article)
        elif tab == "Comments":
            reader.mount_list(article, "comments", key="comments")
        elif tab == WAITING:
            unplaced.panel(article)
        elif tab == "History":
            history.panel(article, show)
        else:
            figures(article)
    with st.container(
        key="hints", gap="small"
    ):  # under the charts, which stay where they are when a hint comes or goes
        entity(article)
        claim(article)
        spread.offer(article)


def take_selected() -> None:
    """Lights up the selected figure in the charts."""
    session.remember("selected", str(session.component("companion", "selected") or ""))


def show(annotation: str) -> None:
    """Brings an annotation into view in the reader and flashes it."""
    session.focus(annotation)


def figures(article: str) -> None:
    """Tolls, and the charts of figures: casualties by claim, weapon specifications."""
    counts(article)
    rows = session.frame("figures", article)
    hot = session.recall("selected", "")
    drawn = [charted.draw(name, rows, show, hot, beside=True) for name in charted.named("figures", "article")]
    if not any(drawn):
        st.caption("No casualties and no weapons here yet. Drag over a number to add one; charts of them come here.")


@st.fragment
def counts(article: str) -> None:
    """The tolls, which follow an edit before the charts do: light, as the edit after that waits for them."""
    reader.mount_companion(article, key="companion-tolls", part="tolls", focus=session.recall("focus", None))
    with st.container(key="tolls", gap=None):
        tolls.panel(article, lambda: session.frame("figures", article), show)


def quotes(article: str) -> None:
    """Who is quoted, and what they say in the order of the text."""
    rows = session.frame("quotes", article)
    drawn = [
        charted.draw(name, rows, show, session.recall("selected", ""), beside=True)
        for name in charted.named("quotes", "article")
    ]
    if not any(drawn):
        st.caption("No quotes here yet. Drag over what somebody said to add one.")


def entity(article: str) -> None:
    """The way from the selected name to all articles that have it."""
    selected = session.recall("selected", "")
    found = workspace.entity_of(session.store(), article, selected) if selected else None
    if found is not None:
        ident, name = found
        session.link("names", f"{layout.plain(name)} in all articles", ":material/group:", entity=ident)


def claim(article: str) -> None:
    """The way from the selected figure to the event that it is a claim about, where its row is marked."""
    selected = session.recall("selected", "")
    rows = session.frame("figures", article) if selected else None
    if rows is None or selected not in set(rows["figure_id"]):
        return
    found = workspace.claim_of(session.store(), article, selected, session.scope() or "")
    if found is None:
        return
    event, state = found
    named = layout.plain(event.name or "an event without a name")
    session.link(
        "events",
        f"Claim on {named}: {state.state}",
        ":material/crisis_alert:",
        event=event.id,
        of=article,
        claim=selected,
    )


def names(article: str) -> None:
    """The names of the article, each judged at all its places in one action; and with its other spellings the way to the page
    of all names."""
    reader.mount_list(article, "names", key="names-list")
    rows = session.frame("entities", article)
    if rows.empty:
        return
    with st.expander("In all articles: rename, merge, split", type="compact", key="names-here"):
        for row in rows.sort_values(["mentions", "name"], ascending=[False, True]).head(LINKED).to_dict("records"):
            also = f" · {layout.plain(row['aliases'])}" if row["aliases"] else ""
            session.link("names", f"**{layout.plain(row['name'])}**{also}", entity=row["entity_id"])
        if len(rows) > LINKED:
            st.caption(f"The {LINKED} mentioned most of {len(rows):,}.")
