"""Who is named, over all articles: search, correct a name, join names that mean the same, part those that do not."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components import session
from components.identity import UNNAMED, tidy
from components.identity.listing import Entity
from components.labels import labels
from components.markdown import ADDRESS, WORD_JOINER
from components.pages import filters, layout, naming
from components.store import Listed

PAGE = 25  # names on a page
CLEARED = {"who": "", "named": []}
STYLE = """
<style>
.dl-name {display: grid; grid-template-columns: 8rem minmax(0, 1fr) 4.2rem 3.6rem; gap: 0.6rem; align-items: center;
  font-size: 0.9rem; font-variant-numeric: tabular-nums; min-height: 1.9rem;}
.dl-name > * {overflow: hidden; text-overflow: ellipsis; white-space: nowrap;}
.dl-name .n {text-align: right;}
.dl-dot {display: inline-block; width: 0.6rem; height: 0.6rem; border-radius: 50%; margin-right: 0.4rem;}
div[class*="st-key-row-name-"] [data-testid="stHorizontalBlock"] {flex-wrap: nowrap;}
div[class*="st-key-row-name-"] [data-testid="stColumn"] {min-width: 0 !important;}
div[class*="st-key-row-name-"] [data-testid="stColumn"]:first-child {flex: 0 0 1.8rem !important;}
.st-key-beside-names {overflow-wrap: anywhere;}
.st-key-close button p, div[class*="st-key-go-"] button p {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);}
.st-key-beside-names {border-left: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding-left: 1.2rem;}
.st-key-beside-names div[class*="st-key-go-"] button::after {content: none !important;}
.st-key-beside-names [data-testid="stPageLink-NavLink"]:not(:hover):not(:focus-visible) {background: none !important;}
.st-key-beside-names [data-testid="stPageLink-NavLink"] * {font-weight: 400 !important;}
@media (max-width: 900px) {
  .dl-name {grid-template-columns: minmax(0, 1fr) 4.3rem 3.5rem;}
  .st-key-beside-names {border-left: 0; padding-left: 0;}
  div[class*="st-key-names-desk"] > div > [data-testid="stHorizontalBlock"] {flex-direction: column;}
  div.st-key-names-desk-open > div > [data-testid="stHorizontalBlock"] {flex-direction: column-reverse;}
  div[class*="st-key-names-desk"] > div > [data-testid="stHorizontalBlock"] > [data-testid="stColumn"]
    {width: 100% !important; min-width: 100% !important; flex: none !important;}
}
</style>
"""


def page() -> None:
    """The list at the left, what can be done with the chosen names at the right."""
    layout.begin()
    st.html(STYLE)
    with st.spinner("Counting the names of all articles …"):
        total = session.names_total()
    title, back = st.columns([3, 2], vertical_alignment="bottom")
    title.title("Names")
    with back:
        naming.undo()
    layout.reads_only("curate")
    layout.samples()
    if problem := session.take("problem"):
        st.error(layout.plain(problem), icon=":material/error:")
    if not total:
        layout.nothing_here(
            "No names yet", "Add an article in the library: everybody it names is listed here, over all articles."
        )
        return
    rows, fit = filtered(total)
    opened = st.query_params.get("entity", "")
    known = session.names_of([*picked(), opened])
    chosen = [known[i] for i in picked() if i in known]
    busy = len(chosen) > 1 or opened in known
    with st.container(
        key="names-desk-open" if busy else "names-desk"
    ):  # in a narrow window what was opened comes first
        left, right = st.columns([1.75, 1.2], gap="medium")
    with left:
        listed(rows, fit)
    with right, st.container(key="beside-names"):
        naming.panel(known.get(opened), chosen)
    naming.history()


def picked() -> list[str]:
    """The ids of the names that are ticked, over all searches and pages."""
    return list(session.recall("picked", ()))


def filtered(total: int) -> Listed:
    """A page of the names that search and label leave, the most mentioned first, and how many they are."""
    with st.container(key="filters"):
        search, label, counts = st.columns([3, 2.4, 1.8], vertical_alignment="center")
    words = filters.search(search, "who", "Name, or how an article writes it")
    entities = [name for name, about in labels().items() if about.layer == "entity" and name not in UNNAMED]
    only = filters.some_of(label, "Label", entities, "named", filters.title_of)
    if session.recall("names query", None) != (words, only):
        session.remember("names query", (words, only))
        session.remember("names page", 0)
    at = session.recall("names page", 0)
    found = session.names_page(words, only, PAGE, at * PAGE)
    if at and not found.entities:  # names went since
        session.remember("names page", 0)
        found = session.names_page(words, only, PAGE, 0)
    counts.caption(f"{found.fit:,} of {total:,} names")
    return found


def listed(rows: Sequence[Entity], fit: int) -> None:
    """One page of the list."""
    if not rows:
        filters.nothing_fits("name", CLEARED)
        return
    last = (fit - 1) // PAGE
    at = session.recall("names page", 0)
    with st.container(key="rows", gap=None):
        with st.container(key="row-name-head"):
            _, name, right = st.columns([0.4, 4, 7], vertical_alignment="center")
            name.html('<div class="dl-name dl-head"><span style="padding-left: 0.3rem">Name</span></div>')
            right.html(
                '<div class="dl-name dl-head"><span>Label</span><span class="dl-wide">Also written</span>'
                '<span class="n">Mentions</span><span class="n">Articles</span></div>'
            )
        for entity in rows:
            row(entity)
    if last:
        earlier, where, later = st.columns([1, 2, 1], vertical_alignment="center")
        earlier.button("Earlier", disabled=at == 0, icon=":material/chevron_left:", on_click=turn, args=(at - 1,))
        where.html(f'<div style="text-align:center">Page {at + 1:,} of {last + 1:,}</div>')
        later.button("Later", disabled=at == last, icon=":material/chevron_right:", on_click=turn, args=(at + 1,))


def turn(at: int) -> None:
    """Another page of the list."""
    session.remember("names page", at)


def row(entity: Entity) -> None:
    """One name: tick it to merge it, click it to see and correct it."""
    label = labels().get(entity.label)
    with st.container(key=f"row-name-{entity.id}"):
        tick, name, right = st.columns([0.4, 4, 7], vertical_alignment="center")
        key = f"pick-{entity.id}"
        session.remember(key, entity.id in picked())
        tick.checkbox(
            f"Choose {heard(tidy(entity.name))}",
            key=key,
            label_visibility="collapsed",
            on_change=pick,
            args=(entity.id,),
        )
        name.button(
            layout.plain(tidy(entity.name)),
            key=f"open-{entity.id}",
            type="tertiary",
            width="stretch",
            on_click=show,
            args=(entity.id,),
        )
        also = " · ".join(tidy(written) for written, _ in entity.aliases[:30])
        right.html(
            f'<div class="dl-name"><span><i class="dl-dot" style="background:{label.color if label else "gray"}"></i>'
            f"{escape(label.title if label else entity.label)}</span>"
            f'<span class="dl-small dl-wide" title="{escape(also)}">{escape(also)}</span>'
            f'<span class="n">{entity.mentions:,}</span><span class="n">{entity.articles:,}</span></div>'
        )


def heard(name: str) -> str:
    """A name for a label that only screen readers meet: they would read the escapes out, so Markdown's signs are left out."""
    return ADDRESS.sub(WORD_JOINER, "".join(c for c in name if c not in "\\`*_[]<>$~!#|{}"))


def pick(entity: str) -> None:
    """Ticks a name, or takes the tick away."""
    others = [i for i in picked() if i != entity]
    session.remember("picked", [*others, entity] if session.recall(f"pick-{entity}", False) else others)


def show(entity: str) -> None:
    """Shows one name at the right, and nothing that was ticked."""
    session.remember("picked", [])
    st.query_params["entity"] = entity
