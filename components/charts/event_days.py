"""Events over time: each at its day, as high as many were killed, with the range between those who say so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import event_facts, facts, frame, marks
from components.wording import known

HEIGHT = 340


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """Rows of the table events. Those of which nobody says how many were killed are ticks at the foot of the chart."""
    dated = [(row, when) for row in event_facts.happened(rows) if (when := _day(known(row, "first_day")))]
    if not dated:
        return frame.EmptyChart("No event with a day here yet: set the day of an event on its page.")
    data = _marks(dated)
    spread = facts.spread(data)
    foot = min((x["center"] for x in data if x["center"] is not None), default=0) if spread.kind == "log" else 0
    for row in data:
        row["silent"] = row["center"] is None
        row["center"] = foot if row["silent"] else row["center"]
    days = [when for _, when in dated]
    made = _template(spread, (max(days) - min(days)).days)
    return frame.Drawing(made, pd.DataFrame(data), width, HEIGHT)


def _marks(dated: list[tuple[dict[str, Any], date]]) -> list[dict[str, Any]]:
    """A mark for each event, those of one day side by side; ``until`` is the last day of those that lasted."""
    seen: dict[date, int] = {}
    data = []
    for row, when in sorted(dated, key=lambda pair: (pair[1], pair[0]["event_id"])):
        seen[when] = seen.get(when, 0) + 1
        at = datetime(when.year, when.month, when.day) + timedelta(hours=min(23, 3 * seen[when]))
        last = _day(known(row, "last_day"))
        until = f"{last.isoformat()}T23:00" if last and last > when else None
        data.append({**event_facts.told(row), "when": at.isoformat(timespec="minutes"), "until": until})
    return data


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


@cache
def _template(spread: facts.Spread, length: int) -> frame.Template:
    along = marks.numbers(
        spread, upright=True, title="Killed" + ("" if spread.kind == "linear" else ", logarithmic scale")
    )
    ticks: Any = {"interval": "day", "step": 1} if length <= 5 else 8
    shown = "%-d %b" if length <= 300 else "%b %Y"
    axis = alt.Axis(title=None, format=shown, tickCount=ticks, labelOverlap="greedy", grid=False)
    across = {"x": alt.X("when:T", scale=alt.Scale(padding=20), axis=axis)}
    lasted = alt.Chart().transform_filter("isValid(datum.until)").mark_rule(strokeWidth=2, opacity=0.45)
    silent = alt.Chart().transform_filter("datum.silent").mark_tick(
        orient="vertical", size=14, thickness=2, color=marks.INK, opacity=marks.QUIET
    )  # fmt: skip
    return frame.template(
        [
            lasted.encode(y=along("center"), x2="until:T", color=alt.Color("color:N", scale=None), **across),
            silent.encode(y=along("center"), **across).add_params(marks.brush()),
            marks.halo(along("center"), across),
            *marks.bound_marks(along, across),
            marks.points(along, across),
            marks.targets("event_id", along("center"), across, marks.tooltip(*event_facts.TIPS)),
        ]
    )


CHART = frame.ChartKind(
    name="event_days",
    title="Events over time",
    shows="Each event at its day: how many were killed, the best number with the range; a tick at the foot where nobody says how many.",
    leaves_out="events without a day, and those that were refused.",
    table="events",
    pick="event_id",
    place="events",
    draw=draw,
    brush="when",
    key="pale: proposed, not yet judged",
)
