"""Who said what across articles: speakers at the left, their quotes at the right, newest first."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from components import session
from components.identity.listing import fitting
from components.labels import labels
from components.pages import filters, layout

NOBODY = "(speaker unknown)"
SHOWN = 40  # quotes on the page at a time
KINDS = ("DIRECT", "MIXED", "INDIRECT")
CLEARED = {"said": "", "kinds": []}


def page() -> None:
    """Search over both; direct, mixed, indirect as a filter; all of it in the address."""
    layout.begin()
    st.title("Quotes")
    layout.samples()
    everything = session.frame("quotes")
    if everything.empty:
        layout.nothing_here(
            "No quotes yet", "Add an article in the library: its quotes and their speakers are found at once."
        )
        return
    rows = filtered(everything)
    if rows.empty:
        filters.nothing_fits("quote", CLEARED)
        return
    left, right = st.columns([1.1, 2.4], gap="medium")
    with left:
        speaker = speakers(rows)
    with right:
        said(rows if speaker is None else rows[rows["speaker"] == speaker])


def filtered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that search and filter leave, with a column ``speaker``."""
    rows = rows.assign(speaker=rows["speaker_name"].fillna(rows["speaker_text"]).fillna(NOBODY))
    with st.container(key="filters"):
        search, kind, counts = st.columns([3, 3, 1.4], vertical_alignment="center")
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
    kept = rows
    everybody = session.names().entities.values() if words else ()
    for word in words.casefold().split():
        hay = kept["text"].str.casefold() + " " + kept["speaker"].str.casefold()
        called = {entity.name for entity in fitting(everybody, word)}  # by any spelling, any old name
        kept = kept[hay.str.contains(word, regex=False) | kept["speaker"].isin(called)]
    if kinds:
        kept = kept[kept["label"].isin(kinds)]
    counts.caption(f"{len(kept):,} of {len(rows):,} quotes")
    return kept


def speakers(rows: pd.DataFrame) -> str | None:
    """The list of speakers by number of quotes; answers the one chosen."""
    counts = rows["speaker"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    shown = pd.DataFrame({"Speaker": counts.index, "Quotes": counts.to_numpy()})
    picked = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key="speakers-table",
        alt="Speakers",
        height=min(38 + 35 * len(shown), 640),
        column_config={
            "Speaker": st.column_config.TextColumn(width=150),
            "Quotes": st.column_config.ProgressColumn(format="%d", min_value=0, max_value=int(counts.max()), width=55),
        },
    )
    cells = picked.selection.cells
    return str(shown.iloc[cells[0][0]]["Speaker"]) if cells and cells[0][0] < len(shown) else None


def said(rows: pd.DataFrame) -> None:
    """Quotes, newest first; each opens its sentence."""
    rows = rows.sort_values(["published", "article_id", "start"], ascending=[False, True, True], na_position="last")
    shown = SHOWN * (1 + session.recall("more-quotes", 0))
    for n, row in enumerate(rows.head(shown).to_dict("records"), 1):
        cue = f" · {row['cue']}" if row["cue"] else ""
        relay = f" · via {row['relay']}" if row["relay"] else ""
        words = row["text"] if row["label"] != "DIRECT" else f"“{row['text']}”"
        with st.container(key=f"row-quote-{row['quote_id']}"):
            text, button = st.columns([9, 1], vertical_alignment="center")
            text.html(
                f'<div class="dl-quote">{escape(words)}</div><div class="dl-small"><b>{escape(row["speaker"])}</b>'
                f"{escape(cue)}{escape(relay)} · {labels()[row['label']].title.lower()} · {escape(row['title'] or '')}, "
                f"{escape(layout.day(row['published']))}</div>"
            )
            if button.button(
                f"Open quote {n}",
                key=f"quote-{row['quote_id']}",
                icon=":material/arrow_forward:",
                type="tertiary",
                help="Open",
            ):
                session.open_article(row["article_id"], row["quote_id"])
    if len(rows) > shown:
        note, more = st.columns([3, 1.4], vertical_alignment="center")
        note.caption(f"The newest {shown:,} of {len(rows):,}. Choose a speaker, or search, to see others.")
        if more.button(f"Show {min(SHOWN, len(rows) - shown)} more", key="more", icon=":material/expand_more:"):
            session.remember("more-quotes", shown // SHOWN)
            st.rerun()
