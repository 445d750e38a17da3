"""An article's tolls beside its text: each with why it is what it is, the figures behind it, and a form to set it by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.model import CASUALTIES, Bound, Toll, toll_record
from components.pages import layout
from components.wording import BOUND_WORDS, amount, claimant, known, why_left_out

BOUNDS: tuple[Bound, ...] = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "range")
ENDS: Mapping[Bound, tuple[str, ...]] = {  # the fields of a toll that are its number
    "exact": ("value", "low", "high"),
    "about": ("value",),
    "at_least": ("value", "low"),
    "more_than": ("value", "low"),
    "at_most": ("value", "high"),
    "less_than": ("value", "high"),
}
MOST_PEOPLE = 10**10  # more than there are, and within what a browser counts exactly
LISTED = 30  # figures that a toll rests on, or leaves out, with a button each
Show = Callable[[str], None]
Row = Mapping[str, Any]


def panel(article: str, rows: pd.DataFrame, show: Show) -> None:
    """The tolls of an article, a line each that opens, over ``rows`` of its figures table; ``show`` is handed the figure that
    was clicked."""
    found = session.tolls(article)
    counted = session.counted_tolls(article) if any(toll.set_by for toll in found.values()) else found
    saved = session.recall("tolls-saved", 0)  # in the keys: after each saving the forms begin with the new values
    for label in CASUALTIES:
        if label not in found:
            continue
        toll, key = found[label], f"toll-{label}"
        session.remember(key, session.recall(key, False))  # one whose line changes is a new one, and would close
        box = st.expander(toll_line(toll), type="compact", key=key, on_change="rerun")
        if toll.set_by and (other := contradiction(toll, counted.get(label))):
            st.caption(f":material/error: {layout.plain(other)}")
        if box.open:
            with box:
                behind(label, counted.get(label), rows, show)
                set_toll(article, toll, saved)
    missing = [label for label in CASUALTIES if label not in found]
    if not missing:
        return
    with st.popover(
        "Set a toll", type="tertiary", icon=":material/add:", key=f"new-toll-{saved}", on_change="rerun"
    ) as new:
        if new.open:
            label = st.selectbox("Toll", missing, format_func=lambda name: labels()[name].title)
            set_toll(article, Toll(label), saved)


def toll_line(toll: Toll) -> str:
    """A toll in a line of Markdown: label, amount, source, day, and whether a person set it."""
    about = [part for part in (toll.source, toll.as_of and layout.day(toll.as_of)) if part]
    hand = " · set by hand" if toll.set_by else ""
    amount_ = layout.plain(amount(toll_record(toll)))
    return f"**{labels()[toll.label].title} {amount_}**{''.join(f', {layout.plain(part)}' for part in about)}{hand}"


def contradiction(by_hand: Toll, counted: Toll | None) -> str | None:
    """What the figures say where it is not what a person set; None where they agree."""
    if counted is None:
        return "No figure in the text says so."
    said = amount(toll_record(counted))
    return None if said == amount(toll_record(by_hand)) else f"The figures in the text say {said}."


def behind(label: str, counted: Toll | None, rows: pd.DataFrame, show: Show) -> None:
    """Why the toll is what it is: the figures that it rests on, and those that it leaves out with the reason of each."""
    figures = {row["figure_id"]: row for row in layout.records(rows[rows["label"] == label])}
    taken = [figures[id] for id in (counted.figure_ids if counted else ()) if id in figures]
    if counted and counted.reason:
        st.caption(f"{layout.plain(counted.reason)} It rests on:")
    for row in taken[:LISTED]:
        figure(row, f"by {claimant(row)}", show)
    others = [row for id, row in figures.items() if row not in taken]
    if not others:
        return
    st.caption("Left out:" if taken else "None of these counts for the event:")
    basis = toll_record(counted) if counted else {}
    for row in others[:LISTED]:
        figure(row, why_left_out(row, figures, basis), show)
    if len(others) > LISTED:
        st.caption(f"And {len(others) - LISTED:,} more, further down in the text.")


def figure(row: Row, said: str, show: Show) -> None:
    """A figure in its own words and ``said`` about it; a click brings it into view."""
    st.button(
        f"“{layout.plain(row['text'])}” · {layout.plain(said)}",
        key=f"of-toll-{row['figure_id']}",
        type="tertiary",
        on_click=show,
        args=(row["figure_id"],),
    )


def set_toll(article: str, toll: Toll, saved: int) -> None:
    """The form that states a toll by hand, or hands it back to the figures."""
    label = toll.label

    def save(stated: dict[str, object] | None) -> None:
        session.set_toll(article, label, stated)
        session.remember("tolls-saved", saved + 1)
        st.rerun()

    left, right = st.columns([1, 1], vertical_alignment="bottom")
    now: Bound = "range" if toll.bound == "vague" else toll.bound or "exact"
    bound = left.selectbox(
        "Set by hand", BOUNDS, index=BOUNDS.index(now), format_func=bound_words, key=f"bound-{label}-{saved}"
    )
    first = (
        toll.low if bound == "range" else next((x for x in (toll.value, toll.low, toll.high) if x is not None), None)
    )
    low = number(right, "From" if bound == "range" else "Number", first, f"number-{label}-{saved}")
    high = number(right, "To", toll.high, f"high-{label}-{saved}") if bound == "range" else low
    source = st.text_input("Source", toll.source or "", placeholder="who says so", key=f"source-{label}-{saved}")
    if low is not None and high is not None and low > high:
        st.error("“From” is larger than “to”: change one of them.")
        return
    with st.container(horizontal=True):
        if st.button("Set", key=f"set-{label}", type="primary", disabled=low is None or high is None):
            save(stated(bound, low, high, source.strip() or None, toll))
        if toll.set_by and st.button("Take it from the figures again", key=f"unset-{label}"):
            save(None)


def number(where: Any, title: str, value: float | None, key: str) -> int | None:
    """A field for a number of people; empty for one that no browser can count."""
    shown = None if value is None or not 0 <= value <= MOST_PEOPLE else int(value)
    typed: int | None = where.number_input(title, min_value=0, max_value=MOST_PEOPLE, value=shown, key=key)
    return typed


def bound_words(bound: Bound) -> str:
    """A bound as the form calls it: "exactly", "at least", "between"."""
    return {"exact": "exactly", "range": "between"}.get(bound) or BOUND_WORDS[bound].strip()


def stated(bound: Bound, low: int | None, high: int | None, source: str | None, before: Toll) -> dict[str, object]:
    """The record of a toll that a person states; what else was known of it stays."""
    amounts = {"low": low, "high": high} if bound == "range" else dict.fromkeys(ENDS[bound], low)
    kept = toll_record(before)
    about = {name: kept[name] for name in ("scope", "place", "as_of", "figure_ids") if known(kept, name)}
    return {**amounts, "bound": bound, **({"source": source} if source else {}), **about, "reason": "Set by hand."}
