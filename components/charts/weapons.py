"""What the weapons can do: one row a specification, grouped by what is measured, restatements on one mark."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.wording import amount_with_unit, known

STEP = 38
KINDS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
MOST = 25  # rows of a group, the newest
TIPS = ("Reading", "Restated", "Says", "Sentence", "Article", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """A group a kind of specification, on its own scale; in it a row a fact. Takes rows of the figures table."""
    wanted = facts.records(rows[rows["label"].isin(KINDS)])
    specs = [row for row in facts.collapsed(wanted) if facts.drawable(row)]
    if not specs:
        return frame.EmptyChart(
            "No weapon specifications here yet. Drag over a range, a speed or a number of weapons to add one."
        )
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in specs:
        groups[row["label"], _dimension(row)].append(row)
    data: list[dict[str, Any]] = []
    for key in sorted(groups, key=lambda key: (KINDS.index(key[0]), key[1])):
        data += _group(key[0], groups[key], len(data))
    return frame.drawing(_template(), data, STEP, width)


@cache
def _template() -> frame.Template:
    across = {"y": marks.row_axis()}
    stem = alt.Chart().transform_filter("isValid(datum.at)").mark_rule(strokeWidth=1.5, opacity=0.4, yOffset=9)
    return frame.template(
        [
            marks.ground("figure_id", marks.tooltip(*TIPS)).transform_filter("!datum.heading"),
            *marks.grouped(),
            marks.words("name", dy=-8, room=150, quiet=True).transform_filter("!datum.heading"),
            marks.words("value", right=True, dy=-8).transform_filter("!datum.heading"),
            stem.encode(x=marks.share("at"), x2="zero:Q", color=alt.Color("color:N", scale=None), **across),
            *marks.bound_marks(marks.share, across, off=9),
            marks.points(marks.share, across, off=9),
        ]
    )


def _dimension(row: facts.Row) -> str:
    """What the numbers of a group have in common, so that they may stand on one scale."""
    if row["label"] == "WEAPON_COUNT":
        return ""
    return str((known(row, "unit_si") if _converts(row) else None) or known(row, "unit") or "")


def _converts(row: facts.Row) -> bool:
    return any(known(row, f"{name}_si") is not None for name in ("value", "low", "high"))


def _group(label: str, specs: list[dict[str, Any]], first: int) -> list[dict[str, Any]]:
    """The heading and the rows of one group."""
    newest = sorted(specs, key=lambda row: (row.get("published") or "", row.get("article_id") or "", row["start"]))[
        -MOST:
    ]
    specs = sorted(newest, key=lambda row: known(row, "weapon") or "~")
    made = [{**facts.told(row), **facts.ends(_in_si(row)), **_words(row)} for row in specs]
    note = facts.on_own_scale(made)
    heading = {"row": first, "heading": True, "name": labels()[label].plural, "summary": note, "hot": False}
    return [heading, *({**row, "row": n} for n, row in enumerate(made, first + 1))]


def _words(row: dict[str, Any]) -> dict[str, Any]:
    restated = ", ".join(amount_with_unit(other) for other in row["restated"])
    weapon = known(row, "weapon") or "Weapon not known"
    source = known(row, "source")
    return {
        "heading": False,
        "zero": 0.0,
        "name": f"{weapon} · {source}" if source else weapon,
        "value": amount_with_unit(row) + (f" = {restated.replace('≤ ', '').replace('≥ ', '')}" if restated else ""),
        "Restated": restated or "no",
    }


def _in_si(row: facts.Row) -> dict[str, Any]:
    """The row with its numbers in SI units, where they convert."""
    if not _converts(row):
        return dict(row)
    return {**row, **{name: row.get(f"{name}_si") for name in ("value", "low", "high")}}


CHART = frame.ChartKind(
    name="weapons",
    title="Weapon specifications",
    shows="Counts, ranges, speeds, calibres, payloads and weights by weapon; each group has its own scale, from zero.",
    leaves_out="prices and distances that no weapon is said to have; a value restated in another unit is one mark; of each group the newest 25.",
    table="figures",
    pick="figure_id",
    place="both",
    draw=draw,
    labels=KINDS,
)
