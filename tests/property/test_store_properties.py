"""Whatever browsers send in whatever order: the rows are the replay of what was stored, and nothing acknowledged is lost."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest

from components.edits import replay, shown
from components.model import Annotation, record_of
from components.store import Store, read_edits
from tests.unit.store.making import ANNOTATED, EXTRACTION, TEXT

LABELS = [("entity", "PERSON"), ("entity", "GPE"), ("figure", "KILLED"), ("figure", "COUNT"), ("quote", "DIRECT")]
VALUES: dict[str, dict[str, Any]] = {
    "entity": {"name": "Rana"},
    "figure": {"value": 3.5, "low": 3.5, "high": 3.5, "bound": "exact", "unit": "people"},
    "quote": {"speaker_name": "Rana", "speaker_start": 0, "speaker_end": 8},
}


class Browser:
    """A page that edits what it sees, sometimes out of date, sends its outbox again and again, and loses messages."""

    def __init__(self, name: str, dice: random.Random, store: Store) -> None:
        self.name, self.dice, self.store = name, dice, store
        self.outbox: list[dict[str, Any]] = []
        self.n = 0
        self.sent: dict[str, str] = {}
        self.seen: dict[str, tuple[Annotation, str | None]] = {}
        self.refused: set[str] = set()
        self.look()

    def look(self) -> None:
        state = self.store.state("a1")
        self.seen = {i: (a, state.last.get(i)) for i, a in state.annotations.items()}

    def edit(self) -> None:
        self.n += 1
        op = self.dice.choice(["add", "accept", "reject", "remove", "relabel", "resize", "set", "restore", "set_toll"])
        start = self.dice.randrange(len(TEXT) - 1)
        end = self.dice.randint(start + 1, len(TEXT))
        layer, label = self.dice.choice(LABELS)
        target, data = (
            f"{self.name}-{self.n}",
            {"layer": layer, "label": label, "start": start, "end": end, "text": TEXT[start:end]},
        )
        after = None
        if op == "set_toll":
            target, data, after = "KILLED", {"toll": self.dice.choice([None, {"value": self.n}])}, self.sent.get("toll")
        elif op != "add" and self.seen:
            target = self.dice.choice(sorted(self.seen))
            before, after = self.seen[target]
            after = self.sent.get(target, after)
            if op != "resize":
                data["text"] = TEXT[before.start : before.end]
            data |= {"values": VALUES[before.layer], "annotation": record_of(before)}
        op_id = f"{self.name}-op{self.n}"
        self.outbox.append(
            {"op_id": op_id, "article_id": "a1", "op": op, "target": target, "after": after, "n": self.n, "data": data}
        )
        self.sent["toll" if op == "set_toll" else target] = op_id

    def send(self) -> None:
        some = [record for record in self.outbox if self.dice.random() > 0.05]
        self.dice.shuffle(some)
        answer = self.store.append("a1", self.name, read_edits(some, "a1", self.name, len(TEXT)), self.name)
        self.refused |= {refusal.op_id or "" for refusal in answer.refused}
        if self.dice.random() > 0.3:  # otherwise the answer was lost, and everything is sent again
            self.outbox = [record for record in self.outbox if record["n"] > answer.acknowledged]


def _is_taken(found: Annotation, standing: Iterable[Annotation]) -> bool:
    """Whether a finding lies where a person marked, or the machine had marked, something with its label."""
    alike = [a for a in standing if found.label in (a.label, a.original_label)]
    spans = [(a.start, a.end) for a in alike]
    spans += [(a.original_start, a.original_end) for a in alike if a.original_start is not None and a.original_end]
    return any(start < found.end and found.start < end for start, end in spans)


@pytest.mark.parametrize("seed", range(4))
def test_rows_are_the_replay_after_any_course_of_several_browsers(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    store.add(ANNOTATED, EXTRACTION)
    browsers = [Browser(f"b{i}", dice, store) for i in range(3)]
    for _ in range(60):
        browser = dice.choice(browsers)
        dice.choice([browser.edit, browser.edit, browser.send, browser.look])()
        if dice.random() < 0.03:
            store.replace_suggestions("a1", EXTRACTION)
            standing = store.state("a1").annotations
            assert all(a.id in standing or _is_taken(a, standing.values()) for a in EXTRACTION.annotations)
    for browser in browsers:
        while browser.outbox:
            browser.send()
    assert list(store.check()) == []
    stored, state = store.history("a1"), store.state("a1")
    there = state.annotations.keys() | {e.target for e in stored}  # what people took the place of was left out
    assert replay([a for a in EXTRACTION.annotations if a.id in there], stored, TEXT) == state
    made = {f"{b.name}-op{n}" for b in browsers for n in range(1, b.n + 1)}
    refused = {op_id for b in browsers for op_id in b.refused}
    assert {e.op_id for e in stored} == made - refused
    assert len(stored) == len(made - refused)
    row = store.row("a1")
    assert row.entities + row.quotes + row.figures == len(shown(store.state("a1").annotations.values()))
