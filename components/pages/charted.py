"""A chart on a page: its title, what it shows and leaves out, and the click that leads from a mark to its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pandas as pd
import streamlit as st

from components import session
from components.charts import CHARTS, EmptyChart, highlighted
from components.pages import layout

SIDE = 380  # pixels: the width of the side panel's charts


def named(table: str, place: Literal["article", "library"]) -> list[str]:
    """The charts over the rows of ``table`` that belong to one article, or to all of them, in the order of CHARTS."""
    return [name for name, chart in CHARTS.items() if chart.table == table and chart.place in (place, "both")]


def key_of(name: str) -> str:
    """The key of a chart's element, which pages and tests know it by."""
    return f"chart-{name.replace('_', '-')}"


def draw(
    name: str,
    rows: pd.DataFrame,
    on_pick: Callable[[str], None],
    hot: str | None = None,
    width: int | None = None,
    narrowed: bool = False,
) -> None:
    """Draws the chart ``name`` of CHARTS; a click on a mark calls ``on_pick`` with the picked field's value. Where filters
    ``narrowed`` the rows, a chart that has none left is not there."""
    chart, key = CHARTS[name], key_of(name)
    drawn = chart.draw(highlighted(rows, chart.pick, [hot] if hot else []), width)
    if isinstance(drawn, EmptyChart) and narrowed:
        return
    st.html(
        f'<div class="dl-chart-title" role="heading" aria-level="2" title="{chart.shows} Leaves out: {chart.leaves_out}">'
        f"{chart.title}</div>"
    )
    if isinstance(drawn, EmptyChart):
        st.caption(layout.plain(drawn.reason))
        return

    def picked() -> None:
        value = session.picked(key, chart.pick)
        if value is not None:
            on_pick(value)

    st.altair_chart(
        drawn,
        key=key,
        on_select=picked,
        selection_mode=["pick"],
        width="stretch" if width is None else "content",
        alt=f"{chart.title}: {chart.shows}",
    )
    if width is None:
        st.caption(f"{chart.shows} Leaves out: {chart.leaves_out}")
