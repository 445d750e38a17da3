"""Whole events: the states of their claims and the estimates, as casualty recorders would make them by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.events.claim import Claim
from components.events.estimates import estimates
from components.events.states import states

LINES = (Path(__file__).parent / "events" / "estimates.jsonl").read_text("utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


def claim(record: dict[str, Any]) -> Claim:
    values = {"label": "KILLED", "start": 0, "end": 10, "bound": "exact", **record}
    values["article_id"] = values.pop("article", record["id"])
    value = values.get("value")
    if values["bound"] in ("exact", "at_least", "more_than"):
        values.setdefault("low", value)
    if values["bound"] in ("exact", "at_most", "less_than"):
        values.setdefault("high", value)
    return Claim(**values)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_event_is_read_as_by_hand(case: dict[str, Any]) -> None:
    claims = [claim(record) for record in case["claims"]]
    found = states(claims, copies=case.get("copies"))
    assert {key[1]: state.state for key, state in found.items() if key[1] in case.get("states", {})} == case.get(
        "states", {}
    )
    made = estimates(claims, found, case.get("trust", ()), copies=case.get("copies"))
    names = {e.label if e.victim_type is None else f"{e.label}/{e.victim_type}": e for e in made}
    assert {name: [e.best, e.low, e.high] for name, e in names.items()} == case["estimates"]
    assert [name for name, e in names.items() if e.is_open] == case.get("open", [])
    assert len(names["KILLED"].sources) == case["sources"]
