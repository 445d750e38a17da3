"""Odd events: each has a brief, charts or a sentence that says why there is none, and a row in every casualty recorder's table."""

from __future__ import annotations

import pandas as pd
import pytest

from components.charts import CHARTS, EmptyChart
from components.events.account import Account, Telling, account
from components.events.claim import Claim
from components.events.model import Event
from components.exporters.codebooks import rows
from components.exporters.layouts import names
from components.pages import event_brief
from components.tables import TABLES, event_rows

TOLD = [Telling("a1", "Blast in Halvren", "Post", "2024-03-13")]


def claim(number: int, value: float | None = 12, published: str | None = "2024-03-13") -> Claim:
    return Claim(
        f"f{number}", "a1", "KILLED", number, number + 2, value=value, low=value, high=value, bound="exact",
        source="police", published=published, title="Blast in Halvren", text=f"{value} people",
    )  # fmt: skip


DAY = Event("e1", "Blast, Halvren", place="Halvren", first_day="2024-03-12", last_day="2024-03-12", day_precision="day")
ODD = {
    "no claim": account(DAY, [], TOLD),
    "no article": account(DAY, []),
    "one claim": account(DAY, [claim(1)], TOLD),
    "no day, no place": account(Event("e1", "Blast"), [claim(1, published=None)], TOLD),
    "no name": account(Event("e1", ""), [], []),
    "two years": account(Event("e1", "War", first_day="2022-01-01", last_day="2024-03-12"), [claim(1)], TOLD),
    "nobody and very many": account(DAY, [claim(1, 0), claim(9, 10**12)], TOLD),
    "nobody": account(DAY, [claim(1, 0)], TOLD),
    "no number": account(DAY, [claim(1, None)], TOLD),
}


@pytest.mark.parametrize("told", ODD.values(), ids=ODD)
def test_an_odd_event_has_a_brief_and_a_row_in_each_table(told: Account) -> None:
    page = event_brief.html(told)
    assert "<h2>Claims</h2>" in page
    assert "nan" not in page.lower()
    for name in names():
        (row,) = rows(name, [told])
        assert "e1" in row.values()


@pytest.mark.parametrize("told", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["event_time", "event_sources", "event_days", "event_map"])
def test_an_odd_event_is_drawn_or_it_is_said_why_not(name: str, told: Account) -> None:
    table = list(event_rows(CHARTS[name].table, told))
    drawn = CHARTS[name].draw(pd.DataFrame(table, columns=TABLES[CHARTS[name].table]), 340)
    if isinstance(drawn, EmptyChart):
        assert drawn.reason.endswith(".")
    else:
        assert drawn.to_dict()["data"] or drawn.to_dict()["datasets"]
