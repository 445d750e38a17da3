"""The rows behind the marks: without gaps, one for each fact, with what every mark carries and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Literal

import pandas as pd

from components.charts.frame import Line
from components.labels import labels
from components.model import CASUALTIES
from components.wording import amount, claimant, day, known, number, reading

Row = Mapping[str, Any]
Ident = tuple[object, object]  # of an article, and of a figure in it
UNCOUNTED = ("background", "hypothetical", "perpetrator")  # scopes that say nothing about the article's own event
STATUS_WORDS = {"suggested": "suggested, not yet judged", "accepted": "accepted", "edited": "corrected by hand"}
MOST_CLAIMS = 2_000  # of claims drawn: more are no picture any more, and slow
FAR = 100  # numbers further apart than this stand on a logarithmic scale
TITLE = 24  # characters of an article's title beside a source that has no name
PLACES = ("at", "low", "high", "center")


@dataclass(frozen=True, slots=True)
class Spread:
    """How far numbers lie apart, as far as an axis must know it: the kind of scale, the ticks that cannot be left to Vega,
    and whether an arrow points below the smallest."""

    kind: Literal["linear", "log", "symlog"]
    ticks: tuple[float, ...] = ()
    opens_down: bool = False


def spread(made: Sequence[Row]) -> Spread:
    """Linear while the numbers are within a hundredfold, else logarithmic; symmetric-logarithmic with a zero among them."""
    found = [float(row[name]) for row in made for name in PLACES if row.get(name) is not None]
    down = any(row.get("opens") == "down" for row in made)
    positive = [x for x in found if x > 0]
    if not positive or max(positive) / min(positive) <= FAR:
        return Spread("linear", (), down)
    first, last = ceil(log10(min(positive))), floor(log10(max(positive)))
    ticks = tuple(10.0**n for n in range(first, last + 1, max(1, (last - first) // 3)))
    return Spread("symlog", (0, *ticks), down) if min(found) == 0 else Spread("log", ticks, down)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dicts, None for every kind of missing value, without rejected ones; ``hot`` is always there."""
    plain: list[Any] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return [{**row, "hot": bool(row.get("hot"))} for row in plain if row.get("status") != "rejected"]


def collapsed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each fact: a restatement joins the row it restates, in its list ``restated``, and lends it its light."""
    by_id = {_id(row, "figure_id"): {**row, "restated": []} for row in rows}
    kept = []
    for one, row in by_id.items():
        first = by_id[_first(one, by_id)]
        if first is row:
            kept.append(row)
        else:
            first["restated"].append(row)
            first["hot"] = first["hot"] or row["hot"]
    return kept


def _id(row: Row, field: str) -> Ident:
    """A figure among those of many articles: an import may use an id in several."""
    return row.get("article_id"), row.get(field)


def _first(one: Ident, by_id: Mapping[Ident, Row]) -> Ident:
    """The figure that another restates in the end, among those there are; of a circle, the one that stands first."""
    path = [one]
    while (before := _id(by_id[path[-1]], "same_as")) in by_id:
        if before in path:
            circle = set(path[path.index(before) :])
            return next(one for one in by_id if one in circle)
        path.append(before)
    return path[-1]


def claims(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The casualty claims about the articles' own events, restatements collapsed, in the order of the rows; the newest
    MOST_CLAIMS of them."""
    wanted = rows[rows["label"].isin(CASUALTIES) & ~rows["scope"].isin(UNCOUNTED) & (rows["status"] != "rejected")]
    if len(wanted) > MOST_CLAIMS:
        days = wanted["as_of"].astype(object).fillna(wanted["published"]).fillna("").sort_values(kind="stable")
        wanted = wanted.loc[days.index[-MOST_CLAIMS:].sort_values()]
    return voiced([row for row in collapsed(records(wanted)) if drawable(row)])


def only_claim(rows: pd.DataFrame) -> Line | None:
    """The one casualty claim there is, as a line of words; None where there are more or none."""
    found = claims(rows)
    if len(found) != 1:
        return None
    (claim,) = found
    return Line(reading(claim), claim["figure_id"])


def voiced(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with ``voice``: who stands behind each. A source without a name ("the mayor") is another one in each article,
    and is told apart by the article's title."""
    articles: dict[str, set[object]] = {}
    for row in rows:
        articles.setdefault(claimant(row), set()).add(row.get("article_id"))
    for row in rows:
        row["voice"] = who = claimant(row)
        if len(articles[who]) > 1 and who == who.lower():
            row["voice"] = f"{who} ({short(known(row, 'title') or 'untitled', TITLE)})"
    return list(rows)


def drawable(row: Row) -> bool:
    """Whether there is a number to draw."""
    return any(known(row, name) is not None for name in ("value", "low", "high"))


def ends(row: Row) -> dict[str, Any]:
    """Where a figure's marks stand: ``at`` a point, ``low`` and ``high`` a bar, ``opens`` "up" or "down" an arrow."""
    bound, value, low, high = (known(row, name) for name in ("bound", "value", "low", "high"))
    if bound in ("range", "vague") and low is not None and high is not None:
        return {"at": None, "low": low, "high": high, "center": (low + high) / 2, "opens": None}
    at = next(x for x in (value, low, high) if x is not None)
    opens = {"at_least": "up", "more_than": "up", "at_most": "down", "less_than": "down"}.get(bound)
    return {"at": at, "low": None, "high": None, "center": at, "opens": opens}


def told(row: Row) -> dict[str, Any]:
    """What every mark of a figure carries: its id, bound, status, colour and the lines of its tooltip."""
    return {
        "figure_id": row["figure_id"],
        "label": row["label"],
        "hot": row["hot"],
        "bound": known(row, "bound") or "exact",
        "judged": known(row, "status") != "suggested",
        "color": color_of(row["label"]),
        "amount": amount(row),
        "Reading": reading(row),
        "Says": claimant(row) + (f", in {row['outlet']}" if known(row, "outlet") and known(row, "source") else ""),
        "Sentence": known(row, "sentence") or known(row, "text") or "",
        "Status": STATUS_WORDS.get(known(row, "status") or "", ""),
        "Article": known(row, "title") or "",
        "Published": day(known(row, "published") or "unknown"),
    }


def color_of(label: str) -> str:
    """The colour of a label, the same as its highlights have."""
    found = labels().get(label)
    return found.color if found else "#808080"


def short(name: str, length: int) -> str:
    """A name cut to ``length`` characters; the tooltip has it whole."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def on_own_scale(made: Sequence[dict[str, Any]]) -> str:
    """Turns the places of one group's marks into shares of the group's own scale, and gives a note on that scale."""
    found = [row[name] for row in made for name in PLACES if row[name] is not None]
    positive = [x for x in found if x > 0]
    low, high = min(positive, default=1), max(positive, default=1)
    far = high / low > FAR
    for row in made:
        for name in PLACES:
            row[name] = None if row[name] is None else _share(row[name], low, high, far)
    if not positive or not found:
        return ""
    return f"logarithmic, {number(low)} to {number(high)}" if far else f"0 to {number(high)}"


def _share(x: float, low: float, high: float, far: bool) -> float:
    if not far:
        return x / high
    start = log10(low) - 0.3  # the smallest stands a little way in
    return (log10(x) - start) / (log10(high) - start) if x > 0 else 0.0
