"""How far coders agree by label: a dot a label with its interval of 95 %, on a line from chance to full agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt

from components.charts import facts, frame, marks

STEP = 30
ROOM = 150  # pixels for a label's name


def draw(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> frame.Drawn:
    """``rows`` have name, title, value, low and high (None: no interval)."""
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return frame.EmptyChart(
            "This measure is not defined for any of these lines: nothing varies, or nothing is there."
        )
    data = [
        {
            "row": n,
            "name": row["title"],
            "value": row["value"],
            "low": row["value"] if row["low"] is None else row["low"],
            "high": row["value"] if row["high"] is None else row["high"],
            "color": facts.color_of(row["name"]),
            "Said": f"{row['title']}: {row['value']:.2f}"
            + ("" if row["low"] is None else f", {row['low']:.2f} to {row['high']:.2f}"),
        }
        for n, row in enumerate(known)
    ]
    least = min(0.0, *(float(row["low"]) for row in data))
    return frame.drawing(_template(-(-least // 0.5) * 0.5 - 0.5 if least < 0 else 0.0), data, STEP, width)


@cache
def _template(least: float) -> frame.Template:
    scale = alt.Scale(domain=[least, 1], range=[ROOM, alt.ExprRef("width - 8")])
    x = alt.X(
        "value:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(grid=True, tickCount=5),
    )
    line = alt.Chart().mark_rule(strokeWidth=2, color=marks.INK, opacity=0.6)
    dot = alt.Chart().mark_point(size=90, filled=True, opacity=1, aria=True, stroke=marks.INK, strokeWidth=0.6)
    return frame.template(
        [
            marks.words("name", most=ROOM - 14),
            line.encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=marks.row_axis()),
            dot.encode(
                x=x,
                y=marks.row_axis(),
                fill=alt.Fill("color:N", scale=None),
                tooltip=marks.tooltip("Said"),
                description="Said:N",
            ),
        ]
    )
