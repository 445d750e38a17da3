"""Whatever people decide, in whatever order: the memory is what the rows say, and undoing everything empties it again."""

from __future__ import annotations

import random
from typing import Any

import pytest

from components.edits import inverse
from components.memory import Memory, of_annotations
from components.model import Annotation, Edit
from components.store import Store, read_edits
from tests.unit.store.making import ANNOTATED, EXTRACTION, TEXT

LABELS = [("entity", "PERSON"), ("entity", "GPE"), ("entity", "ORG"), ("figure", "COUNT")]


class Analyst:
    """Edits at random, and takes everything back in the end."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self.store, self.dice = store, dice
        self.n = 0
        self.done: list[tuple[Edit, Annotation | None]] = []
        self.last: dict[str, str] = {}

    def send(self, op: str, target: str, data: dict[str, Any]) -> Edit | None:
        self.n += 1
        record = {"op_id": f"op{self.n}", "article_id": "a1", "op": op, "target": target, "n": self.n, "data": data}
        [edit] = read_edits([{**record, "after": self.last.get(target)}], "a1", "page", len(TEXT))
        assert isinstance(edit, Edit)
        if not self.store.append("a1", "page", [edit], self.dice.choice(["ana", "bo"])).stored:
            return None
        self.last[target] = edit.op_id
        return edit

    def edit(self) -> None:
        state = self.store.state("a1").annotations
        start = self.dice.choice([i for i in range(len(TEXT)) if TEXT[i].isalpha()])
        end = min(len(TEXT), start + self.dice.randint(1, 20))
        layer, label = self.dice.choice(LABELS)
        target = self.dice.choice([f"made{self.n}", *sorted(state)])
        before = state.get(target)
        data: dict[str, Any] = {"layer": layer, "label": label, "start": start, "end": end, "text": TEXT[start:end]}
        op = "add"
        if before is not None:
            op = self.dice.choice(["accept", "reject", "remove", "relabel", "resize"])
            data["text"] = data["text"] if op == "resize" else TEXT[before.start : before.end]
        edit = self.send(op, target, data)
        if edit is not None:
            self.done.append((edit, before))

    def take_everything_back(self) -> None:
        while self.done:
            edit, before = self.done.pop()
            op, data = inverse(before, edit, TEXT)
            assert self.send(op, edit.target, data) is not None


@pytest.mark.parametrize("seed", range(4))
def test_the_memory_is_what_the_rows_say_and_undoing_everything_empties_it(store: Store, seed: int) -> None:
    store.add(ANNOTATED, EXTRACTION)
    analyst = Analyst(store, random.Random(seed))
    for n in range(40):
        analyst.edit()
        if n % 10 == 5:
            store.replace_suggestions("a1", EXTRACTION)
    rows = of_annotations(store.state("a1").annotations.values(), TEXT)
    assert store.memory.now() == rows != Memory()
    assert list(store.check()) == []
    analyst.take_everything_back()
    assert store.memory.now() == Memory()
    assert list(store.check()) == []
