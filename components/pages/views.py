"""Views: the filters of a page under a name, saved for everybody who uses this library."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from components import session
from components.model import RecordError
from components.pages import layout
from components.store import StoreError

NO_FILTER = ("article", "annotation", "entity", "found", "chosen")  # what an address may hold beside the filters


def menu(page: str, cleared: Mapping[str, object]) -> None:
    """The saved views of a page, and the way to save what is shown as one; ``cleared`` are the filters without any choice."""
    with st.popover("Views", icon=":material/bookmark:", type="tertiary"):
        kept = session.store().collections.views(page)
        for n, view in enumerate(kept):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"view-{n}"):
                there = escape(f"{page}?{urlencode(view.address, doseq=True)}", quote=True)
                st.html(f'<a class="dl-view" href="{there}" target="_self">{escape(view.name)}</a>', width="stretch")
                st.button(
                    "Forget",
                    key=f"forget-view-{n}",
                    type="tertiary",
                    icon=":material/delete:",
                    help=f"Forget the view {layout.plain(view.name)}",
                    on_click=forget,
                    args=(page, view.name),
                )
        if not kept:
            st.caption("Filters and order of this page can be kept under a name.")
        if any(name in st.query_params for name in (*cleared, "order", "collection")):
            with st.form("save-view", border=False, clear_on_submit=True):
                name = st.text_input(
                    "Name", key="view-name", placeholder="Name of this view", label_visibility="collapsed"
                )
                if st.form_submit_button("Save what is shown as a view", width="stretch"):
                    save(page, name)
        else:
            st.caption("Set a filter or an order first; then it can be saved here.")


def save(page: str, name: str) -> None:
    """Keeps the filters that the address holds."""
    address = {key: st.query_params.get_all(key) for key in st.query_params if key not in NO_FILTER}
    try:
        before = session.store().collections.save_view(page, name, address, session.user())
    except (RecordError, StoreError) as error:
        st.error(layout.plain(str(error).capitalize()))
        return
    st.toast(f"{'Saved anew' if before else 'Saved'}: {layout.plain(name)}", icon=":material/bookmark:")
    st.rerun()


def forget(page: str, name: str) -> None:
    """A callback: forgets a view."""
    session.store().collections.drop_view(page, name)
