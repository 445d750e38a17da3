"""Who said what across articles: speakers at the left, their quotes at the right, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.pages import filters, layout
from components.store import Asked

NOBODY = "(speaker unknown)"
SHOWN = 40  # quotes on the page at a time
SPEAKERS = 300  # in the list, the most quoted; others are found by search
KINDS = ("DIRECT", "MIXED", "INDIRECT")
CLEARED: Mapping[str, object] = {"said": "", "kinds": [], "quoted-in": [], "said-on": (), "speaker": None}


def page() -> None:
    """Search over both; kind, outlet, days and the speaker as filters; all of it in the address."""
    layout.begin()
    st.title("Quotes")
    everything = Asked(samples=layout.samples())
    total = session.counted("quotes", everything)
    if not total:
        layout.nothing_here(
            "No quotes yet", "Add an article in the library: its quotes and their speakers are found at once."
        )
        return
    asked = filtered(everything)
    found = session.counted("quotes", asked)
    chosen = st.query_params.get("speaker")
    if not found:
        filters.nothing_fits("quote", CLEARED)
        return
    left, right = st.columns([1.1, 2.4], gap="medium")
    with left:
        speaker = speakers(session.speakers(asked, NOBODY), chosen)
    wanted = asked if speaker is None else replace(asked, speaker="" if speaker == NOBODY else speaker)
    with right:
        said(wanted, found if speaker is None else session.counted("quotes", wanted), total, speaker)


def filtered(everything: Asked) -> Asked:
    """What search and filters leave."""
    choices = session.store().choices()
    with st.container(key="filters"):
        search, kind = st.columns([3, 3], vertical_alignment="center")
        outlet, days = st.columns([3, 3], vertical_alignment="center")
    words = filters.search(search, "said", "Speaker or words said")
    kinds = kind.segmented_control(
        "Kind",
        KINDS,
        selection_mode="multi",
        format_func=lambda name: labels()[name].plural,
        key="kinds",
        bind="query-params",
        label_visibility="collapsed",
    )
    outlets = filters.some_of(outlet, "Outlet", list(choices.outlets), "quoted-in")
    first, last = filters.days(days, "Published", choices.first, choices.last, "said-on")
    return replace(everything, words=words, labels=tuple(kinds or ()), outlets=tuple(outlets), first=first, last=last)


def speakers(counts: Mapping[str, int], asked: str | None) -> str | None:
    """The list of speakers by number of quotes, and the one chosen; the choice stands in the address."""
    names = list(counts)[:SPEAKERS]
    options = [*names, *([asked] if asked and asked not in names else [])]
    speaker = filters.one_of(st.container(), "Speaker", options, "speaker")
    shown = pd.DataFrame({"Speaker": names, "Quotes": [counts[name] for name in names]})
    session.remember("speakers-listed", names)
    st.dataframe(
        shown,
        hide_index=True,
        on_select=choose,
        selection_mode="single-cell",
        key="speakers-table",
        alt="Speakers",
        height=min(38 + 35 * len(shown), 600),
        column_config={
            "Speaker": st.column_config.TextColumn(width=150),
            "Quotes": st.column_config.ProgressColumn(
                format="%d", min_value=0, max_value=max(counts.values()), width=55
            ),
        },
    )
    return speaker


def choose() -> None:
    """From the list's callback: the speaker that was clicked, in the field above it."""
    cells = session.selected_cells("speakers-table")
    listed: list[str] = session.recall("speakers-listed", [])
    if cells and cells[0][0] < len(listed):
        session.put({"speaker": listed[cells[0][0]]})
    session.forget("more-quotes")


def said(asked: Asked, found: int, total: int, speaker: str | None) -> None:
    """Quotes, newest first; each opens its sentence and can be cited."""
    by = f" by {speaker}" if speaker else ""
    st.caption(f"{found:,} of {total:,} quotes{layout.plain(by)}")
    if not found:
        layout.empty("Nothing fits", "This speaker has no quote that fits this search and these filters.")
        return
    shown = SHOWN * (1 + session.recall("more-quotes", 0))
    for n, row in enumerate(session.rows("quotes", asked, shown), 1):
        quote(row, n)
    if found > shown:
        note, more = st.columns([3, 1.4], vertical_alignment="center")
        note.caption(f"The newest {shown:,} of {found:,}. Choose a speaker, or search, to see others.")
        if more.button(f"Show {min(SHOWN, found - shown)} more", key="more", icon=":material/expand_more:"):
            session.remember("more-quotes", shown // SHOWN)
            st.rerun()


def quote(row: Mapping[str, Any], number: int) -> None:
    """One quote with who said it where."""
    who = row["speaker_name"] or row["speaker_text"] or NOBODY
    one = f"{row['article_id']}-{row['quote_id']}"  # an import may use an id in several articles
    cue = f" · {row['cue']}" if row["cue"] else ""
    relay = f" · via {row['relay']}" if row["relay"] else ""
    with st.container(key=f"row-quote-{one}"):
        text, cite, button = st.columns([9, 0.9, 0.9], vertical_alignment="center")
        text.html(
            f'<div class="dl-quote">{escape(marked(row))}</div><div class="dl-small"><b>{escape(who)}</b>'
            f"{escape(cue)}{escape(relay)} · {labels()[row['label']].title.lower()} · {escape(row['title'] or '')}, "
            f"{escape(layout.day(row['published']))}</div>"
        )
        if cite.button(
            f"Cite quote {number}",
            key=f"quote-cite-{one}",
            icon=":material/content_copy:",
            type="tertiary",
            help="The quote with its citation, to copy",
        ):
            session.remember("cited", None if session.recall("cited", None) == one else one)
        if session.recall("cited", None) == one:
            st.code(citation(row), language=None, wrap_lines=True)
        if button.button(
            f"Open quote {number}",
            key=f"quote-{one}",
            icon=":material/arrow_forward:",
            type="tertiary",
            help="Open",
        ):
            session.open_article(row["article_id"], row["quote_id"])


def marked(row: Mapping[str, Any]) -> str:
    """The words of a quote, in quotation marks where they are the speaker's own."""
    return f"“{row['text']}”" if row["label"] == "DIRECT" else str(row["text"])


def citation(row: Mapping[str, Any]) -> str:
    """A quote as one cites it: words, speaker, article, outlet, day, address.

    >>> citation({"text": "We go", "label": "DIRECT", "speaker_name": "Ann Hale", "title": "Out", "outlet": "Post",
    ...           "published": "2024-05-14", "url": None, "relay": None})
    '“We go” — Ann Hale, in “Out”, Post, 14 May 2024'
    """
    who = row["speaker_name"] or row.get("speaker_text") or "speaker unknown"
    relay = f" (via {row['relay']})" if row["relay"] else ""
    place = [
        f"“{row['title']}”" if row["title"] else "an untitled article",
        row["outlet"],
        layout.day(row["published"]),
    ]
    return f"{marked(row)} — {who}{relay}, in {', '.join([*filter(None, place), *filter(None, [row['url']])])}"
