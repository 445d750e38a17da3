"""Beside the text: tolls and charts of the article's figures, its quotes by speaker, its names."""

from __future__ import annotations

import streamlit as st

from components import reader, session, workspace
from components.labels import labels
from components.model import CASUALTIES, Toll, toll_record
from components.pages import charted, layout, spread
from components.wording import amount, day

TABS = ("Figures", "Quotes", "Names")
LINKED = 30  # names with a link to their page


@st.fragment
def panel(article: str) -> None:
    """One of three views over the corrected rows of this article; a click on a mark brings its sentence into view."""
    reader.mount_companion(article, key="companion", on_selected=take_selected, focus=session.recall("focus", None))
    entity(article)
    spread.offer(article)
    tab = st.segmented_control("Beside the text", TABS, default="Figures", key="beside", label_visibility="collapsed")
    if tab == "Quotes":
        quotes(article)
    elif tab == "Names":
        names(article)
    else:
        figures(article)


def take_selected() -> None:
    """Lights up the selected figure in the charts."""
    session.remember("selected", str(session.component("companion", "selected") or ""))


def show(annotation: str) -> None:
    """Brings an annotation into view in the reader and flashes it."""
    session.focus(annotation)


def figures(article: str) -> None:
    """Tolls, casualties by claim, weapon specifications."""
    with st.container(key="tolls", gap=None):
        tolls(article)
    rows = session.frame("figures", article)
    hot = session.recall("selected", "")
    charted.draw("casualties", rows, "chart-casualties", show, hot, charted.SIDE)
    charted.draw("weapons", rows, "chart-weapons", show, hot, charted.SIDE)


def tolls(article: str) -> None:
    """The article's headline counts, each with its reason and a way to set it by hand."""
    found = session.tolls(article)
    for label in CASUALTIES:
        if label not in found:
            continue
        toll = found[label]
        said, change = st.columns([6, 1], vertical_alignment="center")
        by = f", {toll.source}" if toll.source else ""
        when = f", {day(toll.as_of)}" if toll.as_of else ""
        hand = " · set by hand" if toll.set_by else ""
        said.markdown(
            f"**{labels()[label].title} {layout.plain(amount(toll_record(toll)))}**{layout.plain(by + when)}{hand}",
            help=layout.plain(toll.reason) if toll.reason else None,
        )
        with change.popover("", icon=":material/tune:", type="tertiary", help="Set this toll"):
            set_toll(article, label, toll)
    missing = [label for label in CASUALTIES if label not in found]
    with st.popover("Set a toll", type="tertiary", icon=":material/add:"):
        label = st.selectbox("Toll", missing or list(CASUALTIES), format_func=lambda name: labels()[name].title)
        set_toll(article, label, Toll(label))


def set_toll(article: str, label: str, toll: Toll) -> None:
    """The form that states a toll by hand, or hands it back to the figures."""
    low = st.number_input(
        "At least", min_value=0, value=toll.low if toll.low is None else int(toll.low), key=f"low-{label}"
    )
    high = st.number_input(
        "At most", min_value=0, value=toll.high if toll.high is None else int(toll.high), key=f"high-{label}"
    )
    if low is not None and high is not None and low > high:
        st.error("“At least” is more than “at most”: change one of them.")
        return
    if st.button("Set", key=f"set-{label}", type="primary", disabled=low is None and high is None):
        session.set_toll(article, label, stated(low, high, toll))
        st.rerun()
    if toll.reason:
        st.caption(layout.plain(toll.reason))
    if toll.set_by and st.button("Take it from the figures again", key=f"unset-{label}"):
        session.set_toll(article, label, None)
        st.rerun()


def stated(low: int | None, high: int | None, before: Toll) -> dict[str, object]:
    """The record of a toll between ``low`` and ``high``, None where there is no such limit."""
    if low == high:
        record: dict[str, object] = {"value": low, "low": low, "high": high, "bound": "exact"}
    elif high is None:
        record = {"value": low, "low": low, "bound": "at_least"}
    elif low is None:
        record = {"value": high, "high": high, "bound": "at_most"}
    else:
        record = {"low": low, "high": high, "bound": "range"}
    kept = toll_record(before)
    about: dict[str, object] = {
        name: kept[name] for name in ("scope", "source", "place", "as_of", "figure_ids") if name in kept
    }
    return {**record, **about, "reason": "Set by hand."}


def quotes(article: str) -> None:
    """Who is quoted, and what they say in the order of the text."""
    rows = session.frame("quotes", article)
    charted.draw("speakers", rows, "chart-speakers", show, session.recall("selected", ""), charted.SIDE)


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
    charted.draw("names", rows, "chart-names", lambda name: show(str(first[name])), next(iter(hot), None), charted.SIDE)
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
