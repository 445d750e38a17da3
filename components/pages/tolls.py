"""An article's tolls beside its text: each with why it is what it is, the figures behind it, and a form to set it by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.model import CASUALTIES, Toll, tidy_number, toll_record
from components.pages import layout
from components.wording import amount, claimant, known, why_left_out
from components.written import Amount, read_amount, say_amount

DISPUTED = "disputed"
LISTED = 30  # figures that a toll rests on, or leaves out, with a button each
TOLL_HINT = "12, at least 12, 312 to 530, disputed"
ABOUT = ("scope", "source", "place", "as_of")  # what a toll takes over from the figure that it rests on
Show = Callable[[str], None]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Begun:
    """A toll as it was when its form was opened: ``last`` is the edit that had set it. What a colleague states since then is
    not overwritten: the edit is refused, and says who, what and when."""

    article: str
    saved: int
    toll: Toll
    last: str | None


@dataclass(frozen=True, slots=True)
class Here:
    """What the lines of one article's tolls share: its figures' rows, and the last edit of each toll as the page shows it."""

    article: str
    rows: Callable[[], pd.DataFrame]
    show: Show
    last: Mapping[str, str]

    def figures(self, label: str) -> dict[str, Row]:
        """The rows of one label's figures by their ids."""
        rows = self.rows()
        return {row["figure_id"]: row for row in layout.records(rows[rows["label"] == label])}


def panel(article: str, rows: Callable[[], pd.DataFrame], show: Show) -> None:
    """The tolls of an article, a line each that opens; ``rows`` of its figures table are made where one is open; ``show`` is handed the figure that
    was clicked."""
    session.begin_fragment()
    here = Here(article, rows, show, session.last_tolls(article))
    found = session.tolls(article)
    counted = session.counted_tolls(article) if any(toll.set_by for toll in found.values()) else found
    for label in CASUALTIES:
        if label in found:
            line(here, found[label], counted.get(label))
    missing = [label for label in CASUALTIES if label not in found]
    if not missing:
        return
    key = f"new-toll-{session.recall('tolls-saved', 0)}"
    with st.popover("Set a toll", type="tertiary", icon=":material/add:", key=key, on_change="rerun") as new:
        if new.open:
            label = st.selectbox("Toll", missing, format_func=lambda name: labels()[name].title)
            form(here, Toll(label))


def line(here: Here, toll: Toll, counted: Toll | None) -> None:
    """One toll: its line, what contradicts it, and behind the line its figures and the form."""
    key = f"toll-{toll.label}"
    session.remember(key, session.recall(key, False))  # one whose line changes is a new one, and would close
    box = st.expander(toll_line(toll), type="compact", key=key, on_change="rerun")
    if toll.set_by and (other := contradiction(toll, counted)):
        st.caption(f":material/error: {layout.plain(other)}")
    if not box.open:
        session.forget(f"begun-{toll.label}", f"refused-{toll.label}")
        return
    with box:
        behind(here, toll, counted)
        form(here, toll)


def toll_line(toll: Toll) -> str:
    """A toll in a line of Markdown: label, amount, source, day, and whether a person set it."""
    about = [part for part in (toll.source, toll.as_of and layout.day(toll.as_of)) if part]
    hand = f"{' · disputed' if toll.disputed else ''}{' · set by hand' if toll.set_by else ''}"
    amount_ = layout.plain(amount(toll_record(toll)))
    return f"**{labels()[toll.label].title} {amount_}**{''.join(f', {layout.plain(part)}' for part in about)}{hand}"


def contradiction(by_hand: Toll, counted: Toll | None) -> str | None:
    """What the figures say where it is not what a person set; None where they agree."""
    if counted is None:
        return "No figure in the text says so."
    said = amount(toll_record(counted))
    return None if said == amount(toll_record(by_hand)) else f"The figures in the text say {said}."


def behind(here: Here, toll: Toll, counted: Toll | None) -> None:
    """Why the toll is what it is: the figures that it rests on, and those that it leaves out with the reason of each."""
    figures = here.figures(toll.label)
    taken = [figures[id] for id in (counted.figure_ids if counted else ()) if id in figures]
    chosen = [figures[id] for id in toll.figure_ids if id in figures] if toll.set_by else []
    if toll.set_by:
        rests = "It rests on:" if chosen else "It rests on none of the figures."
        st.caption(f"Set by hand by {layout.plain(toll.set_by)}. {rests}")
        for row in chosen[:LISTED]:
            figure(here, toll, row, f"by {claimant(row)}")
    taken = [row for row in taken if row not in chosen]
    if counted and counted.reason and taken:
        makes = f"From the figures it would be {amount(toll_record(counted))}. " if toll.set_by else ""
        st.caption(layout.plain(f"{makes}{counted.reason}") + ("" if toll.set_by else " It rests on:"))
    for row in taken[:LISTED]:
        figure(here, toll, row, f"by {claimant(row)}")
    left_out(here, toll, counted, [id for id, row in figures.items() if row not in taken and row not in chosen])


def left_out(here: Here, toll: Toll, counted: Toll | None, ids: list[str]) -> None:
    """The figures that a toll does not rest on, each with the reason."""
    if not ids:
        return
    figures = here.figures(toll.label)
    st.caption("Left out:" if counted or toll.figure_ids else "None of these counts for the event:")
    basis = toll_record(counted) if counted else {}
    for id in ids[:LISTED]:
        figure(here, toll, figures[id], why_left_out(figures[id], figures, basis))
    if len(ids) > LISTED:
        st.caption(f"And {len(ids) - LISTED:,} more, further down in the text.")


def figure(here: Here, toll: Toll, row: Row, said: str) -> None:
    """A figure in its own words and ``said`` about it: a click brings it into view, another one makes it the toll."""
    id, label = row["figure_id"], toll.label
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"toll-row-{id}"):
        st.button(
            f"“{layout.plain(row['text'])}” · {layout.plain(said)}",
            key=f"of-toll-{id}",
            type="tertiary",
            on_click=here.show,
            args=(id,),
        )
        if toll.set_by and toll.figure_ids == (id,):
            return
        st.button(
            "Use this figure",
            key=f"use-{id}",
            type="tertiary",
            disabled=not session.may("annotate"),
            help="Makes it the toll, set by hand",
            on_click=save,
            args=(here, label, of_figure(row), here.last.get(label)),
        )


def save(here: Here, label: str, stated: dict[str, object] | None, last: str | None) -> None:
    """Stores a toll over the edit ``last`` that the page showed when it was pressed; a refusal is told, and what was typed stays."""
    refused = session.set_toll(here.article, label, stated, last)
    if refused is None:
        begin_anew()
    else:
        session.remember(f"refused-{label}", refused)
    session.rerun_all()  # the reader hears of it


def begin_anew() -> None:
    """Every form of a toll begins with what stands now."""
    session.remember("tolls-saved", session.recall("tolls-saved", 0) + 1)
    for label in CASUALTIES:
        session.forget(f"begun-{label}", f"refused-{label}")


def begun(here: Here, toll: Toll) -> Begun:
    """What the form of a toll was opened on. The keys of its fields have ``saved``: after each saving it begins anew."""
    key, saved = f"begun-{toll.label}", session.recall("tolls-saved", 0)
    kept: Begun | None = session.recall(key, None)
    if kept is not None and (kept.article, kept.saved) == (here.article, saved):
        return kept
    return session.remember(key, Begun(here.article, saved, toll, here.last.get(toll.label)))


def form(here: Here, toll: Toll) -> None:
    """The form that states a toll by hand, or hands it back to the figures."""
    if layout.reads_only("annotate"):
        return
    start, label = begun(here, toll), toll.label
    refused: str | None = session.recall(f"refused-{label}", None)
    if refused is not None:
        st.error(layout.plain(refused), icon=":material/error:")
    figures = here.figures(label)
    with st.form(f"set-toll-{label}-{start.saved}", border=False):
        typed = st.text_input(
            "Set by hand", shown(start.toll), placeholder=TOLL_HINT, key=f"number-{label}-{start.saved}"
        )
        source = st.text_input(
            "Source", start.toll.source or "", placeholder="who says so", key=f"source-{label}-{start.saved}"
        )
        rests = st.multiselect(
            "Rests on",
            list(figures),
            [id for id in start.toll.figure_ids if id in figures] if start.toll.set_by else [],
            format_func=lambda id: f"“{figures[id]['text']}”",
            placeholder="none of the figures",
            key=f"rests-{label}-{start.saved}",
        )
        if st.form_submit_button("Set", key=f"set-{label}", type="primary"):
            submit(here, start, typed or "", source or "", [figures[id] for id in rests])
    if toll.set_by:
        saw = here.last.get(label)
        st.button("Take it from the figures again", key=f"unset-{label}", on_click=save, args=(here, label, None, saw))


def submit(here: Here, start: Begun, typed: str, source: str, figures: list[Row]) -> None:
    """Stores what was typed, or says what would do. Who was told of a colleague's toll, and sets it all the same, has seen it."""
    label = start.toll.label
    try:
        found, disputed = read_toll(typed)
    except ValueError as error:
        session.remember(f"refused-{label}", f"“{typed}” is not understood: {error}.")
        st.rerun()
    record = stated(found, disputed, source.strip() or None, start.toll, figures)
    now = here.last.get(label)
    if now != start.last:
        session.remember(f"begun-{label}", Begun(start.article, start.saved, start.toll, now))
    save(here, label, record, start.last)
    st.rerun()


def read_toll(typed: str) -> tuple[Amount, bool]:
    """A toll as people write it, and whether it is disputed. Raises ValueError with what would do.

    >>> read_toll("312 to 530, disputed")
    (Amount(value=None, low=312, high=530, bound='range'), True)
    """
    words = typed.strip().rstrip(".)").rstrip()
    disputed = words.lower().endswith(DISPUTED)
    if disputed:
        words = words[: -len(DISPUTED)].rstrip().rstrip(",;(–-").rstrip()
    found = read_amount(words)
    return (found if found.bound else Amount(found.value, found.value, found.value, "exact")), disputed


def shown(toll: Toll) -> str:
    """A toll as its form begins: "at least 31", "312 to 530, disputed"."""
    said = say_amount(Amount(toll.value, toll.low, toll.high, toll.bound))
    return f"{said}, {DISPUTED}" if toll.disputed else said


def stated(
    found: Amount, disputed: bool, source: str | None, before: Toll, figures: Collection[Row] = ()
) -> dict[str, object]:
    """The record of a toll that a person states. It rests on the figures that were chosen, which say scope, place and day; on
    none it keeps what was known of the event, and the day that a person had set."""
    kept = toll_record(before)
    about = next((about_of(row) for row in figures), None)
    if about is None:
        names = ("scope", "place", *(("as_of",) if before.set_by else ()))
        about = {name: kept[name] for name in names if known(kept, name)}
    amounts = {n: x for n in ("value", "low", "high") if (x := getattr(found, n)) is not None}
    return {
        **about,
        **amounts,
        "bound": found.bound,
        **({"source": source} if source else {}),
        **({"disputed": True} if disputed else {}),
        "figure_ids": [row["figure_id"] for row in figures],
        "reason": "Set by hand.",
    }


def about_of(row: Row) -> dict[str, object]:
    return {name: value for name in ABOUT if (value := known(row, name)) is not None}


def of_figure(row: Row) -> dict[str, object]:
    """The record of a toll that is what one figure says."""
    amounts = {n: tidy_number(float(x)) for n in ("value", "low", "high") if (x := known(row, n)) is not None}
    bound = {"bound": row["bound"]} if known(row, "bound") else {}
    reason = "Set by hand: what this figure says."
    return {**amounts, **bound, **about_of(row), "figure_ids": [row["figure_id"]], "reason": reason}
