"""Beside the text: tolls and charts of the article's figures, its quotes by speaker, its names."""

from __future__ import annotations

import streamlit as st

from components import reader, session, workspace
from components.labels import labels
from components.model import CASUALTIES, Toll, toll_record
from components.pages import charted, layout, spread
from components.wording import amount

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
    """Tolls, and the charts of figures: casualties by claim, weapon specifications."""
    with st.container(key="tolls", gap=None):
        tolls(article)
    rows = session.frame("figures", article)
    hot = session.recall("selected", "")
    for name in charted.named("figures", "article"):
        charted.draw(name, rows, show, hot, charted.SIDE)


def tolls(article: str) -> None:
    """The article's headline counts, each with its reason and a way to set it by hand."""
    found = session.tolls(article)
    counted = session.counted_tolls(article) if any(toll.set_by for toll in found.values()) else found
    saved = session.recall("tolls-saved", 0)  # in the keys: what was saved closes, and opens with the new values
    for label in CASUALTIES:
        if label not in found:
            continue
        toll = found[label]
        said, change = st.columns([6, 1], vertical_alignment="center")
        said.markdown(toll_line(toll), help=layout.plain(toll.reason) if toll.reason else None)
        if toll.set_by and (other := contradiction(toll, counted.get(label))):
            said.caption(f":material/error: {layout.plain(other)}")
        with change.popover(
            "", icon=":material/tune:", type="tertiary", help="Set this toll", key=f"toll-{label}-{saved}"
        ):
            set_toll(article, label, toll, saved)
    missing = [label for label in CASUALTIES if label not in found]
    with st.popover("Set a toll", type="tertiary", icon=":material/add:", key=f"new-toll-{saved}"):
        label = st.selectbox("Toll", missing or list(CASUALTIES), format_func=lambda name: labels()[name].title)
        set_toll(article, label, Toll(label), saved)


def toll_line(toll: Toll) -> str:
    """A toll in a line of Markdown: label, amount, source, day, and whether a person set it."""
    about = [part for part in (toll.source, toll.as_of and layout.day(toll.as_of)) if part]
    hand = " · set by hand" if toll.set_by else ""
    amount_ = layout.plain(amount(toll_record(toll)))
    return f"**{labels()[toll.label].title} {amount_}**{''.join(f', {layout.plain(part)}' for part in about)}{hand}"


def contradiction(by_hand: Toll, counted: Toll | None) -> str | None:
    """What the figures say where it is not what a person set; None where they agree."""
    if counted is None:
        return "No figure in the text says so."
    said = amount(toll_record(counted))
    return None if said == amount(toll_record(by_hand)) else f"The figures in the text say {said}."


def set_toll(article: str, label: str, toll: Toll, saved: int) -> None:
    """The form that states a toll by hand, or hands it back to the figures."""

    def save(stated: dict[str, object] | None) -> None:
        session.set_toll(article, label, stated)
        session.remember("tolls-saved", saved + 1)
        st.rerun()

    ends = []
    for name, title, value in (("low", "At least", toll.low), ("high", "At most", toll.high)):
        shown = None if value is None else int(value)
        ends.append(st.number_input(title, min_value=0, value=shown, key=f"{name}-{label}-{saved}"))
    low, high = ends
    if low is not None and high is not None and low > high:
        st.error("“At least” is more than “at most”: change one of them.")
        return
    if st.button("Set", key=f"set-{label}", type="primary", disabled=low is None and high is None):
        save(stated(low, high, toll))
    if toll.reason:
        st.caption(layout.plain(toll.reason))
    if toll.set_by and st.button("Take it from the figures again", key=f"unset-{label}"):
        save(None)


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
