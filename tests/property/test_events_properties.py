"""Any course of imports and decisions: events do not depend on the order, every decision can be taken back, check finds nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from components.events.deciding import EventRefusedError
from components.events.decisions import EventDecision, EventOp
from components.model import Annotated
from components.store import EventsAsked, Store, open_store
from tests.unit.events.told import blast

DAYS = ("2024-03-12", "2024-03-13", "2024-03-16")


def news(dice: random.Random) -> list[Annotated]:
    """Blasts of two towns in a week, told by several articles each."""
    made = []
    for n in range(10):
        day = dice.choice(DAYS)
        place, site = dice.choice(["Halvren", "Orvel"]), dice.choice(["market", "school"])
        made.append(blast(f"a{n}", day, place, site, dice.randint(3, 30), "that day", day))
    return made


def events(store: Store) -> dict[str, list[str]]:
    """The articles of each event that has any."""
    every = EventsAsked(states=("proposed", "accepted", "rejected"), least=1)
    rows = store.events.page(every, limit=1000).rows
    return {row.event.id: [a.id for a in store.events.articles(row.event.id)] for row in rows}


def figure_of(store: Store, article: str) -> str:
    return next(a.id for a in store.annotated(article).annotations if a.layer == "figure")


def a_decision(dice: random.Random, store: Store, n: int) -> EventDecision:
    there = events(store)
    ids = sorted(there)
    one = dice.choice(ids)
    article = dice.choice(there[one])
    merged = dice.sample(ids, min(2, len(ids)))
    choices: list[tuple[EventOp, dict[str, object]]] = [
        ("accept", {"event": one}),
        ("name", {"event": one, "name": f"Event {n}"}),
        ("merge", {"events": merged, "into": merged[0]}),
        ("split", {"event": one, "parted": [article]}),
        ("move_article", {"article": article, "to": dice.choice([*ids, None])}),
        ("not_this", {"article": article, "event": one}),
        ("place", {"event": one, "place": "Old town", "lat": n / 2, "lon": -n, "place_precision": "district"}),
        ("day", {"event": one, "first_day": "2024-03-01", "last_day": "2024-03-31", "day_precision": "month"}),
        ("sides", {"event": one, "side_a": dice.choice([None, "the front"]), "side_b": "guards"}),
        ("grading", {"event": one, "grade": "contested", "grade_why": f"reason {n}"}),
        ("move_claim", {"article": article, "figure": figure_of(store, article), "to": dice.choice([*ids, None])}),
    ]
    op, data = dice.choice(choices)
    return EventDecision(f"d{n}", op, data)


def decided(store: Store, decision: EventDecision) -> bool:
    """Whether a decision was stored; a merge of one event and a split of its only article cannot be."""
    try:
        return bool(store.events.decide(decision, store.events.revision(), "ana").seq)
    except EventRefusedError as refused:
        if refused.reason != "malformed":
            raise
        return False


@pytest.mark.parametrize("seed", range(4))
def test_any_course_of_imports_and_decisions_is_sound_and_can_be_taken_back(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    articles = news(dice)
    first = open_store(f"sqlite:///{tmp_path}/first.db")
    for annotated in articles:
        first.add(annotated)
    first.events.settle()
    store = open_store(f"sqlite:///{tmp_path}/second.db")
    late = articles[7:]
    for annotated in dice.sample(articles[:7], 7):
        store.add(annotated)
        store.events.settle()
    for n in range(8):
        decided(store, a_decision(dice, store, n))
        if n >= 5:
            store.add(late[n - 5])
            store.events.settle()
        assert not list(store.events.check())
    for standing in reversed(store.events.decided().standing):
        undo = EventDecision(f"undo {standing.op_id}", "undo", {"of": standing.op_id})
        store.events.decide(undo, store.events.revision(), "ana")
    assert not list(store.events.check())
    assert events(store) == events(first)
    first.close()
    store.close()
