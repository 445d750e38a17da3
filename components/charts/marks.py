"""What the charts share: rows without gaps, the marks of a bound, colours, the picking parameter, the frame.

Colours that must follow the theme are "currentColor", which the browser takes from the page, live; all others come from
labels.toml, where they are chosen for both themes. Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import altair as alt
import pandas as pd

from components.labels import labels
from components.model import CASUALTIES
from components.wording import amount, claimant, day, known, reading

Row = Mapping[str, Any]
Along = Callable[[str], alt.X | alt.Y]
INK = "currentColor"
QUIET = 0.62  # opacity of small print: 4.5:1 and better on both pages
ARROW = 22  # pixels: how far an open bound points
COUNTED = ("event", "cumulative", None)  # scopes that say something about the article's own event
DASH, LONG_DASH = [3, 2], [9, 2]
STATUS_WORDS = {"suggested": "suggested, not yet judged", "accepted": "accepted", "edited": "corrected by hand"}


@dataclass(frozen=True, slots=True)
class EmptyChart:
    """Stands in for a chart that has nothing to show; ``reason`` says so in a sentence, with the next step."""

    reason: str


Drawn = alt.LayerChart | EmptyChart


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dicts, None for every kind of missing value, without rejected ones; ``hot`` is always there."""
    plain = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [{**row, "hot": bool(row.get("hot"))} for row in plain if row.get("status") != "rejected"]


def collapsed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each fact: a restatement joins the row it restates, as ``restated`` ("200 km"), and lends it its light."""
    by_id = {row["figure_id"]: {**row, "restated": []} for row in rows}
    for row in rows:
        first = by_id.get(row.get("same_as"))
        if first is not None and row["figure_id"] != row["same_as"]:
            first["restated"].append(row)
            first["hot"] = first["hot"] or row["hot"]
            del by_id[row["figure_id"]]
    return list(by_id.values())


def claims(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The casualty claims about the article's own event, restatements collapsed, in the order of the rows."""
    wanted = [r for r in records(rows) if r.get("label") in CASUALTIES and r.get("scope") in COUNTED]
    return [row for row in collapsed(wanted) if drawable(row)]


def drawable(row: Row) -> bool:
    """Whether there is a number to draw."""
    return any(known(row, name) is not None for name in ("value", "low", "high"))


def ends(row: Row) -> dict[str, Any]:
    """Where a figure's marks stand: ``at`` a point, ``low`` and ``high`` a bar, ``opens`` "up" or "down" an arrow."""
    bound, value, low, high = (known(row, name) for name in ("bound", "value", "low", "high"))
    if bound in ("range", "vague") and low is not None and high is not None:
        return {"at": None, "low": low, "high": high, "center": (low + high) / 2, "opens": None}
    at = next(x for x in (value, low, high) if x is not None)
    opens = {"at_least": "up", "more_than": "up", "at_most": "down", "less_than": "down"}.get(bound)
    return {"at": at, "low": None, "high": None, "center": at, "opens": opens}


def told(row: Row) -> dict[str, Any]:
    """What every mark of a figure carries: its id, bound, status, colour and the lines of its tooltip."""
    return {
        "figure_id": row["figure_id"],
        "label": row["label"],
        "hot": row["hot"],
        "bound": known(row, "bound") or "exact",
        "judged": known(row, "status") != "suggested",
        "color": color_of(row["label"]),
        "amount": amount(row),
        "Reading": reading(row),
        "Says": claimant(row) + (f", in {row['outlet']}" if known(row, "outlet") and known(row, "source") else ""),
        "Sentence": known(row, "sentence") or known(row, "text") or "",
        "Status": STATUS_WORDS.get(known(row, "status") or "", ""),
        "Article": known(row, "title") or "",
        "Published": day(known(row, "published") or "unknown"),
    }


def color_of(label: str) -> str:
    """The colour of a label, the same as its highlights have."""
    found = labels().get(label)
    return found.color if found else "#808080"


def short(name: str, length: int) -> str:
    """A name cut to ``length`` characters; the tooltip has it whole."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def tooltip(*names: str) -> list[alt.Tooltip]:
    """A tooltip of these text columns."""
    return [alt.Tooltip(f"{name}:N") for name in names]


def pick(field: str) -> alt.Parameter:
    """The click that hands ``field`` of a mark to the page, as selection "pick"."""
    return alt.selection_point(name="pick", fields=[field], on="click", clear="dblclick", toggle=False)


def ground(field: str, tips: list[alt.Tooltip]) -> alt.Chart:
    """The row behind the marks: takes the clicks, carries the tooltip, and lights up where ``hot``."""
    lit = alt.when("datum.hot").then(alt.value(0.16)).otherwise(alt.value(0))
    return (
        alt.Chart()
        .mark_rect(fill=INK, cursor="pointer", cornerRadius=3)
        .encode(y=row_axis(), fillOpacity=lit, tooltip=tips)
        .add_params(pick(field))
    )


def row_axis() -> alt.Y:
    """The rows of a list-like chart, from the top, without an axis: each row names itself."""
    return alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0))


def words(column: str, *, right: bool = False, dy: int = 0, quiet: bool = False, room: int = 0, indent: int = 0, size: int = 12) -> alt.Chart:  # fmt: skip
    """A text at the left or right edge of each row; ``room`` pixels at the other end stay free of it."""
    mark = alt.Chart().mark_text(
        align="right" if right else "left",
        baseline="middle",
        color=INK,
        opacity=QUIET if quiet else 1,
        fontSize=size,
        limit=alt.ExprRef(f"max(40, width - {room + indent})"),
        xOffset=-4 if right else 4 + indent,
        yOffset=dy,
    )
    return mark.encode(x=alt.value("width" if right else 0), y=row_axis(), text=f"{column}:N")


def bound_marks(along: Along, across: Mapping[str, Any], off: int = 0) -> list[alt.Chart]:
    """The marks of claims: point, open point (about), arrow (at least, at most), bar (range), faint bar (vague).

    ``along`` gives the axis of the numbers for a column, ``across`` the encoding of the other direction, ``off`` shifts the
    marks down by pixels. Suggestions are dashed and pale, judged figures solid.
    """
    number = "y" if isinstance(along("at"), alt.Y) else "x"
    shift: dict[str, Any] = {"yOffset": off} if off else {}
    color = alt.Color("color:N", scale=None)
    dash = dashed(DASH)
    base = alt.Chart().encode(color=color, **across)
    bar = base.transform_filter("isValid(datum.low)")
    faint = alt.when("datum.bound == 'vague'").then(alt.value(0.35)).otherwise(alt.value(0.8))
    layers = [
        bar.mark_rule(strokeWidth=5, **shift).encode(
            **{number: along("low"), f"{number}2": "high:Q"}, strokeOpacity=faint, strokeDash=dashed(LONG_DASH)
        )
    ]
    for end in ("low", "high"):
        cap = bar.transform_filter("datum.bound != 'vague'").mark_tick(
            orient="vertical" if number == "x" else "horizontal", size=13, thickness=2, **shift
        )
        layers.append(cap.encode(**{number: along(end)}))
    for opens, sign in (("up", 1), ("down", -1)):
        shape = {"x1": "triangle-right", "x-1": "triangle-left", "y1": "triangle-up", "y-1": "triangle-down"}[
            f"{number}{sign}"
        ]
        reach = sign * ARROW * (1 if number == "x" else -1)
        arrow = base.transform_filter(f"datum.opens == '{opens}'").encode(**{number: along("at")})
        ray = arrow.mark_rule(strokeWidth=2, **{**shift, f"{number}2Offset": reach})
        layers.append(ray.encode(**{f"{number}2": "at:Q"}, strokeDash=dash))
        head: dict[str, Any] = {**shift, f"{number}Offset": reach + (shift.get("yOffset", 0) if number == "y" else 0)}
        layers.append(arrow.mark_point(shape=shape, size=45, filled=True, **head))
    return layers


def halo(along: alt.X | alt.Y, across: Mapping[str, Any], off: int = 0) -> alt.Chart:
    """A ring behind the mark of what is selected in the reader."""
    number = "y" if isinstance(along, alt.Y) else "x"
    ring = (
        alt.Chart()
        .transform_filter("datum.hot")
        .mark_point(size=420, filled=True, color=INK, opacity=0.25, yOffset=off)
    )
    return ring.encode(**{number: along, **across})


def targets(
    field: str, along: alt.X | alt.Y, across: Mapping[str, Any], tips: list[alt.Tooltip], off: int = 0
) -> alt.Chart:
    """Unseen discs over the marks that take the clicks and carry the tooltips: small marks are easy to hit."""
    number = "y" if isinstance(along, alt.Y) else "x"
    disc: alt.Chart = alt.Chart().mark_point(size=320, filled=True, opacity=0, cursor="pointer", yOffset=off)
    return disc.encode(**{number: along, **across}, tooltip=tips).add_params(pick(field))


def bar(column: str) -> alt.Chart:
    """A bar a row, behind its words: pale, with a solid edge at its end; the edge is broken for suggestions."""
    x = alt.X(f"{column}:Q", axis=None, scale=alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef("width")]))
    color = alt.Color("color:N", scale=None)
    return (
        alt.Chart().mark_bar(opacity=0.28, height={"band": 0.86}, cornerRadius=2).encode(x=x, y=row_axis(), color=color)
    )


def dashed(pattern: list[int]) -> Any:
    """The stroke of judged figures and, broken, of suggestions."""
    return alt.when("datum.judged").then(alt.value([1, 0])).otherwise(alt.value(pattern))


def points(along: Along, across: Mapping[str, Any], off: int = 0, shape: Any = "circle") -> alt.Chart:
    """The points of claims: filled, or open for "about"; pale and dashed while a suggestion."""
    number = "y" if isinstance(along("at"), alt.Y) else "x"
    fill = alt.when("datum.bound == 'about'").then(alt.value("transparent")).otherwise(alt.Fill("color:N", scale=None))
    return (
        alt.Chart()
        .transform_filter("isValid(datum.at)")
        .mark_point(size=75, strokeWidth=1.8, opacity=1, yOffset=off)
        .encode(
            **{number: along("at"), **across},
            shape=shape if isinstance(shape, alt.Shape) else alt.value(shape),
            stroke=alt.Stroke("color:N", scale=None),
            fill=fill,
            fillOpacity=alt.when("datum.judged").then(alt.value(1)).otherwise(alt.value(0.3)),
            strokeDash=dashed(DASH),
        )
    )


def number_axis(ticks: list[float] | None, title: str | None = None, **more: Any) -> alt.Axis:
    """An axis of counts, with thousands separators; millions in short."""
    if ticks:
        more["values"] = ticks
    shown = "format(datum.value, datum.value >= 1e6 ? '~s' : ',~r')"
    return alt.Axis(title=title, labelExpr=shown, tickCount=4, tickMinStep=1, labelOverlap="greedy", **more)


def scale_of(rows: Sequence[Row], room: int = ARROW + 8) -> tuple[alt.Scale, list[float] | None]:
    """The scale that shows these ends, with ``room`` pixels for arrows, and its ticks where they cannot be left to Vega.

    From zero while the numbers are within a hundredfold, else logarithmic; symmetric-logarithmic where a zero is among them.
    """
    found = [float(row[name]) for row in rows for name in ("at", "low", "high") if row.get(name) is not None]
    positive = [x for x in found if x > 0]
    top = max(positive, default=1)
    left = room if any(row.get("opens") == "down" for row in rows) else 7
    span: Any = [left, alt.ExprRef(f"width - {room}")] if room else alt.Undefined
    if not positive or top / min(positive) <= 100:
        return alt.Scale(domain=[0, top], range=span, zero=True, nice=False), None
    first, last = floor(log10(min(positive))), ceil(log10(top))
    decades = [10.0**n for n in range(first, last + 1, max(1, (last - first) // 4))]
    if min(found) == 0:
        return alt.Scale(type="symlog", domain=[0, top], range=span), [0, *decades]
    return alt.Scale(type="log", domain=[10.0**first, top], range=span), decades


def frame(
    layers: Iterable[alt.Chart], data: Sequence[Mapping[str, Any]], height: int, width: int | None, says: str
) -> alt.LayerChart:
    """The layers over one table; ``says`` describes the chart to a screen reader.

    The spec depends on the data as little as it can, so that a change of light or of one number updates it in place.
    """
    chart: alt.LayerChart = (
        alt.layer(*layers, data=pd.DataFrame(list(data)))
        .properties(
            width="container" if width is None else width,
            height=height,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            padding={"left": 2, "right": 2, "top": 2, "bottom": 4},
            background="transparent",
            description=says,
        )
        .configure_view(stroke=None)
        .configure_axis(gridOpacity=0.5, domain=False, ticks=False, labelFontSize=11, titleFontWeight="normal")
    )
    return chart
