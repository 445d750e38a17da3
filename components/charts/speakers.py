"""Who is quoted: one row a speaker, one block a quote, filled as far as the words are the speaker's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import facts, frame, marks
from components.wording import known

STEP = 40
MOST = 15
NOBODY = "Speaker not known"
FILL = {"DIRECT": 1.0, "MIXED": 0.5, "INDIRECT": 0.0}
TIPS = ("Quote", "Speaker", "Kind", "Article", "Status")


def draw(rows: pd.DataFrame, width: int | None = None) -> frame.Drawn:
    """One block a quote, filled (direct), half filled (mixed) or open (indirect). Takes rows of the quotes table; pieces of
    one utterance are one quote."""
    quotes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _utterances(facts.records(rows)):
        quotes[speaker(row)].append(row)
    if not quotes:
        return frame.EmptyChart("No quotes here yet. Drag over what somebody said to add one.")
    ranked = sorted(quotes, key=lambda name: (name == NOBODY, -len(quotes[name]), name))[:MOST]
    data = [block for n, name in enumerate(ranked) for block in _blocks(n, name, quotes[name])]
    longest = max(len(quotes[name]) for name in ranked)
    return frame.drawing(_template(max(12, -(-longest // 6) * 6)), data, STEP, width)


@cache
def _template(places: int) -> frame.Template:
    """The chart with room for so many quotes a row."""
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, places], range=[4, alt.ExprRef("width - 4")]))
    gap = -1 if places < 60 else 0
    block = alt.Chart().mark_bar(
        height=12, yOffset=9, xOffset=1, x2Offset=gap, strokeWidth=1.4, cornerRadius=2, cursor="pointer", aria=True
    )
    stroke = alt.when("datum.hot").then(alt.value(marks.INK)).otherwise(alt.Stroke("color:N", scale=None))
    return frame.template(
        [
            marks.words("name", dy=-9, room=130).transform_filter("datum.place == 0"),
            marks.words("summary", right=True, dy=-9, quiet=True, size=11).transform_filter("datum.place == 0"),
            block.encode(
                x=x,
                x2="until:Q",
                y=marks.row_axis(),
                fill=alt.Fill("color:N", scale=None),
                fillOpacity=alt.FillOpacity("fill:Q", scale=None),
                stroke=stroke,
                strokeWidth=alt.when("datum.hot").then(alt.value(3)).otherwise(alt.value(1.4)),
                strokeDash=marks.dashed(marks.DASH, "datum.judged || datum.hot"),
                tooltip=marks.tooltip(*TIPS),
                description="Quote:N",
            ).add_params(marks.pick("quote_id")),
        ]
    )


def speaker(row: facts.Row) -> str:
    """The speaker's name; the mention in quotation marks where it is not resolved."""
    mention = known(row, "speaker_text")
    return known(row, "speaker_name") or (f"“{mention}”" if mention else NOBODY)


def _utterances(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each utterance: its first piece, lit if any piece is."""
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = (str(row.get("article_id")), known(row, "utterance") or row["quote_id"])
        kept = first.setdefault(key, {**row})
        kept["hot"] = kept["hot"] or row["hot"]
    return list(first.values())


def _blocks(n: int, name: str, quotes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = Counter(row["label"].lower() for row in quotes)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("direct", "mixed", "indirect") if kinds[kind])
    return [
        {
            "quote_id": row["quote_id"],
            "row": n,
            "name": name,
            "summary": parts,
            "place": i,
            "until": i + 1,
            "fill": FILL.get(row["label"], 0.0) * (0.7 if row.get("status") == "suggested" else 1),
            "color": facts.color_of(row["label"]),
            "hot": row["hot"],
            "judged": row.get("status") != "suggested",
            "Quote": row["text"],
            "Speaker": name,
            "Kind": row["label"].lower(),
            "Article": known(row, "title") or "",
            "Status": facts.STATUS_WORDS.get(row.get("status") or "", ""),
        }
        for i, row in enumerate(quotes)
    ]


CHART = frame.ChartKind(
    name="speakers",
    title="Who is quoted",
    shows="One block a quote: filled for direct, half filled for mixed, open for indirect speech.",
    leaves_out="speakers after the first fifteen; pieces of one utterance are counted once.",
    table="quotes",
    pick="quote_id",
    place="article",
    draw=draw,
)
