"""Rows of the figures and quotes tables for the tests of charts, written by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd

FIGURE: dict[str, Any] = {
    "article_id": "a1",
    "title": "Toll rises in Halvren",
    "outlet": "Brennik Herald",
    "published": "2024-03-13",
    "label": "KILLED",
    "text": "31 people",
    "start": 0,
    "bound": "exact",
    "unit": "people",
    "subject": "people",
    "scope": "event",
    "source": "Interior Ministry",
    "sentence": "The ministry said 31 people had died.",
    "status": "suggested",
}
EMPTY = (
    "victim_type",
    "value",
    "low",
    "high",
    "value_si",
    "low_si",
    "high_si",
    "unit_si",
    "weapon",
    "place",
    "as_of",
    "relay",
)
LINKS = ("same_as", "supersedes", "part_of", "additional_to")


def figure(id: str, **values: Any) -> dict[str, Any]:
    """A row of the figures table; the ends of its bound follow from ``value`` as in extraction."""
    row = {"figure_id": id, **FIGURE, **dict.fromkeys((*EMPTY, *LINKS)), **values}
    if row["value"] is not None:
        row["low"] = row["value"] if row["bound"] in ("exact", "at_least", "more_than") else None
        row["high"] = row["value"] if row["bound"] in ("exact", "at_most", "less_than") else None
    return row


def claim(id: str, **values: Any) -> dict[str, Any]:
    """A row of the table claims."""
    about = {"event_id": "e1", "state": "standing", "state_why": None, "told": "2024-03-13"}
    return {**about, **figure(id, **values)}


def quote(id: str, **values: Any) -> dict[str, Any]:
    """A row of the quotes table."""
    row = {"quote_id": id, "article_id": "a1", "title": "Toll rises", "label": "DIRECT", "text": "We are digging"}
    blank = dict.fromkeys(("speaker_name", "speaker_text", "utterance"))
    return {**row, **blank, "start": 0, "status": "suggested", **values}


def event(id: str, **values: Any) -> dict[str, Any]:
    """A row of the events table."""
    row = {
        "event_id": id,
        "name": "Bombing in Halvren",
        "kind": "bombing",
        "place": "Halvren",
        "country": None,
        "state": "proposed",
    }
    days = {"first_day": "2024-03-12", "last_day": "2024-03-12", "latitude": 49.8, "longitude": 24.0}
    killed = {"killed_best": 31, "killed_low": 17, "killed_high": 31}
    return {**row, **days, **killed, "articles": 2, "sources": 1, **values}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of these rows, with pandas' own missing values."""
    return pd.DataFrame(list(rows))
