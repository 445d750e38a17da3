"""Casualty claims over time, across articles: one mark a claim, its bound drawn, claimants told apart by shape and colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.model import CASUALTIES
from components.wording import known

HEIGHT = 280
LEGEND = 180  # pixels: a column of the legend
MOST = 6  # claimants with a shape and colour of their own; the rest are "others"
OTHERS = "others"
STAR = "M0,-1L0.3,-0.3L1,0L0.3,0.3L0,1L-0.3,0.3L-1,0L-0.3,-0.3Z"
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", STAR)
COLORS = ("PERSON", "INJURED", "GPE", "WEAPON", "EVENT", "ABDUCTED", "COUNT")  # labels whose colours are far apart
GAP = timedelta(days=21)  # a claimant silent for longer speaks of something else: the line stops
TIPS = ("Reading", "Says", "Sentence", "Article", "Published", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """The claims of one casualty label over time (the first of KILLED, INJURED, ... that the rows hold). Takes rows of the
    figures table; a claim stands at its ``as_of``, else at the day its article was published."""
    dated = [(row, when) for row in facts.claims(rows) if not known(row, "part_of") and (when := day_of(row))]
    present = {row["label"] for row, _ in dated}
    if not present:
        return frame.EmptyChart("No dated casualty claims here yet. Set an article's date, or add a casualty figure.")
    label = next(name for name in CASUALTIES if name in present)
    data = _lines(_spread([(row, when) for row, when in dated if row["label"] == label]))
    days = [when for _, when in dated]
    made = _template(label, facts.spread(data), _Days.of(days))
    return frame.Drawing(made, pd.DataFrame(data), width, HEIGHT)


@dataclass(frozen=True, slots=True)
class _Days:
    """How long a time the axis covers, as far as its ticks must know it."""

    shown: str
    few: bool

    @staticmethod
    def of(days: Sequence[date]) -> _Days:
        span = (max(days) - min(days)).days
        return _Days("%-d %b" if span <= 300 else "%b %Y" if span <= 1500 else "%Y", span <= 4)


@cache
def _template(label: str, spread: facts.Spread, days: _Days) -> frame.Template:
    along = marks.numbers(
        spread, upright=True, title=labels()[label].title + ("" if spread.kind == "linear" else ", logarithmic scale")
    )
    ticks: Any = {"interval": "day", "step": 1} if days.few else 5
    when = alt.Axis(
        title=None, format=days.shown, tickCount=ticks, labelOverlap="greedy", labelFlush=False, grid=False
    )  # fmt: skip
    across = {"x": alt.X("when:T", scale=alt.Scale(padding=18), axis=when)}
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=alt.ExprRef(f"max(1, floor(width / {LEGEND}))"),  # a column that does not fit would be cut off
        labelLimit=LEGEND - 25,
        labelColor=marks.INK,
        symbolStrokeWidth=1.8,
    )
    colors = alt.Scale(range=[facts.color_of(name) for name in COLORS])
    shape = alt.Shape("claimant:N", scale=alt.Scale(range=list(SHAPES)), legend=legend)
    stroke = alt.Stroke("claimant:N", scale=colors, legend=legend)
    line = alt.Chart().mark_line(strokeWidth=1.3, opacity=0.45)
    return frame.template(
        [
            line.encode(y=along("center"), detail="run:N", color=alt.Color("color:N", scale=None), **across),
            marks.halo(along("center"), across),
            *marks.bound_marks(along, across),
            marks.points(along, across, shape=shape, stroke=stroke),
            marks.targets("figure_id", along("center"), across, marks.tooltip(*TIPS)),
        ]
    )


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
    names = Counter(row["voice"] for row, _ in dated)
    kept = [name for name, _ in names.most_common(MOST if len(names) > MOST + 1 else MOST + 1)]
    shown = {name: facts.short(name, 30) if name in kept else OTHERS for name in names}
    own = sorted(set(shown.values()))  # the order in which the scales of the browser hand out shapes and colours
    data = []
    for row, when in sorted(dated, key=lambda pair: (pair[1], pair[0].get("article_id") or "", pair[0]["start"])):
        seen[when] += 1
        hour = timedelta(hours=24 * seen[when] / (by_day[when] + 1))
        name = row["voice"]
        data.append(
            {
                **facts.told(row),
                **facts.ends(row),
                "when": (datetime(when.year, when.month, when.day) + hour).isoformat(timespec="minutes"),
                "day": when,
                "line": f"{name} {'total' if known(row, 'scope') == 'cumulative' else ''}",
                "claimant": shown[name],
                "color": facts.color_of(COLORS[own.index(shown[name])]),
            }
        )
    return data


def _lines(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with ``run``: the highest claims that one claimant made for each day form a line, until a long silence.

    "Three more people died of their wounds" is a claim and no step of that line.
    """
    highest: dict[tuple[str, date], dict[str, Any]] = {}
    for row in data:
        best = highest.setdefault((row["line"], row["day"]), row)
        if row["center"] > best["center"]:
            highest[row["line"], row["day"]] = row
    steps = {row["figure_id"] for row in highest.values()}
    last: dict[str, tuple[date, str]] = {}
    for row in data:
        name, when = row["line"], row.pop("day")
        before = last.get(name)
        row["run"] = row["figure_id"]
        if row["figure_id"] in steps and row["claimant"] != OTHERS:
            if before and when - before[0] <= GAP:
                row["run"] = before[1]
            last[name] = (when, row["run"])
    return data


CHART = frame.ChartKind(
    name="over_time",
    title="Casualties over time",
    shows="Claims of one kind of casualty, by the day they speak of, else the day of publication; one shape a claimant.",
    leaves_out="parts of totals, articles without a date, background, hypothetical and perpetrator figures, claims before the newest 2,000.",
    table="figures",
    pick="figure_id",
    place="library",
    draw=draw,
    labels=CASUALTIES,
    words=facts.only_claim,
)
