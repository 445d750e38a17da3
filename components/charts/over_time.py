"""Casualty claims over time, across articles: one mark a claim, its bound drawn, claimants told apart by shape and colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, marks
from components.labels import labels
from components.model import CASUALTIES
from components.wording import claimant, known

HEIGHT = 280
MOST = 6  # claimants with a shape and colour of their own; the rest are "others"
OTHERS = "others"
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "stroke")
COLORS = ("PERSON", "INJURED", "GPE", "WEAPON", "EVENT", "ABDUCTED", "COUNT")  # labels whose colours are far apart
GAP = timedelta(days=21)  # a claimant silent for longer speaks of something else: the line stops
TIPS = ("Reading", "Says", "Sentence", "Article", "Published", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> marks.Drawn:
    """The claims of one casualty label over time (the first of KILLED, INJURED, ... that the rows hold). Takes rows of the
    figures table; a claim stands at its ``as_of``, else at the day its article was published."""
    dated = [(row, when) for row in facts.claims(rows) if not known(row, "part_of") and (when := day_of(row))]
    present = {row["label"] for row, _ in dated}
    if not present:
        return marks.EmptyChart("No dated casualty claims here yet. Set an article's date, or add a casualty figure.")
    label = next(name for name in CASUALTIES if name in present)
    data = _lines(_spread([(row, when) for row, when in dated if row["label"] == label]))
    scale, ticks = marks.scale_of(data, upright=True)
    title = labels()[label].title

    def along(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", scale=scale, axis=marks.number_axis(ticks, title))

    across = {"x": _time_axis([when for _, when in dated])}
    legend = alt.Legend(
        title=None, orient="bottom", columns=2 if (width or 700) < 500 else 4, labelLimit=150, symbolStrokeWidth=1.8
    )
    own = {row["claimant"]: (row["shape"], row["color"]) for row in data}
    shapes = alt.Scale(domain=list(own), range=[shape for shape, _ in own.values()])
    colors = alt.Scale(domain=list(own), range=[color for _, color in own.values()])
    shape = alt.Shape("claimant:N", scale=shapes, legend=legend)
    stroke = alt.Stroke("claimant:N", scale=colors, legend=legend)
    line = alt.Chart().mark_line(strokeWidth=1.3, opacity=0.45, interpolate="linear")
    layers = [
        line.encode(y=along("center"), detail="run:N", color=alt.Color("color:N", scale=None), **across),
        marks.halo(along("center"), across),
        *marks.bound_marks(along, across),
        marks.points(along, across, shape=shape, stroke=stroke),
        marks.targets("figure_id", along("center"), across, marks.tooltip(*TIPS)),
    ]
    return marks.frame(layers, data, HEIGHT, width, f"{len(data)} claims of {title.lower()} over time.")


def day_of(row: facts.Row) -> date | None:
    """The day a claim speaks of: ``as_of``, else when its article was published."""
    for name in ("as_of", "published"):
        try:
            return date.fromisoformat((known(row, name) or "")[:10])
        except ValueError:
            continue
    return None


def _spread(dated: Sequence[tuple[dict[str, Any], date]]) -> list[dict[str, Any]]:
    """The marks' rows, in time; claims of one day stand side by side within it."""
    by_day = Counter(when for _, when in dated)
    seen: Counter[date] = Counter()
    names = Counter(claimant(row) for row, _ in dated)
    kept = [name for name, _ in names.most_common(MOST if len(names) > MOST + 1 else MOST + 1)]
    data = []
    for row, when in sorted(dated, key=lambda pair: (pair[1], pair[0].get("article_id") or "", pair[0]["start"])):
        seen[when] += 1
        hour = timedelta(hours=24 * seen[when] / (by_day[when] + 1))
        name = claimant(row)
        own = kept.index(name) if name in kept else len(SHAPES) - 1
        data.append(
            {
                **facts.told(row),
                **facts.ends(row),
                "when": (datetime(when.year, when.month, when.day) + hour).isoformat(timespec="minutes"),
                "day": when,
                "claimant": facts.short(name, 30) if name in kept else OTHERS,
                "color": facts.color_of(COLORS[own]),
                "shape": SHAPES[own],
            }
        )
    return data


def _lines(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with ``run``: claims of one claimant that a line may join."""
    last: dict[str, tuple[date, int]] = {}
    runs: dict[str, int] = defaultdict(int)
    for row in data:
        name, when = row["claimant"], row.pop("day")
        before = last.get(name)
        if before and (when - before[0] > GAP or name == OTHERS):
            runs[name] += 1
        last[name] = (when, runs[name])
        row["run"] = f"{name} {runs[name]}"
    return data


def _time_axis(days: Sequence[date]) -> alt.X:
    first, last = min(days), max(days)
    span = (last - first).days
    shown = "%-d %b" if span <= 300 else "%b %Y" if span <= 1500 else "%Y"
    margin = timedelta(days=max(1, span // 25))
    domain = [
        alt.DateTime(year=d.year, month=d.month, date=d.day)
        for d in (first - margin, last + margin + timedelta(days=1))
    ]
    axis = alt.Axis(
        title=None,
        format=shown,
        tickCount={"interval": "day", "step": 1} if span <= 4 else 5,
        labelOverlap="greedy",
        labelFlush=False,
        grid=False,
    )
    return alt.X("when:T", scale=alt.Scale(domain=domain), axis=axis)
