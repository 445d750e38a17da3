"""The casualty claims of an article: one row and one mark a claim, in the order of the text."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, marks
from components.labels import labels
from components.wording import claimant, known

STEP = 40  # pixels a row: a line of words over a line of marks
TIPS = ("Reading", "Says", "Sentence", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> marks.Drawn:
    """One row a claim: what and who says so, the number, and the bound as a mark. Takes rows of the figures table."""
    claims = facts.claims(rows)
    if not claims:
        return marks.EmptyChart("No casualty figures in this article yet. Drag over a number to add one.")
    data = [
        {**facts.told(row), **facts.ends(row), "row": n, "name": name_of(row), "indent": bool(known(row, "part_of"))}
        for n, row in enumerate(sorted(claims, key=lambda row: (row.get("published") or "", row["start"])))
    ]
    scale, ticks = marks.scale_of(data)

    def along(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, axis=marks.number_axis(ticks))

    count = len(data)
    across = {"y": marks.row_axis(count)}
    layers = [
        marks.ground("figure_id", count, marks.tooltip(*TIPS)),
        marks.words("name", count, dy=-9, room=95, quiet=True),
        marks.words("amount", count, right=True, dy=-9),
        *marks.bound_marks(along, across, off=9),
        marks.points(along, across, off=9),
    ]
    return marks.frame(layers, data, STEP * count, width, f"{count} casualty claims, one row each.")


def name_of(row: dict[str, Any]) -> str:
    """What a row counts and who says so: "Killed · Interior Ministry"; a part of a total begins with an arrow."""
    title = labels()[row["label"]].title
    subject = known(row, "subject")
    what = title if subject in (None, "people", "person") else f"{title}, {subject}"
    return f"{'↳ ' if known(row, 'part_of') else ''}{what} · {claimant(row)}"
