"""An article split at a paragraph, or merged with another one: what becomes of texts and highlights is told before."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import correcting, session
from components.importers import fields
from components.model import Article
from components.pages import layout
from components.store import LibraryRow, Query, StoreError, TextChange
from components.text import paragraphs
from components.undoing import Deed

OFFERED = 12  # articles to merge with
LISTED = 8  # highlights that are named
SEEN = 170  # characters of either part that are shown
ORDER = ("After this text", "Before this text")


def split_form(opened: Article) -> None:
    """The paragraph that the second article begins with, what either would be, and *Split here*."""
    starts = [span.start for span in paragraphs(opened.text)[1:]]
    if not starts:
        st.caption("The text has one paragraph. Put a blank line where it is to be split first, under *Correct words*.")
        return
    at = st.selectbox(
        "The second article begins with",
        starts,
        index=None,
        format_func=lambda start: f"¶ {starts.index(start) + 2}  {fields.opening(opened.text[start:], 90)}",
        placeholder="Choose a paragraph, or type words that it begins with",
        key=f"split-at-{opened.id}-{opened.text_version}",
    )
    if at is None:
        st.caption(
            "Highlights go with their words. The new article has the details of this one; both can be undone as one."
        )
        return
    first, second = " ".join(opened.text[:at].split()), opened.text[at:]
    left, right = st.columns(2)
    with left:
        part("First article ends", f"…{first[-SEEN:]}" if len(first) > SEEN else first)
    with right:
        part("Second article begins", fields.opening(second, SEEN))
    proposed = fields.title_of(second) or fields.opening(second)
    title = st.text_input("Title of the second article", proposed, key=f"split-title-{opened.id}-{at}")
    told_split(correcting.parts(session.store(), opened.id, at))
    if st.button("Split here", type="primary", key="split-here", icon=":material/call_split:"):
        done(
            lambda: correcting.split(
                session.store(), opened.id, at, opened.text_version, " ".join(title.split()), session.user()
            ),
            "split the article",
            "Split in two: the second part is an article of its own. Ctrl+Z takes it back.",
        )


def part(name: str, words: str) -> None:
    """An end of a text that is cut."""
    st.caption(name)
    with st.container(border=True, height=120):
        st.text(words)


def told_split(found: correcting.Parts) -> None:
    """What becomes of the highlights that people judged; those across the cut are named."""
    judged = f"{layout.count(found.staying, 'judged highlight')} will stay, {found.going:,} will go along"
    is_any = found.staying or found.going or found.cross
    st.caption(f"{judged if is_any else 'No highlight is judged yet'}; suggestions are found anew.")
    if found.cross:
        st.warning(
            f"{layout.count(len(found.cross), 'highlight')} on both sides of the cut will wait in “To place” for you to say where.",
            icon=":material/help:",
        )
    for place, unsure in found.cross[:LISTED]:
        st.caption(layout.plain(f"{unsure.reason}: it waits in the {place} article"))
    if len(found.cross) > LISTED:
        st.caption(f"and {len(found.cross) - LISTED:,} more")


def merge_form(opened: Article) -> None:
    """The other article, found by its words or among those added last, its place, and *Merge*."""
    store = session.store()
    words = st.text_input(
        "Find the other article", placeholder="words of its title or text", key=f"merge-words-{opened.id}"
    )
    found = store.find(Query(words=words), "added_at", True, OFFERED + 1).rows
    rows = {row.id: row for row in found if row.id != opened.id}
    if not rows:
        st.caption("No other article has these words." if words else "There is no other article in the library.")
        return
    chosen = st.radio(
        "Those added last" if not words else "Those that fit",
        list(rows)[:OFFERED],
        index=None,
        format_func=lambda one: called(rows[one]),
        key=f"merge-with-{opened.id}-{words}",
    )
    if chosen is None:
        return
    order = st.segmented_control("Its text comes", ORDER, default=ORDER[0], required=True, key="merge-order")
    other, judged = rows[chosen], correcting.judged(store, chosen)
    st.caption(
        f"{layout.count(judged, 'judged highlight')} will come along with {layout.count(other.words, 'word')}. "
        f"“{layout.plain(other.title or 'Untitled')}” is taken out of the library; this article keeps its details."
    )
    by_hand = [label.lower() for label, toll in other.tolls.items() if toll.set_by]
    if by_hand:
        st.warning(f"Its tolls that were set by hand ({', '.join(by_hand)}) do not come along: set them again here.")
    if st.button("Merge", type="primary", key="merge-here", icon=":material/call_merge:"):
        seen = (opened.text_version, store.text_version(chosen))
        done(
            lambda: correcting.merge(store, opened.id, chosen, seen, order == ORDER[1], session.user()),
            "merged the articles",
            "Merged: the text of the other article is in this one. Ctrl+Z takes it back.",
        )


def called(row: LibraryRow) -> str:
    """An article in a line: title, outlet, day."""
    facts = [row.title or "Untitled", row.outlet or "", layout.day(row.published)]
    return layout.plain(" · ".join(fact for fact in facts if fact))


def done(change: Callable[[], TextChange], deed: str, said: str) -> None:
    """Does it, closes the dialog and says so, or says why it was not done."""
    try:
        made = change()
    except (StoreError, ValueError) as error:
        st.error(layout.plain(f"Nothing was changed: {error}."))
        return
    session.did(Deed("text", made.op_id, tuple(one for one in (made.article_id, made.other) if one), deed))
    session.remember("said of the text", said)
    session.forget("message")
    session.form_closed()
    st.rerun()
