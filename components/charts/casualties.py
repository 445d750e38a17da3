"""The casualty claims of an article: one row and one mark a claim, in the order of the text."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.wording import claimant, known, who

STEP = 40  # pixels a row: a line of words over a line of marks
TIPS = ("Reading", "Says", "Sentence", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """One row a claim: what and who says so, the number, and the bound as a mark. Takes rows of the figures table."""
    claims = facts.claims(rows)
    if not claims:
        return frame.EmptyChart("No casualty figures in this article yet. Drag over a number to add one.")
    data = [
        {**facts.told(row), **facts.ends(row), "row": n, "name": name_of(row)}
        for n, row in enumerate(sorted(claims, key=lambda row: (row.get("published") or "", row["start"])))
    ]
    return frame.drawing(_template(facts.spread(data)), data, STEP, width)


@cache
def _template(spread: facts.Spread) -> frame.Template:
    along, across = marks.numbers(spread), {"y": marks.row_axis()}
    return frame.template(
        [
            marks.ground("figure_id", marks.tooltip(*TIPS)),
            marks.words("name", dy=-9, room=95, quiet=True),
            marks.words("amount", right=True, dy=-9),
            *marks.bound_marks(along, across, off=9),
            marks.points(along, across, off=9),
        ]
    )


def name_of(row: dict[str, Any]) -> str:
    """What a row counts and who says so: "Killed · Interior Ministry"; a part of a total begins with an arrow."""
    title = labels()[row["label"]].title
    counted = who(row)
    what = f"{title}, {counted}" if counted else title
    return f"{'↳ ' if known(row, 'part_of') else ''}{what} · {claimant(row)}"


CHART = frame.ChartKind(
    name="casualties",
    title="Casualties, by claim",
    shows="Every casualty claim about the article's event, in the order of the text, with its bound and who made it.",
    leaves_out="background, hypothetical and perpetrator figures and rejected ones; a number restated is shown once.",
    table="figures",
    pick="figure_id",
    place="article",
    draw=draw,
)
