"""The data dictionary of an export (datapackage.json, Frictionless): every file, column, type, unit, meaning and allowed value."""

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
from components.tables import COUNTS, ESTIMATED, INTEGERS, NUMBERS, TABLES

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
KEYS: Mapping[str, tuple[str, ...]] = {
    "annotations": ("article_id", "annotation_id"),  # highlights of other tools are numbered in each article anew
    "quotes": ("article_id", "quote_id"),
    "figures": ("article_id", "figure_id"),
    "tolls": ("article_id", "label"),
    "articles": ("article_id",),
    "entities": ("entity_id",),
    "events": ("event_id",),
}
OF_ARTICLES = ("annotations", "quotes", "figures", "tolls")
OF_ARTICLE = {"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["article_id"]}}
CHARACTERS, AMOUNT = "Unicode code points", "what the column unit says"
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("start", "end", "original_start", "original_end", "speaker_start", "speaker_end"), CHARACTERS),
    **dict.fromkeys(("cue_start", "cue_end", "characters"), CHARACTERS),
    **dict.fromkeys(("value", "low", "high"), AMOUNT),
    **dict.fromkeys(("value_si", "low_si", "high_si"), "what the column unit_si says"),
    **dict.fromkeys(("latitude", "longitude"), "degrees (WGS 84)"),
    **dict.fromkeys(ESTIMATED | {"best"}, "people"),
    "age": "years",
}
PEOPLE = ("tolls", "estimates")  # their value, low and high are people
WITHIN: Mapping[str, tuple[float, float]] = {
    "score": (0, 1),
    "speaker_score": (0, 1),
    "latitude": (-90, 90),
    "longitude": (-180, 180),
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
    dialect: dict[str, Any] = {"delimiter": options.delimiter, "lineTerminator": "\r\n", "header": True}
    if options.names_delimiter:
        dialect |= {"commentChar": "sep=", "headerRows": [2]}
    return {
        "name": table,
        "path": f"{table}.csv",
        "description": ABOUT[table],
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8-sig" if options.excel else "utf-8",
        "dialect": dialect,
        "schema": {
            "fields": [_field(table, column) for column in TABLES[table]],
            "missingValues": [""],
            **({"primaryKey": list(KEYS[table])} if table in KEYS else {}),
            **({"foreignKeys": [OF_ARTICLE]} if table in OF_ARTICLES else {}),
        },
    }


def _field(table: str, column: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column, "type": _type(table, column), "description": help_of(table, column)}
    if column in UNITS:
        found["unit"] = "people" if table in PEOPLE and UNITS[column] == AMOUNT else UNITS[column]
    if choices := _choices(table, column):
        found["constraints"] = {"enum": list(choices)}
        if column == "label":
            found["labels"] = {name: f"{labels()[name].title}: {labels()[name].help}" for name in choices}
    if column in WITHIN:
        found["constraints"] = dict(zip(("minimum", "maximum"), WITHIN[column], strict=True))
    return found


def _type(table: str, column: str) -> str:
    """The Frictionless type; days may be a month or an interval too, so only publication days are of the type date."""
    if column in NUMBERS:
        return "number"
    if column in INTEGERS or (column in COUNTS and table in ("articles", "entities", "events")):
        return "integer"
    return "date" if column in ("published", "first_day", "last_day") else "string"


def _choices(table: str, column: str) -> tuple[str, ...]:
    if column == "state":
        return EVENT_STATES if table == "events" else STATES
    if column != "label":
        return CHOICES.get(column, ())
    if table in ("tolls", "estimates", "victims"):
        return CASUALTIES
    layer = {"quotes": "quote", "figures": "figure", "claims": "figure", "entities": "entity"}.get(table)
    return tuple(label.name for label in labels().values() if layer in (None, label.layer))
