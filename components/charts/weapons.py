"""What the weapons can do, as a table: a group a weapon, in it a row a specification; restatements in one row."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.wording import amount_with_unit, claimant, known

STEP = 24
KINDS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
COUNTED = {"WEAPON_COUNT": "Number"}  # what a specification is called in the table, where its label says more
MOST = 60  # rows, those of the newest articles
UNKNOWN = "Weapon not known"
TIPS = ("Reading", "Restated", "Says", "Sentence", "Article", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """A table of weapon by specification: value, and who says so. Takes rows of the figures table."""
    wanted = facts.records(rows[rows["label"].isin(KINDS)])
    specs = [row for row in facts.collapsed(wanted) if facts.drawable(row)]
    if not specs:
        return frame.EmptyChart(
            "No weapon specifications here yet. Drag over a range, a speed or a number of weapons to add one."
        )
    newest = sorted(specs, key=lambda row: (row.get("published") or "", row.get("article_id") or "", row["start"]))
    weapons: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in newest[-MOST:]:
        weapons[known(row, "weapon") or UNKNOWN].append(row)
    data: list[dict[str, Any]] = []
    for name in sorted(weapons, key=lambda name: (name == UNKNOWN, name.casefold())):
        data.append({"row": len(data), "heading": True, "name": name, "hot": False})
        found = sorted(weapons[name], key=lambda row: KINDS.index(row["label"]))
        data += [{**_cells(row), "row": n} for n, row in enumerate(found, len(data))]
    return frame.drawing(_template(), data, STEP, width)


@cache
def _template() -> frame.Template:
    cells = [
        marks.words("name", quiet=True, indent=14, room=230),
        marks.words("value", indent=100, room=120).transform_filter("datum.judged"),
        marks.words("value", indent=100, room=120, quiet=True).transform_filter("!datum.judged"),
        marks.words("source", right=True, quiet=True, size=11, most=110),
    ]
    heading = marks.words("name", room=20)
    heading.mark.fontWeight = "bold"
    return frame.template(
        [
            marks.ground("figure_id", marks.tooltip(*TIPS)).transform_filter("!datum.heading"),
            heading.transform_filter("datum.heading"),
            *(cell.transform_filter("!datum.heading") for cell in cells),
        ]
    )


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    restated = ", ".join(amount_with_unit(other) for other in row["restated"])
    again = f" = {restated.replace('≤ ', '').replace('≥ ', '')}" if restated else ""
    return {
        **facts.told(row),
        "heading": False,
        "name": COUNTED.get(row["label"], labels()[row["label"]].title),
        "value": f"{amount_with_unit(row)}{again}",
        "source": claimant(row),
        "Restated": restated or "no",
    }


CHART = frame.ChartKind(
    name="weapons",
    title="Weapon specifications",
    shows="A table of weapon by specification: counts, ranges, speeds, calibres, payloads and weights, and who says so.",
    leaves_out="prices and distances that no weapon is said to have; a value restated in another unit stands in the same row; all but the newest 60.",
    table="figures",
    pick="figure_id",
    place="both",
    draw=draw,
    labels=KINDS,
    key="pale: not judged",
)
