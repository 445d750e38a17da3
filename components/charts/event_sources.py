"""Who says how many of one event: a row for each source, its claims on one axis of numbers, bounds drawn."""

from __future__ import annotations

from functools import cache

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.charts.event_time import TIPS, marked, of_first_label
from components.labels import labels
from components.model import CASUALTIES

STEP = 34
MOST = 25  # sources
NAMED = 34


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """The first kind of casualty that is claimed of one event, by who made the claims, the highest first. Takes rows of the table claims."""
    label, found = of_first_label(rows)
    if label is None:
        return frame.EmptyChart("No casualty claim here yet.")
    highest: dict[str, float] = {}
    for row in found:
        highest[row["voice"]] = max(highest.get(row["voice"], 0), float(facts.ends(row)["center"]))
    kept = sorted(highest, key=lambda name: (-highest[name], name))[:MOST]
    data = [
        {**marked(row), "source": facts.short(row["voice"], NAMED), "place": kept.index(row["voice"])}
        for row in found
        if row["voice"] in kept
    ]
    made = _template(label, facts.spread(data))
    return frame.Drawing(made, pd.DataFrame(data), width, 40 + STEP * len(kept))


@cache
def _template(label: str, spread: facts.Spread) -> frame.Template:
    along = marks.numbers(spread, title=labels()[label].title)
    names = alt.Axis(title=None, grid=True, labelLimit=230, ticks=False, domain=False)
    across = {"y": alt.Y("source:N", sort=alt.EncodingSortField("place", op="min"), axis=names)}
    return frame.template(
        [
            marks.halo(along("center"), across),
            *marks.bound_marks(along, across),
            marks.points(along, across),
            marks.targets("figure_id", along("center"), across, marks.tooltip(*TIPS)),
        ]
    )


CHART = frame.ChartKind(
    name="event_sources",
    title="Who says how many",
    shows="Claims about this event by who made them: the source named, else the outlet; grey what gave way to another claim.",
    leaves_out="background and hypothetical figures, perpetrators, restatements, sources after the first 25.",
    table="claims",
    pick="figure_id",
    place="event",
    draw=draw,
    labels=CASUALTIES,
)
