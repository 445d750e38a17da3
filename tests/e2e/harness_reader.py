"""A page with nothing but reader and inspector over a real store, for the reader's browser tests and benchmarks.

Run by ``streamlit run``; DATELINE_DATABASE_URL says where the store is, HARNESS_DELAY_MS how slow Python shall be. The article
comes from the address: ``?article=small``; articles are made by ``reader_articles.py`` when they are first asked for.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from components import reader, undoing
from components.model import Annotated
from components.store import Store, StoreError, open_store, read_edits
from tests.e2e import reader_articles

DELAY = int(os.environ.get("HARNESS_DELAY_MS", "0")) / 1000
USER = "ada"


@st.cache_resource
def opened() -> Store:
    store = open_store()
    gc.collect()
    gc.freeze()  # as session.py does: Streamlit collects everything after each run
    return store


def article_id() -> str:
    wanted = st.query_params.get("article", "small")
    try:
        opened().revision(wanted)
    except StoreError:
        article, annotations = reader_articles.make(wanted)
        opened().add(Annotated(article, annotations))
    return wanted


def everything(article: str) -> dict[str, object]:
    found = opened().opened(article)
    changes = found.changes
    return reader.full(found.article, changes.changed, revision=changes.revision, user=USER)


def correct(value: dict[str, Any]) -> dict[str, Any]:
    """As ``workspace.correct``, without the grammar that reads figures anew (and without loading a language model)."""
    store, article = opened(), value["article"]
    edits = read_edits(value["ops"], article, value["client"], len(store.text(article)))
    answer = store.append(article, value["client"], edits, USER, value["seen"])
    found = answer.changes
    return {
        "ack": answer.acknowledged,
        "revision": found.revision,
        "changed": found.changed,
        "gone": found.gone,
        "refused": [asdict(refusal) for refusal in answer.refused],
    }


def take_outbox() -> None:
    value = st.session_state["reader"]["outbox"]
    time.sleep(DELAY)
    answer = correct(value)
    st.session_state["message"] = reader.delta(value["article"], answer, since=value["seen"], client=value["client"])


def take_selected() -> None:
    st.session_state["picked"] = st.session_state["companion"]["selected"]


def take_request() -> None:
    value = st.session_state["reader"]["request"]
    if value["what"] in ("undo", "redo"):
        taken = undoing.take_back(opened(), undoing.deed_of(value["deed"]), USER, redo=value["what"] == "redo")
        made = asdict(taken.deed) if taken.deed else None
        answer = {"nonce": value["nonce"], "deed": made, "said": "", "left": taken.left, "why": taken.why}
        st.session_state["undone"] = answer
    if value["what"] != "done":
        st.session_state["message"] = everything(value["article"])


@st.fragment(key="reader")
def reader_column(article: str) -> None:
    if st.session_state.get("message", {}).get("article") != article:
        st.session_state["message"] = everything(article)
    reader.mount(
        article,
        st.session_state["message"],
        key="reader",
        on_outbox=take_outbox,
        on_request=take_request,
        focus=st.session_state.get("focus"),
        undone=st.session_state.get("undone"),
    )


@st.fragment
def companion(article: str) -> None:
    reader.mount_companion(article, key="companion", on_selected=take_selected)


st.set_page_config(page_title="Reader", layout="wide")
st.html("<style>.stMainBlockContainer{padding:3.2rem 2rem 0;max-width:1500px}</style>")
article = article_id()
if "annotation" in st.query_params and "focus" not in st.session_state:
    st.session_state["focus"] = reader.focus("address", annotation=st.query_params["annotation"])
text, side = st.columns([2, 1], gap="large")
with text:
    reader_column(article)
with side:
    reader.mount_inspector(article, key="inspector")
    companion(article)
    start = st.number_input("start", 0, key="start")
    if st.button("Show", key="show"):
        st.session_state["focus"] = reader.focus(str(time.time()), start=start, end=start + 40)
        st.rerun()
