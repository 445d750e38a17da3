"""The rows behind the marks of events: what each mark carries, and where its number of killed stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.charts import facts
from components.labels import labels
from components.wording import day, known, number

STATES = {"proposed": "proposed, not yet judged", "accepted": "accepted"}
TIPS = ("Event", "Killed", "Happened", "Place", "Told", "State")


def happened(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The events that nobody refused, as plain dicts, None for every kind of missing value."""
    return [row for row in facts.records(rows) if row["state"] != "rejected"]


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """What every mark of an event carries: its id, state, colour, numbers and the lines of its tooltip."""
    best, low, high = (known(row, f"killed_{part}") for part in ("best", "low", "high"))
    ranged = low is not None and high is not None and low != high
    heard = [n for n in (best, low, high) if n is not None]
    return {
        "event_id": row["event_id"],
        "hot": row["hot"],
        "judged": row["state"] == "accepted",
        "bound": "exact",
        "opens": None,
        "color": labels()["KILLED"].color,
        "at": best if best is not None or ranged else (heard or [None])[0],
        "low": low if ranged else None,
        "high": high if ranged else None,
        "center": (heard or [None])[0],
        "Event": known(row, "name") or "An event without a name",
        "Killed": killed(best, low, high),
        "Happened": days(row),
        "Place": ", ".join(str(part) for part in (known(row, "place"), known(row, "country")) if part) or "not known",
        "Told": f"{row['articles']:,} article{'' if row['articles'] == 1 else 's'}, "
        f"{row['sources']:,} source{'' if row['sources'] == 1 else 's'}",
        "State": STATES.get(row["state"], row["state"]),
    }


def killed(best: float | None, low: float | None, high: float | None) -> str:
    """How many were killed in words.

    >>> killed(49, 44, 49), killed(7, 7, 7), killed(None, None, None)
    ('49 (44 to 49)', '7', 'nobody says how many')
    """
    if best is None and low is None and high is None:
        return "nobody says how many"
    said, least, most = ("?" if n is None else number(n) for n in (best, low, high))
    return said if said == least == most else f"{said} ({least} to {most})"


def days(row: Mapping[str, Any]) -> str:
    """The day or days of an event in words."""
    first, last = known(row, "first_day"), known(row, "last_day")
    if not first:
        return "day not known"
    return day(first) if not last or last == first else f"{day(first)} to {day(last)}"
