"""An article's details: title, outlet, date and address corrected at any time; taken out of the library and put back."""

from __future__ import annotations

import re

import streamlit as st

from components import session
from components.pages import extracting, layout
from components.store import DetailsRefusedError, LibraryRow, StoreError
from components.undoing import Deed
from components.written import read_day

ADDRESS = re.compile(r"https?://\S+")
ADDRESS_HELP = "an address begins with https:// or http://"
DATE_HINT = "14 May 2024"
FIELDS = ("title", "outlet", "author", "published", "language", "url")


def closed() -> None:
    """The next time, the form begins with what is stored then."""
    session.form_closed()


@st.dialog("Article details", on_dismiss=closed)
def dialog(article: str) -> None:
    """A form over the metadata, as it was when the form was opened; the text itself never changes here."""
    store = session.store()
    row: LibraryRow = session.form_opened(f"details {article}", lambda: store.row(article))
    may_change = not layout.reads_only("annotate")
    with st.form("details", border=False):
        title = st.text_input("Title", row.title)
        left, right = st.columns(2)
        outlet = left.text_input("Outlet", row.outlet or "")
        author = right.text_input("Author", row.author or "")
        published = left.text_input(
            "Date",
            layout.day(row.published) if row.published else "",
            placeholder=DATE_HINT,
            help="The day it was published",
        )
        language = right.text_input(
            "Language",
            row.language,
            help="Two letters. Texts that are not English are read without English rules; en reads one as English",
        )
        url = st.text_input(
            "Address", row.url or "", placeholder="https://…", validate=(r"^(https?://\S+)?$", ADDRESS_HELP)
        )
        if st.form_submit_button("Save", type="primary", disabled=not may_change):
            typed = {
                "title": title,
                "outlet": outlet,
                "author": author,
                "published": published,
                "language": language,
                "url": url,
            }
            save(row, typed)
    st.caption(f"{row.words:,} words · added {layout.day(row.added_at[:10])} · id {layout.plain(article)}")
    original(article)
    if st.button(
        "Extract again",
        icon=":material/refresh:",
        disabled=not may_change,
        help="Finds entities, quotes and figures anew. What people judged, added or changed stays.",
    ) and extracting.again(article):
        closed()
        st.rerun()
    if row.removed_at:
        if st.button("Put back into the library", icon=":material/undo:", disabled=not session.may("curate")):
            store.put_back(article)
            st.rerun()
    elif st.button(
        "Take out of the library",
        icon=":material/delete:",
        disabled=not session.may("curate"),
        help="Nothing is lost: filter by “Taken out” to put it back.",
    ):
        store.remove(article)
        st.rerun()


def original(article: str) -> None:
    """The file that the article came in, to be downloaded where it was kept."""
    found = session.store().original(article)
    if found is None:
        return
    name = found.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(" › ", 1)[-1] or "original"
    if not found.kept:
        st.caption(f"Came in {layout.plain(name)} ({size(found.size)}), which was not kept.")
        return
    st.download_button(
        f"Original: {layout.plain(name[:60])} ({size(found.size)})",
        data=lambda: getattr(session.store().original(article, with_data=True), "data", None) or b"",
        file_name=name,
        mime="application/octet-stream",  # a page of somebody else's must not run as ours
        on_click="ignore",
        icon=":material/draft:",
        help="The file as it came, byte for byte",
    )


def size(number: int) -> str:
    """ "1.4 MB" for 1,400,000 bytes."""
    for unit, of in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= of:
            return f"{number / of:.1f} {unit}"
    return f"{number} bytes"


def save(row: LibraryRow, typed: dict[str, str]) -> None:
    """Stores corrected metadata, or says which field is wrong, or who was faster."""
    cleaned = {name: value.strip() or None for name, value in typed.items()}
    seen = {name: getattr(session.form_seen(row), name) for name in FIELDS}
    if cleaned["url"] and not ADDRESS.fullmatch(cleaned["url"]):
        st.error(f"{layout.plain(cleaned['url'])}: {ADDRESS_HELP}.")
        return
    try:
        cleaned["published"] = read_date(cleaned["published"])
        made = session.store().correct_details(row.id, cleaned, session.user(), seen)
    except DetailsRefusedError as error:
        st.error(layout.plain(f"{error}. Nothing of yours was saved. Save again to do so all the same."))
        session.form_told(session.store().row(row.id))
        return
    except (ValueError, StoreError) as error:
        st.error(layout.plain(str(error)))
        return
    if made is not None:
        session.did(Deed("details", made.op_id, (row.id,), f"changed {made.said()}"))
        # "on Tuesday" and "so far" mean other days now; in another language other rules read it
        moved = {"published": "its dates follow the new one", "language": "each language has its own rules"}
        why = next((said for name, said in moved.items() if name in made.changes), None)
        if why and not extracting.again(row.id, f"Saved. Extracting again, for {why}"):
            return
    closed()
    st.rerun()


def read_date(typed: str | None) -> str | None:
    """The day of publication that was typed, in ISO form. Raises ValueError with what would do.

    >>> read_date("14.02.2015"), read_date(" ")
    ('2015-02-14', None)
    """
    if not typed or not typed.strip():
        return None
    try:
        day = read_day(typed)
    except ValueError as error:
        raise ValueError(f"“{typed.strip()}” is no date that can be read: {error}") from None
    if len(day) != len("2015-02-14"):
        raise ValueError(f"“{typed.strip()}” is no single day; write one such as {DATE_HINT}")
    return day
