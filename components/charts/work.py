"""How far the articles of a collection are over time, and who did what on which day: for the page of progress, without a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import frame, marks

HEIGHT = 260
STATUSES = {"Settled": "#2b6cb0", "Done": "#3f8f6b", "In progress": "#b87a10", "New": "#8a8a8a"}  # from the ground up
KINDS = {"Accepted": "#3f8f6b", "Rejected": "#b5483a", "Added": "#2b6cb0", "Corrected": "#b87a10", "Undone": "#8a8a8a"}
# Each colour has 3:1 and better on both pages; the order, the key and the tooltip say the same without colour.


def progress(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> frame.Drawn:
    """Rows {day, status, articles}: all articles, in steps, by their status."""
    if not rows:
        return frame.EmptyChart("No article yet: their status will be counted here day by day.")
    return frame.Drawing(_template(True, _days(rows)), _placed(rows, "status", "articles", STATUSES), width, HEIGHT)


def activity(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> frame.Drawn:
    """Rows {day, kind, edits}: a bar for each day, by kinds of edits."""
    if not rows:
        return frame.EmptyChart("No edit in these days.")
    return frame.Drawing(_template(False, _days(rows)), _placed(rows, "kind", "edits", KINDS), width, HEIGHT)


def _placed(rows: Sequence[Mapping[str, Any]], part: str, count: str, order: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"day": f"{row['day']}T00:00", "part": row[part], "count": row[count], "rank": list(order).index(row[part]),
             "said": f"{row['day']}: {row[count]:,} {row[part].lower()}"}
            for row in rows
        ]
    )  # fmt: skip


def _days(rows: Sequence[Mapping[str, Any]]) -> int:
    """From the first to the last day; a few are ticked one by one."""
    days = [date.fromisoformat(str(row["day"])) for row in rows]
    return (max(days) - min(days)).days


@cache
def _template(in_steps: bool, length: int) -> frame.Template:
    """Stacked areas in steps, or bars, over ``length`` days."""
    order = STATUSES if in_steps else KINDS
    ticks: Any = {"interval": "day", "step": 1} if length <= 8 else 8
    axis = alt.Axis(title=None, format="%-d %b", tickCount=ticks, labelOverlap="greedy", grid=False)
    key = alt.Legend(title=None, orient="top", labelColor=marks.INK, symbolType="square")
    encoded: dict[str, Any] = {
        "x": alt.X("day:T" if in_steps else "yearmonthdate(day):T", axis=axis),
        "y": alt.Y("count:Q", stack="zero", title="Articles" if in_steps else "Edits", axis=alt.Axis(tickMinStep=1)),
        "order": alt.Order("rank:Q"),
        "color": alt.Color("part:N", scale=alt.Scale(domain=list(order), range=list(order.values())), legend=key),
        "tooltip": [alt.Tooltip("said:N", title="Day")],
    }
    base = alt.Chart()
    drawn = base.mark_area(interpolate="step-after") if in_steps else base.mark_bar(width={"band": 0.8})
    return frame.template([drawn.encode(**encoded)])
