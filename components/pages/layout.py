"""What the pages share: the style sheet, the empty page, dates and counts as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import session
from components.access import Right
from components.markdown import plain as plain
from components.model import Problem

if TYPE_CHECKING:
    import pandas as pd

STYLE = """
<style>
.block-container {padding-top: 3.6rem; padding-bottom: 2rem; max-width: 1500px;}
[data-stale="true"] {opacity: 1 !important; transition: none !important;}
h1 {letter-spacing: -0.01em;}
.stApp a:focus-visible, .stApp summary:focus-visible, [data-testid="stTextInputRootElement"]:focus-within,
  [data-testid="stTextAreaRootElement"]:focus-within, [data-testid="stNumberInputContainer"]:focus-within,
  .react-aria-ComboBox > [role="group"]:focus-within {outline: 2px solid #3f86c9; outline-offset: 1px;}
[data-testid="stStatusWidget"] {display: none;}
.st-key-tolls p {font-size: 0.9rem; line-height: 1.3;}
.st-key-tolls [data-testid="stPopover"] button {min-height: 0; padding: 0 0.2rem;}
div.st-key-tolls summary, div.st-key-names-here summary {opacity: 1;}
.st-key-tolls details [data-testid="stVerticalBlock"] {gap: 0.4rem;}
div[class*="st-key-of-toll-"] button {text-align: left; justify-content: flex-start; padding: 0; min-height: 0;}
div[class*="st-key-use-"] button {padding: 0; min-height: 0;}
div.st-key-tolls div[class*="st-key-use-"] button p {font-size: 0.8rem; opacity: 0.8;}
div.st-key-tolls div[class*="st-key-toll-row-"] {row-gap: 0;}
div[class*="st-key-of-toll-"] button p {text-decoration: underline dotted; text-underline-offset: 3px;}
.dl-row {display: grid; grid-template-columns: minmax(6.5rem, 2fr) 6.4rem 5.6rem 3.5rem 3.4rem 3.6rem minmax(5.7rem, 1fr);
  gap: 0.6rem; align-items: center; font-size: 0.9rem; font-variant-numeric: tabular-nums; min-height: 2.2rem;}
.dl-row > * {overflow: hidden; text-overflow: ellipsis; white-space: nowrap;}
.dl-row .n {text-align: right;}
.dl-row .n + :not(.n) {padding-left: 1rem;}
.dl-head {color: color-mix(in srgb, currentColor 65%, transparent); font-size: 0.78rem; min-height: 1.4rem;}
.dl-none {opacity: 0.45;}
.dl-chip {border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: 1rem; padding: 0 0.5rem;
  font-size: 0.75rem;}
.dl-quote {font-family: Charter, 'Bitstream Charter', Georgia, serif; font-size: 1.05rem; line-height: 1.5;
  border-left: 3px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.1rem 0 0.1rem 0.8rem; margin: 0.2rem 0;}
.dl-title {font-family: Charter, 'Bitstream Charter', Georgia, serif; font-weight: 600; font-size: 1.35rem; line-height: 1.3;}
.dl-reading {overflow-wrap: anywhere;}
.dl-reading ul {margin: 0.3rem 0 0; padding-left: 1.1rem;}
.dl-place {white-space: normal;}
.dl-small {font-size: 0.85rem; opacity: 0.8;}
.dl-estimates {border-collapse: collapse; width: 100%; font-size: 0.9rem;}
.dl-estimates th {text-align: left; font-weight: 400; opacity: 0.8;}
.dl-estimates th, .dl-estimates td {padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent);}
.dl-estimates td:nth-child(-n+3) {white-space: nowrap; font-variant-numeric: tabular-nums;}
.dl-view {color: inherit; text-underline-offset: 3px;}
.st-key-samples-there {margin-left: auto;}
.st-key-palette {position: absolute; height: 0;}
.dl-chart-title {display: flex; align-items: baseline; justify-content: space-between; font-weight: 600; font-size: 0.95rem;}
.dl-chart-title .dl-small {font-weight: 400; border-bottom: 2px dashed color-mix(in srgb, currentColor 45%, transparent); font-size: 0.75rem;}
div[class*="st-key-about-chart-"] {flex-wrap: nowrap;}
div[class*="st-key-about-chart-"] > :has(.dl-chart-title) {flex: 1 1 0; min-width: 0;}
div[class*="st-key-menu-chart-"] [data-testid="stPopover"] > div > button, div[class*="st-key-menu-chart-"] [data-testid="stPopover"] button {min-height: 0; padding: 0 0.2rem;}
div[class*="st-key-menu-chart-"] [data-testid="stPopover"] button p {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);}
div[class*="st-key-of-chart-"] button {text-align: left; justify-content: flex-start; padding: 0; min-height: 0;}
div[class*="st-key-chart-"] [data-testid="stElementToolbarButton"]:not(:has([aria-label^="Fullscreen"])) {display: none;}
[data-testid="stLayoutWrapper"]:has(> .st-key-palette) {position: absolute;}
[data-testid="stCaptionContainer"] {color: inherit !important; opacity: 1 !important;}
[data-testid="stCaptionContainer"] p {opacity: 0.78;}
.stApp kbd[aria-label^="Shortcut"] {color: inherit; opacity: 0.78;}
.stApp [aria-label="Clear value"] {min-width: 24px;}
.stApp button[data-testid*="-primary"]:not(:disabled) {background-color: light-dark(#24608f, #2f6ca8); border-color: light-dark(#24608f, #2f6ca8);
  transition: none;}
.stApp button[data-testid*="-primary"]:not(:disabled):hover {background-color: light-dark(#1b4d74, #2a6095);}
.stApp button[role="radio"][aria-checked="true"] p {color: light-dark(#1b4d74, #8abdf0);}
g[class*="brush_brush"]:has(> path[d="M0,0h0v0h0Z"]) {display: none;}  /* a brush of a chart that covers nothing is no picture */
.stApp code .token {color: inherit !important;}
.stApp input::placeholder, .stApp textarea::placeholder {font-style: italic; opacity: 1;}
@media (min-width: 1200px) {
  /* Buttons that are an icon in a narrow window; their names for screen readers say more, and are unique. */
  div[class*="st-key-quote-"]:not([class*="-cite-"]) button::after, div[class*="st-key-go-"] button::after {content: "Open" / "";}
  div[class*="st-key-quote-cite-"] button::after {content: "Cite" / "";}
  div[class*="st-key-look-"] button::after {content: "Show" / "";}
  div[class*="st-key-change-"] button::after {content: "Change" / "";}
  .st-key-memory-close button::after, .st-key-close button::after {content: "Close" / "";}
}
.dl-empty h2 {font-family: inherit; font-size: 1.2rem; padding: 0 0 0.6rem;}
.dl-empty {text-align: center; padding: 3rem 1rem; opacity: 0.8;}
div[class*="st-key-row-"] {border-top: 1px solid color-mix(in srgb, currentColor 12%, transparent);}
div[class*="st-key-row-"] [data-testid="stHorizontalBlock"] {align-items: center;}
div[class*="st-key-open-"] button {text-align: left; justify-content: flex-start; padding: 0.15rem 0.3rem; min-height: 0;}
div[class*="st-key-open-"] button > div {justify-content: flex-start;}
div[class*="st-key-open-"] button p {font-family: Charter, 'Bitstream Charter', Georgia, serif; font-size: 1.02rem;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis;}
div[class*="st-key-details-"] button p, div[class*="st-key-quote-"] button p {position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%);}
.stMainBlockContainer:has(.st-key-desk) {max-width: 1760px; padding: 3.9rem 1.5rem 0.5rem;}
div.st-key-head {flex-wrap: nowrap;}
.st-key-head [data-testid="stElementContainer"] {flex: none;}
.st-key-head [data-testid="stElementContainer"]:has(.dl-title) {flex: 1 1 0; min-width: 0;}
.st-key-head button {white-space: nowrap; padding: 0 0.45rem;}
.st-key-head .dl-title {font-size: 1.15rem;}
.dl-also {max-width: 13rem;}
@media (max-width: 900px) {.st-key-head {position: relative;} .st-key-head .dl-also {position: absolute; right: 0; top: 100%; max-width: 60vw;}
  .st-key-head [data-testid="stElementContainer"]:has(.dl-also) {width: 0 !important; min-width: 0; position: static;}}
.st-key-head .dl-title, .st-key-head .dl-small {white-space: nowrap; overflow: hidden; text-overflow: ellipsis;}
.st-key-beside-desk .stElementContainer:has([data-testid="stBidiComponentRegular"]:empty) {position: absolute;}
.st-key-beside [data-testid="stButtonGroup"] button {padding: 0 0.55rem; min-height: 1.7rem;}
.st-key-hints, .st-key-hints .stVerticalBlock, .st-key-hints .stHorizontalBlock {gap: 0.3rem;}
.st-key-hints button {min-height: 1.75rem; padding: 0 0.6rem;}
.dl-diff {max-height: 14rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9rem; line-height: 1.5; margin-bottom: 0.4rem;}
.dl-diff del {opacity: 0.75; text-decoration: line-through;}
.dl-diff ins {text-decoration: underline; text-underline-offset: 3px; font-weight: 600;}
.dl-history {margin: 0 0 0.6rem; font-size: 0.85rem; line-height: 1.4; overflow-wrap: anywhere;}
div[class*="st-key-history-head-"] {flex-wrap: nowrap;}
div[class*="st-key-history-more-"] {margin-left: auto;}
div[class*="st-key-history-more-"] button {min-height: 0; padding: 0 0.2rem; opacity: 0.7;}
div[class*="st-key-history-more-"] button p {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);}
div[class*="st-key-of-history-"] button {text-align: left; justify-content: flex-start; padding: 0; min-height: 0;}
@media (max-width: 1180px) {
  .st-key-head [data-testid="stElementContainer"]:has(button) button p {position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%);}
}
@media (min-width: 901px) {
  /* The desk has what the head leaves of the window, and text and side panel all of that. */
  .stMainBlockContainer:has(.st-key-desk) {display: flex; height: 100dvh; min-height: 30rem;}
  .stMainBlockContainer:has(.st-key-desk) > .stVerticalBlock {flex: 1; min-width: 0; gap: 0.5rem; flex-wrap: nowrap;}
  .stVerticalBlock > [data-testid="stLayoutWrapper"]:has(> .st-key-desk) {flex: 1 1 0; min-height: 0; container-type: size;}
  .st-key-desk {--desk-height: 100cqh;}
  .st-key-desk .st-key-beside-desk {flex: none; height: 100cqh; gap: 0.5rem; flex-wrap: nowrap;}
  .st-key-desk .st-key-beside-desk > * {flex: none;}
  .st-key-desk .st-key-beside-desk > .stElementContainer:has(.rd-inspector) {order: 2;}
  .st-key-desk .st-key-beside-desk > [data-testid="stLayoutWrapper"]:has(.st-key-side-panel) {flex: 1 1 0; min-height: 0;}
  .st-key-desk .st-key-beside-desk > [data-testid="stLayoutWrapper"] > .stVerticalBlock {height: 100%; gap: 0.5rem; flex-wrap: nowrap;}
  .st-key-desk .st-key-beside-desk .stVerticalBlock > [data-testid="stLayoutWrapper"]:has(> .st-key-side-panel) {flex: 1 1 0; min-height: 0;}
  .st-key-desk .st-key-side-panel {height: 100%; overflow: hidden auto; flex-wrap: nowrap; gap: 0.7rem; padding-right: 0.4rem;}
  .st-key-desk .st-key-side-panel > * {flex-shrink: 0;}
}
@media (max-width: 900px) {
  .st-key-filters [data-testid="stHorizontalBlock"] {flex-wrap: wrap;}
  .st-key-filters [data-testid="stColumn"] {flex: 1 1 auto !important; width: auto !important; min-width: 30% !important;}
  .st-key-desk [data-testid="stHorizontalBlock"], .st-key-charts [data-testid="stHorizontalBlock"] {flex-direction: column;}
  .st-key-desk [data-testid="stColumn"], .st-key-charts [data-testid="stColumn"] {width: 100% !important; min-width: 100% !important; flex: none !important;}
  .st-key-charts [data-testid="stHorizontalBlock"][class*="st-key-about-chart-"] {flex-direction: row; flex-wrap: nowrap;}
  .dl-row {grid-template-columns: minmax(6rem, 1fr) 6rem 5rem 4.2rem;}
  .dl-row .n + :not(.n) {padding-left: 0;}
  .dl-wide {display: none;}
}
</style>
"""


def begin() -> None:
    """Puts the style sheet on the page; every page calls it first. A run of the whole page has closed every dialog."""
    session.form_closed()
    st.html(STYLE)


def reads_only(right: Right) -> bool:
    """Says in a line why somebody may not do what is done on this page; answers whether they may not."""
    if why := session.why_not(right):
        st.caption(f":material/lock: {plain(why)}")
    return bool(why)


def scope() -> str | None:
    """The choice of a collection, where there are any: its articles alone count on this page and on every other."""
    known = {collection.id: collection for collection in session.store().collections.all()}
    if not known:
        return None
    now = session.scope()
    session.put({"scope-choice": now})

    def choose() -> None:
        session.set_scope(session.recall("scope-choice", None))

    with st.container(key="scope", horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            "Collection",
            list(known),
            index=None,
            format_func=lambda ident: f"{known[ident].name} ({known[ident].articles:,})",
            key="scope-choice",
            placeholder="All collections",
            label_visibility="collapsed",
            on_change=choose,
            width=320,
        )
        if now:
            st.caption("Only the articles of this collection count here and on the other pages.", width="content")
            if session.may("curate") and session.recall("page", "") != "agreement":
                session.link("agreement", "Independent coding", ":material/balance:", collection=now)
    if now:
        session.set_scope(now)
    return now


def samples() -> bool:
    """A line that says whether the sample articles count on this page, and the switch; answers whether they do.

    Nothing to see where the library has none, or nothing else: what is shown then is theirs anyway.
    """
    scope()
    choices = session.store().choices()
    if 0 < choices.samples < choices.total:
        with st.container(key="samples-line", horizontal=True, vertical_alignment="center", gap="small"):
            asked = st.toggle("With the samples", key="samples", bind="query-params")
            one = choices.samples == 1
            said = f"{'counts' if one else 'count'} here too" if asked else f"{'is' if one else 'are'} left out"
            st.caption(f"{count(choices.samples, 'sample article')} {said}.", width="content")
    elif choices.samples:
        st.caption("All of this comes from the sample articles. It gives way to your own as soon as you add one.")
    return session.with_samples()


def empty(title: str, help_: str) -> None:
    """The middle of a page that has nothing to show yet: what will be here and the next step."""
    st.html(f'<div class="dl-empty"><h2>{escape(title)}</h2><p>{escape(help_)}</p></div>')


def nothing_here(title: str, help_: str) -> None:
    """The middle of a page that needs an article, with the way to the library."""
    empty(title, help_)
    with st.container(horizontal=True, horizontal_alignment="center"):
        if st.button("Go to the library", type="primary", icon=":material/library_books:"):
            session.open_library()


def problems(found: Iterable[Problem]) -> None:
    """One line for each thing that was skipped, with its place."""
    for problem in found:
        st.warning(f"**{plain(problem.where)}** — {plain(problem.message)}", icon=":material/warning:")


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows one by one, as wording.py takes them."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def count(number: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def day(iso: str | None) -> str:
    """ "14 May 2013" for "2013-05-14", "no date" for None; anything else as it stands."""
    if not iso:
        return "no date"
    try:
        parsed = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%b %Y}"
