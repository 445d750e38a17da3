"""The outlines of the world's countries, for maps: read from data/, so that no map asks a network for anything."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from components.lexicons import DATA


@cache
def outlines() -> dict[str, Any]:
    """The data of a Vega-Lite layer that draws them: its topology lies in the spec itself."""
    topology = json.loads((DATA / "outlines" / "countries.json").read_text("utf-8"))
    return {"values": topology, "format": {"type": "topojson", "feature": "countries"}}
