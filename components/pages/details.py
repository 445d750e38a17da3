"""An article's details: title, outlet, date and address corrected at any time; taken out of the library and put back."""

from __future__ import annotations

import re

import streamlit as st

from components import session, workspace
from components.extract.missing import ModelMissingError
from components.model import RecordError
from components.pages import layout
from components.store import StoreError

ADDRESS = re.compile(r"https?://\S+")
ADDRESS_HELP = "an address begins with https:// or http://"


@st.dialog("Article details")
def dialog(article: str) -> None:
    """A form over the metadata; the text itself never changes here."""
    store = session.store()
    row = store.row(article)
    with st.form("details", border=False):
        title = st.text_input("Title", row.title)
        left, right = st.columns(2)
        outlet = left.text_input("Outlet", row.outlet or "")
        author = right.text_input("Author", row.author or "")
        published = left.text_input(
            "Date",
            row.published or "",
            placeholder="2024-05-14",
            validate=(r"^(\d{4}(-\d\d){0,2})?$", "A day such as 2024-05-14"),
        )
        language = right.text_input("Language", row.language)
        url = st.text_input(
            "Address", row.url or "", placeholder="https://…", validate=(r"^(https?://\S+)?$", ADDRESS_HELP)
        )
        if st.form_submit_button("Save", type="primary"):
            found = {
                "title": title,
                "outlet": outlet,
                "author": author,
                "published": published,
                "language": language,
                "url": url,
            }
            save(article, found)
    st.caption(f"{row.words:,} words · added {layout.day(row.added_at[:10])} · id {article}")
    if row.removed_at:
        if st.button("Put back into the library", icon=":material/undo:"):
            store.put_back(article)
            st.rerun()
    elif st.button(
        "Take out of the library",
        icon=":material/delete:",
        help="Nothing is lost: filter by “Taken out” to put it back.",
    ):
        store.remove(article)
        st.rerun()


def save(article: str, found: dict[str, str]) -> None:
    """Stores corrected metadata, or says which field is wrong."""
    cleaned = {name: value.strip() or None for name, value in found.items()}
    if cleaned["url"] and not ADDRESS.fullmatch(cleaned["url"]):
        st.error(f"{layout.plain(cleaned['url'])}: {ADDRESS_HELP}.")
        return
    before = session.store().row(article).published
    try:
        session.store().update_metadata(article, **cleaned)
        if cleaned["published"] != before:  # "on Tuesday" and "so far" mean other days now
            with st.spinner("Reading the article again: its dates follow the date of publication …"):
                workspace.extract_again(session.store(), article)
            session.forget("message")
    except (RecordError, StoreError, ModelMissingError) as error:
        st.error(layout.plain(str(error)))
        return
    st.rerun()
