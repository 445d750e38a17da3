"""The inline highlighter and the inspector of the selected highlight: two Streamlit components of one source.

Both share one store in the browser, so the inspector needs nothing but the article's id. What goes down is made by
payload.py; what comes up are the state values "outbox", "selected" and "request" (see ``mount``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from components.reader.payload import delta, focus, full

__all__ = ["delta", "focus", "full", "mount", "mount_companion", "mount_inspector", "mount_list"]

BUILD = Path(__file__).parent / "build"
Callback = Callable[[], None]


@cache
def _component(role: str) -> Callable[..., Any]:
    """One of the two components, registered once a process. Styles are not isolated: marks stay reachable for tests and tools.

    Streamlit sends a component's source again with each new data, 88 kB at every edit. So code and styles of both come with
    the inspector, whose data hardly ever changes, and the reader brings only a door to them.
    """
    if role == "reader":
        return st.components.v2.component("dateline_reader", js=_source("door.js"), isolate_styles=False)
    js, css = _source("reader.js"), _source("reader.css")
    return st.components.v2.component("dateline_inspector", js=js, css=css, isolate_styles=False)


def _source(name: str) -> str:
    return (BUILD / name).read_text("utf-8")


def mount(
    article_id: str,
    message: Mapping[str, Any] | None,
    *,
    key: str,
    on_outbox: Callback,
    on_request: Callback,
    focus: Mapping[str, Any] | None = None,
    height: int | None = None,
    deeds: Mapping[str, Any] | None = None,
    undone: Mapping[str, Any] | None = None,
) -> Any:
    """The reader, at the place where it is called; answers its state. The page needs ``mount_inspector`` too.

    ``message`` is what ``full`` or ``delta`` made, ``focus`` a place to scroll to and flash, ``height`` in px (None: fill the
    window). The callbacks find under ``key`` in the session state:

    - outbox: {client, article, ops: [edit records], seen: the revision the browser has, attempt}. Hand ops, client and seen
      to ``workspace.correct`` and mount the next time with the ``delta`` of its answer.
    - request: {what: "full" or "done", article, nonce}: send ``full`` again; the article is judged, open the next. {what: "undo" or
      "redo", deed, article, nonce}: take back, or do again, what was not done in this text, and mount with ``undone``.

    ``deeds`` ({done: [Deed as a record], gone: [id]}) are the actions that were made beside the text, for undo to know them in their
    order; ``undone`` ({nonce, deed, said, left, why}) is what became of the last one that was asked for.
    """
    return _component("reader")(
        key=key,
        data={
            "role": "reader",
            "article": article_id,
            "message": message,
            "focus": focus,
            "height": height,
            "deeds": deeds,
            "undone": undone,
        },
        height="content",
        on_outbox_change=on_outbox,
        on_request_change=on_request,
    )


def mount_companion(
    article_id: str,
    *,
    key: str,
    on_selected: Callback = lambda: None,
    part: Literal["tolls", "charts"] = "charts",
    focus: Mapping[str, Any] | None = None,
) -> Any:
    """Nothing to see: has the fragment that it stands in run again when the article was corrected or a highlight selected.

    So what is drawn from the corrected rows follows the reader without a run that Python asks for; such a run (st.rerun from
    a callback) takes the place of the page that the analyst just went to. ``on_selected`` finds the id of the selected
    annotation ("" for none) as "selected" under ``key``; ``focus`` as in ``mount``, for a place that was clicked in a chart.
    Edits go first: the fragment of the ``part`` "tolls", which is to be light and hears of no selection, runs after a short
    pause in the editing, that of the "charts" after a longer one.
    """
    return _component("reader")(
        key=key,
        data={"role": "companion", "article": article_id, "part": part, "focus": focus},
        height="content",
        on_selected_change=on_selected,
        on_turn_change=lambda: None,
    )


def mount_list(article_id: str, what: Literal["names", "comments"], *, key: str) -> Any:
    """The names of this article, each judged at all its places in one action, or its comments; drawn from what the browser has."""
    return _component("reader")(key=key, data={"role": what, "article": article_id}, height="content")


def mount_inspector(article_id: str, *, key: str) -> Any:
    """The panel that shows and edits the values of the annotation selected in this article's reader.

    Mount it outside every fragment: after a restart of the server it is what makes the whole page run again, without which
    Streamlit knows no fragment and the reader's edits would wait for ever.
    """
    return _component("inspector")(key=key, data={"role": "inspector", "article": article_id}, height="content")
