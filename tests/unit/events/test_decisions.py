"""Decisions on events: their replay, what refuses them, and that an undo or a split takes back what was done."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.deciding import EventRefusedError, asked, contradictions, settled
from components.events.decisions import KEYS, OPS, EventDecision, EventOp, replay

MEMBERS = {"e1": ["a1", "a2"], "e2": ["b1"], "e3": ["c1"]}


class Desk:
    """A journal of decisions that are settled as a store settles them."""

    def __init__(self) -> None:
        self.journal: list[EventDecision] = []

    def decide(self, op: EventOp, seen: int | None = None, author: str = "ana", **data: Any) -> EventDecision:
        state = replay(self.journal)
        members = {**{e: list(a) for e, a in MEMBERS.items()}}
        for article, event in state.pins.items():
            for others in members.values():
                if article in others:
                    others.remove(article)
            members.setdefault(event, []).append(article)
        made = EventDecision(f"op{len(self.journal)}", op, data)
        stored = settled(made, state, len(self.journal) if seen is None else seen, members.get)
        self.journal.append(replace(stored, author=author, time="2024-05-01T10:00:00Z", seq=len(self.journal) + 1))
        return self.journal[-1]


def test_a_merge_then_a_split_is_nothing() -> None:
    desk = Desk()
    desk.decide("merge", events=["e1", "e2"], into="e1")
    assert set(replay(desk.journal).pins.values()) == {"e1"}
    assert desk.decide("split", event="e1", parted=["b1"]).data["to"] == "e2"
    assert replay(desk.journal).pins == {"a1": "e1", "a2": "e1", "b1": "e2"}


def test_an_undo_takes_a_merge_back_with_what_it_pinned() -> None:
    desk = Desk()
    merge = desk.decide("merge", events=["e1", "e2"], into="e1")
    desk.decide("undo", of=merge.op_id)
    assert not replay(desk.journal).pins


def test_what_rests_on_a_later_decision_is_undone_after_it() -> None:
    desk = Desk()
    merge = desk.decide("merge", events=["e1", "e2"], into="e1")
    desk.decide("name", event="e1", name="The market")
    with pytest.raises(EventRefusedError, match=r"After that ana named the event \(2024-05-01 10:00\)"):
        desk.decide("undo", of=merge.op_id)


def test_a_stale_decision_is_told_who_did_what_when() -> None:
    desk = Desk()
    desk.decide("name", event="e1", name="The market", author="bo")
    with pytest.raises(EventRefusedError, match=r"bo named the event \(2024-05-01 10:00\)") as refused:
        desk.decide("name", seen=0, event="e1", name="Rockets")
    assert refused.value.reason == "stale"
    desk.decide("kind", seen=0, event="e1", kind="shelling")  # another field is no conflict
    desk.decide("merge", event=None, events=["e2", "e3"], into="e2")
    with pytest.raises(EventRefusedError, match="merged events"):
        desk.decide("day", seen=2, event="e3", first_day="2024-03-12")


def test_a_claim_and_an_article_are_moved_and_said_not_to_be_of_an_event() -> None:
    desk = Desk()
    desk.decide("move_claim", article="a1", figure="f1", to="e2")
    desk.decide("move_claim", article="a1", figure="f2", to=None)
    desk.decide("move_article", article="b1", to="e1")
    desk.decide("not_this", article="a2", event="e1")
    state = replay(desk.journal)
    assert state.claims == {("a1", "f1"): "e2", ("a1", "f2"): ""}
    assert (state.pins["b1"], "a2" in state.pins) == ("e1", False)
    assert ("a2", "e1") in state.apart


@pytest.mark.parametrize(
    ("op", "data"),
    [
        ("name", {"event": "e1", "name": " x"}),
        ("place", {"event": "e1", "place": "X", "lat": 91, "lon": 0}),
        ("place", {"event": "e1", "place": "X", "lat": 9}),
        ("place", {"event": "e1", "place": "X", "country": "Syria"}),
        ("place", {"event": "e1", "place": "X", "lat": 1, "lon": 2, "place_precision": "street"}),
        ("sides", {"event": "e1", "side_a": ""}),
        ("grading", {"event": "e1", "grade": "sure", "grade_why": "x"}),
        ("grading", {"event": "e1", "grade": "weak"}),
        ("day", {"event": "e1", "first_day": "2024-03-12", "last_day": "2024-03-11"}),
        ("day", {"event": "e1", "first_day": "March"}),
        ("merge", {"events": ["e1"], "into": "e1"}),
        ("split", {"event": "e1", "parted": ["a1", "a2"]}),
        ("estimate", {"event": "e1", "label": "KILLED", "part": "best", "value": 3, "reason": ""}),
        ("claim_state", {"article": "a1", "figure": "f", "state": "gone", "why": "x"}),
    ],
)
def test_what_cannot_be_is_refused(op: EventOp, data: dict[str, Any]) -> None:
    with pytest.raises(EventRefusedError) as refused:
        Desk().decide(op, **data)
    assert refused.value.reason == "malformed"


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.just(10**300),
    st.just(-(10**400)),
    st.text(max_size=5),
    st.just("x" * 100_000),
    st.sampled_from(["\ud800", "a\0b", "e1", "KILLED", "best", "standing", "2024-03-12", "e1 "]),
)
VALUES = st.one_of(ODD, st.lists(ODD, max_size=3), st.dictionaries(st.text(max_size=3), ODD, max_size=2))


def answer(decision: EventDecision) -> EventDecision | EventRefusedError:
    try:
        return asked(decision)
    except EventRefusedError as refused:
        return refused


@given(st.sampled_from([*OPS, "nothing"]), st.data())
def test_whatever_is_asked_is_refused_with_a_sentence_or_can_be_stored(op: Any, data: st.DataObject) -> None:
    keys = [*KEYS.get(op, ()), "said", "members", "from", "more"]
    drawn = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(keys, VALUES)))
    found = answer(EventDecision("op1", op, drawn))
    if isinstance(found, EventRefusedError):
        assert (found.reason, str(found)[-1]) == ("malformed", ".")
        return
    json.dumps(dict(found.data), allow_nan=False, ensure_ascii=False).encode()
    assert set(found.data) <= {*KEYS[op], "said"}
    assert len(str(dict(found.data))) < 100_000


@pytest.mark.parametrize("op_id", ["", "x" * 101, "\ud800", None])
def test_a_decision_needs_an_id_that_can_be_stored(op_id: Any) -> None:
    with pytest.raises(EventRefusedError):
        asked(EventDecision(op_id, "accept", {"event": "e1"}))


def test_an_event_that_is_not_there_is_gone() -> None:
    with pytest.raises(EventRefusedError) as refused:
        Desk().decide("accept", event="e9")
    assert refused.value.reason == "gone"


def test_a_journal_with_an_undo_of_nothing_is_told() -> None:
    desk = Desk()
    first = desk.decide("accept", event="e1")
    wrong = EventDecision("x", "undo", {"of": "nothing"}, seq=2)
    assert [d for d, _ in contradictions([first, wrong])] == [wrong]
