"""The library: every article in a row, filters that stay in the address, and the place to add and take out articles."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.labels import labels
from components.model import REVIEW_STATUSES, toll_record
from components.pages import adding, details, filters, layout
from components.store import LibraryRow, Query, Sort
from components.wording import amount

PAGE = 25  # articles on a page of the library
CLEARED = {"q": "", "outlet": None, "status": None, "dates": (), "label": None, "toll": False}
STATUS = {"new": "New", "in_progress": "In progress", "done": "Done"}
SORTS: dict[str, tuple[Sort, bool]] = {
    "Newest first": ("published", True),
    "Oldest first": ("published", False),
    adding.LAST_ADDED: ("added_at", True),
    "Title": ("title", False),
    "Most suggestions left": ("suggestions", True),
    "Most killed": ("killed", True),
}


def page() -> None:
    """The list of articles; a row opens one."""
    layout.begin()
    title, add = st.columns([4, 1.3], vertical_alignment="bottom")
    title.title("Library")
    if add.button("Add articles", type="primary", icon=":material/add:", width="stretch"):
        adding.dialog()
    if adding.is_first_start():
        adding.add_samples()
    query, order = asked()
    found = session.store().find(query, *SORTS[order], limit=PAGE, offset=PAGE * session.recall("library_page", 0))
    if not found.total:
        nothing(query)
        return
    with st.container(horizontal=True, horizontal_alignment="left", vertical_alignment="center", gap="medium"):
        st.caption(f"{found.total:,} of {session.store().choices().total:,} articles", width="content")
        if query != Query():
            session.link("export", "Export these", ":material/download:", found="yes")
    with st.container(key="rows", gap=None):
        heading()
        for n, row in enumerate(found.rows, 1):
            article_row(row, n)
    turn_pages(found.total)
    next_unfinished()


def asked() -> tuple[Query, str]:
    """The query of the filter bar and the order; every widget keeps its value in the address."""
    choices = session.store().choices()
    with st.container(key="filters"):
        search, outlet, status, days, more, order = st.columns(
            [3.0, 1.8, 1.6, 2.5, 1.2, 2.0], vertical_alignment="center"
        )
    words = filters.search(search, "q", "Words in text and title")
    published = filters.one_of(outlet, "Outlet", list(choices.outlets), "outlet")
    state = filters.one_of(status, "Status", [*STATUS, "removed"], "status", lambda name: STATUS.get(name, "Taken out"))
    first, last = filters.days(days, "Published", choices.first, choices.last)
    label, has_toll = more_filters(more)
    sort = order.selectbox("Order", list(SORTS), key="order", bind="query-params", label_visibility="collapsed")
    review = next((name for name in REVIEW_STATUSES if name == state), None)
    query = Query(
        words=words,
        outlet=published,
        review_status=review,
        first=first,
        last=last,
        label=label,
        has_toll=has_toll,
        removed=state == "removed",
    )
    if query != session.recall("library_query", query):
        session.remember("library_page", 0)
    session.remember("library_query", query)
    return query, sort


def more_filters(where: DeltaGenerator) -> tuple[str | None, bool]:
    """What is asked for less often, behind a button that counts what is set: a label, and whether there is a toll."""
    chosen = sum(name in st.query_params for name in ("label", "toll"))
    with where.popover(f"More ({chosen})" if chosen else "More", width="stretch"):
        label = st.selectbox(
            "Label",
            list(labels()),
            index=None,
            format_func=lambda name: labels()[name].title,
            key="label",
            bind="query-params",
            placeholder="Any label",
        )
        has_toll = st.toggle("Has a toll", key="toll", bind="query-params")
    return label, has_toll


def nothing(query: Query) -> None:
    """The empty library, or a search without result."""
    if query == Query():
        layout.empty(
            "No articles yet",
            "Paste or upload one with “Add articles”: its entities, quotes and figures are found at once.",
        )
    elif query == Query(removed=True):
        layout.empty("Nothing was taken out", "Articles that you take out of the library wait here to be put back.")
    else:
        filters.nothing_fits("article", CLEARED)


def heading() -> None:
    """The names of the columns."""
    with st.container(key="head-row"):
        left, right, _ = st.columns([5, 7, 0.5], vertical_alignment="center")
        left.html('<div class="dl-row dl-head"><span>Title</span></div>')
        right.html(
            '<div class="dl-row dl-head"><span>Outlet</span><span>Date</span><span>Status</span>'
            '<span class="n dl-wide">To judge</span><span class="n dl-wide">Quotes</span><span class="n dl-wide">Figures</span>'
            "<span>Killed</span></div>"
        )


def article_row(row: LibraryRow, n: int) -> None:
    """The ``n``th article: its title opens it, the menu at the end corrects its details or takes it out."""
    with st.container(key=f"row-{row.id}"):
        left, right, menu = st.columns([5, 7, 0.5], vertical_alignment="center")
        title = layout.plain(row.title or "Untitled")
        if left.button(
            title,
            key=f"open-{row.id}",
            type="tertiary",
            width="stretch",
            help=row.snippet and layout.plain(row.snippet),
        ):
            session.open_article(row.id)
        killed = row.tolls.get("KILLED")
        cells = [
            f'<span title="{escape(row.outlet or "")}">{escape(row.outlet or "–")}</span>',
            f"<span>{escape(layout.day(row.published))}</span>",
            f'<span><span class="dl-chip">{"Taken out" if row.removed_at else STATUS[row.review_status]}</span></span>',
            *(
                f'<span class="n dl-wide {"" if n else "dl-none"}">{n:,}</span>'
                for n in (row.suggestions, row.quotes, row.figures)
            ),
            f"<span>{escape(amount(toll_record(killed))) if killed else '<i class=dl-none>–</i>'}</span>",
        ]
        right.html(f'<div class="dl-row">{"".join(cells)}</div>')
        if menu.button(
            f"Details of article {n}",
            key=f"details-{row.id}",
            icon=":material/more_vert:",
            type="tertiary",
            help="Details, take out",
        ):
            details.dialog(row.id)


def turn_pages(total: int) -> None:
    """Earlier and later, where one page does not hold all articles."""
    at, last = session.recall("library_page", 0), max(0, (total - 1) // PAGE)
    if at > last:
        session.remember("library_page", last)
        st.rerun()
    if not last:
        return
    earlier, where, later = st.columns([1, 4, 1], vertical_alignment="center")
    if earlier.button("Earlier", disabled=at == 0, icon=":material/chevron_left:", width="stretch"):
        session.remember("library_page", at - 1)
        st.rerun()
    where.html(f'<div style="text-align:center">Page {at + 1} of {last + 1}</div>')
    if later.button(
        "Later", disabled=at == last, icon=":material/chevron_right:", icon_position="right", width="stretch"
    ):
        session.remember("library_page", at + 1)
        st.rerun()


def next_unfinished() -> None:
    """One key to the next article that is not done."""
    following = session.store().next_unfinished()
    if following and st.button(
        "Open the next unfinished article", icon=":material/arrow_forward:", shortcut="Alt+N", type="tertiary"
    ):
        session.open_article(following)
