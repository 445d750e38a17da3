"""Any course of renames, merges, splits and undos: the rules say of each mention what moving the mentions one by one says."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from components.identity import Decision, DecisionRefusedError, Identities, entity_id, replay, settled

NAMES = ("Ann Hale", "Hale", "A. Hale", "Tarn", "Port Tarn")
KEYS = {entity_id(name, "PERSON"): name for name in NAMES}
ARTICLES = ("a1", "a2", "a3")
WRITTEN = ("hale", "ann", "tarn")
MENTIONS = list(product(KEYS, ARTICLES, WRITTEN))


class Library:
    """Every mention with its entity, moved one by one; the names by entity."""

    def __init__(self) -> None:
        self.entity = {mention: mention[0] for mention in MENTIONS}
        self.names: dict[str, str] = {}
        self.decided: set[str] = set()

    def take(self, decision: Decision) -> None:
        data = decision.data
        if decision.op == "merge":
            for mention, entity in self.entity.items():
                if entity in data["entities"]:
                    self.entity[mention] = data["into"]
            for entity in data["entities"]:
                self.names.pop(entity, None)
        if decision.op == "split":
            for mention, entity in self.entity.items():
                places = zip(("names", "articles", "written"), mention, strict=True)
                if entity == data["entity"] and any(value in data.get(part, ()) for part, value in places):
                    self.entity[mention] = data["to"]
        if decision.op != "keep_apart":
            named = data.get("into") or data.get("to") or data["entity"]
            self.names.pop(named, None)
            if data.get("name"):
                self.names[named] = data["name"]


def chosen(dice: random.Random, state: Identities, n: int) -> Decision:
    entities = sorted({state.entity(*mention) for mention in MENTIONS})
    op = dice.choice(["rename", "merge", "split", "split", "keep_apart", "undo"])
    some = dice.sample(entities, min(len(entities), dice.randint(2, 3)))
    if op == "undo" and state.standing:
        return Decision(f"d{n}", "undo", {"of": dice.choice(state.standing).op_id})
    if op == "merge" and len(some) > 1:
        return Decision(f"d{n}", "merge", {"entities": some, "into": some[0], "name": f"N{n}", "label": "PERSON"})
    if op == "split":
        part, values = dice.choice([("names", tuple(KEYS)), ("articles", ARTICLES), ("written", WRITTEN)])
        name = {} if part == "names" else {"name": f"N{n}"}
        picked = dice.sample(values, dice.randint(1, 2))
        return Decision(f"d{n}", "split", {"entity": some[0], part: picked, "label": "PERSON", **name})
    if op == "keep_apart" and len(some) > 1:
        return Decision(f"d{n}", "keep_apart", {"entities": some})
    return Decision(f"d{n}", "rename", {"entity": some[0], "name": f"N{n}", "label": "PERSON"})


@pytest.mark.parametrize("seed", range(60))
def test_the_replay_is_what_moving_each_mention_by_itself_gives(seed: int) -> None:
    dice = random.Random(seed)
    journal: list[Decision] = []
    for n in range(1, 25):
        state = replay(journal)
        try:
            journal.append(replace(settled(chosen(dice, state, n), state, state.revision), seq=n))
        except DecisionRefusedError as error:
            if error.reason not in ("later", "gone"):
                raise
    state = replay(journal)
    library = Library()
    for decision in state.standing:
        library.take(decision)
    assert {mention: state.entity(*mention) for mention in MENTIONS} == library.entity
    assert state.names == library.names


@pytest.mark.parametrize("seed", range(20))
def test_undoing_everything_in_turn_leads_through_each_earlier_state_to_the_beginning(seed: int) -> None:
    dice = random.Random(seed)
    journal: list[Decision] = []
    before = []
    for n in range(1, 13):
        state = replay(journal)
        decision = chosen(dice, state, n)
        if decision.op != "undo":
            before.append((state.rules, state.names, state.apart))
            journal.append(replace(settled(decision, state, state.revision), seq=n))
    for n in range(100, 100 + len(before)):
        state = replay(journal)
        last = state.last()
        assert last is not None
        journal.append(replace(settled(Decision(f"u{n}", "undo", {"of": last.op_id}), state, 0), seq=n))
        state = replay(journal)
        assert (state.rules, state.names, state.apart) == before.pop()
    assert not replay(journal)
