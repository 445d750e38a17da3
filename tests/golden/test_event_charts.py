"""The marks of the charts of one event of the samples are what tests/golden/events/charts.json holds.

After a wanted change: python -m tests.golden.test_event_charts writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.charts import CHARTS, EmptyChart
from components.events.account import account
from components.events.claim import Claim
from components.events.model import Event
from components.tables import TABLES, event_rows

EXPECTED = Path(__file__).parent / "events" / "charts.json"
NAMES = ("event_time", "event_sources", "event_days", "event_map")
SAYS = (
    "figure_id",
    "event_id",
    "when",
    "at",
    "low",
    "high",
    "opens",
    "color",
    "judged",
    "silent",
    "amount",
    "State",
    "run",
    "source",
    "place",
    "span",
    "least",
    "most",
    "lon",
    "lat",
    "size",
    "named",
)
EVENT = Event(
    "e1", "Bombing, Halvren", kind="bombing", place="Halvren", lat=49.8, lon=24.0, place_precision="town",
    first_day="2024-03-12", last_day="2024-03-12", day_precision="day",
)  # fmt: skip


def claim(number: int, day: str, source: str, value: int, bound: Any = "exact", **more: Any) -> Claim:
    low = value if bound in ("exact", "at_least") else None
    high = value if bound in ("exact", "at_most") else None
    return Claim(
        f"f{number}", f"a{number}", "KILLED", number * 10, number * 10 + 5, value=value, low=low, high=high, bound=bound,
        source=source, outlet="Post", published=day, title="Bomb", text=f"{value} people", unit="people", **more,
    )  # fmt: skip


CLAIMS = (
    claim(1, "2024-03-12", "police", 17, "at_least"),
    claim(2, "2024-03-13", "police", 31, status="accepted"),
    claim(3, "2024-03-13", "the front", 9, "at_most"),
    claim(
        4, "2024-03-14", "hospital", 35, sentence="The hospital withdrew its figure of 35 people.", status="accepted"
    ),
    claim(5, "2024-03-15", "Centre for Documentation", 44),
)


def marks() -> dict[str, list[dict[str, Any]]]:
    """The marks of each chart, by what it says."""
    told = account(EVENT, CLAIMS)
    found = {}
    for name in NAMES:
        table = CHARTS[name].table
        rows = pd.DataFrame(list(event_rows(table, told)), columns=TABLES[table])
        drawn = CHARTS[name].draw(rows, 340)
        assert not isinstance(drawn, EmptyChart)
        shown: Any = drawn.data
        data = json.loads(shown.to_json(orient="records", date_format="iso"))
        found[name] = [{k: row[k] for k in SAYS if row.get(k) is not None} for row in data]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_marks_of_an_event_are_as_they_were(name: str) -> None:
    assert marks()[name] == json.loads(EXPECTED.read_text("utf-8"))[name]


if __name__ == "__main__":
    EXPECTED.write_text(json.dumps(marks(), indent=1, ensure_ascii=False) + "\n", "utf-8")
