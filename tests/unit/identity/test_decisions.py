"""Rename, merge, split, keep apart and undo: what they do, and which are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.identity import Decision, DecisionRefusedError, Identities, entity_id, replay, settled

PUTIN, VLADIMIR, SMITH = (entity_id(name, "PERSON") for name in ("Putin", "Vladimir Putin", "John Smith"))
OPS = ("rename", "merge", "split", "keep_apart", "undo")


class Journal:
    """Decisions one after the other, each made by somebody who saw the last."""

    def __init__(self) -> None:
        self.all: list[Decision] = []

    def add(self, op: Any, seen: int | None = None, **data: Any) -> Identities:
        state = replay(self.all)
        label = {} if op in ("undo", "keep_apart") else {"label": "PERSON"}
        made = settled(
            Decision(f"d{len(self.all) + 1}", op, {**label, **data}), state, state.revision if seen is None else seen
        )
        self.all.append(replace(made, seq=len(self.all) + 1))
        return replay(self.all)


@pytest.fixture
def journal() -> Journal:
    return Journal()


def test_a_rename_names_the_entity_and_finds_others_by_the_new_name(journal: Journal) -> None:
    state = journal.add("rename", entity=PUTIN, name="Vladimir Putin")
    assert state.names == {PUTIN: "Vladimir Putin"}
    assert state.entity(VLADIMIR) == PUTIN


def test_a_merge_makes_one_entity_and_a_split_of_the_name_two_again(journal: Journal) -> None:
    state = journal.add("merge", entities=[PUTIN, VLADIMIR], into=VLADIMIR, name="Vladimir Putin")
    assert {state.entity(PUTIN), state.entity(VLADIMIR)} == {VLADIMIR}
    state = journal.add("split", entity=VLADIMIR, names=[PUTIN])
    assert (state.entity(PUTIN), state.entity(VLADIMIR)) == (PUTIN, VLADIMIR)


def test_a_split_by_article_or_by_words_takes_only_those_mentions(journal: Journal) -> None:
    state = journal.add("split", entity=SMITH, articles=["a2"], name="John Smith (rower)")
    rower = state.entity(SMITH, "a2")
    assert (state.entity(SMITH, "a1"), state.names[rower]) == (SMITH, "John Smith (rower)")
    state = journal.add("split", entity=SMITH, written=["Smithy"], name="Smithy")
    assert len({state.entity(SMITH, "a1"), state.entity(SMITH, "a1", "smithy"), rower}) == 3
    assert state.entity(SMITH, "a2", "smithy") == rower
    assert state.entity(entity_id("John Smith (rower)", "PERSON")) == rower


def test_an_undo_takes_back_one_decision_and_a_later_one_on_the_same_names_is_in_its_way(journal: Journal) -> None:
    journal.add("rename", entity=SMITH, name="Jon Smith")
    journal.add("merge", entities=[PUTIN, VLADIMIR], into=PUTIN, name="Putin")
    journal.add("rename", entity=PUTIN, name="V. Putin")
    with pytest.raises(DecisionRefusedError, match="changed again since"):
        journal.add("undo", of="d2")
    state = journal.add("undo", of="d1")
    assert state.names == {PUTIN: "V. Putin"}
    journal.add("undo", of="d3")
    assert not journal.add("undo", of="d2")
    with pytest.raises(DecisionRefusedError, match="undone already"):
        journal.add("undo", of="d2")


def test_what_somebody_else_changed_meanwhile_is_refused(journal: Journal) -> None:
    journal.add("merge", entities=[PUTIN, VLADIMIR], into=VLADIMIR, name="Vladimir Putin")
    for op, data in (("rename", {"entity": PUTIN, "name": "P"}), ("split", {"entity": VLADIMIR, "articles": ["a"]})):
        with pytest.raises(DecisionRefusedError) as refused:
            journal.add(op, seen=0, **data)
        assert refused.value.reason == "stale"
    assert journal.add("rename", seen=0, entity=SMITH, name="J. Smith").names[SMITH] == "J. Smith"
    with pytest.raises(DecisionRefusedError, match="belongs to another one"):
        journal.add("rename", entity=PUTIN, name="P")


def test_pairs_that_a_person_told_apart_are_kept(journal: Journal) -> None:
    assert journal.add("keep_apart", entities=[PUTIN, SMITH]).apart == {frozenset((PUTIN, SMITH))}
    assert journal.add("undo", of="d1").apart == set()


@pytest.mark.parametrize(
    ("op", "data"),
    [
        ("explode", {}),
        ("rename", {"entity": PUTIN, "name": " "}),
        ("rename", {"entity": PUTIN, "name": "two\nlines"}),
        ("rename", {"entity": PUTIN, "name": " Putin"}),
        ("rename", {"entity": 5, "name": "Putin"}),
        ("rename", {"entity": PUTIN, "name": "P" * 301}),
        ("merge", {"entities": [PUTIN, PUTIN], "into": PUTIN, "name": "Putin"}),
        ("merge", {"entities": [PUTIN, SMITH], "into": VLADIMIR, "name": "Putin"}),
        ("merge", {"entities": [PUTIN, None], "into": PUTIN, "name": "Putin"}),
        ("split", {"entity": PUTIN}),
        ("split", {"entity": PUTIN, "names": [PUTIN], "articles": ["a"]}),
        ("split", {"entity": PUTIN, "articles": "a1"}),
        ("undo", {}),
    ],
)
def test_a_decision_without_its_form_is_refused(journal: Journal, op: Any, data: dict[str, Any]) -> None:
    with pytest.raises(DecisionRefusedError) as refused:
        journal.add(op, **data)
    assert refused.value.reason == "malformed"
