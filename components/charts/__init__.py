"""Rows of the tables → charts; the home of altair. One module per chart, listed in CHARTS.

``CHARTS[name].draw(rows, width)`` takes a DataFrame of the table the entry names (a boolean column ``hot`` is optional) and
returns an altair chart, or an EmptyChart whose ``reason`` goes on the page instead. ``width=None`` fills the container.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from components.charts import casualties, claimants, names, over_time, speakers, weapons
from components.charts.frame import Drawn, EmptyChart

__all__ = ["CHARTS", "ChartKind", "Drawn", "EmptyChart", "highlighted"]

SHARED = ("facts", "frame", "marks")


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One chart. ``shows`` is a sentence for the page, ``leaves_out`` ends the sentence "Leaves out: ..."; ``pick`` is the field that a click hands over in
    the selection "pick"; ``place`` says where it belongs."""

    name: str
    title: str
    shows: str
    leaves_out: str
    table: Literal["annotations", "quotes", "figures"]
    pick: str
    place: Literal["article", "library", "both"]
    draw: Callable[[pd.DataFrame, int | None], Drawn]


_ALL = (
    ChartKind(
        name="casualties",
        title="Casualties, by claim",
        shows="Every casualty claim about the article's event, in the order of the text, with its bound and who made it.",
        leaves_out="background, hypothetical and perpetrator figures and rejected ones; a number restated is shown once.",
        table="figures",
        pick="figure_id",
        place="article",
        draw=casualties.draw,
    ),
    ChartKind(
        name="over_time",
        title="Casualties over time",
        shows="Claims of one kind of casualty, by the day they speak of, else the day of publication; one shape a claimant.",
        leaves_out="parts of totals, articles without a date, background, hypothetical and perpetrator figures, claims before the newest 2,000.",
        table="figures",
        pick="figure_id",
        place="library",
        draw=over_time.draw,
    ),
    ChartKind(
        name="claimants",
        title="Who says how many",
        shows="Casualty claims by who made them: the source named, else the outlet; a line of marks for each kind.",
        leaves_out="parts of totals, background, hypothetical and perpetrator figures, claimants after the first 25, claims before the newest 2,000.",
        table="figures",
        pick="figure_id",
        place="both",
        draw=claimants.draw,
    ),
    ChartKind(
        name="weapons",
        title="Weapon specifications",
        shows="Counts, ranges, speeds, calibres, payloads and weights by weapon; each group has its own scale, from zero.",
        leaves_out="prices and distances that no weapon is said to have; a value restated in another unit is one mark; of each group the newest 25.",
        table="figures",
        pick="figure_id",
        place="both",
        draw=weapons.draw,
    ),
    ChartKind(
        name="names",
        title="Names mentioned most",
        shows="The fifteen names with most mentions, all spellings together, with their label.",
        leaves_out="dates, times and languages, pronouns, and rejected highlights.",
        table="annotations",
        pick="name",
        place="both",
        draw=names.draw,
    ),
    ChartKind(
        name="speakers",
        title="Who is quoted",
        shows="One block a quote: filled for direct, half filled for mixed, open for indirect speech.",
        leaves_out="speakers after the first fifteen; pieces of one utterance are counted once.",
        table="quotes",
        pick="quote_id",
        place="both",
        draw=speakers.draw,
    ),
)
CHARTS: Mapping[str, ChartKind] = {chart.name: chart for chart in _ALL}


def highlighted(rows: pd.DataFrame, pick: str, chosen: Collection[str]) -> pd.DataFrame:
    """The rows with ``hot`` true where ``pick`` is among ``chosen``: what is selected in the reader lights up."""
    return rows.assign(hot=rows[pick].isin(list(chosen)))
