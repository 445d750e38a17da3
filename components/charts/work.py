"""How far the articles of a collection are over time, and who did what on which day: for the page of progress, without a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import frame, marks

HEIGHT = 260
STATUSES = ("Settled", "Done", "In progress", "New")  # from the ground up
KINDS = ("Accepted", "Rejected", "Added", "Corrected", "Undone")
SHADES = (0.95, 0.65, 0.38, 0.14, 0.06)  # of the page's ink, for STATUSES and KINDS in their order


def progress(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> frame.Drawn:
    """Rows {day, status, articles}: all articles, in steps, by their status."""
    if not rows:
        return frame.EmptyChart("No article yet: their status will be counted here day by day.")
    return frame.Drawing(_template(True), _placed(rows, "status", "articles", STATUSES), width, HEIGHT)


def activity(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> frame.Drawn:
    """Rows {day, kind, edits}: a bar for each day, by kinds of edits."""
    if not rows:
        return frame.EmptyChart("No edit in these days.")
    return frame.Drawing(_template(False), _placed(rows, "kind", "edits", KINDS), width, HEIGHT)


def _placed(rows: Sequence[Mapping[str, Any]], part: str, count: str, order: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"day": f"{row['day']}T00:00", "part": row[part], "count": row[count], "rank": order.index(row[part]),
             "said": f"{row['day']}: {row[count]:,} {row[part].lower()}"}
            for row in rows
        ]
    )  # fmt: skip


@cache
def _template(in_steps: bool) -> frame.Template:
    """Stacked areas in steps, or bars; each part a shade of the page's ink, named in the key above."""
    order = STATUSES if in_steps else KINDS
    axis = alt.Axis(title=None, format="%-d %b", tickCount=8, labelOverlap="greedy", grid=False)
    key = alt.Legend(title=None, orient="top", labelColor=marks.INK, symbolType="square", symbolFillColor=marks.INK)
    encoded: dict[str, Any] = {
        "x": alt.X("day:T", axis=axis) if in_steps else alt.X("yearmonthdate(day):T", axis=axis),
        "y": alt.Y("count:Q", stack="zero", title="Articles" if in_steps else "Edits", axis=alt.Axis(tickMinStep=1)),
        "order": alt.Order("rank:Q"),
        "opacity": alt.Opacity(
            "part:N", scale=alt.Scale(domain=list(order), range=list(SHADES[: len(order)])), legend=key
        ),
        "tooltip": [alt.Tooltip("said:N", title="Day")],
    }
    base = alt.Chart()
    edge: dict[str, Any] = {"stroke": marks.INK, "strokeWidth": 0.5, "fill": marks.INK}
    drawn = base.mark_area(interpolate="step-after", **edge) if in_steps else base.mark_bar(width={"band": 0.8}, **edge)
    return frame.template([drawn.encode(**encoded)])
