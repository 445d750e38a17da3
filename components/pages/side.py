"""Beside the text: tolls and charts of the article's figures, its quotes by speaker, its names."""

from __future__ import annotations

import streamlit as st

from components import reader, session, workspace
from components.pages import charted, layout, spread, tolls

TABS = ("Figures", "Quotes", "Names")
LINKED = 30  # names with a link to their page


@st.fragment
def panel(article: str) -> None:
    """One of three views over the corrected rows of this article; a click on a mark brings its sentence into view."""
    reader.mount_companion(article, key="companion", on_selected=take_selected, focus=session.recall("focus", None))
    tab = st.segmented_control("Beside the text", TABS, default="Figures", key="beside", label_visibility="collapsed")
    with st.container(key="side-panel"):
        if tab == "Quotes":
            quotes(article)
        elif tab == "Names":
            names(article)
        else:
            figures(article)
    with st.container(
        key="hints", gap="small"
    ):  # under the charts, which stay where they are when a hint comes or goes
        entity(article)
        spread.offer(article)


def take_selected() -> None:
    """Lights up the selected figure in the charts."""
    session.remember("selected", str(session.component("companion", "selected") or ""))


def show(annotation: str) -> None:
    """Brings an annotation into view in the reader and flashes it."""
    session.focus(annotation)


def figures(article: str) -> None:
    """Tolls, and the charts of figures: casualties by claim, weapon specifications."""
    rows = session.frame("figures", article)
    with st.container(key="tolls", gap=None):
        tolls.panel(article, rows, show)
    hot = session.recall("selected", "")
    for name in charted.named("figures", "article"):
        charted.draw(name, rows, show, hot, charted.SIDE)


def quotes(article: str) -> None:
    """Who is quoted, and what they say in the order of the text."""
    rows = session.frame("quotes", article)
    for name in charted.named("quotes", "article"):
        charted.draw(name, rows, show, session.recall("selected", ""), charted.SIDE)


def entity(article: str) -> None:
    """The way from the selected name to all articles that have it."""
    selected = session.recall("selected", "")
    found = workspace.entity_of(session.store(), article, selected) if selected else None
    if found is not None:
        ident, name = found
        session.link("names", f"{layout.plain(name)} in all articles", ":material/group:", entity=ident)


def names(article: str) -> None:
    """The names mentioned most, and each with its other spellings and the way to the page of all names."""
    rows = session.frame("annotations", article)
    mentions = rows[(rows["layer"] == "entity") & (rows["status"] != "rejected")]
    mentions = mentions.assign(name=mentions["name"].fillna(mentions["text"]))
    first = mentions.drop_duplicates("name").set_index("name")["annotation_id"]
    hot = mentions.loc[mentions["annotation_id"] == session.recall("selected", ""), "name"]
    charted.draw("names", rows, lambda name: show(str(first[name])), next(iter(hot), None), charted.SIDE)
    entities = session.frame("entities", article).sort_values(["mentions", "name"], ascending=[False, True])
    if entities.empty:
        return
    st.caption("Click a name to see it in all articles, rename, merge or split it.")
    with st.container(key="names-here", gap=None):
        for row in entities.head(LINKED).to_dict("records"):
            also = f" · {layout.plain(row['aliases'])}" if row["aliases"] else ""
            session.link("names", f"**{layout.plain(row['name'])}**{also}", entity=row["entity_id"])
    if len(entities) > LINKED:
        st.caption(f"The {LINKED} mentioned most of {len(entities):,}.")
