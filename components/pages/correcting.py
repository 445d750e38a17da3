"""The dialog that corrects, splits and merges: what would change is shown, with what becomes of the highlights, before it is
done."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import correcting, session
from components.correcting import Preview
from components.extract.missing import ModelMissingError
from components.jobs import ReadingFailedError, ReadingStoppedError
from components.lexicons import LexiconError
from components.model import Article
from components.pages import dividing, layout
from components.store import StoreError
from components.undoing import Deed

AROUND = 120  # characters shown beside what changes
LISTED = 8  # highlights without a place that are named here
WAYS = ("Correct words", "Split in two", "Merge with another")


def closed() -> None:
    """The next time, the form begins with the text of then."""
    session.form_closed()


@st.dialog("Correct the text", width="large", on_dismiss=closed)
def dialog(article: str) -> None:
    """Three things to do with an article's text; each shows what it would do before it is done."""
    opened: Article = session.form_opened(f"text {article}", lambda: session.store().article(article))
    way = st.segmented_control(
        "What to do", WAYS, default=WAYS[0], required=True, key="text-way", label_visibility="collapsed"
    )
    if way == WAYS[1]:
        dividing.split_form(opened)
    elif way == WAYS[2]:
        dividing.merge_form(opened)
    else:
        words_form(opened)


def words_form(opened: Article) -> None:
    """The text to type in; what differs from the stored one; and *Save*, once something does."""
    article = opened.id
    typed = st.text_area(
        "Text",
        opened.text,
        height=340,
        key=f"text-of-{article}-{opened.text_version}",
        help="Correct words, or delete what is not of the article. Every version is kept, and an export says which one it has.",
    )
    try:
        found = correcting.preview(session.store(), article, typed)
    except (StoreError, ValueError) as error:
        st.error(layout.plain(str(error)))
        return
    if not found.is_change:
        st.caption("Nothing is changed yet. Click beside the text (Ctrl+Enter) to see what your correction does.")
        return
    told(found)
    if st.button("Save as a new version", type="primary", key="save-text"):
        save(opened, typed)


def told(found: Preview) -> None:
    """What changes, and what becomes of the highlights that people judged."""
    st.html(f'<div class="dl-diff" data-testid="diff">{differences(found.pieces)}</div>')
    moved = layout.count(found.moved, "judged highlight")
    waiting = [u for u in found.unsure if u.annotation.status != "rejected"]
    if not waiting:
        st.caption(f"{moved} will move along; suggestions are found anew.")
        return
    st.warning(
        f"{moved} will move along; {len(waiting):,} will wait in “To place” for you to say where.",
        icon=":material/help:",
    )
    for u in waiting[:LISTED]:
        st.caption(layout.plain(u.reason))
    if len(waiting) > LISTED:
        st.caption(f"and {len(waiting) - LISTED:,} more")


def differences(pieces: tuple[tuple[str, str], ...]) -> str:
    """The pieces as HTML: what goes struck out, what comes underlined, and a little of what stays around them.

    >>> differences((("gone", "12"), ("new", "21"), ("same", " killed")))
    '<del>12</del><ins>21</ins> killed'
    """
    tags = {"gone": "del", "new": "ins"}
    said = []
    for n, (kind, piece) in enumerate(pieces):
        if kind in tags:
            said.append(f"<{tags[kind]}>{escape(piece)}</{tags[kind]}>")
        else:
            said.append(escape(cut(piece, is_first=n == 0, is_last=n == len(pieces) - 1)))
    return "".join(said)


def cut(piece: str, is_first: bool, is_last: bool) -> str:
    """What stays, with no more of it than stands near a change."""
    most = AROUND if is_first or is_last else 2 * AROUND
    if len(piece) <= most:
        return piece
    head, tail = ("" if is_first else piece[:AROUND]), ("" if is_last else piece[-AROUND:])
    return f"{head} … {tail}"


def save(opened: Article, typed: str) -> None:
    """Stores the new version, extracted in a worker, or says why it could not be."""
    bar = st.progress(0.0, "Reading the new text …")

    def tell(share: float) -> None:
        bar.progress(min(share, 1.0), f"Reading the new text: {share:.0%}")

    try:
        made = correcting.correct(
            session.store(), opened.id, typed, opened.text_version, session.user(), session.workers().find, tell
        )
    except (StoreError, ModelMissingError, LexiconError, OSError, ReadingStoppedError, ReadingFailedError) as error:
        st.error(layout.plain(f"The text was not saved: {error}."))
        return
    finally:
        bar.empty()
    session.did(Deed("text", made.op_id, (opened.id,), "corrected the text"))
    session.forget("message")
    closed()
    st.rerun()
