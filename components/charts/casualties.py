"""The casualty claims of an article: one row and one mark a claim, those of one kind together, in the order of the text."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.model import CASUALTIES
from components.wording import claimant, known, who

STEP = 36  # pixels a row: a line of words over a line of marks
TIPS = ("Reading", "Says", "Sentence", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """One row a claim, those of one kind together: who says so, the number, and the bound as a mark. Takes rows of the
    figures table."""
    claims = facts.claims(rows)
    if not claims:
        return frame.EmptyChart("No casualty figures in this article yet. Drag over a number to add one.")
    data: list[dict[str, Any]] = []
    for label in CASUALTIES:
        found = [row for row in claims if row["label"] == label]
        found.sort(key=lambda row: (row.get("published") or "", row["start"]))
        together = len(found) > 1
        if together:
            heading = {"row": len(data), "heading": True, "name": labels()[label].title, "summary": "", "hot": False}
            data.append(heading)
        data += [{**_mark(row, together), "row": n} for n, row in enumerate(found, len(data))]
    return frame.drawing(_template(facts.spread([row for row in data if not row["heading"]])), data, STEP, width)


@cache
def _template(spread: facts.Spread) -> frame.Template:
    title = "people" if spread.kind == "linear" else "people, logarithmic scale"
    along, across = marks.numbers(spread, title=title), {"y": marks.row_axis()}
    return frame.template(
        [
            marks.ground("figure_id", marks.tooltip(*TIPS)).transform_filter("!datum.heading"),
            *marks.grouped(),
            marks.words("name", dy=-9, room=95, quiet=True).transform_filter("!datum.heading"),
            marks.words("amount", right=True, dy=-9).transform_filter("!datum.heading"),
            *marks.bound_marks(along, across, off=9),
            marks.points(along, across, off=9),
        ]
    )


def _mark(row: dict[str, Any], together: bool) -> dict[str, Any]:
    return {**facts.told(row), **facts.ends(row), "heading": False, "name": name_of(row, together)}


def name_of(row: dict[str, Any], together: bool) -> str:
    """Who says so: "Interior Ministry", with the kind in front where no heading says it: "Killed · Interior Ministry", and
    with who is counted: "children · Interior Ministry"; of a part: "of them children · Interior Ministry"."""
    counted = f"{'of them ' if known(row, 'part_of') else ''}{who(row) or ''}".strip()
    what = ", ".join(part for part in ("" if together else labels()[row["label"]].title, counted) if part)
    return f"{what} · {claimant(row)}" if what else claimant(row)


CHART = frame.ChartKind(
    name="casualties",
    title="Casualties, by claim",
    shows="Every casualty claim about the article's event, killed together, injured together, each in the order of the text.",
    leaves_out="background, hypothetical and perpetrator figures and rejected ones; a number restated is shown once.",
    table="figures",
    pick="figure_id",
    place="article",
    draw=draw,
    words=facts.only_claim,
)
