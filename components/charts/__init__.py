"""Rows of the tables → charts; the home of altair. One module per chart, listed in CHARTS.

``CHARTS[name].draw(rows, width)`` takes a DataFrame of the table the entry names (a boolean column ``hot`` is optional) and
returns an altair chart, or an EmptyChart whose ``reason`` goes on the page instead. ``width=None`` fills the container.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from components.charts import (
    casualties,
    claimants,
    deliveries,
    event_days,
    event_map,
    event_sources,
    event_time,
    over_time,
    speakers,
    weapons,
)
from components.charts.frame import ChartKind, Drawing, Drawn, EmptyChart, Line
from components.charts.picture import behind, counted, not_judged, picture

__all__ = [
    "CHARTS",
    "SHARED",
    "ChartKind",
    "Drawing",
    "Drawn",
    "EmptyChart",
    "Line",
    "behind",
    "counted",
    "highlighted",
    "not_judged",
    "picture",
]

SHARED = (  # modules here that are no charts
    "agreement",
    "event_facts",
    "facts",
    "frame",
    "marks",
    "outlines",
    "picture",
    "work",
)
CHARTS: Mapping[str, ChartKind] = {
    "casualties": casualties.CHART,
    "over_time": over_time.CHART,
    "claimants": claimants.CHART,
    "weapons": weapons.CHART,
    "deliveries": deliveries.CHART,
    "speakers": speakers.CHART,
    "event_time": event_time.CHART,
    "event_sources": event_sources.CHART,
    "event_days": event_days.CHART,
    "event_map": event_map.CHART,
}


def highlighted(rows: pd.DataFrame, pick: str, chosen: Collection[str]) -> pd.DataFrame:
    """The rows with ``hot`` true where ``pick`` is among ``chosen``: what is selected in the reader lights up."""
    return rows.assign(hot=rows[pick].isin(list(chosen)))
