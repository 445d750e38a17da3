"""A chart on a page: its title, what it shows and leaves out, and the click that leads from a mark to its sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Literal

import pandas as pd
import streamlit as st

from components import session
from components.charts import CHARTS, ChartKind, Drawing, EmptyChart, behind, counted, highlighted, not_judged, picture
from components.charts.picture import Format
from components.pages import filters, layout

PICTURES: tuple[tuple[Format, str, str], ...] = (
    ("png", "image/png", "Save as PNG"),
    ("svg", "image/svg+xml", "Save as SVG"),
    ("json", "application/json", "Save as Vega-Lite"),
)


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
    beside: bool = False,
    narrowed: bool = False,
    period: str = "",
) -> bool:
    """Draws the chart ``name`` of CHARTS, or says its only claim in words; a click calls ``on_pick`` with the picked field's
    value. False where there is nothing to draw: ``beside`` an article, and where filters ``narrowed`` the rows, it is not there. Days that are dragged over become the value of the date input ``period``."""
    chart, key = CHARTS[name], key_of(name)
    drawn = chart.draw(highlighted(rows, chart.pick, [hot] if hot else []), None)
    if isinstance(drawn, EmptyChart):
        if not beside and not narrowed:
            heading(chart)
            st.caption(layout.plain(drawn.reason))
        return False
    with st.container(key=f"about-{key}", horizontal=True, vertical_alignment="center", gap="small"):
        heading(chart, chart.key if not_judged(drawn) else "")
        data_and_pictures(chart, rows, drawn)
    if line := chart.words(rows):
        st.button(layout.plain(line.says), key=f"of-{key}", type="tertiary", on_click=on_pick, args=(line.picked,))
        return True

    element = session.recall(f"element {key}", key)

    def picked() -> None:
        if period and chart.brush:
            session.brushed(element, chart.brush, period)
        value = session.picked(element, chart.pick)
        if value is not None:
            on_pick(value)

    st.altair_chart(
        drawn,
        key=element,
        on_select=picked,
        selection_mode=["pick", "brush"] if period and chart.brush else ["pick"],
        width="stretch",
        alt=f"{chart.title}: {chart.shows}",
    )
    if not beside:
        st.caption(layout.plain(f"{chart.shows} Leaves out: {chart.leaves_out} {counted(chart, rows, drawn)}"))
    return True


def chosen_period(name: str, key: str, what: str) -> tuple[str | None, str | None]:
    """The period of a chart as date inputs, with a way to clear it; the first and the last day chosen, None where open."""
    bar = st.container(key=f"{key}-bar", horizontal=True, vertical_alignment="center", gap="small")
    with bar:
        first, last = filters.days(bar, f"Period of the {what}", None, None, key, "The days of the chart above")
        if first:
            st.button("Clear period", icon=":material/close:", key=f"{key}-clear", on_click=clear, args=(name, key))
    if not first:
        st.caption(f"Drag over the chart, or choose days here, for the {what} of a period.")
    return first, last or first


def clear(name: str, key: str) -> None:
    """From a callback: no period any more; the chart is drawn anew, for its brush is the browser's."""
    base = key_of(name)
    session.put({key: (), f"element {base}": f"{base}-{session.recall(f'cleared {base}', 0) + 1}"})
    session.remember(f"cleared {base}", session.recall(f"cleared {base}", 0) + 1)


def heading(chart: ChartKind, key: str = "") -> None:
    """The title of a chart, with what it shows and leaves out on demand, and the key of its marks."""
    said = escape(f"{chart.shows} Leaves out: {chart.leaves_out}", quote=True)
    small = f' <span class="dl-small">{key}</span>' if key else ""
    st.html(
        f'<div class="dl-chart-title"><span role="heading" aria-level="2" title="{said}">{escape(chart.title)}</span>{small}</div>'
    )


def data_and_pictures(chart: ChartKind, rows: pd.DataFrame, drawn: Drawing) -> None:
    """A small menu: the rows behind the marks, as their CSV has them, and the chart as a picture."""
    key = key_of(chart.name)
    with st.popover(
        "Data and pictures", type="tertiary", icon=":material/more_horiz:", key=f"menu-{key}", on_change="rerun"
    ) as menu:
        if not menu.open:
            if session.recall("data of", "") == chart.name:
                session.forget("data of")
                show_data(chart.title, f"{chart.table}.csv", behind(chart, rows, drawn))
            return
        st.button(
            "Show data",
            icon=":material/table:",
            type="tertiary",
            key=f"data-{key}",
            on_click=ask_data,
            args=(chart.name,),
        )
        for form, mime, label in PICTURES:
            st.download_button(
                label,
                data=partial(picture, chart, rows, form),
                file_name=f"{chart.name.replace('_', '-')}.{form}",
                mime=mime,
                on_click="ignore",
                icon=":material/image:",
                type="tertiary",
                key=f"{form}-{key}",
            )


def ask_data(name: str) -> None:
    """Closes the menu, which would lie over the data."""
    session.put({f"menu-{key_of(name)}": False, "data of": name})


@st.dialog("Data", width="large")
def show_data(title: str, table: str, rows: pd.DataFrame) -> None:
    """The rows behind a chart."""
    st.caption(f"{layout.plain(title)}: {layout.count(len(rows), 'row')} of {layout.plain(table)}")
    st.dataframe(rows, hide_index=True, key="chart-data")
