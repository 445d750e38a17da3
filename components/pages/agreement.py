"""Independent coding of a collection: how many code each article, how far they are, how far they agree, and the way to settle it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import agreeing, session
from components.agreement.report import ALL, EVERYBODY, Line
from components.charts import frame
from components.charts.agreement import draw
from components.labels import labels
from components.model import RecordError
from components.pages import layout, settling
from components.store import OPEN, SETTLED, SETTLING, Standing, StoreError

MEASURES = {
    "overlap_f1": "F1, overlapping",
    "exact_f1": "F1, exact",
    "kappa": "Cohen's kappa",
    "alpha": "Krippendorff's alpha",
    "unitized_alpha": "Alpha, unitized",
    "ac1": "Gwet's AC1",
}
MEANS = {
    "overlap_f1": "The share of highlights that lie over one of the other coder's with the same label.",
    "exact_f1": "The share of highlights that begin and end where one of the other coder's with the same label does; of a field, of figures where both give the same.",
    "kappa": "Beyond chance, character by character: is it marked with this label? Of a field: is the value the same?",
    "alpha": "As kappa, with chance taken from all coders together.",
    "unitized_alpha": "Of stretches of text, where differences of their ends count by their length. Labels alone.",
    "ac1": "Beyond chance, as Gwet reckons it: it does not fall where nearly nothing is marked.",
}
COVERAGES = (0, 2, 3, 4, 5)
SHOWN = 200  # articles of the list
WORDS = {OPEN: "being coded", SETTLING: "being settled", SETTLED: "settled"}


def page() -> None:
    """The collection that was chosen; an article of it to settle, where the address names one."""
    layout.begin()
    if not session.may("curate"):
        layout.nothing_here(
            "Agreement is for editors", "Who codes independently does not see how others code before it is settled."
        )
        return
    if article := st.query_params.get("article"):
        settling.page(article)
        return
    st.title("Agreement")
    if not session.store().collections.all():
        layout.nothing_here(
            "No collection yet",
            "Tick articles in the library and put them into a collection: then several analysts can code each of them independently, and what they agree on shows here.",
        )
        return
    collection = layout.scope()
    if collection is None:
        layout.empty("Choose a collection", "Independent coding and agreement are of a collection's articles.")
        return
    coverage(collection)
    progress(collection)
    agreement(collection)


def coverage(collection: str) -> None:
    """How many code each article, to be changed at any time."""
    now = session.store().codings.coverage(collection)
    st.selectbox(
        "Each article is coded by",
        COVERAGES if now in COVERAGES else (*COVERAGES, now),
        index=COVERAGES.index(now) if now in COVERAGES else len(COVERAGES),
        format_func=lambda n: f"{n} analysts, each without seeing the others" if n else "everybody, in one version",
        key=f"coverage-{collection}-{now}",
        on_change=set_coverage,
        args=(collection, now),
        width=420,
    )
    if message := session.take("coverage said"):
        st.caption(layout.plain(message))


def set_coverage(collection: str, now: int) -> None:
    """Has so many code each article from now on."""
    chosen = session.recall(f"coverage-{collection}-{now}", now)
    try:
        done = session.store().codings.set_coverage(collection, chosen, session.user())
    except (StoreError, RecordError) as error:
        session.remember("coverage said", f":material/error: {layout.plain(str(error))}.")
        return
    how = f"coded by {chosen} analysts independently" if chosen else "corrected by everybody in one version"
    left = (
        f" {layout.count(done.left, 'article')} that somebody worked on already stay as they are." if done.left else ""
    )
    session.remember("coverage said", f":material/check: {layout.count(done.articles, 'article')} {how}.{left}")


def progress(collection: str) -> None:
    """How far each article is, with the way to settle it."""
    found = session.store().codings.progress(collection)
    if not found:
        return
    ready = sum(len(s.finished) > 1 and s.state != SETTLED for _, _, s in found)
    settled = sum(s.state == SETTLED for _, _, s in found)
    st.header("Articles")
    st.caption(f"{layout.count(len(found), 'article')}, {ready:,} to settle, {settled:,} settled")
    with st.container(key="coded", gap=None):
        for article, title, standing in sorted(found, key=lambda row: row[2].state == SETTLED)[:SHOWN]:
            row(article, title, standing)
    if len(found) > SHOWN:
        st.caption(f"and {len(found) - SHOWN:,} more")


def row(article: str, title: str, standing: Standing) -> None:
    """One article: its coders and what can be done."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row-coded-{article}"):
        st.markdown(layout.plain(title or "Untitled"), width="stretch")
        st.caption(said(standing), width="content")
        if len(standing.finished) > 1:
            st.button(
                "Look" if standing.state == SETTLED else "Settle",
                key=f"settle-{article}",
                type="tertiary",
                icon=":material/balance:",
                on_click=settling.open_article,
                args=(article,),
            )


def said(standing: Standing) -> str:
    """Who codes an article and how far they are, as Markdown."""
    coders = ", ".join(f"{c.name} {'✓' if c.finished_at else '…'}" for c in standing.coders)
    free = standing.coverage - len(standing.coders)
    more = f" and {free} more" if free > 0 and standing.state == OPEN else ""
    by = f" by {standing.settled_by}" if standing.state == SETTLED else ""
    return layout.plain(f"{coders or 'nobody yet'}{more} · {WORDS.get(standing.state, '')}{by}")


def agreement(collection: str) -> None:
    """The measures by label and field, as a chart and a table, and as files."""
    found = session.agreement(collection)
    st.header("How far they agree")
    if found.note:
        st.caption(layout.plain(found.note))
    if not found.lines:
        return
    analysts = [EVERYBODY, *sorted({line.analyst for line in found.lines} - {EVERYBODY})]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        measure = st.selectbox("Measure", list(MEASURES), format_func=MEASURES.__getitem__, key="measure", width=230)
        who = EVERYBODY
        if len(analysts) > 1:
            who = st.selectbox("Analyst", analysts, key="analyst", width=230)
        names = [line.name for line in found.lines if line.analyst == who]
        only = st.multiselect("Labels and fields", names, format_func=titled, placeholder="All", key="lines", width=380)
    lines = [line for line in found.lines if line.analyst == who and (not only or line.name in only)]
    st.caption(
        f"{MEANS[measure]} {layout.count(found.articles, 'article')}; lines are intervals of 95 % over articles."
    )
    chart(lines, measure)
    table(lines)
    files(collection, found)


def chart(lines: Sequence[Line], measure: str) -> None:
    """A dot a line."""
    rows = [
        {"name": line.name, "title": titled(line.name), "value": m.value, "low": m.low, "high": m.high}
        for line in lines
        if (m := line.measures.get(measure)) is not None
    ]
    drawn = draw(rows) if rows else frame.EmptyChart("This measure is of labels, not of fields.")
    if isinstance(drawn, frame.EmptyChart):
        st.caption(drawn.reason)
        return
    st.altair_chart(drawn, key="chart-agreement", width="stretch", alt=f"{MEASURES[measure]} by label and field")


def table(lines: Sequence[Line]) -> None:
    """All measures of the same lines."""
    rows = [
        {
            "Label or field": titled(line.name),
            "Compared": line.items,
            **{title: rounded(line, name) for name, title in MEASURES.items()},
        }
        for line in lines
    ]
    numbers = {title: st.column_config.NumberColumn(format="%.2f") for title in MEASURES.values()}
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=numbers, key="agreement-table")


def rounded(line: Line, name: str) -> float | None:
    """A measure as the table shows it, without the sign of a zero."""
    value = line.measures[name].value if name in line.measures else None
    return None if value is None else round(value, 2) + 0.0


def titled(name: str) -> str:
    """A label or a field as people read it."""
    if name == ALL:
        return "All labels"
    return labels()[name].title if name in labels() else name.replace("_", " ")


def files(collection: str, found: agreeing.Compared) -> None:
    """The report and the differences, to download."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Agreement (CSV)",
            data=lambda: agreeing.agreement_csv(found.lines),
            file_name="agreement.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="agreement-csv",
        )
        st.download_button(
            "Disagreements (CSV)",
            data=lambda: agreeing.differences_csv(session.store(), collection),
            file_name="disagreements.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="disagreements-csv",
        )
