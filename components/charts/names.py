"""The names an article or a selection mentions most: one bar a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import Any

import pandas as pd

from components.charts import facts, frame, marks
from components.labels import labels
from components.wording import known

STEP = 30
MOST = 15
TIMES = ("DATE", "TIME", "LANGUAGE")  # mentioned often and no answer to "who and where"


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """The most mentioned names, by label, longest bar first. Takes rows of the annotations table; a click gives the name."""
    mentions: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in facts.records(rows):
        if row.get("layer") == "entity" and row["label"] not in TIMES:
            mentions[known(row, "name") or row["text"], row["label"]].append(row)
    if not mentions:
        return frame.EmptyChart("No names here yet. Drag over a name to add it.")
    ranked = sorted(mentions, key=lambda key: (-len(mentions[key]), key))[:MOST]
    data = [_bar(n, key, mentions[key]) for n, key in enumerate(ranked)]
    return frame.drawing(_template(), data, STEP, width)


@cache
def _template() -> frame.Template:
    return frame.template(
        [
            marks.ground("name", marks.tooltip("Name", "Kind", "Mentions", "Written")),
            marks.bars("count"),
            marks.words("shown", dy=-2, room=78),
            marks.words("summary", dy=-2, right=True, quiet=True, size=11),
        ]
    )


def _bar(n: int, key: tuple[str, str], found: list[dict[str, Any]]) -> dict[str, Any]:
    name, label = key
    written = Counter(row["text"] for row in found)
    articles = len({row.get("article_id") for row in found})
    return {
        "row": n,
        "name": name,
        "shown": name,
        "count": len(found),
        "zero": 0,
        "color": facts.color_of(label),
        "summary": f"{labels()[label].tag}  {len(found)}",
        "hot": any(row["hot"] for row in found),
        "judged": all(row.get("status") != "suggested" for row in found),
        "Name": name,
        "Kind": labels()[label].title,
        "Mentions": f"{len(found)} in {articles} articles" if articles > 1 else str(len(found)),
        "Written": ", ".join(text for text, _ in written.most_common(6)),
    }
