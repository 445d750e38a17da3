"""An event as the store keeps it and pages show it: what happened at a place in a time, and how sure its place and day are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

PlacePrecision = Literal["exact", "town", "district", "region", "country"]
DayPrecision = Literal["day", "range", "month"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
EventState = Literal["proposed", "accepted", "rejected"]
PLACE_PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)
DAY_PRECISIONS: tuple[DayPrecision, ...] = get_args(DayPrecision)
GRADES: tuple[Grade, ...] = get_args(Grade)
EVENT_STATES: tuple[EventState, ...] = get_args(EventState)


@dataclass(frozen=True, slots=True)
class Event:
    """``kind`` is a kind of data/rules/causes.tsv or what a person wrote; days are ISO days; ``country`` an ISO 3166 code. None is
    unknown. ``side_a`` is who did it or is said to have, ``side_b`` the other side;
    ``grade`` with its reason is what a person says of its claims, None leaves it to the rule. ``why`` says in a sentence why these articles are one event; ``by_hand`` names the fields that a person set."""

    id: str
    name: str
    kind: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: PlacePrecision | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    day_precision: DayPrecision | None = None
    side_a: str | None = None
    side_b: str | None = None
    grade: Grade | None = None
    grade_why: str | None = None
    state: EventState = "proposed"
    why: str = ""
    by_hand: tuple[str, ...] = ()


def event_id(first_article: str) -> str:
    """The id of an event that is proposed, from the first of its articles: another order of import gives the same."""
    return "e" + hashlib.sha256(f"event|{first_article}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
