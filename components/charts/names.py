"""The names an article or a selection mentions most: one bar a name."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels

STEP = 30
MOST = 15
TIMES = ("DATE", "TIME", "LANGUAGE")  # mentioned often and no answer to "who and where"


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """The most mentioned names, by label, longest bar first. Takes rows of the annotations table; a click gives the name."""
    entities = rows[(rows["layer"] == "entity") & ~rows["label"].isin(TIMES) & (rows["status"] != "rejected")]
    if entities.empty:
        return frame.EmptyChart("No names here yet. Drag over a name to add it.")
    entities = entities.assign(name=entities["name"].astype(object).fillna(entities["text"]))
    if "hot" not in entities:
        entities = entities.assign(hot=False)
    groups = entities.groupby(["name", "label"])
    ranked = sorted(groups.size().items(), key=lambda item: (-item[1], item[0]))[:MOST]
    data = [_bar(n, key, groups.get_group(key)) for n, (key, _) in enumerate(ranked)]
    return frame.drawing(_template(), data, STEP, width)


@cache
def _template() -> frame.Template:
    return frame.template(
        [
            marks.ground("name", marks.tooltip("Name", "Kind", "Mentions", "Written")),
            marks.bars("count"),
            marks.words("name", dy=-2, room=78),
            marks.words("summary", dy=-2, right=True, quiet=True, size=11),
        ]
    )


def _bar(n: int, key: Any, found: pd.DataFrame) -> dict[str, Any]:
    name, label = key
    articles = found["article_id"].nunique()
    return {
        "row": n,
        "name": name,
        "count": len(found),
        "zero": 0,
        "color": facts.color_of(label),
        "summary": f"{labels()[label].title}  {len(found)}",
        "hot": bool(found["hot"].any()),
        "Name": name,
        "Kind": labels()[label].title,
        "Mentions": f"{len(found)} in {articles} articles" if articles > 1 else str(len(found)),
        "Written": ", ".join(found["text"].value_counts(sort=True).index[:6]),
    }


CHART = frame.ChartKind(
    name="names",
    title="Names mentioned most",
    shows="The fifteen names with most mentions, all spellings together, with their label.",
    leaves_out="dates, times and languages, pronouns, and rejected highlights.",
    table="annotations",
    pick="name",
    place="article",
    draw=draw,
)
