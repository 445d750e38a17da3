"""The only toucher of st.session_state and st.cache_*: the store of this process, and what a page remembers between reruns."""

from __future__ import annotations

import gc
import getpass
import logging
import threading
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page

from components import tables, workspace
from components.store import Store, open_store

T = TypeVar("T")
log = logging.getLogger(__name__)


def start(pages: Mapping[str, Page]) -> None:
    """Shows the page that the address names; ``pages`` by the names that ``open_page`` takes, "home" first."""
    st.session_state["pages"] = dict(pages)
    st.navigation(list(pages.values()), position="top").run()


def open_page(name: str, **query: str) -> NoReturn:
    """Goes to another page, with ``query`` in its address, without loading the app again."""
    st.switch_page(st.session_state["pages"][name], query_params=query)


def open_article(article: str, annotation: str | None = None) -> NoReturn:
    """Opens an article in the reader, at an annotation if one is given."""
    open_page("read", article=article, **({"annotation": annotation} if annotation else {}))


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store that DATELINE_DATABASE_URL names, opened once a process; raises StoreError saying what to try."""
    opened = open_store()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    return opened


def _warm_up() -> None:
    """Loads the language model before anybody waits for it, then keeps Streamlit's full collections off all that."""
    try:
        workspace.warm_up()
    except Exception:
        log.exception("the language model could not be loaded; adding an article will say why")
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def first_start() -> threading.Lock:
    """Held while the sample articles are added, so that two tabs do not add them twice."""
    return threading.Lock()


def user() -> str:
    """Who makes the edits of this session: the name of the login where there is one, else the account's."""
    if getattr(st.user, "is_logged_in", False):
        return str(st.user.get("email") or st.user.get("name") or "analyst")
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"


def remember(key: str, value: T) -> T:
    """Keeps ``value`` for this session under ``key`` and hands it back."""
    st.session_state[key] = value
    return value


def recall(key: str, default: T) -> T:
    """What this session remembers under ``key``, or ``default``."""
    found: T = st.session_state.get(key, default)
    return found


def forget(*keys: str) -> None:
    """Drops what this session remembers under ``keys``."""
    for key in keys:
        st.session_state.pop(key, None)


def picked(key: str, field: str) -> str | None:
    """The value of ``field`` of the mark that was clicked last in the chart ``key``, None where the click cleared it."""
    selection = st.session_state.get(key, {}).get("selection", {}).get("pick")
    points = selection if isinstance(selection, list) else [selection] if selection else []
    value = points[0].get(field) if points else None
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value) if value is not None else None


def once(key: str, make: Callable[[], T]) -> T:
    """What this session remembers under ``key``, made the first time."""
    if key not in st.session_state:
        st.session_state[key] = make()
    found: T = st.session_state[key]
    return found


def frame(table: str, article: str | None = None, judged: bool = False) -> pd.DataFrame:
    """The rows of ``table`` for one article or for all, from the corrected annotations; kept until one of them changes."""
    opened = store()
    mark = opened.pulse() if article is None else str(opened.revision(article))
    return _frame(table, article, judged, mark, opened.name)


@st.cache_data(show_spinner=False, max_entries=64)
def _frame(table: str, article: str | None, judged: bool, mark: str, name: str) -> pd.DataFrame:
    opened = store()
    return tables.frame(table, opened.each_annotated(opened.ids() if article is None else [article]), judged)
