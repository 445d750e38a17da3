"""What the weapons can do: one row a specification, grouped by what is measured, restatements on one mark."""

from __future__ import annotations

from collections import defaultdict
from math import log10
from typing import Any

import altair as alt
import pandas as pd

from components.charts import marks
from components.labels import labels
from components.wording import amount_with_unit, claimant, known

STEP = 40
KINDS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
TIPS = ("Reading", "Restated", "Says", "Sentence", "Article", "Status")
FAR = 100  # a group whose numbers lie further apart than this is drawn on a logarithmic scale


def draw(rows: pd.DataFrame, width: int | None = None) -> marks.Drawn:
    """One row a weapon and specification, every group on its own scale. Takes rows of the figures table."""
    wanted = [r for r in marks.records(rows) if r.get("label") in KINDS]
    facts = [row for row in marks.collapsed(wanted) if marks.drawable(row)]
    if not facts:
        return marks.EmptyChart(
            "No weapon specifications here yet. Drag over a range, a speed or a number of weapons to add one."
        )
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in facts:
        groups[row["label"], _dimension(row)].append(row)
    data: list[dict[str, Any]] = []
    for key in sorted(groups, key=lambda key: (KINDS.index(key[0]), key[1])):
        data += _group(key[0], groups[key], len(data))
    scale = alt.Scale(domain=[0, 1], range=[7, alt.ExprRef(f"width - {marks.ARROW + 8}")])

    def along(column: str) -> alt.X:
        return alt.X(f"{column}:Q", scale=scale, axis=None)

    across = {"y": marks.row_axis()}
    stem = alt.Chart().transform_filter("isValid(datum.at)").mark_rule(strokeWidth=1.5, opacity=0.45, yOffset=9)
    head = (
        alt.Chart()
        .transform_filter("datum.heading")
        .mark_text(
            align="left", baseline="bottom", xOffset=4, yOffset=14, fontWeight="bold", fontSize=11, color=marks.INK
        )
    )
    layers = [
        head.encode(x=alt.value(0), y=marks.row_axis(), text="name:N"),
        marks.ground("figure_id", marks.tooltip(*TIPS)).transform_filter("!datum.heading"),
        marks.words("name", dy=-9, room=150, quiet=True).transform_filter("!datum.heading"),
        marks.words("value", right=True, dy=-9).transform_filter("!datum.heading"),
        stem.encode(x=along("at"), x2="zero:Q", color=alt.Color("color:N", scale=None), **across),
        *marks.bound_marks(along, across, off=9),
        marks.points(along, across, off=9),
    ]
    return marks.frame(layers, data, STEP * len(data), width, f"{len(facts)} weapon specifications.")


def _dimension(row: marks.Row) -> str:
    """What the numbers of a group have in common, so that they may stand on one scale."""
    return "" if row["label"] == "WEAPON_COUNT" else known(row, "unit_si") or known(row, "unit") or ""


def _group(label: str, rows: list[dict[str, Any]], first: int) -> list[dict[str, Any]]:
    """The heading and the rows of one group; positions are shares of the group's own scale."""
    drawn = [{**marks.told(row), **marks.ends(_in_si(row))} for row in rows]
    numbers = [row[name] for row in drawn for name in ("at", "low", "high") if row[name] is not None]
    positive = [x for x in numbers if x > 0] or [1]
    far = max(positive) / min(positive) > FAR
    heading = {
        "row": first,
        "heading": True,
        "name": labels()[label].plural + (" (logarithmic scale)" if far else ""),
        "hot": False,
    }
    for n, (row, made) in enumerate(zip(rows, drawn, strict=True), first + 1):
        for name in ("at", "low", "high"):
            made[name] = None if made[name] is None else _share(made[name], min(positive), max(positive), far)
        restated = ", ".join(amount_with_unit(other) for other in row["restated"])
        weapon = (
            known(row, "weapon") or (known(row, "subject") if label == "WEAPON_COUNT" else None) or "Weapon not known"
        )
        made |= {
            "row": n,
            "heading": False,
            "zero": 0.0,
            "name": f"{weapon} · {claimant(row)}",
            "value": amount_with_unit(row) + (f" = {restated}" if restated else ""),
            "Restated": restated or "",
        }
    return [heading, *sorted(drawn, key=lambda made: made["row"])]


def _in_si(row: marks.Row) -> dict[str, Any]:
    """The row with its numbers in SI units, where they convert."""
    if known(row, "unit_si") is None:
        return dict(row)
    return {**row, **{name: row.get(f"{name}_si") for name in ("value", "low", "high")}}


def _share(x: float, low: float, high: float, far: bool) -> float:
    if not far:
        return x / high
    start = log10(low) - 0.3
    return max(0.0, (log10(x) - start) / (log10(high) - start)) if x > 0 else 0.0
