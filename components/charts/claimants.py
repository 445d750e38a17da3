"""Who says how many: for each label a row for each claimant, one mark a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.model import CASUALTIES
from components.wording import amount, known

STEP = 38
MOST = 25  # claimants, those with most claims
TIPS = ("Reading", "Says", "Sentence", "Article", "Published", "Status")
Groups = dict[str, dict[str, list[dict[str, Any]]]]


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """A group a label, on its own scale; in it a row a claimant, one mark a claim, the highest in figures. Takes rows of the
    figures table."""
    groups = _groups(facts.claims(rows))
    if not groups:
        return frame.EmptyChart(
            "No casualty claims here yet. Accept or add a casualty figure, and its source appears here."
        )
    data: list[dict[str, Any]] = []
    row = 0
    for label, claimants in groups.items():
        data.append({"row": row, "heading": True, "name": labels()[label].title, "hot": False, "first": False})
        made = [
            mark
            for n, (name, claims) in enumerate(claimants.items(), row + 1)
            for mark in _marks(n, name, claims)
        ]  # fmt: skip
        data[-1]["summary"] = facts.on_own_scale(made)
        data += made
        row += 1 + len(claimants)
    return frame.drawing(_template(), data, STEP, width)


@cache
def _template() -> frame.Template:
    across = {"y": marks.row_axis()}
    return frame.template(
        [
            *marks.grouped(),
            marks.words("name", dy=-8, room=120, quiet=True).transform_filter("datum.first"),
            marks.words("summary", right=True, dy=-8).transform_filter("datum.first"),
            marks.halo(marks.share("center"), across, off=9),
            *marks.bound_marks(marks.share, across, off=9),
            marks.points(marks.share, across, off=9),
            marks.targets("figure_id", marks.share("center"), across, marks.tooltip(*TIPS), off=9),
        ]
    )


def _groups(claims: Sequence[dict[str, Any]]) -> Groups:
    """Claims by label, then by claimant, those with most claims first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in claims:
        if not known(row, "part_of"):
            total = ", running total" if known(row, "scope") == "cumulative" else ""
            found[row["label"], row["voice"] + total].append(row)
    kept = sorted(found, key=lambda key: (-len(found[key]), key))[:MOST]
    groups: Groups = {}
    for label in CASUALTIES:
        for key in kept:
            if key[0] == label:
                groups.setdefault(label, {})[key[1]] = found[key]
    return groups


def _marks(n: int, name: str, group: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    dated = sorted(group, key=lambda row: (known(row, "as_of") or known(row, "published") or "", row["start"]))
    highest = amount(max(group, key=lambda row: facts.ends(row)["center"]))
    summary = highest if len(group) == 1 else f"{len(group)} claims, highest {highest}"
    shared = {"row": n, "name": name, "summary": summary, "heading": False}
    return [{**facts.told(row), **facts.ends(row), **shared, "first": i == 0} for i, row in enumerate(dated)]


CHART = frame.ChartKind(
    name="claimants",
    title="Who says how many",
    shows="Casualty claims by who made them: the source named, else the outlet; a line of marks for each kind.",
    leaves_out="parts of totals, background, hypothetical and perpetrator figures, claimants after the first 25, claims before the newest 2,000.",
    table="figures",
    pick="figure_id",
    place="library",
    draw=draw,
    labels=CASUALTIES,
    words=facts.only_claim,
)
