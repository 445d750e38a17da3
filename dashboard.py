"""Dateline: page list, page config, run. Start it with: streamlit run dashboard.py"""

import sys

import streamlit as st

from components.lexicons import DATA

st.set_page_config(page_title="Dateline", page_icon=DATA / "images" / "icon.png", layout="wide")
starting = st.empty()
if "components.session" not in sys.modules:  # the first page of a process loads spaCy, pandas and altair: seconds
    starting.caption("Dateline is starting …")

from components import session  # noqa: E402
from components.pages import export, figures, library, memory, names, quotes, read  # noqa: E402

starting.empty()


def home() -> None:
    session.open_page("library")


session.start(
    {
        "home": st.Page(home, title="Dateline", default=True, visibility="hidden"),
        "library": st.Page(library.page, title="Library", icon=":material/library_books:", url_path="library"),
        "read": st.Page(read.page, title="Read", icon=":material/article:", url_path="read"),
        "figures": st.Page(figures.page, title="Figures", icon=":material/bar_chart:", url_path="figures"),
        "quotes": st.Page(quotes.page, title="Quotes", icon=":material/format_quote:", url_path="quotes"),
        "names": st.Page(names.page, title="Names", icon=":material/group:", url_path="names"),
        "memory": st.Page(memory.page, title="Memory", icon=":material/psychology:", url_path="memory"),
        "export": st.Page(export.page, title="Export", icon=":material/download:", url_path="export"),
    }
)
