"""The library: every article in a row, filters that stay in the address, and the place to add and take out articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.labels import labels
from components.model import REVIEW_STATUSES, SAMPLE
from components.pages import adding, assigning, details, filters, layout, library_table, tasks, views
from components.pages.library_table import STATUS
from components.store import Choices, Query, Queue, Sort
from components.wanted import Wanted, WantedError, wanted

CLEARED = {
    "q": "",
    "outlet": None,
    "status": None,
    "dates": (),
    "label": None,
    "tag": None,
    "toll": False,
    "name": "",
    "quoting": "",
    "place": "",
    "weapon": "",
    "source": "",
    "figure": "",
    "nocopies": False,
    "assignee": None,
}
FIRST_ORDER: tuple[Sort, bool] = ("published", True)
ORDERS: Mapping[str, str] = {  # as the address has them → as the analyst chooses
    "-published": "Newest first",
    "-added_at": "Added last first",
    "-doubt": "Least certain first",
    "-figures": "Most figures first",
    "-suggestions": "Most to judge first",
    "-killed": "Most killed first",
    "-words": "Longest first",
}
NAMED = ("name", "quoting", "place", "weapon", "source")
HINTS = {
    "name": "Anybody or anything named",
    "quoting": "Speaker of a quote",
    "place": "Place",
    "weapon": "Weapon",
    "source": "Source of a figure",
}
MORE = ("label", "tag", "toll", *NAMED, "figure", "nocopies", "assignee")


def page() -> None:
    """The list of articles; a row opens one."""
    layout.begin()
    if go := session.take("go to"):
        session.open_page(go[0], **go[1])
    title, add = st.columns([4, 1.3], vertical_alignment="bottom")
    title.title("Library")
    may_add, asked_to_add = session.may("annotate"), session.take("add")
    pressed = add.button("Add articles", type="primary", icon=":material/add:", width="stretch", disabled=not may_add)
    if may_add and (pressed or asked_to_add):
        adding.dialog()
    layout.reads_only("annotate")
    if asked_for := session.take("details"):
        details.dialog(asked_for)
    if may_add and adding.is_first_start():
        adding.add_samples()
    choices = session.store().choices()
    within = layout.scope()
    query, (sort, descending) = asked(choices, within), order()
    session.remember("queue", Queue(query, sort, descending))
    library_table.notice()
    tasks.line()
    found = library_table.found(query, sort, descending)
    if not found.total:
        nothing(query, choices)
        return
    counted(query, found.total, choices)
    library_table.show(query, found, sort, descending, choices)


def counted(query: Query, total: int, choices: Choices) -> None:
    """How many there are, what can be done with what was found, and the samples."""
    with st.container(horizontal=True, horizontal_alignment="left", vertical_alignment="center", gap="medium"):
        of = "taken out" if query.removed else f"of {layout.count(choices.total, 'article')}"
        st.caption(f"{total:,} {of}", width="content")
        if query != Query():
            session.link("export", "Export these", ":material/download:", found="yes")
        next_unfinished()
        ordered()
        views.menu("library", CLEARED)
        if choices.samples and not query.removed:
            with st.container(key="samples-there", horizontal=True, width="content", vertical_alignment="center"):
                others = (
                    "stay out of your charts, memory and exports."
                    if choices.samples < choices.total
                    else "to try things out."
                )
                st.caption(f"{layout.count(choices.samples, 'sample')} {others}", width="content")
                st.button(
                    "Remove the samples",
                    key="remove-samples",
                    disabled=not session.may("curate"),
                    type="tertiary",
                    icon=":material/delete_sweep:",
                    on_click=library_table.remove_samples,
                )


def asked(choices: Choices, within: str | None) -> Query:
    """The query of the filter bar; every widget keeps its value in the address."""
    with st.container(key="filters"):
        search, outlet, status, days, more = st.columns([3.4, 1.9, 1.7, 2.5, 1.2], vertical_alignment="center")
    words = filters.search(search, "q", "Words in text and title   ( / )")
    published = filters.one_of(outlet, "Outlet", list(choices.outlets), "outlet")
    state = filters.one_of(status, "Status", [*STATUS, "removed"], "status", lambda name: STATUS.get(name, "Taken out"))
    first, last = filters.days(days, "Published", choices.first, choices.last)
    review = next((name for name in REVIEW_STATUSES if name == state), None)
    query = replace(
        more_filters(more, choices),
        words=words,
        outlet=published,
        review_status=review,
        first=first,
        last=last,
        removed=state == "removed",
        collection=within,
    )
    if query != session.recall("library_query", query):
        session.remember("library_page", 0)
    return session.remember("library_query", query)


def order() -> tuple[Sort, bool]:
    """What the table is sorted by and whether it falls, as the address has it: "order=-killed"."""
    raw = st.query_params.get("order", "")
    name = raw.removeprefix("-")
    return next(((sort, raw.startswith("-")) for sort in get_args(Sort) if sort == name), FIRST_ORDER)


def more_filters(where: DeltaGenerator, choices: Choices) -> Query:
    """What is asked for less often, behind a button that counts what is set."""
    chosen = sum(name in st.query_params for name in MORE)
    with where.popover(f"More ({chosen})" if chosen else "More", width="stretch"):
        name, speaker, place, weapon, source = (filters.typed(HINTS[field], field) or None for field in NAMED)
        figure = figure_asked()
        label = st.selectbox(
            "Label",
            list(labels()),
            index=None,
            format_func=lambda name: labels()[name].title,
            key="label",
            bind="query-params",
            placeholder="Any label",
        )
        tag = st.selectbox(
            "Tag",
            list(choices.tags),
            index=None,
            format_func=lambda name: "Sample" if name == SAMPLE else name,
            key="tag",
            bind="query-params",
            placeholder="Any tag",
        )
        assignee, unassigned = assigning.asked()
        has_toll = st.toggle("Has a toll", key="toll", bind="query-params")
        without = st.toggle(
            "Without copies",
            key="nocopies",
            bind="query-params",
            help="Leaves out articles that are near-duplicates of another one, such as a wire report that several outlets printed.",
        )
    return Query(
        label=label,
        tag=tag,
        has_toll=has_toll,
        assignee=assignee,
        unassigned=unassigned,
        copies=not without,
        figure=figure,
        name=name,
        speaker=speaker,
        place=place,
        weapon=weapon,
        source=source,
    )


def figure_asked() -> Wanted | None:
    """The figure that an article must have, in words; what is not understood is said, and asks for nothing."""
    words = filters.typed("A figure, such as killed over 100 in Homs in May 2013", "figure")
    try:
        return wanted(words) if words else None
    except WantedError as error:
        st.caption(f":material/error: {layout.plain(str(error))}")
        return None


def nothing(query: Query, choices: Choices) -> None:
    """The empty library, or a search without result."""
    if query == Query():
        taken_out = session.store().find(Query(removed=True), limit=1).total
        there = f" {layout.count(taken_out, 'article')} that you took out: filter by “Taken out”." if taken_out else ""
        layout.empty(
            "No articles yet",
            f"Paste or upload one with “Add articles”: its entities, quotes and figures are found at once.{there}",
        )
    elif query == Query(collection=query.collection):
        layout.empty(
            "Nothing in this collection yet",
            "Tick articles in the library and choose this collection above the table, or choose all collections.",
        )
    elif query == Query(removed=True):
        layout.empty("Nothing was taken out", "Articles that you take out of the library wait here to be put back.")
    else:
        filters.nothing_fits("article", CLEARED)


def next_unfinished() -> None:
    """One key to the next article that is not done, by the filters and the order of this page."""
    following = session.store().next_unfinished(None, session.queue())
    if following and st.button(
        "Open the next unfinished article", icon=":material/arrow_forward:", shortcut="Alt+N", type="tertiary"
    ):
        session.open_article(following)


def ordered() -> None:
    """The choice of an order, of the table and of the articles that come next; a header that was clicked is one as well."""
    now = st.query_params.get("order", next(iter(ORDERS)))
    names = {**ORDERS, **({} if now in ORDERS else {now: "As the table is sorted"})}
    session.put({"order-choice": now})

    def choose() -> None:
        raw = session.recall("order-choice", now)
        library_table.sort_by(raw.removeprefix("-"), raw.startswith("-"))

    st.selectbox(
        "Order, copies of others last",
        list(names),
        format_func=names.__getitem__,
        key="order-choice",
        on_change=choose,
        label_visibility="collapsed",
        width=210,
        help="The order of this table, and of the next unfinished article; copies of others come last there.",
    )
