"""What stands around the reader and is no widget of Streamlit's: the library's table, the command palette, pasting with markup.

Each is a component of one JavaScript file and a style sheet, sent as they lie here; types are in their comments, and the
reader's ``npm run check`` reads them. Data goes as a list of one: a mapping Streamlit would search for data frames, and load
pandas for it before the first page is painted. Text goes to the browser as text and is never taken for markup there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

__all__ = ["mount_library", "mount_palette", "mount_paste"]

HERE = Path(__file__).parent
Callback = Callable[[], None]


@cache
def _component(name: str) -> Callable[..., Any]:
    """The component of the file ``name``.js, registered once a process. Styles are not isolated: rows stay reachable for
    tests and tools."""
    js, css = ((HERE / f"{name}.{ending}").read_text("utf-8") for ending in ("js", "css"))
    return st.components.v2.component(f"dateline_{name}", js=js, css=css, isolate_styles=False)


def mount_library(data: Mapping[str, Any], *, key: str, on_do: Callback) -> Any:
    """The table of the library's articles; ``data`` as the type Data in library.js has it.

    ``on_do`` finds under ``key`` the trigger "do", what the analyst did: {"what": "open", "id"}, {"what": "sort", "by"} and
    so on, as library.js lists them; trust nothing of it.
    """
    return _component("library")(key=key, data=[dict(data)], height="content", on_do_change=on_do)


def mount_palette(data: Mapping[str, Any], *, key: str, on_ask: Callback, on_go: Callback) -> Any:
    """The command palette, which Ctrl+K opens; ``data`` as the type Data in palette.js has it.

    ``on_ask`` finds the trigger "ask" {"words"}: mount it again with the articles that fit. ``on_go`` finds "go" {"id"}: the
    id of the item that was chosen.
    """
    return _component("palette")(key=key, data=[dict(data)], height="content", on_ask_change=on_ask, on_go_change=on_go)


def mount_paste(label: str, title: str, *, key: str, on_paste: Callback) -> Any:
    """Listens for a page that is pasted into the text area called ``label``, beside the field called ``title``; shows nothing.

    ``on_paste`` finds the trigger "paste" {"html", "before", "after", "title"}: the markup, what stands around it in the text area,
    and what is in the other field; trust nothing of it.
    """
    return _component("paste")(
        key=key, data=[{"label": label, "title": title}], height="content", on_paste_change=on_paste
    )
