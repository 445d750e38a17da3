"""A chart to take along, as PNG, SVG or its Vega-Lite spec (json): with its title, what it is about, and the key of its marks; nothing lit up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal, get_args

import pandas as pd

from components.charts.facts import UNCOUNTED
from components.charts.frame import ChartKind, Drawing
from components.wording import day

WIDTH = 720  # pixels
SCALE = 2  # of the PNG, for print and sharp screens
INK, PAPER = "#26231d", "#ffffff"
LISTED = 3  # outlets named before "and others"
Format = Literal["png", "svg", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def picture(chart: ChartKind, rows: pd.DataFrame, form: Format) -> bytes:
    """The chart over ``rows`` of its table, on white; ValueError where there is nothing to draw."""
    drawn = chart.draw(rows.drop(columns="hot", errors="ignore"), WIDTH)
    if not isinstance(drawn, Drawing):
        raise ValueError(f"{chart.title}: there is nothing to draw")
    made = titled(chart, rows, drawn)
    spec = json.dumps(made, ensure_ascii=False, indent=1 if form == "json" else None).replace("currentColor", INK)
    if form == "json":
        return spec.encode("utf-8", "replace")
    import vl_convert  # a heavy library: only those who take a picture wait for it

    if form == "svg":
        svg: str = vl_convert.vegalite_to_svg(spec)
        return svg.encode()
    png: bytes = vl_convert.vegalite_to_png(spec, scale=SCALE)
    return png


def titled(chart: ChartKind, rows: pd.DataFrame, drawn: Drawing) -> dict[str, Any]:
    """The spec of the drawing with title, what it is about, and the key where nobody has judged a mark of it."""
    spec = drawn.to_dict()
    lines = [about(rows), *([chart.key] if not_judged(drawn) else [])]
    title = {
        "text": chart.title,
        "subtitle": [line for line in lines if line],
        "anchor": "start",
        "frame": "group",
        "offset": 14,
    }
    look = {"color": INK, "subtitleColor": INK, "subtitleFontSize": 12, "fontSize": 16}
    config = {**spec.get("config", {}), "font": "Helvetica, Arial, Liberation Sans, sans-serif", "title": look}
    return {**spec, "title": title, "background": PAPER, "padding": 16, "config": config}


def not_judged(drawn: Drawing) -> bool:
    """Whether a mark shows what nobody has judged."""
    data = drawn.data
    return isinstance(data, pd.DataFrame) and "judged" in data and bool((data["judged"] == False).any())  # noqa: E712


def about(rows: pd.DataFrame) -> str:
    """What the rows are about: title, outlet and date of one article; how many articles, whose and from when of several."""
    if "article_id" not in rows:
        return about_events(rows)
    articles = rows.drop_duplicates("article_id")
    days = sorted(articles["published"].dropna())
    outlets = sorted(set(articles["outlet"].dropna()))
    named = ", ".join(outlets[:LISTED]) + (" and others" if len(outlets) > LISTED else "")
    when = "" if not days else day(days[0]) if days[0] == days[-1] else f"{day(days[0])} to {day(days[-1])}"
    first = (articles["title"].iloc[0] or "Untitled") if len(articles) == 1 else f"{len(articles):,} articles"
    return " · ".join(part for part in (first, named, when) if part)


def about_events(rows: pd.DataFrame) -> str:
    """How many events, and from when."""
    days = sorted(rows["first_day"].dropna())
    when = "" if not days else day(days[0]) if days[0] == days[-1] else f"{day(days[0])} to {day(days[-1])}"
    return " · ".join(part for part in (f"{len(rows):,} event{'' if len(rows) == 1 else 's'}", when) if part)


def counted(chart: ChartKind, rows: pd.DataFrame, drawn: Drawing) -> str:
    """How many of an event's claims are drawn, and why others are not, in a sentence; "" for charts of other tables.

    A restatement counts with what it restates.
    """
    if chart.table != "claims":
        return ""
    shown = behind(chart, rows, drawn)
    left = rows[~rows.index.isin(shown.index)]
    reasons = Counter(_reason(row) for row in left.astype(object).where(left.notna(), None).to_dict("records"))
    why = "; ".join(f"{n} {reason}" for reason, n in reasons.most_common())
    return f"{len(shown):,} of {len(rows):,} claims drawn{f', left out {why}' if why else ''}."


def _reason(row: Mapping[Any, Any]) -> str:
    if row.get("status") == "rejected":
        return "rejected"
    if row.get("scope") in UNCOUNTED:
        return f"of scope {row['scope']}"
    if all(row.get(name) is None for name in ("value", "low", "high")):
        return "without a number"
    return "without a day" if row.get("told") is None else "not among the first sources"


def behind(chart: ChartKind, rows: pd.DataFrame, drawn: Drawing) -> pd.DataFrame:
    """The rows of the table that the marks stand for, restatements with what they restate, as an export has them."""
    shown = set(drawn.data[chart.pick].dropna()) if isinstance(drawn.data, pd.DataFrame) else set()
    wanted = rows[chart.pick].isin(shown)
    if "same_as" in rows:
        wanted |= rows["same_as"].isin(shown)
    refused = rows["status" if "status" in rows else "state"] == "rejected"
    return rows[wanted & ~refused].drop(columns="hot", errors="ignore")
