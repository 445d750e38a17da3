"""What analysts decide about events, and the replay of all that: appended like the decisions on names, never changed.

Every decision on an event holds the articles that it had (``articles``), so that no later proposal moves what a person looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

EventOp = Literal[
    "accept",
    "reject",
    "name",
    "place",
    "day",
    "kind",
    "sides",
    "grading",
    "merge",
    "split",
    "move_article",
    "not_this",
    "move_claim",
    "claim_state",
    "estimate",
    "trust",
    "undo",
]
OPS: tuple[EventOp, ...] = get_args(EventOp)
SETS: Mapping[str, tuple[str, ...]] = {  # the fields of an event that an op sets
    "name": ("name",),
    "place": ("place", "lat", "lon", "place_precision", "country", "admin1", "admin2"),
    "day": ("first_day", "last_day", "day_precision"),
    "kind": ("kind",),
    "sides": ("side_a", "side_b"),
    "grading": ("grade", "grade_why"),
}
KEYS: Mapping[str, tuple[str, ...]] = {  # what the data of each op holds
    **{op: ("event", *fields) for op, fields in SETS.items()},
    **dict.fromkeys(("accept", "reject"), ("event",)),
    "merge": ("events", "into"),
    "split": ("event", "parted"),
    "move_article": ("article", "to"),
    "not_this": ("article", "event"),
    "move_claim": ("article", "figure", "to"),
    "claim_state": ("article", "figure", "event", "state", "why"),
    "estimate": ("event", "label", "part", "value", "reason", "victim_type"),
    "trust": ("sources", "collection"),
    "undo": ("of",),
}
NONE = ""  # an article or claim that a person says belongs to no event


@dataclass(frozen=True, slots=True)
class EventDecision:
    """One appended decision. ``data`` by op, ids being texts:

    accept, reject {event, articles}; name {event, name}; place {event, place, lat, lon, place_precision, country, admin1, admin2};
    day {event, first_day, last_day, day_precision}; kind {event, kind}; sides {event, side_a, side_b}; grading {event, grade,
    grade_why}, grade None: by rule again; merge {events, into}; split {event, parted, to} (the articles that go
    into an event of their own); move_article {article, to} and move_claim {article, figure, to}, to None: to no event; not_this
    {article, event}: never proposed there again; claim_state {article, figure, event, state, why}, state None: by rule again; estimate {event,
    label, part, value, reason, victim_type}; trust {sources, collection}; undo {of: an op_id}. ``said`` may tell people what was done.
    ``members`` {event: articles} is added when it is stored, and ``from`` to the move of an article. ``seq`` is the number of the row.
    """

    op_id: str
    op: EventOp
    data: Mapping[str, Any]
    author: str = ""
    time: str = ""
    seq: int = 0


@dataclass(slots=True)
class Decided:
    """The replay of decisions: what differs from the proposals. Nothing outside of ``replay`` changes it.

    ``pins`` gives an article its event or NONE, ``claims`` a claim; ``fields`` are values that persons set, ``claim_states`` and
    ``estimates`` what they said of claims and numbers; ``trust`` are sources in order, by collection.
    """

    pins: dict[str, str] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    claims: dict[tuple[str, str], str] = field(default_factory=dict)
    claim_states: dict[tuple[str, str], EventDecision] = field(default_factory=dict)
    estimates: list[EventDecision] = field(default_factory=list)
    trust: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merged: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)  # into → event → the articles it had
    standing: list[EventDecision] = field(default_factory=list)
    touched: dict[str, EventDecision] = field(default_factory=dict)  # what → the last decision on it
    revision: int = 0

    def take(self, decision: EventDecision) -> None:
        """Becomes the state after one more decision that stands; nothing but a replay may call it."""
        data = decision.data
        for event, articles in data.get("members", {}).items():
            for article in articles:
                self.pins.setdefault(article, event)
        _TAKE[decision.op](self, decision)
        self.standing.append(decision)
        self.note(decision, decision)

    def note(self, about: EventDecision, by: EventDecision) -> None:
        """Notes that ``by`` was about what ``about`` touches."""
        self.touched.update(dict.fromkeys(touches(about), by))
        self.revision = by.seq

    def events(self) -> frozenset[str]:
        """The events that any decision holds: their rows are there even where no article is."""
        merged = frozenset(e for events in self.merged.values() for e in events)
        return merged | frozenset(self.fields) | frozenset(self.states) | frozenset(e for e in self.pins.values() if e)

    def last(self, author: str) -> EventDecision | None:
        """The last decision of somebody that stands: what their undo takes back."""
        return next((d for d in reversed(self.standing) if d.author == author), None)

    def in_the_way(self, decision: EventDecision) -> EventDecision | None:
        """A later decision on the same things, which must be undone before; None where there is none."""
        mine = touches(decision)
        later = (d for d in reversed(self.standing) if d.seq > decision.seq)
        return next((d for d in later if mine & rests_on(d)), None)

    def home(self, event: str, articles: Iterable[str]) -> str | None:
        """The event that exactly these articles were when it was merged into this one: so a split undoes a merge."""
        asked = frozenset(articles)
        return next((e for e, had in sorted(self.merged.get(event, {}).items()) if had == asked), None)


def _state(state: Decided, d: EventDecision) -> None:
    state.states[d.data["event"]] = "accepted" if d.op == "accept" else "rejected"


def _set(state: Decided, d: EventDecision) -> None:
    mine = state.fields.setdefault(d.data["event"], {})
    mine.update({name: d.data.get(name) for name in SETS[d.op]})


def _merge(state: Decided, d: EventDecision) -> None:
    into = d.data["into"]
    for event in d.data["events"]:
        if event == into:
            continue
        mine = frozenset(a for a, e in state.pins.items() if e == event)
        state.merged.setdefault(into, {})[event] = mine
        state.pins.update(dict.fromkeys(mine, into))
        for claim, of in list(state.claims.items()):
            if of == event:
                state.claims[claim] = into


def _split(state: Decided, d: EventDecision) -> None:
    state.pins.update(dict.fromkeys(d.data["parted"], d.data["to"]))
    state.merged.get(d.data["event"], {}).pop(d.data["to"], None)


def _move_article(state: Decided, d: EventDecision) -> None:
    article, to = d.data["article"], d.data.get("to") or NONE
    state.pins[article] = to
    state.apart.discard((article, to))


def _not_this(state: Decided, d: EventDecision) -> None:
    article, event = d.data["article"], d.data["event"]
    state.apart.add((article, event))
    if state.pins.get(article) == event:
        del state.pins[article]


def _move_claim(state: Decided, d: EventDecision) -> None:
    state.claims[d.data["article"], d.data["figure"]] = d.data.get("to") or NONE


def _claim_state(state: Decided, d: EventDecision) -> None:
    key = (d.data["article"], d.data["figure"])
    if d.data.get("state") is None:
        state.claim_states.pop(key, None)
    else:
        state.claim_states[key] = d


def _estimate(state: Decided, d: EventDecision) -> None:
    state.estimates.append(d)


def _trust(state: Decided, d: EventDecision) -> None:
    state.trust[d.data.get("collection") or ""] = tuple(d.data["sources"])


_TAKE = {
    "accept": _state,
    "reject": _state,
    **dict.fromkeys(SETS, _set),
    "merge": _merge,
    "split": _split,
    "move_article": _move_article,
    "not_this": _not_this,
    "move_claim": _move_claim,
    "claim_state": _claim_state,
    "estimate": _estimate,
    "trust": _trust,
}


def replay(decisions: Iterable[EventDecision]) -> Decided:
    """The state after all decisions in their order; those that were undone count for nothing."""
    everything = list(decisions)
    undone = {d.data["of"] for d in everything if d.op == "undo"}
    by_id = {d.op_id: d for d in everything}
    state = Decided()
    for decision in everything:
        if decision.op == "undo":
            state.note(by_id[decision.data["of"]], decision)
        elif decision.op_id in undone:
            state.note(decision, decision)
        else:
            state.take(decision)
    return state


def touches(decision: EventDecision) -> frozenset[str]:
    """What a decision changes: ids of events, and articles, claims and fields by a key of their own."""
    data, op = decision.data, decision.op
    if op in SETS or op in ("accept", "reject"):
        return frozenset({f"{op if op in SETS else 'state'} of {data['event']}"})
    if op in ("merge", "split"):
        found = {*data.get("events", ()), *(data[k] for k in ("into", "event", "to") if data.get(k))}
        return frozenset(found | {f"article {a}" for a in data.get("parted", ())})
    if op in ("move_article", "not_this"):
        return frozenset({f"article {data['article']}"})
    if op == "move_claim":
        return frozenset({f"claim {data['article']} {data['figure']}"})
    if op == "claim_state":
        return frozenset({f"state of claim {data['article']} {data['figure']}"})
    if op == "estimate":
        return frozenset({f"estimate {data['event']} {data['label']} {data['part']} {data.get('victim_type')}"})
    return frozenset({f"trust {data.get('collection') or ''}"} if op == "trust" else ())


def rests_on(decision: EventDecision) -> frozenset[str]:
    """What a decision changes, and the events that must be as its author saw them."""
    data = decision.data
    events = {data[name] for name in ("event", "to") if data.get(name)}
    return touches(decision) | events
