"""What the charts are made of: the marks of a bound, texts, targets, the picking parameter, axes.

Rows of list-like charts stand at the pixels that the data says (``frame.drawing`` puts them there), so that the spec does
not change with their number.

Colours that must follow the theme are "currentColor", which the browser takes from the page, live; all others come from
labels.toml, where they are chosen for both themes. Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from components.charts.facts import Spread

Along = Callable[[str], alt.X | alt.Y]
INK = "currentColor"
QUIET = 0.7  # opacity of small print: 4.5:1 and better on both pages
ARROW = 22  # pixels: how far an open bound points
DASH, LONG_DASH = [3, 2], [9, 2]


def tooltip(*names: str) -> list[alt.Tooltip]:
    """A tooltip of these text columns."""
    return [alt.Tooltip(f"{name}:N") for name in names]


def pick(field: str) -> alt.Parameter:
    """The click that hands ``field`` of a mark to the page, as selection "pick"."""
    return alt.selection_point(name="pick", fields=[field], on="click", clear="mouseleave", toggle=False)


def brush() -> alt.Parameter:
    """The days that are dragged over, which it hands to the page as selection "brush"."""
    return alt.selection_interval(name="brush", encodings=["x"])


def ground(field: str, tips: list[alt.Tooltip]) -> alt.Chart:
    """The row behind the marks: takes the clicks, carries the tooltip, speaks its first line, lights up if ``hot``."""
    lit = alt.when("datum.hot").then(alt.value(0.16)).otherwise(alt.value(0))
    rect: alt.Chart = alt.Chart().mark_rect(fill=INK, cursor="pointer", cornerRadius=3, aria=True)
    return rect.encode(
        y=alt.Y("top:Q", scale=None, axis=None),
        y2="bottom:Q",
        fillOpacity=lit,
        tooltip=tips,
        description=tips[0].shorthand,
    ).add_params(pick(field))


def row_axis() -> alt.Y:
    """The rows of a list-like chart, without an axis: each row names itself."""
    return alt.Y("middle:Q", scale=None, axis=None)


def words(
    column: str,
    *,
    right: bool = False,
    dy: int = 0,
    quiet: bool = False,
    room: int = 0,
    size: int = 12,
    indent: int = 4,
    most: int | None = None,
) -> alt.Chart:
    """A text at the left or right edge of each row, ``indent`` pixels from it; ``room`` pixels at the other end stay free of
    it, and it is no longer than ``most``."""
    mark: alt.Chart = alt.Chart().mark_text(
        align="right" if right else "left",
        baseline="middle",
        color=INK,
        opacity=QUIET if quiet else 1,
        fontSize=size,
        limit=alt.ExprRef(f"max(40, width - {room + indent})") if most is None else most,
        xOffset=-indent if right else indent,
        yOffset=dy,
    )
    return mark.encode(x=alt.value("width" if right else 0), y=row_axis(), text=f"{column}:N")


def bound_marks(along: Along, across: Mapping[str, Any], off: int = 0) -> list[alt.Chart]:
    """The marks of what is more than a point: arrow (at least, at most), bar with ends (range), faint bar (vague).

    ``along`` gives the axis of the numbers for a column, ``across`` the encoding of the other direction, ``off`` shifts the
    marks down by pixels. Suggestions are broken lines, judged figures whole ones.
    """
    upright = isinstance(along("at"), alt.Y)
    number = "y" if upright else "x"
    base = alt.Chart().encode(color=alt.Color("color:N", scale=None), **across)
    bars = base.transform_filter("isValid(datum.low)")
    faint = alt.when("datum.bound == 'vague'").then(alt.value(0.35)).otherwise(alt.value(0.8))
    bar = bars.mark_rule(strokeWidth=5, yOffset=off).encode(strokeOpacity=faint, strokeDash=dashed(LONG_DASH))
    layers = [bar.encode(**_placed(along("low"), {f"{number}2": "high:Q"}))]
    cap = bars.transform_filter("datum.bound != 'vague'").mark_tick(
        orient="horizontal" if upright else "vertical", size=13, thickness=2, yOffset=off
    )
    layers += [cap.encode(**_placed(along(end), {})) for end in ("low", "high")]
    for opens, shape, reach in _arrows(upright):
        arrow = base.transform_filter(f"datum.opens == '{opens}'").encode(**_placed(along("at"), {}))
        ray: dict[str, Any] = {"yOffset": off, f"{number}2Offset": reach}
        layers.append(
            arrow.mark_rule(strokeWidth=2, **ray).encode(
                **_placed(along("at"), {f"{number}2": "at:Q"}), strokeDash=dashed(DASH)
            )
        )
        head: dict[str, Any] = {"yOffset": off + reach} if upright else {"yOffset": off, "xOffset": reach}
        layers.append(arrow.mark_point(shape=shape, size=45, filled=True, **head))
    return layers


def _arrows(upright: bool) -> list[tuple[str, str, int]]:
    if upright:
        return [("up", "triangle-up", -ARROW), ("down", "triangle-down", ARROW)]
    return [("up", "triangle-right", ARROW), ("down", "triangle-left", -ARROW)]


def points(
    along: Along, across: Mapping[str, Any], off: int = 0, shape: Any = None, stroke: alt.Stroke | None = None
) -> alt.Chart:
    """The points of claims: filled, or open for "about"; pale while a suggestion, with a broken outline if round."""
    fill = alt.when("datum.bound == 'about'").then(alt.value("transparent")).otherwise(alt.Fill("color:N", scale=None))
    mark: alt.Chart = alt.Chart().transform_filter("isValid(datum.at)").mark_point(
        size=90 if shape else 75, strokeWidth=1.8, opacity=1, yOffset=off
    )  # fmt: skip
    return mark.encode(
        **_placed(along("at"), across),
        shape=shape or alt.value("circle"),
        stroke=stroke or alt.Stroke("color:N", scale=None),
        fill=fill,
        fillOpacity=alt.when("datum.judged").then(alt.value(1)).otherwise(alt.value(0.3)),
        strokeDash=alt.Undefined if shape else dashed(DASH),
    )


def halo(along: alt.X | alt.Y, across: Mapping[str, Any], off: int = 0) -> alt.Chart:
    """A disc behind the mark of what is selected in the reader."""
    mark: alt.Chart = alt.Chart().transform_filter("datum.hot").mark_point(
        size=420, filled=True, color=INK, opacity=0.25, yOffset=off
    )  # fmt: skip
    return mark.encode(**_placed(along, across))


def targets(
    field: str, along: alt.X | alt.Y, across: Mapping[str, Any], tips: list[alt.Tooltip], off: int = 0
) -> alt.Chart:
    """Unseen discs over the marks that take the clicks and carry the tooltips: small marks are easy to hit."""
    disc: alt.Chart = alt.Chart().mark_point(size=320, filled=True, opacity=0, cursor="pointer", yOffset=off, aria=True)
    return disc.encode(**_placed(along, across), tooltip=tips, description=tips[0].shorthand).add_params(pick(field))


def _placed(along: alt.X | alt.Y, across: Mapping[str, Any]) -> dict[str, Any]:
    return {"y" if isinstance(along, alt.Y) else "x": along, **across}


def share(column: str) -> alt.X:
    """The x of charts whose groups have their own scales: 0 to 1, without an axis (``facts.on_own_scale``)."""
    scale = alt.Scale(domain=[0, 1], range=[7, alt.ExprRef(f"width - {ARROW + 8}")])
    return alt.X(f"{column}:Q", scale=scale, axis=None)


def grouped() -> list[alt.Chart]:
    """The headings of groups: the name in bold at the left, a note on the scale at the right."""
    name, note = words("name", dy=6, room=120), words("summary", right=True, dy=6, quiet=True, size=10)
    name.mark.fontWeight = "bold"
    return [layer.transform_filter("datum.heading") for layer in (name, note)]


def dashed(pattern: list[int], whole: str = "datum.judged") -> Any:
    """The stroke of judged figures and, broken, of suggestions."""
    return alt.when(whole).then(alt.value([1, 0])).otherwise(alt.value(pattern))


def numbers(spread: Spread, upright: bool = False, title: str | None = None) -> Along:
    """The axis of counts for any column, with room for arrows: from zero, or logarithmic where the numbers lie far apart.

    The ends of the axis come from the data, in the browser.
    """
    span: Any = (
        [alt.ExprRef("height"), ARROW + 6]
        if upright
        else [ARROW + 8 if spread.opens_down else 7, alt.ExprRef(f"width - {ARROW + 8}")]
    )
    shown = "format(datum.value, datum.value >= 1e6 ? '~s' : ',~r')"
    ticks: Any = list(spread.ticks) or alt.Undefined
    axis = alt.Axis(title=title, labelExpr=shown, tickCount=4, tickMinStep=1, values=ticks, labelOverlap="greedy")
    zero: Any = True if spread.kind == "linear" else alt.Undefined
    scale = alt.Scale(type=spread.kind, range=span, zero=zero, nice=False)

    def along(column: str) -> alt.X | alt.Y:
        return (alt.Y if upright else alt.X)(f"{column}:Q", scale=scale, axis=axis)

    return along
