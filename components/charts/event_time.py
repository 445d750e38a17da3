"""The claims about one event over time: steps by source with their names at the ends, and the span between the sources shaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.charts.over_time import day_of
from components.labels import labels
from components.model import CASUALTIES
from components.wording import known

HEIGHT = 300
NAMED = 28  # characters of a source at the end of its line
AFTER = 0.22  # of the time shown, beside the last day: room for names
GREY = "#8c8c8c"
GIVEN_WAY = ("superseded", "withdrawn", "repeated", "part")
ASIDE = ("withdrawn", "repeated", "part")  # no step of their source's line
TIPS = ("Reading", "Says", "State", "Sentence", "Article", "Published", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """The first kind of casualty that is claimed of one event. Takes rows of the table claims; a claim stands at the day for which it
    speaks. Greyed are those that gave way to others."""
    label, found = of_first_label(rows)
    dated = [(row, when) for row in found if (when := day_of({"as_of": known(row, "told")}))]
    if label is None or not dated:
        return frame.EmptyChart("No claim with a date here yet: set the date of an article.")
    data = _marks(dated)
    days = [when for _, when in dated]
    made = _template(label, facts.spread(data), (max(days) - min(days)).days)
    return frame.Drawing(made, pd.DataFrame([*data, *_span(dated)]), width, HEIGHT)


def of_first_label(rows: pd.DataFrame) -> tuple[str | None, list[dict[str, Any]]]:
    """The first casualty label that claims have, and the claims that have it: one kind of casualty on one axis."""
    found = facts.claims(rows)
    label = next((name for name in CASUALTIES if any(row["label"] == name for row in found)), None)
    return label, [row for row in found if row["label"] == label]


def marked(row: dict[str, Any]) -> dict[str, Any]:
    """What the mark of a claim carries, grey where it gave way to another claim."""
    gave_way = known(row, "state") in GIVEN_WAY
    why = ": ".join(str(part) for part in (known(row, "state"), known(row, "state_why")) if part)
    color = GREY if gave_way else facts.color_of(row["label"])
    return {**facts.told(row), **facts.ends(row), "color": color, "State": why}


def is_step(row: dict[str, Any]) -> bool:
    """Whether a claim is a step of its source's line: one of all victims that was not taken back and repeats nobody."""
    return known(row, "state") not in ASIDE and not known(row, "part_of") and not known(row, "victim_type")


def _marks(dated: Sequence[tuple[dict[str, Any], date]]) -> list[dict[str, Any]]:
    """A mark for each claim, those of one day side by side; ``last`` names the source at the end of its line."""
    seen: dict[date, int] = {}
    data = []
    for row, when in sorted(dated, key=lambda pair: (pair[1], pair[0].get("article_id") or "", pair[0]["start"])):
        seen[when] = seen.get(when, 0) + 1
        at = datetime(when.year, when.month, when.day) + timedelta(hours=min(23, 3 * seen[when]))
        run = row["voice"] if is_step(row) else ""
        data.append({**marked(row), "when": at.isoformat(timespec="minutes"), "run": run})
    last = {row["run"]: row for row in data if row["run"]}
    for name, row in last.items():
        row["last"] = facts.short(name, NAMED)
    return data


def _span(dated: Sequence[tuple[dict[str, Any], date]]) -> list[dict[str, Any]]:
    """From day to day the least and the most that the sources say, each by its latest claim."""
    now: dict[str, Mapping[str, Any]] = {}
    found: dict[date, tuple[float, float]] = {}
    for row, when in sorted(dated, key=lambda pair: pair[1]):
        if not is_step(row):
            continue
        now[row["voice"]] = facts.ends(row)
        ends = [n for end in now.values() for n in (end["low"], end["high"], end["at"]) if n is not None]
        found[when] = (min(ends), max(ends))
    return [
        {"span": True, "when": when.isoformat(), "least": low, "most": high}
        for when, (low, high) in sorted(found.items())
    ]


@cache
def _template(label: str, spread: facts.Spread, length: int) -> frame.Template:
    title = labels()[label].title + ("" if spread.kind == "linear" else ", logarithmic scale")
    along = marks.numbers(spread, upright=True, title=title)
    shown = "%-d %b" if length <= 300 else "%b %Y"
    ticks: Any = {"interval": "day", "step": 1} if length <= 5 else 5
    axis = alt.Axis(title=None, format=shown, tickCount=ticks, labelOverlap="greedy", grid=False)
    room = alt.Scale(padding=20, range=[0, alt.ExprRef(f"width * {1 - AFTER}")])
    across = {"x": alt.X("when:T", scale=room, axis=axis)}
    span = alt.Chart().transform_filter("datum.span").mark_area(interpolate="step-after", color=marks.INK, opacity=0.09)
    steps = (
        alt.Chart()
        .transform_filter("datum.run")
        .mark_line(interpolate="step-after", strokeWidth=1.3, opacity=0.55, color=marks.INK)
    )
    names = (
        alt.Chart()
        .transform_filter("isValid(datum.last)")
        .mark_text(align="left", dx=14, fontSize=11, color=marks.INK, opacity=0.85, limit=150)
    )
    return frame.template(
        [
            span.encode(y=along("least"), y2="most:Q", **across).add_params(marks.brush()),
            steps.encode(y=along("center"), detail="run:N", **across),
            marks.halo(along("center"), across),
            *marks.bound_marks(along, across),
            marks.points(along, across),
            names.encode(y=along("center"), text="last:N", **across),
            marks.targets("figure_id", along("center"), across, marks.tooltip(*TIPS)),
        ]
    )


CHART = frame.ChartKind(
    name="event_time",
    title="Claims over time",
    shows="Claims about this event by the day on which they were told; a line for each source, shaded what the sources say between them, grey what gave way.",
    leaves_out="background and hypothetical figures, perpetrators, claims without a date, restatements.",
    table="claims",
    pick="figure_id",
    place="event",
    draw=draw,
    brush="when",
    labels=CASUALTIES,
)
