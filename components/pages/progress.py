"""How far the articles are, and who did what on which day; each with a chart and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, timedelta

import streamlit as st

from components import session
from components.charts import Drawn, EmptyChart, work
from components.exporters.guard import FORMULA, GUARD
from components.pages import filters, layout
from components.store.activity import Activity, Progress, Span
from components.store.details import STATUS_WORDS

COLUMNS = tuple(field.name for field in fields(Activity))
KINDS = ("accepted", "rejected", "added", "corrected", "undone")


def page() -> None:
    """The progress of what the collection's choice leaves, and below it the activity of everybody, or of oneself."""
    layout.begin()
    st.title("Progress")
    within = layout.scope()
    advance(session.store().activity.progress(within))
    st.header("Activity")
    acted(within)


def advance(found: Progress) -> None:
    """Counts by status, what is left, how long an article takes, and the counts over time."""
    if not found.days:
        layout.empty("No articles yet", "As soon as there are some, it is counted here how many are done.")
        return
    now = found.now
    parts = [f"**{now[status]:,}** {title.lower()}" for status, title in STATUS_WORDS.items()]
    st.markdown(" · ".join(parts) + f" · **{found.remaining:,}** remaining")
    if found.hours is not None:
        st.caption(
            f"From its first edit to Done an article took {lasted(found.hours)} (the median of {found.finished:,}, nights included)."
        )
    rows = [{"day": day, **counts} for day, counts in found.days]
    shown = [*rows, {**rows[-1], "day": following(found.days[-1][0])}]  # so that the last day is seen as well
    long = [
        {"day": row["day"], "status": title, "articles": row[status]}
        for row in shown
        for status, title in STATUS_WORDS.items()
    ]
    said = ", ".join(f"{now[status]:,} {title.lower()}" for status, title in STATUS_WORDS.items())
    drawn(work.progress(long), "progress", f"Articles by status over time; on {rows[-1]['day']}: {said}.")
    download("Progress as CSV", "progress.csv", ["day", *STATUS_WORDS], [list(row.values()) for row in rows])


def acted(within: str | None) -> None:
    """Edits by day and analyst; whoever may not see others' sees their own."""
    activity, me = session.store().activity, session.user()
    sees_all = session.may("curate")
    with st.container(key="filters"):
        days, who = st.columns([2, 3], vertical_alignment="center")
    first, last = filters.days(days, "Days", None, None)
    span = Span(first, last, within)
    rows = activity.everybody(span) if sees_all else activity.mine(me, span)
    if sees_all and session.is_team():
        people = sorted({row.author for row in rows})
        chosen = who.selectbox(
            "Analyst", people, index=None, placeholder="Everybody", label_visibility="collapsed", key="analyst"
        )
        rows = [row for row in rows if chosen in (None, row.author)]
    if not rows:
        st.caption("No edit in these days.")
        return
    total = sum(row.edits for row in rows)
    st.markdown(f"**{total:,}** edits · " + " · ".join(f"{sum(getattr(r, k) for r in rows):,} {k}" for k in KINDS))
    by_day: dict[tuple[str, str], int] = {}
    for row in rows:
        for kind in KINDS:
            by_day[row.day, kind] = by_day.get((row.day, kind), 0) + getattr(row, kind)
    long = [{"day": day, "kind": kind.capitalize(), "edits": n} for (day, kind), n in by_day.items()]
    drawn(work.activity(long), "activity", f"Edits by day and kind: {total:,} from {rows[-1].day} to {rows[0].day}.")
    records = [asdict(row) for row in rows]
    st.dataframe(records, hide_index=True, key="activity-rows", column_order=COLUMNS)
    download("Activity as CSV", "activity.csv", COLUMNS, [list(record.values()) for record in records])


def drawn(chart: Drawn, key: str, alt: str) -> None:
    """A chart with what it says in words, or why there is none."""
    if isinstance(chart, EmptyChart):
        st.caption(chart.reason)
        return
    st.altair_chart(chart, key=f"chart-{key}", width="stretch", alt=alt)


def download(label: str, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A button for a CSV file of these rows."""
    st.download_button(
        label, table(columns, rows), file_name=name, mime="text/csv", icon=":material/download:", on_click="ignore"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """The rows as CSV; a text that a spreadsheet would run begins with a guard.

    >>> table(["author"], [["=1+1"], ["ada"]])
    b"author\\r\\n'=1+1\\r\\nada\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [GUARD + cell if isinstance(cell, str) and cell[:1] in FORMULA and cell else cell for cell in row]
        )
    return out.getvalue().encode()


def following(day: str) -> str:
    """The ISO day after.

    >>> following("2024-02-29")
    '2024-03-01'
    """
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def lasted(hours: float) -> str:
    """ "20 minutes", "5 hours", "3 days".

    >>> [lasted(h) for h in (0.01, 0.5, 5, 71)]
    ['1 minute', '30 minutes', '5 hours', '3 days']
    """
    if hours < 1:
        return layout.count(max(1, round(hours * 60)), "minute")
    return layout.count(round(hours), "hour") if hours < 48 else layout.count(round(hours / 24), "day")
