"""Who says how many: one row for each claimant and label, one mark a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from components.charts import marks
from components.labels import labels
from components.model import CASUALTIES
from components.wording import amount, claimant, known

STEP = 40
MOST = 25  # rows; the claimants with most claims
TIPS = ("Reading", "Says", "Sentence", "Article", "Published", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> marks.Drawn:
    """One row a claimant and label, one mark a claim, the latest claim in figures. Takes rows of the figures table."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in marks.claims(rows):
        if not known(row, "part_of"):
            groups[row["label"], claimant(row)].append(row)
    if not groups:
        return marks.EmptyChart(
            "No casualty claims here yet. Accept or add a casualty figure, and its source appears here."
        )
    order = sorted(groups, key=lambda key: (CASUALTIES.index(key[0]), -len(groups[key]), key[1]))[:MOST]
    data = [row for n, key in enumerate(order) for row in _row(n, key, groups[key])]
    scale, ticks = marks.scale_of(data)

    def along(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, axis=marks.number_axis(ticks))

    across = {"y": marks.row_axis()}
    first = "datum.first"
    layers = [
        marks.words("name", dy=-9, room=110, quiet=True).transform_filter(first),
        marks.words("summary", right=True, dy=-9).transform_filter(first),
        marks.halo(along("center"), across, off=9),
        *marks.bound_marks(along, across, off=9),
        marks.points(along, across, off=9),
        marks.targets("figure_id", along("center"), across, marks.tooltip(*TIPS), off=9),
    ]
    return marks.frame(layers, data, STEP * len(order), width, f"{len(order)} claimants and the numbers they gave.")


def _row(n: int, key: tuple[str, str], group: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    label, name = key
    dated = sorted(group, key=lambda row: (known(row, "as_of") or known(row, "published") or "", row["start"]))
    summary = amount(dated[-1]) if len(dated) == 1 else f"{len(dated)} claims, last {amount(dated[-1])}"
    shared = {"row": n, "name": f"{labels()[label].title} · {name}", "summary": summary}
    return [{**marks.told(row), **marks.ends(row), **shared, "first": i == 0} for i, row in enumerate(dated)]
