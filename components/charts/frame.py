"""What a chart is; templates of charts, built and checked by altair once, and the drawings that pour rows into them.

Building and validating a chart of a dozen layers takes altair 130 to 470 ms, pouring rows into it 30 to 40
(tests/bench/charts.py). The spec of a drawing stays the same while the rows change, so the browser updates it in place, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

Template = Mapping[str, Any]  # a Vega-Lite spec without data, width and height


@dataclass(frozen=True, slots=True)
class EmptyChart:
    """Stands in for a chart that has nothing to show; ``reason`` says so in a sentence, with the next step."""

    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is no picture yet, in words: the only claim; ``picked`` is what a click on it hands over."""

    says: str
    picked: str


class Drawing(alt.LayerChart):
    """A chart over ``rows``, from a template: what st.altair_chart and vl-convert take. Not made for further layering."""

    def __init__(self, template: Template, rows: pd.DataFrame, width: int | None, height: int) -> None:
        super().__init__(data=rows, layer=[])
        size = {"width": "container" if width is None else width, "height": height}
        object.__setattr__(self, "spec", {**template, **size})

    def to_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The Vega-Lite spec with its data as altair's data transformer in force wants them."""
        transform = alt.data_transformers.get() or alt.to_values
        return {**object.__getattribute__(self, "spec"), "data": transform(self.data)}


Drawn = Drawing | EmptyChart


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One chart. ``shows`` is a sentence for the page, ``leaves_out`` ends the sentence "Leaves out: ..."; ``pick`` is the
    field that a click hands over in the selection "pick"; ``place`` says where it is drawn: beside the text, over all articles, on an event's page, over the list of events."""

    name: str
    title: str
    shows: str
    leaves_out: str
    table: Literal["annotations", "quotes", "figures", "events", "claims"]
    pick: str
    place: Literal["article", "library", "both", "event", "events"]
    draw: Callable[[pd.DataFrame, int | None], Drawn]
    labels: tuple[str, ...] = ()  # of the figures it draws, so that others are not even asked for; (): all
    key: str = "dashed: not judged"  # how what nobody has judged looks
    brush: str = ""  # the field of days that is dragged over to choose a period; "": none
    words: Callable[[pd.DataFrame], Line | None] = lambda rows: None  # in place of a picture of one mark


def template(layers: Iterable[alt.Chart]) -> Template:
    """The layers as one spec without data; raises altair's SchemaValidationError for an encoding that does not exist."""
    chart = (
        alt.layer(*layers, data=alt.NamedData("rows"))
        .properties(
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            padding={"left": 2, "right": 2, "top": 2, "bottom": 4},
            background="transparent",
        )
        .configure_view(stroke=None)
        .configure_mark(aria=False)  # a screen reader meets each row once, where it is clicked
        .configure_axis(
            gridOpacity=0.5,
            domain=False,
            ticks=False,
            labelFontSize=11,
            labelColor="currentColor",  # Streamlit's own grey has 3.6:1 on the light page
            labelOpacity=0.75,
            titleColor="currentColor",
            titleFontWeight="normal",
        )
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def drawing(made: Template, rows: Sequence[Mapping[str, Any]], step: int, width: int | None) -> Drawing:
    """A list-like chart: every row, numbered by its ``row``, is a strip of ``step`` pixels."""
    placed = [
        {**row, "top": row["row"] * step, "middle": (row["row"] + 0.5) * step, "bottom": (row["row"] + 1) * step - 2}
        for row in rows
    ]
    return Drawing(made, pd.DataFrame(placed), width, (max(row["row"] for row in rows) + 1) * step)
