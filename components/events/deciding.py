"""Whether a decision on events can be stored: its form, what it is about, and whether its author saw how things are."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from components.events.claim import STATES
from components.events.decisions import KEYS, OPS, Decided, EventDecision, replay, rests_on
from components.events.estimates import PARTS
from components.events.model import DAY_PRECISIONS, GRADES, PLACE_PRECISIONS
from components.model import CASUALTIES, VICTIM_TYPES

LONGEST = 300  # characters of a text
REASON = 2_000
MANY = 2_000  # members of a list
COUNTRY = re.compile("[A-Z]{2}")
SAID = {
    "accept": "accepted the event",
    "reject": "rejected the event",
    "name": "named the event",
    "place": "set the place of the event",
    "day": "set the day of the event",
    "kind": "set the kind of the event",
    "sides": "set the sides of the event",
    "grading": "graded the event",
    "merge": "merged events",
    "split": "split the event",
    "move_article": "moved the article",
    "not_this": "said that the article is not about the event",
    "move_claim": "moved the claim",
    "claim_state": "set the state of the claim",
    "estimate": "set the estimate",
    "trust": "changed the list of trusted sources",
    "undo": "took a decision back",
}


class EventRefusedError(ValueError):
    """A decision that was not stored; ``reason`` ("malformed", "gone", "stale", "undone", "later") is for programs, the message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def settled(
    decision: EventDecision, state: Decided, seen: int, members: Callable[[str], list[str] | None]
) -> EventDecision:
    """The decision as it is stored, with the members of its events and the id of what a split makes.

    ``seen`` is the revision that its author had before them, ``members`` gives the articles of an event, None where there is no such
    event. Raises EventRefusedError.
    """
    check_form(decision)
    if decision.op == "undo":
        _check_undo(decision, state)
        return decision
    data = {k: v for k, v in decision.data.items() if k not in ("members", "to" if decision.op == "split" else "")}
    newer = [state.touched[key] for key in rests_on(replace(decision, data=data)) if key in state.touched]
    if late := max((d for d in newer if d.seq > seen), key=lambda d: d.seq, default=None):
        raise EventRefusedError("stale", f"In the meantime {told(late)}. Look at it again.")
    there = {event: members(event) for event in events_of(decision)}
    for event, articles in there.items():
        if articles is None:
            raise EventRefusedError("gone", f"There is no event {event} any more. Look at the list again.")
    data["members"] = {event: sorted(articles) for event, articles in there.items() if articles}
    if decision.op == "split":
        _check_parts(data, there[data["event"]] or [])
        data["to"] = state.home(data["event"], data["parted"]) or _made(decision.op_id)
    return replace(decision, data=data)


def told(decision: EventDecision) -> str:
    """Who did what when, as part of a sentence."""
    what = str(decision.data.get("said") or SAID[decision.op])
    return f"{decision.author or 'somebody'} {what} ({decision.time[:16].replace('T', ' ')})"


def events_of(decision: EventDecision) -> list[str]:
    """The events that a decision names and that must be there."""
    data = decision.data
    single = [
        data[k] for k in ("event", "into", "to", "from") if data.get(k) and not (k == "to" and decision.op == "split")
    ]
    return list(dict.fromkeys([*data.get("events", ()), *single]))


def _made(op_id: str) -> str:
    return "e" + hashlib.sha256(op_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _check_parts(data: Mapping[str, Any], articles: list[str]) -> None:
    if not set(data["parted"]) <= set(articles):
        raise EventRefusedError("gone", "One of these articles is not of this event any more. Look at it again.")
    if set(data["parted"]) == set(articles):
        raise EventRefusedError("malformed", "A split must leave the event an article.")


def _check_undo(decision: EventDecision, state: Decided) -> None:
    meant = next((d for d in state.standing if d.op_id == decision.data["of"]), None)
    if meant is None:
        raise EventRefusedError("undone", "That was undone already.")
    if (later := state.in_the_way(meant)) is not None:
        raise EventRefusedError("later", f"After that {told(later)}. Undo that first.")


def asked(decision: EventDecision) -> EventDecision:
    """A decision as somebody asks for it, with what it needs and no more. Raises EventRefusedError."""
    if decision.op not in OPS or not isinstance(decision.data, Mapping):
        raise EventRefusedError("malformed", f"There is no decision {str(decision.op)[:40]!r}.")
    data = {name: decision.data[name] for name in (*KEYS[decision.op], "said") if name in decision.data}
    found = replace(decision, data=data)
    check_form(found)
    return found


def check_form(decision: EventDecision) -> None:
    """Raises EventRefusedError for a decision that does not have the form that EventDecision describes."""
    if decision.op not in OPS:
        raise EventRefusedError("malformed", f"There is no decision {str(decision.op)[:40]!r}.")
    if not isinstance(decision.op_id, str) or not 0 < len(decision.op_id) <= 100:
        raise EventRefusedError("malformed", "A decision has an id of 1 to 100 characters.")
    _text({"op_id": decision.op_id}, "op_id")
    if decision.data.get("said"):
        _text(decision.data, "said")
    _FORM[decision.op](decision.data)


def _event(data: Mapping[str, Any]) -> None:
    _text(data, "event")


def _name(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    if " ".join(_text(data, "name").split()) != data["name"]:
        raise EventRefusedError("malformed", "A name is one line without spaces at its ends.")


def _place(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    for name in ("place", "country", "admin1", "admin2"):
        _text(data, name, optional=True)
    if data.get("country") is not None and not COUNTRY.fullmatch(data["country"]):
        raise EventRefusedError("malformed", "A country is two capital letters (ISO 3166), such as UA.")
    lat, lon, precision = (data.get(name) for name in ("lat", "lon", "place_precision"))
    if (lat is None) != (lon is None):
        raise EventRefusedError("malformed", "A place has both a latitude and a longitude, or neither.")
    if lat is not None and not (_within(lat, 90) and _within(lon, 180)):
        raise EventRefusedError("malformed", "Latitude is from -90 to 90, longitude from -180 to 180.")
    if precision is not None and precision not in PLACE_PRECISIONS:
        raise EventRefusedError("malformed", f"The precision of a place is one of {', '.join(PLACE_PRECISIONS)}.")


def _day(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    days = []
    for name in ("first_day", "last_day"):
        if data.get(name) is not None:
            try:
                days.append(date.fromisoformat(_text(data, name)))
            except ValueError as error:
                raise EventRefusedError("malformed", f"{data[name]!r} is no day like 2024-05-14.") from error
    if days != sorted(days) or (data.get("last_day") is not None and data.get("first_day") is None):
        raise EventRefusedError("malformed", "An event's first day comes before its last.")
    if data.get("day_precision") is not None and data["day_precision"] not in DAY_PRECISIONS:
        raise EventRefusedError("malformed", f"The precision of a day is one of {', '.join(DAY_PRECISIONS)}.")


def _kind(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    _text(data, "kind", optional=True)


def _sides(data: Mapping[str, Any]) -> None:
    for name in ("event", "side_a", "side_b"):
        _text(data, name, optional=name != "event")


def _grading(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    if data.get("grade") is None:
        if data.get("grade_why") is not None:
            raise EventRefusedError("malformed", "A reason without a grade says nothing.")
        return
    _one_of(data, "grade", GRADES)
    _text(data, "grade_why", longest=REASON)


def _merge(data: Mapping[str, Any]) -> None:
    _texts(data, "events", 2)
    if _text(data, "into") not in data["events"]:
        raise EventRefusedError("malformed", "What is merged must go into one of the events.")


def _split(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    _texts(data, "parted", 1)


def _move_article(data: Mapping[str, Any]) -> None:
    _text(data, "article")
    _text(data, "to", optional=True)


def _not_this(data: Mapping[str, Any]) -> None:
    _text(data, "article")
    _text(data, "event")


def _move_claim(data: Mapping[str, Any]) -> None:
    _move_article(data)
    _text(data, "figure")


def _claim_state(data: Mapping[str, Any]) -> None:
    for name in ("article", "figure"):
        _text(data, name)
    _text(data, "event", optional=True)
    if data.get("state") is not None:
        _one_of(data, "state", STATES)
        _text(data, "why", longest=REASON)


def _estimate(data: Mapping[str, Any]) -> None:
    _text(data, "event")
    _one_of(data, "label", CASUALTIES)
    _one_of(data, "part", PARTS)
    if data.get("victim_type") is not None:
        _one_of(data, "victim_type", VICTIM_TYPES)
    if data.get("value") is not None:
        value = data["value"]
        if not _number(value) or not 0 <= value <= 10**12 or value != int(value):
            raise EventRefusedError("malformed", "A number of people is whole, and from 0 to 1,000,000,000,000.")
        _text(data, "reason", longest=REASON)


def _trust(data: Mapping[str, Any]) -> None:
    _text(data, "collection", optional=True)
    _texts(data, "sources", 0)


def _undo(data: Mapping[str, Any]) -> None:
    _text(data, "of")


_FORM: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    "accept": _event,
    "reject": _event,
    "name": _name,
    "place": _place,
    "day": _day,
    "kind": _kind,
    "sides": _sides,
    "grading": _grading,
    "merge": _merge,
    "split": _split,
    "move_article": _move_article,
    "not_this": _not_this,
    "move_claim": _move_claim,
    "claim_state": _claim_state,
    "estimate": _estimate,
    "trust": _trust,
    "undo": _undo,
}


def _one_of(data: Mapping[str, Any], name: str, allowed: Iterable[str]) -> None:
    if data.get(name) not in tuple(allowed):
        raise EventRefusedError("malformed", f"{name} is one of {', '.join(allowed)}.")


def _within(value: Any, most: int) -> bool:
    return _number(value) and -most <= value <= most


def _number(value: Any) -> bool:
    return type(value) in (int, float) and value == value and abs(value) != float("inf")


def _text(data: Mapping[str, Any], name: str, optional: bool = False, longest: int = LONGEST) -> str:
    value = data.get(name)
    if optional and value is None:
        return ""
    usable = isinstance(value, str) and value.strip() and len(value) <= longest
    if not usable or any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in str(value)):
        raise EventRefusedError("malformed", f"{name} must be a text of at most {longest:,} characters.")
    return str(value)


def _texts(data: Mapping[str, Any], name: str, least: int) -> None:
    values = data.get(name)
    if not isinstance(values, list | tuple) or len(values) > MANY:
        raise EventRefusedError("malformed", f"{name} must be a list of {least} to {MANY:,} texts.")
    if len({_text({name: value}, name) for value in values}) < least:
        raise EventRefusedError("malformed", f"{name} must be a list of {least} to {MANY:,} texts.")


def contradictions(decisions: Iterable[EventDecision]) -> Iterator[tuple[EventDecision, str]]:
    """Decisions that could not have been stored after those before them, each with the reason."""
    sound: list[EventDecision] = []
    for decision in decisions:
        try:
            check_form(decision)
            if decision.op == "undo":
                _check_undo(decision, replay(sound))
        except EventRefusedError as error:
            yield decision, str(error)
            continue
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield decision, f"its data cannot be read ({error!r})"
            continue
        sound.append(decision)
