"""An article's history: each edit with what was before and after, gathered by user action."""

from __future__ import annotations

from typing import Any

from components import history
from components.edits import inverse
from components.model import Annotation, Edit, EntityValues, FigureValues, Operation

TEXT = "Rockets killed 31 people in Halvren."
FIGURE = Annotation("f", "figure", "KILLED", 15, 24, FigureValues(value=31, low=31, high=31, bound="exact"))
PLACE = Annotation("g", "entity", "GPE", 28, 35, EntityValues())


def edit(op: Operation, target: str, group: str, **data: Any) -> Edit:
    words = {"f": "31 people", "g": "Halvren"}.get(target)
    return Edit(f"{group}{target}{op}", "a", op, target, {"text": words, **data}, group=group, author="ada", time="2024-03-12T10:00:00")  # fmt: skip


def test_a_step_says_what_every_field_was_and_became() -> None:
    (action,) = history.actions(
        [FIGURE], [edit("set", "f", "1", values={"value": 33, "source": "the mayor"}, comment="check")], TEXT
    )
    assert (action.author, action.done, action.steps[0].words) == ("ada", "Changed", "31 people")
    assert action.steps[0].changed == (
        ("status", "suggestion", "corrected"),
        ("value", "31", "33"),
        ("source", "", "the mayor"),
        ("comment", "", "check"),
    )


def test_what_undo_did_is_told_as_such() -> None:
    accepted = edit("accept", "f", "1")
    op, data = inverse(FIGURE, accepted, TEXT)
    found = history.actions([FIGURE], [accepted, edit(op, "f", "2", **data)], TEXT)
    assert [(action.done, action.steps[0].changed) for action in found] == [
        ("Accepted", (("status", "suggestion", "accepted"),)),
        ("Undone", (("status", "accepted", "suggestion"),)),
    ]


def test_one_action_over_several_highlights_is_one_line() -> None:
    found = history.actions([FIGURE, PLACE], [edit("accept", "f", "1"), edit("accept", "g", "1")], TEXT)
    assert [(action.done, history.touched(action.steps)) for action in found] == [("Accepted", ["f", "g"])]


def test_a_moved_highlight_a_new_label_and_a_toll_are_told() -> None:
    toll = Edit("t", "a", "set_toll", "KILLED", {"toll": {"value": 33, "bound": "exact"}}, author="ada")
    moved = edit("resize", "f", "1", start=0, end=24)
    found = history.actions(
        [FIGURE, PLACE],
        [Edit(moved.op_id, "a", "resize", "f", {**moved.data, "text": TEXT[:24]}), edit("relabel", "g", "2", layer="entity", label="ORG"), toll],
        TEXT,
    )  # fmt: skip
    assert ("text", "31 people", "Rockets killed 31 people") in found[0].steps[0].changed
    assert ("label", "Country or city", "Organisation") in found[1].steps[0].changed
    assert (found[2].done, found[2].steps[0].words, found[2].steps[0].changed) == (
        "Toll set",
        "Killed",
        (("toll", "", "33"),),
    )


def test_an_edit_that_does_not_fit_any_more_changes_nothing() -> None:
    (action,) = history.actions([], [edit("accept", "f", "1")], TEXT)
    assert (action.steps[0].changed, action.steps[0].words) == ((), "f")
