"""The tables of events: an event a row, its estimates, its claims with their states, and its named victims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from components.events.account import Account
from components.events.claim import Claim, Key, State, began
from components.events.estimates import PARTS, Estimate
from components.events.model import Event
from components.events.standing import is_named, kind_of
from components.model import CASUALTIES, tidy_number
from components.tables.columns import JOINED, TABLES, Row

CLAIM_FIELDS = tuple(f.name for f in fields(Claim) if f.name not in ("id", "event_id", "score"))


def event_rows(table: str, account: Account) -> Iterator[Row]:
    """The rows of one event in one of EVENT_TABLES, with the table's columns but ``guarded``; None is unknown."""
    return _ROWS[table](account)


def _events(account: Account) -> Iterator[Row]:
    event = account.event
    by_hand = {who for e in account.estimates for who in e.set_by}
    yield {
        "event_id": event.id,
        "name": event.name,
        "kind": event.kind,
        "first_day": event.first_day,
        "last_day": event.last_day,
        "day_precision": event.day_precision,
        "place": event.place,
        "admin2": event.admin2,
        "admin1": event.admin1,
        "country": event.country,
        "latitude": event.lat,
        "longitude": event.lon,
        "place_precision": event.place_precision,
        "side_a": event.side_a,
        "side_b": event.side_b,
        "articles": len(account.articles),
        "claims": len(account.casualties),
        "open_claims": account.open_claims,
        "sources": len(account.independent),
        **_numbers(account),
        "grading": account.graded.grade if account.graded else None,
        "grading_why": account.graded.why if account.graded else None,
        "set_by": JOINED.join(sorted(by_hand)) or None,
        "state": event.state,
        "notes": event.why or None,
    }


def listed(event: Event, articles: int, sources: int, killed: tuple[float | None, float | None, float | None]) -> Row:
    """What a list knows of an event, in the columns of the table events; ``killed`` is the best, the least and the most."""
    best, low, high = (tidy_number(number) for number in killed)
    return {
        "event_id": event.id,
        "name": event.name,
        "kind": event.kind,
        "first_day": event.first_day,
        "last_day": event.last_day,
        "place": event.place,
        "country": event.country,
        "latitude": event.lat,
        "longitude": event.lon,
        "place_precision": event.place_precision,
        "articles": articles,
        "sources": sources,
        "killed_best": best,
        "killed_low": low,
        "killed_high": high,
        "state": event.state,
    }


def _numbers(account: Account) -> Row:
    found: Row = {}
    for label in CASUALTIES:
        estimate = account.estimate(label)
        for part in PARTS:
            number = getattr(estimate, part) if estimate is not None else None
            found[f"{label.lower()}_{part}"] = tidy_number(number)
    return found


def _estimates(account: Account) -> Iterator[Row]:
    for e in account.estimates:
        yield {
            "event_id": account.event.id,
            "event": account.event.name,
            "label": e.label,
            "victim_type": e.victim_type,
            **{part: tidy_number(getattr(e, part)) for part in PARTS},
            "open": "yes" if e.is_open else None,
            "claims": e.claims,
            "sources": len(e.sources),
            "rests_on": _rests_on(e),
            "rule": e.why,
            "set_by": JOINED.join(e.set_by) or None,
            "reason": JOINED.join(dict.fromkeys(one.reason for one in e.by_hand.values())) or None,
        }


def _rests_on(estimate: Estimate) -> str | None:
    keys = dict.fromkeys(key for part in PARTS for key in estimate.rests_on.get(part, ()))
    return JOINED.join(figure for _, figure in keys) or None


def _claims(account: Account) -> Iterator[Row]:
    first = began(account.claims)
    for claim in account.claims:
        state = account.states.get(claim.key, State())
        source = account.sources[claim.key]
        row = {
            "figure_id": claim.id,
            "event_id": account.event.id,
            "event": account.event.name,
            "state": state.state,
            "state_why": state.why or None,
            "gives_way_to": _figure(state.by),
            "set_by": state.set_by,
            "independent_source": source,
            "source_kind": kind_of(source, outlet=not (claim.source or claim.relay)),
            "source_named": "yes" if is_named(source) else "no",
            "told": claim.told(first) or None,
            **{name: tidy_number(getattr(claim, name)) for name in CLAIM_FIELDS},
        }
        yield {column: row[column] for column in TABLES["claims"][:-1]}


def _victims(account: Account) -> Iterator[Row]:
    for victim in account.victims:
        yield {
            "event_id": account.event.id,
            "event": account.event.name,
            "name": victim.name,
            "label": victim.what,
            "age": victim.age,
            "sex": victim.sex,
            "child": None if victim.is_child is None else "yes" if victim.is_child else "no",
            "article_id": victim.key[0],
            "highlight_id": victim.key[1],
            "sentence": victim.sentence,
        }


def _figure(key: Key | None) -> str | None:
    return key[1] if key is not None else None


_ROWS: Mapping[str, Callable[[Account], Iterator[Row]]] = {
    "events": _events,
    "estimates": _estimates,
    "claims": _claims,
    "victims": _victims,
}
