"""The data dictionary of an export (datapackage.json, Frictionless): every file, column, type, meaning and allowed value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from components.events.claim import STATES
from components.events.model import DAY_PRECISIONS, EVENT_STATES, GRADES, PLACE_PRECISIONS
from components.events.standing import SOURCE_KINDS
from components.events.victims import SEXES
from components.exporters.columns import ABOUT, help_of
from components.exporters.options import Options
from components.labels import labels
from components.model import BOUNDS, CASUALTIES, LAYERS, ORIGINS, REVIEW_STATUSES, SCOPES, STATUSES, VICTIM_TYPES
from components.tables import COUNTS, INTEGERS, NUMBERS, TABLES

PROFILE = "tabular-data-package"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "layer": LAYERS,
    "origin": ORIGINS,
    "status": STATUSES,
    "bound": BOUNDS,
    "scope": SCOPES,
    "victim_type": VICTIM_TYPES,
    "day_precision": DAY_PRECISIONS,
    "place_precision": PLACE_PRECISIONS,
    "grading": GRADES,
    "source_kind": SOURCE_KINDS,
    "sex": SEXES,
    "review_status": REVIEW_STATUSES,
}
KEYS = {table: f"{table.removesuffix('s')}_id" for table in ("annotations", "quotes", "figures", "articles")} | {
    "entities": "entity_id",
    "events": "event_id",
}


def dictionary(options: Options) -> bytes:
    """The bytes of datapackage.json for the CSV files of an export."""
    package = {
        "name": "dateline-export",
        "title": "Annotated articles, exported from Dateline",
        "profile": PROFILE,
        "resources": [_resource(table, options) for table in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(table: str, options: Options) -> dict[str, Any]:
    dialect: dict[str, Any] = {"delimiter": ";" if options.semicolon else ",", "lineTerminator": "\r\n", "header": True}
    if options.semicolon:
        dialect["commentChar"] = "sep="
    return {
        "name": table,
        "path": f"{table}.csv",
        "description": ABOUT[table],
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": dialect,
        "schema": {
            "fields": [_field(table, column) for column in TABLES[table]],
            "missingValues": [""],
            **({"primaryKey": KEYS[table]} if table in KEYS else {}),
        },
    }


def _field(table: str, column: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column, "type": _type(table, column), "description": help_of(table, column)}
    if choices := _choices(table, column):
        found["constraints"] = {"enum": list(choices)}
    return found


def _type(table: str, column: str) -> str:
    """The Frictionless type; days may be a month or an interval too, so only publication days are of the type date."""
    if column in NUMBERS:
        return "number"
    if column in INTEGERS or (column in COUNTS and table in ("articles", "entities", "events")):
        return "integer"
    return "date" if column in ("published", "period_start", "period_end", "first_day", "last_day") else "string"


def _choices(table: str, column: str) -> tuple[str, ...]:
    if column == "state":
        return EVENT_STATES if table == "events" else STATES
    if column != "label":
        return CHOICES.get(column, ())
    if table in ("tolls", "estimates", "victims"):
        return CASUALTIES
    layer = {"quotes": "quote", "figures": "figure", "claims": "figure", "entities": "entity"}.get(table)
    return tuple(label.name for label in labels().values() if layer in (None, label.layer))
