"""Weapons delivered, ordered and lost over time: a row for each recipient or owner, a mark for each count that says whose they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.tables.recipients import handed
from components.wording import amount_with_unit, known

STEP = 44
MOST = 12  # rows, those with the most marks
SHAPES = {"delivered": "circle", "ordered": "diamond", "lost": "cross"}
TIPS = ("Reading", "Whose", "Says", "Sentence", "Article", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """Takes rows of the figures table; counts whose sentence names no recipient are left out, never guessed."""
    wanted = [row for row in facts.records(rows[rows["label"] == "WEAPON_COUNT"]) if facts.drawable(row)]
    by_whom: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in facts.collapsed(wanted):
        one, when = handed(row), _day(row)
        if one is not None and when is not None:
            told = {"fate": one.fate, "when": when, "name": one.who, "Whose": f"{one.fate}: {one.who}"}
            by_whom[one.who].append({**facts.told(row), **told, "number": f"{amount_with_unit(row)} {one.fate}"})
    if not by_whom:
        return frame.EmptyChart(
            "No number of weapons here says who gets, ordered or lost them: “12 launchers to Ukraine”, “India ordered 36 jets”."
        )
    ranked = sorted(by_whom, key=lambda name: (-len(by_whom[name]), name.casefold()))[:MOST]
    return frame.drawing(
        _template(),
        [{**mark, "row": n, "first": k == 0} for n, name in enumerate(ranked) for k, mark in enumerate(by_whom[name])],
        STEP,
        width,
    )


def _day(row: facts.Row) -> str | None:
    """The day that a count is of, the middle of its month where it names no day, else the day of publication."""
    for name in ("as_of", "published"):
        told = str(known(row, name) or "").split("/")[0]
        try:
            return date.fromisoformat(f"{told}-15" if len(told) == 7 else told).isoformat()
        except ValueError:
            continue
    return None


@cache
def _template() -> frame.Template:
    axis = alt.Axis(
        title=None, labelOverlap="greedy", grid=True, tickCount=6, labelExpr="timeFormat(datum.value, '%-d %b %Y')"
    )
    x = alt.X("when:T", scale=alt.Scale(padding=40), axis=axis)
    shape = alt.Shape("fate:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    point: alt.Chart = alt.Chart().mark_point(size=110, strokeWidth=2, yOffset=8)
    count: alt.Chart = alt.Chart().mark_text(
        align="left", baseline="middle", dx=10, yOffset=8, fontSize=11, color=marks.INK, limit=170
    )
    across = {"x": x}
    return frame.template(
        [
            marks.words("name", dy=-12, room=20).transform_filter("datum.first"),
            marks.halo(marks.row_axis(), across, 8),
            point.encode(
                x=x,
                y=marks.row_axis(),
                shape=shape,
                stroke=alt.Stroke("color:N", scale=None),
                fill=alt.Fill("color:N", scale=None),
                fillOpacity=alt.when("datum.judged").then(alt.value(0.9)).otherwise(alt.value(0.15)),
            ),
            count.encode(x=x, y=marks.row_axis(), text="number:N"),
            marks.targets("figure_id", marks.row_axis(), across, marks.tooltip(*TIPS), 8),
        ]
    )


CHART = frame.ChartKind(
    name="deliveries",
    title="Weapons delivered, ordered and lost",
    shows="Each number of weapons at its day, in the row of whoever gets, ordered or lost them by its sentence (a month at its middle): a disc delivered, a diamond ordered, a cross lost.",
    leaves_out="numbers whose sentence does not say whose they are (“asked for” is no order), those without a day, and whoever comes after the first twelve.",
    table="figures",
    pick="figure_id",
    place="library",
    draw=draw,
    labels=("WEAPON_COUNT",),
    key="pale: not judged",
)
