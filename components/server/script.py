"""What Streamlit runs for each browser: page list, page config. ``dashboard.py`` serves it."""

import sys
from collections.abc import Callable
from importlib import import_module

import streamlit as st

from components.lexicons import DATA

st.set_page_config(page_title="Dateline", page_icon=DATA / "images" / "icon.png", layout="wide")
STARTING = """
<div style="position: fixed; inset: 40vh 0 auto; text-align: center; opacity: 0.7" role="status">Dateline is starting …</div>
"""
starting = st.empty()
if "components.session" not in sys.modules:  # the first page of a process opens the store: a second
    starting.html(STARTING)

from components import session  # noqa: E402
from components.pages import palette  # noqa: E402


def page(name: str) -> Callable[[], None]:
    """A page that is imported when somebody opens it: charts take their time, and the first page does not wait for them."""

    def run() -> None:
        if session.role() is None:
            import_module("components.pages.entrance").page()
            starting.empty()
            return
        import_module(f"components.pages.{name}").page()
        starting.empty()
        if name == "library":
            import_module("components.pages.account").ask_once()
        palette.mount(name)

    return run


def home() -> None:
    if session.role() is None:
        page("entrance")()
        return
    session.open_page("library")


unseen = session.unseen()
session.start(
    {
        "home": st.Page(home, title="Dateline", default=True, visibility="hidden"),
        "library": st.Page(page("library"), title="Library", icon=":material/library_books:", url_path="library"),
        "read": st.Page(page("read"), title="Read", icon=":material/article:", url_path="read"),
        "events": st.Page(page("events"), title="Events", icon=":material/event:", url_path="events"),
        "figures": st.Page(page("figures"), title="Figures", icon=":material/bar_chart:", url_path="figures"),
        "quotes": st.Page(page("quotes"), title="Quotes", icon=":material/format_quote:", url_path="quotes"),
        "names": st.Page(page("names"), title="Names", icon=":material/group:", url_path="names"),
        "agreement": st.Page(
            page("agreement"),
            title="Agreement",
            icon=":material/balance:",
            url_path="agreement",
            visibility="visible" if session.is_team() and session.may("curate") else "hidden",
        ),
        "memory": st.Page(page("memory"), title="Memory", icon=":material/psychology:", url_path="memory"),
        "export": st.Page(page("export"), title="Export", icon=":material/download:", url_path="export"),
        "progress": st.Page(
            page("progress"),
            title="Progress",
            icon=":material/trending_up:",
            url_path="progress",
            visibility="visible" if session.is_team() else "hidden",
        ),
        "account": st.Page(
            page("account"),
            title=f"Account ({unseen})" if unseen else "Account",
            icon=":material/person:",
            url_path="account",
        ),
    }
)
