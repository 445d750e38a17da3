"""Events on a map without a network: a disc at the coordinates of each, as large as many were killed, over outlines of countries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, degrees, exp, log, pi, radians, sin, tan
from typing import Any

import altair as alt
import pandas as pd

from components.charts import event_facts, facts, frame, marks
from components.charts.outlines import outlines

HEIGHT = 440
SMALL, LARGE = 70, 1_100  # square pixels of a disc: of nobody killed, and of the most killed
LEAST = 22.0  # degrees that are shown at least: the outlines are coarse
MARGIN = 0.2  # of what the events span, beside them
POLAR = 78.0  # degrees north and south beyond which nothing is shown
NAMED = 25  # places that are named
APART = 0.014  # of the map's width: how far events of one place stand from it


@dataclass(frozen=True, slots=True)
class View:
    """What of the world is shown: its middle in degrees, its width and height as Mercator's projection has them, in radians."""

    lon: float
    lat: float
    across: float
    upright: float


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """Rows of the table events, those that have coordinates."""
    placed = [row for row in event_facts.happened(rows) if row["latitude"] is not None and row["longitude"] is not None]
    if not placed:
        return frame.EmptyChart("No event with coordinates here yet: set the place of an event on its page.")
    view = view_of([(float(row["longitude"]), float(row["latitude"])) for row in placed])
    return frame.Drawing(_template(view), pd.DataFrame(_marks(placed, view)), width, HEIGHT)


def view_of(points: list[tuple[float, float]]) -> View:
    """The part of the world that holds these points (longitude, latitude), with a margin, and never too small a part.

    >>> view_of([(24.0, 49.8)])
    View(lon=24.0, lat=49.8, across=0.384, upright=0.384)
    """
    left, right = min(lon for lon, _ in points), max(lon for lon, _ in points)
    heights = [_height(lat) for _, lat in points]
    low, high = min(heights), max(heights)
    least = radians(LEAST)
    across = min(2 * pi, max(least, radians(right - left) * (1 + 2 * MARGIN)))
    upright = min(2 * _height(POLAR), max(least, (high - low) * (1 + 2 * MARGIN)))
    middle = degrees(2 * atan(exp((low + high) / 2)) - pi / 2)
    return View(round((left + right) / 2, 1), round(middle, 1), round(across, 3), round(upright, 3))


def _height(lat: float) -> float:
    """How high a latitude lies on a map by Mercator."""
    return log(tan(pi / 4 + radians(max(-POLAR, min(POLAR, lat))) / 2))


def _marks(placed: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """A mark for each event, the large ones under the small; events of one place stand around it, the first has its name."""
    told = [(row, event_facts.told(row)) for row in placed]
    told.sort(key=lambda pair: (-(pair[1]["center"] or 0), pair[0]["event_id"]))
    most = max((mark["center"] or 0 for _, mark in told), default=0) or 1
    at = Counter((row["longitude"], row["latitude"]) for row, _ in told)
    seen: Counter[tuple[float, float]] = Counter()
    named: set[str] = set()
    data = []
    for row, mark in told:
        lon, lat = place = row["longitude"], row["latitude"]
        aside = _aside(seen[place], at[place], view, lat)
        seen[place] += 1
        name = row["place"] if row["place"] not in named and len(named) < NAMED else None
        named |= {name} if name else set()
        size = SMALL + (LARGE - SMALL) * (mark["center"] or 0) / most
        data.append(
            {**mark, "lon": lon + aside[0], "lat": lat + aside[1], "size": size, "silent": mark["center"] is None}
            | {"named": facts.short(name, 28) if name else None, "reach": max(320.0, size)}
        )
    return data


def _aside(nth: int, of: int, view: View, lat: float) -> tuple[float, float]:
    """How many degrees the nth event of a place stands from it."""
    if of == 1:
        return 0.0, 0.0
    turn = 2 * pi * nth / of
    far = degrees(view.across) * APART * max(1.0, of / 6)
    return far * cos(turn), far * sin(turn) * cos(radians(lat))


@lru_cache(maxsize=32)
def _template(view: View) -> frame.Template:
    where: dict[str, Any] = {"longitude": "lon:Q", "latitude": "lat:Q"}
    base = alt.Chart().encode(**where)
    tips = marks.tooltip(*event_facts.TIPS)
    size = alt.Size("size:Q", scale=None)
    land = alt.Chart().mark_geoshape(
        fill=marks.INK, fillOpacity=0.05, stroke=marks.INK, strokeOpacity=0.35, strokeWidth=0.7, clip=True
    )  # fmt: skip
    disc = base.mark_point(shape="circle", strokeWidth=1.6, opacity=1).encode(
        size=size,
        stroke=alt.Stroke("color:N", scale=None),
        fill=alt.when("datum.silent").then(alt.value("transparent")).otherwise(alt.Fill("color:N", scale=None)),
        fillOpacity=alt.when("datum.judged").then(alt.value(0.7)).otherwise(alt.value(0.2)),
        strokeDash=marks.dashed(marks.DASH),
    )
    names = base.transform_filter("isValid(datum.named)").mark_text(
        align="left", baseline="middle", dx=22, fontSize=11, color=marks.INK, opacity=0.85
    )  # fmt: skip
    lit = base.transform_filter("datum.hot").mark_point(size=1_600, filled=True, color=marks.INK, opacity=0.25)
    target = base.mark_point(filled=True, opacity=0, cursor="pointer", aria=True).encode(
        size=alt.Size("reach:Q", scale=None), tooltip=tips, description=tips[0].shorthand
    )
    made = frame.template([land, lit, disc, names.encode(text="named:N"), target.add_params(marks.pick("event_id"))])
    outline, *others = made["layer"]
    shown = alt.Projection(
        type="mercator",
        center=[view.lon, view.lat],
        scale=alt.ExprRef(f"min(width / {view.across}, height / {view.upright})"),
        translate=alt.ExprRef("[width / 2, height / 2]"),
    )
    return {**made, "layer": [{**outline, "data": outlines()}, *others], "projection": shown.to_dict()}


CHART = frame.ChartKind(
    name="event_map",
    title="Events on a map",
    shows="Each event at its place, as large as many were killed, hollow where nobody says how many; events of one place stand around it.",
    leaves_out="events without coordinates, and those that were refused.",
    table="events",
    pick="event_id",
    place="events",
    draw=draw,
    key="pale, dashed: proposed, not yet judged",
)
