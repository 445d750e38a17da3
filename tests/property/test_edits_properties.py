"""What holds for any course of edits: rows equal replay, undo brings back, an inverse of an inverse goes forth again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from components.edits import (
    EditRefusedError,
    State,
    edit_of,
    edit_record,
    inverse,
    merge_suggestions,
    next_annotation,
    replay,
)
from components.labels import labels
from components.model import VALUE_FIELDS, Annotation, Edit, Layer, Operation, annotation_of, record_of, values_of

# Emoji joined by ZWJ, combining marks, right-to-left and Chinese letters: an offset is one code point of any of them.
ALPHABET = "aé́ 👩‍👩‍👧“”\nاב漢12."
LABELS = [(label.layer, label.name) for label in labels().values()]
OPERATIONS_DRAWN: st.SearchStrategy[Operation] = st.sampled_from(
    ("add", "remove", "relabel", "resize", "set", "accept", "reject")
)
VALUES: dict[str, Any] = {
    "value": 31, "low": 2.5, "high": None, "bound": "at_least", "unit": "people", "source": "officials", "scope": "event",
    "name": "Rana Haddad", "iso": "2024-03-12", "speaker_name": None, "relay": "Interfax", "utterance": "u1", "speaker_score": 0.5,
}  # fmt: skip


@st.composite
def spans(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return {"start": start, "end": end, "text": text[start:end]}


@st.composite
def values(draw: st.DrawFn, layer: Layer) -> dict[str, Any]:
    names = draw(st.sets(st.sampled_from([n for n in VALUE_FIELDS[layer] if n in VALUES])))
    return {name: VALUES[name] for name in names}


@st.composite
def highlights(draw: st.DrawFn, text: str, number: int) -> Annotation:
    layer, label = draw(st.sampled_from(LABELS))
    where = draw(spans(text))
    return Annotation(
        id=f"s{number}",
        layer=layer,
        label=label,
        start=where["start"],
        end=where["end"],
        values=values_of(layer, draw(values(layer))),
        origin=draw(st.sampled_from(["model", "rule", "import", "analyst"])),
        status=draw(st.sampled_from(["suggested", "accepted", "edited", "rejected"])),
    )


@st.composite
def data(draw: st.DrawFn, op: str, text: str, before: Annotation | None) -> dict[str, Any]:
    """Data that fits an operation on ``before``."""
    layer, label = draw(st.sampled_from(LABELS))
    here = {"text": text[before.start : before.end]} if before else {}
    if op == "add":
        return {**draw(spans(text)), "layer": layer, "label": label, "values": draw(values(layer))}
    if op == "resize":
        return {**draw(spans(text)), "read": draw(values(before.layer)) if before else {}}
    if op == "relabel":
        return {**here, "layer": layer, "label": label}
    if op == "set" and before:
        return {**here, "values": draw(values(before.layer)), "comment": draw(st.sampled_from([None, "", "look"]))}
    return here


@st.composite
def courses(draw: st.DrawFn) -> tuple[str, list[Annotation], list[Edit], State]:
    """A text, its suggestions, and edits that each fit what those before it left behind."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=40))
    suggestions = [draw(highlights(text, n)) for n in range(draw(st.integers(0, 4)))]
    edits: list[Edit] = []
    now: dict[str, Annotation] = {a.id: a for a in suggestions}
    last: dict[str, str] = {}
    for n in range(draw(st.integers(1, 12))):
        op: Operation = draw(OPERATIONS_DRAWN) if now else "add"
        target = f"n{n}" if op == "add" else draw(st.sampled_from(sorted(now)))
        before = now.get(target)
        edit = Edit(
            f"o{n}", "a", op, target, draw(data(op, text, before)), last.get(target), author="ana", time=f"t{n}"
        )
        after = next_annotation(before, edit, text)
        now.pop(target, None)
        if after is not None:
            now[target] = after
        last[target] = edit.op_id
        edits.append(edit)
    return text, suggestions, edits, State(now, {}, last)


@given(courses())
@settings(max_examples=80, deadline=None)
def test_replay_is_the_state_that_edits_led_to(course: tuple[str, list[Annotation], list[Edit], State]) -> None:
    text, suggestions, edits, state = course
    assert replay(suggestions, edits, text) == state
    assert replay(suggestions, [edit_of(edit_record(e)) for e in edits], text) == state


@given(courses())
@settings(max_examples=80, deadline=None)
def test_every_state_reads_back_from_its_record(course: tuple[str, list[Annotation], list[Edit], State]) -> None:
    for annotation in course[3].annotations.values():
        assert annotation_of(record_of(annotation)) == annotation


@given(courses())
@settings(max_examples=80, deadline=None)
def test_undoing_everything_backwards_brings_the_suggestions_back(
    course: tuple[str, list[Annotation], list[Edit], State],
) -> None:
    text, suggestions, edits, state = course
    states = [replay(suggestions, edits[:n], text).annotations for n in range(len(edits))]
    now = dict(state.annotations)
    for before, edit in zip(reversed(states), reversed(edits), strict=True):
        op, undo = inverse(before.get(edit.target), edit, text)
        after = next_annotation(now.get(edit.target), replace(edit, op=op, data=undo), text)
        now.pop(edit.target, None)
        if after is not None:
            now[edit.target] = after
    assert now == {a.id: a for a in suggestions}


@given(courses())
@settings(max_examples=80, deadline=None)
def test_the_inverse_of_the_inverse_goes_forth_again(course: tuple[str, list[Annotation], list[Edit], State]) -> None:
    text, suggestions, edits, _ = course
    before = replay(suggestions, edits[:-1], text).annotations.get(edits[-1].target)
    after = next_annotation(before, edits[-1], text)
    op, undo = inverse(before, edits[-1], text)
    undoing = replace(edits[-1], op=op, data=undo)
    back = next_annotation(after, undoing, text)
    op, redo = inverse(after, undoing, text)
    if after is None and back is None:
        return
    assert back == before
    if after is not None or op == "remove":
        assert next_annotation(back, replace(undoing, op=op, data=redo), text) == after


@given(courses(), st.data())
@settings(max_examples=80, deadline=None)
def test_merging_leaves_out_exactly_what_overlaps_a_touched_span(
    course: tuple[str, list[Annotation], list[Edit], State], drawn: st.DataObject
) -> None:
    text, _, _, state = course
    touched = list(state.annotations.values())
    found = [drawn.draw(highlights(text, n)) for n in range(6)]

    def overlaps(a: Annotation, t: Annotation) -> bool:
        original = t.original_start is not None and a.start < (t.original_end or 0) and t.original_start < a.end
        return a.label in (t.label, t.original_label) and ((a.start < t.end and t.start < a.end) or original)

    assert merge_suggestions(touched, found) == [a for a in found if not any(overlaps(a, t) for t in touched)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["start", "end", "text", "layer", "label", "values", "annotation", "id", "hand", "read", "comment", "toll", "value"]), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip
OPS = st.sampled_from(["add", "remove", "relabel", "resize", "set", "accept", "reject", "restore"])


@given(OPS, st.dictionaries(st.sampled_from(["start", "end", "text", "layer", "label", "values", "annotation"]), JSON))
@settings(max_examples=300, deadline=None)
def test_no_data_whatever_breaks_anything_but_the_rules(op: Any, data: dict[str, Any]) -> None:
    before = Annotation("k", "entity", "GPE", 0, 2, values_of("entity", {}))
    for target in (before, None):
        try:
            after = next_annotation(target, Edit("o", "a", op, "k", data), "some text")
        except (EditRefusedError, ValueError):
            continue
        assert after is None or 0 <= after.start < after.end <= 9
