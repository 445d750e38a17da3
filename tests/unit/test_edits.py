"""The operations one by one: what each makes of its target, what it refuses, and how it is undone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from components.edits import (
    EditRefusedError,
    check_current,
    edit_of,
    edit_record,
    inverse,
    merge_suggestions,
    next_annotation,
    next_toll,
    replay,
    shown,
)
from components.model import (
    Annotation,
    Edit,
    EntityValues,
    FigureValues,
    QuoteValues,
    RecordError,
    Span,
    Toll,
    record_of,
)

TEXT = "Shelling killed at least 31 people in Maarat, officials said."
KILLED = Annotation(
    "k", "figure", "KILLED", 16, 34, FigureValues(value=31, low=31, bound="at_least", subject="people"), score=0.9
)
QUOTE = Annotation("q", "quote", "INDIRECT", 0, 44, QuoteValues(speaker_name="officials"))


def edit(op: Any, target: str = "k", after: str | None = None, **data: Any) -> Edit:
    return Edit("o", "a", op, target, data, after, author="ana", time="2024-03-12T10:00:00Z")


def words(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end]}


HERE = TEXT[16:34]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (edit("accept", text=HERE), {"status": "accepted"}),
        (edit("reject", text=HERE), {"status": "rejected"}),
        (edit("remove", text=HERE), {"status": "rejected"}),
        (
            edit("relabel", layer="figure", label="INJURED", text=HERE),
            {"label": "INJURED", "status": "edited", "original_label": "KILLED", "values": KILLED.values},
        ),
        (
            edit("relabel", layer="entity", label="ORG", text=HERE),
            {"layer": "entity", "label": "ORG", "status": "edited", "original_label": "KILLED", "values": EntityValues()},
        ),
        (
            edit("resize", **words(25, 34)),
            {"start": 25, "end": 34, "status": "edited", "original_start": 16, "original_end": 34},
        ),
        (
            edit("set", text=HERE, values={"value": 33.0, "low": None}),
            {"values": replace(KILLED.figure, value=33, low=None), "hand": ("value", "low"), "status": "edited"},
        ),
        (edit("set", text=HERE, comment="see the ministry"), {"comment": "see the ministry"}),
        (edit("set", text=HERE, comment=""), {"comment": None}),
    ],
    ids=lambda value: value.op if isinstance(value, Edit) else "",
)  # fmt: skip
def test_an_operation_changes_what_it_names_and_nothing_else(done: Edit, expected: dict[str, Any]) -> None:
    stamped = {"updated_by": "ana", "updated_at": "2024-03-12T10:00:00Z"}
    assert next_annotation(KILLED, done, TEXT) == replace(KILLED, **{**stamped, **expected})


def test_an_addition_is_the_analyst_s_and_accepted() -> None:
    made = next_annotation(None, edit("add", "n", layer="entity", label="GPE", **words(38, 44)), TEXT)
    assert made == Annotation(
        "n", "entity", "GPE", 38, 44, EntityValues(), "analyst", "accepted",
        created_by="ana", created_at="2024-03-12T10:00:00Z",
    )  # fmt: skip


def test_the_values_of_an_addition_are_the_hand_s() -> None:
    given = {"value": 30, "unit": "people", "low": None}
    read = {"value": 31, "low": 31, "bound": "at_least"}
    made = next_annotation(
        None, edit("add", "n", layer="figure", label="KILLED", **words(16, 34), values=given, read=read), TEXT
    )
    assert made is not None
    assert made.figure == FigureValues(value=30, low=31, bound="at_least", unit="people")
    assert made.hand == ("value", "unit")


def test_a_resized_figure_is_read_anew_but_for_what_the_hand_set() -> None:
    by_hand = replace(KILLED, values=replace(KILLED.figure, subject="civilians"), hand=("subject",))
    read = {"value": 31, "low": 31, "high": 31, "bound": "exact", "subject": "people"}
    after = next_annotation(by_hand, edit("resize", **words(25, 34), read=read), TEXT)
    assert after is not None
    assert after.figure == FigureValues(value=31, low=31, high=31, bound="exact", subject="civilians")


def test_originals_are_those_of_the_first_change() -> None:
    once = next_annotation(KILLED, edit("resize", **words(25, 34)), TEXT)
    twice = next_annotation(once, edit("resize", **words(25, 27)), TEXT)
    assert twice is not None
    assert (twice.original_start, twice.original_end) == (16, 34)


def test_removing_what_an_analyst_made_leaves_nothing() -> None:
    assert next_annotation(replace(KILLED, origin="analyst"), edit("remove", text=HERE), TEXT) is None


@pytest.mark.parametrize(
    ("reason", "before", "refused"),
    [
        ("gone", None, edit("accept", text=HERE)),
        ("exists", KILLED, edit("add", layer="figure", label="KILLED", **words(16, 34))),
        ("text", KILLED, edit("accept", text="at least 32 people")),
        ("text", KILLED, edit("accept")),
        ("offsets", KILLED, edit("resize", start=34, end=34, text="")),
        ("offsets", KILLED, edit("resize", start=0, end=len(TEXT) + 1, text=TEXT)),
        ("offsets", KILLED, edit("resize", start=False, end=5, text=TEXT[:5])),
        ("offsets", QUOTE, edit("set", "q", text=TEXT[:44], values={"speaker_start": 46, "speaker_end": 99})),
        ("offsets", QUOTE, edit("set", "q", text=TEXT[:44], values={"cue_start": 56, "cue_end": 56})),
        ("operation", KILLED, edit("set_toll", text=HERE)),
        ("gone", None, edit("restore", annotation={"id": "k", "layer": "figure", "label": "KILLED", "start": 16, "end": 34}, text=HERE)),
        ("target", KILLED, edit("restore", annotation={"id": "x", "layer": "figure", "label": "KILLED", "start": 16, "end": 34}, text=HERE)),
        ("origin", KILLED, edit("restore", annotation={"id": "k", "layer": "figure", "label": "KILLED", "start": 16, "end": 34, "origin": "analyst"}, text=HERE)),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_reason(reason: str, before: Annotation | None, refused: Edit) -> None:
    with pytest.raises(EditRefusedError) as caught:
        next_annotation(before, refused, TEXT)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "malformed",
    [
        edit("set", text=HERE, values={"name": "x"}),
        edit("set", text=HERE, values={"value": "many"}),
        edit("set", text=HERE, values={"value": True}),
        edit("set", text=HERE, values={"bound": "most"}),
        edit("set", text=HERE, values="x"),
        edit("set", text=HERE, comment=3),
        edit("relabel", text=HERE, layer="person", label="X"),
        edit("relabel", text=HERE, layer="entity", label=""),
        edit("restore", text=HERE, annotation="k"),
        edit("restore", text=HERE, annotation={"id": "k", "layer": "figure", "label": "KILLED", "start": 16, "end": 34, "hand": 3}),
    ],
)  # fmt: skip
def test_malformed_data_is_an_error_of_the_record(malformed: Edit) -> None:
    with pytest.raises(RecordError):
        next_annotation(KILLED, malformed, TEXT)


@pytest.mark.parametrize("field", ["origin", "status", "score", "created_by", "original_label", "id", "start"])
def test_an_addition_cannot_smuggle_in_what_is_no_value(field: str) -> None:
    smuggled = edit("add", "n", layer="entity", label="GPE", **words(38, 44), values={field: "model"})
    with pytest.raises(RecordError, match=f"an? entity has no {field}"):
        next_annotation(None, smuggled, TEXT)


@pytest.mark.parametrize(
    ("last", "after", "stale"),
    [(None, None, False), ("o1", "o1", False), ("o1", None, True), ("o1", "o2", True), (None, "o1", True)],
)
def test_an_edit_that_does_not_name_the_last_one_is_stale(last: str | None, after: str | None, stale: bool) -> None:
    done = edit("accept", after=after, text=HERE)
    if stale:
        with pytest.raises(EditRefusedError, match="in the meantime"):
            check_current(done, last)
    else:
        check_current(done, last)


def test_an_addition_is_never_stale() -> None:
    check_current(edit("add"), "o1")


def test_a_toll_is_set_by_its_author_and_handed_back() -> None:
    by_hand = edit("set_toll", "KILLED", toll={"value": 31.0, "bound": "exact", "set_by": "somebody else"})
    assert next_toll(by_hand) == Toll("KILLED", value=31, bound="exact", set_by="ana")
    assert next_toll(edit("set_toll", "KILLED", toll=None)) is None
    assert inverse(Toll("KILLED", value=3, set_by="ana"), by_hand, TEXT) == (
        "set_toll",
        {"toll": {"value": 3, "set_by": "ana", "figure_ids": []}},
    )
    assert inverse(None, by_hand, TEXT) == ("set_toll", {"toll": None})


@pytest.mark.parametrize(("target", "toll"), [("DEAD", {"value": 3}), ("KILLED", [3]), ("KILLED", {"bound": "most"})])
def test_a_toll_that_cannot_be_is_refused(target: str, toll: Any) -> None:
    with pytest.raises((EditRefusedError, RecordError)):
        next_toll(edit("set_toll", target, toll=toll))


def test_the_record_of_an_edit_reads_back() -> None:
    done = replace(edit("accept", text=HERE), n=4, client="c", group="g", after="o0")
    assert edit_of(edit_record(done)) == done


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"op": "destroy", "op_id": "o", "article_id": "a", "target": "k"},
        {"op": "accept", "op_id": "", "article_id": "a", "target": "k"},
        {"op": "accept", "op_id": "o", "article_id": "a", "target": 3},
        {"op": "accept", "op_id": "o", "article_id": "a", "target": "k", "n": True},
        {"op": "accept", "op_id": "o", "article_id": "a", "target": "k", "data": []},
    ],
)
def test_a_record_that_is_no_edit_is_an_error(record: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        edit_of(record)


def test_replay_tells_the_last_edit_of_each_target() -> None:
    first = replace(edit("accept", text=HERE), op_id="o1")
    second = replace(edit("reject", text=HERE), op_id="o2", after="o1")
    toll = replace(edit("set_toll", "KILLED", toll={"value": 3}), op_id="o3")
    state = replay([KILLED, QUOTE], [first, second, toll], TEXT)
    assert state.last == {"k": "o2", "KILLED": "o3"}
    assert state.annotations["k"].status == "rejected"
    assert state.annotations["q"] == QUOTE
    assert state.set_tolls["KILLED"].value == 3


def test_what_is_shown_is_in_the_order_of_the_text_longest_first() -> None:
    rejected = replace(KILLED, id="r", status="rejected")
    inner = Annotation("i", "entity", "NORP", 0, 8, EntityValues())
    assert [a.id for a in shown([KILLED, rejected, inner, QUOTE])] == ["q", "i", "k"]


@pytest.mark.parametrize(
    ("touched", "found", "kept"),
    [
        (replace(KILLED, status="rejected"), Span(20, 30), False),
        (replace(KILLED, status="rejected"), Span(34, 44), True),
        (replace(KILLED, label="INJURED", original_label="KILLED"), Span(16, 34), False),
        (
            replace(KILLED, layer="entity", label="ORG", original_label="KILLED", values=EntityValues()),
            Span(16, 30),
            False,
        ),
        (replace(KILLED, start=25, end=27, original_start=16, original_end=34), Span(28, 34), False),
        (replace(QUOTE, label="DIRECT"), Span(16, 34), True),
    ],
)
def test_a_machine_never_suggests_again_what_a_person_judged(touched: Annotation, found: Span, kept: bool) -> None:
    again = replace(KILLED, id="again", start=found.start, end=found.end)
    assert (merge_suggestions([touched], [again]) == [again]) is kept


@pytest.mark.parametrize(
    ("before", "record", "undone", "expected"),
    [
        (KILLED, {"label": "INJURED", "status": "edited"}, False, ("INJURED", "edited", "ana")),
        (None, {"origin": "analyst", "status": "accepted"}, False, ("KILLED", "accepted", "ana")),
        (KILLED, {"status": "suggested"}, True, ("KILLED", "suggested", None)),
        (KILLED, None, False, ("KILLED", "rejected", "ana")),
        (None, None, False, None),
    ],
)
def test_what_is_settled_is_as_the_coder_had_it(before: Any, record: Any, undone: bool, expected: Any) -> None:
    taken = record and {**record_of(KILLED), **record}
    settling = edit("settle", annotation=taken, text=HERE, undone=undone)
    after = next_annotation(before, settling, TEXT)
    assert (after and (after.label, after.status, after.updated_by)) == expected


@pytest.mark.parametrize(
    ("record", "reason"), [({"id": "other"}, "target"), ({"end": 10_000}, "offsets"), ({"start": 0, "end": 2}, "text")]
)
def test_what_is_settled_must_fit_the_text(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(EditRefusedError) as refused:
        next_annotation(KILLED, edit("settle", annotation={**record_of(KILLED), **record}, text=HERE), TEXT)
    assert refused.value.reason == reason


def test_a_restored_highlight_is_what_the_edit_holds() -> None:
    was = replace(KILLED, status="accepted", comment="see p. 3", hand=("subject",))
    read = {"value_si": 31, "subject": "other"}
    after = next_annotation(KILLED, edit("restore", annotation=record_of(was), text=HERE, reread=read), TEXT)
    assert after == replace(was, values=replace(was.figure, value_si=31))  # what the hand set stays
    own = replace(KILLED, origin="analyst")
    assert next_annotation(None, edit("restore", annotation=record_of(own), text=HERE), TEXT) == own
    whole = Annotation("k", "entity", "GPE", 0, len(TEXT), EntityValues())
    assert next_annotation(whole, edit("restore", annotation=record_of(whole), text=TEXT), TEXT) == whole


@pytest.mark.parametrize(
    ("before", "record", "text", "reason", "message"),
    [
        (KILLED, {"id": "x"}, HERE, "target", "the edit is for k, the annotation in it is x"),
        (KILLED, {"origin": "analyst"}, HERE, "origin", "an edit cannot change where a highlight comes from"),
        (None, {}, HERE, "gone", "this highlight is no longer there"),
        (KILLED, {"end": 70}, HERE, "offsets", f"the span ends at 70, the text at {len(TEXT)}"),
        (KILLED, {}, "x", "text", f"the text there is {HERE!r}, the edit was made on 'x'"),
    ],
)
def test_a_restore_that_does_not_fit_is_told(before: Any, record: Any, text: str, reason: str, message: str) -> None:
    with pytest.raises(EditRefusedError, match=f"^{re.escape(message)}$") as refused:
        next_annotation(before, edit("restore", annotation={**record_of(KILLED), **record}, text=text), TEXT)
    assert refused.value.reason == reason


def test_an_inverse_brings_back_what_was_there() -> None:
    added = edit("add", "n", layer="entity", label="GPE", **words(38, 44))
    assert inverse(None, added, TEXT) == ("remove", {"text": TEXT[38:44]})
    restored = edit("restore", annotation=record_of(KILLED), text=HERE)
    assert inverse(None, restored, TEXT) == ("remove", {"text": HERE})
    assert inverse(KILLED, edit("accept", text=HERE), TEXT) == (
        "restore",
        {"annotation": record_of(KILLED), "text": HERE},
    )


def test_amounts_in_si_are_those_that_the_server_worked_out() -> None:
    read = {"value_si": 201168, "low_si": 1, "high_si": 2, "unit_si": "meter", "value": 7}
    after = next_annotation(KILLED, edit("set", text=HERE, values={"value": 125}, read=read), TEXT)
    assert after is not None
    assert after.figure == replace(KILLED.figure, value=125, value_si=201168, low_si=1, high_si=2, unit_si="meter")
    quote = next_annotation(QUOTE, edit("set", "q", text=TEXT[:44], values={"relay": "Interfax"}, read=read), TEXT)
    assert quote is not None
    assert quote.quote == replace(QUOTE.quote, relay="Interfax")


def test_a_comment_comes_with_what_is_added_and_stays_where_values_are_set() -> None:
    added = edit("add", "n", layer="entity", label="GPE", comment="why", **words(38, 44))
    made = next_annotation(None, added, TEXT)
    assert made is not None
    assert made.comment == "why"
    after = next_annotation(made, edit("set", "n", text=TEXT[38:44], values={"name": "Maarat"}), TEXT)
    assert after is not None
    assert after.comment == "why"
    for op, data in (("add", {"layer": "entity", "label": "GPE", **words(38, 44)}), ("set", {"text": TEXT[38:44]})):
        with pytest.raises(RecordError, match=r"^comment cannot be 3$"):
            next_annotation(None if op == "add" else made, edit(op, "n", comment=3, **data), TEXT)


@pytest.mark.parametrize(
    ("done", "kept"),
    [
        (edit("accept", text=HERE), {"label", "value", "subject"}),
        (
            edit("set", text=HERE, values={"subject": "people"}),
            {"label", "value"},
        ),  # the hand says so now, not the words
        (edit("set", text=HERE, values={"value": 32}), {"label", "subject"}),
        (edit("relabel", layer="figure", label="INJURED", text=HERE), {"original_label", "value", "subject"}),
        (edit("relabel", layer="entity", label="ORG", text=HERE), set()),
        (edit("resize", **words(25, 34), read={"value": 32, "subject": "people"}), {"label", "subject"}),
    ],
)
def test_evidence_holds_for_what_an_edit_left_as_it_was(done: Edit, kept: set[str]) -> None:
    shown_by = replace(KILLED, evidence={"label": (9, 15), "value": (25, 27), "subject": (28, 34)})
    after = next_annotation(shown_by, done, TEXT)
    assert after is not None
    assert set(after.evidence) == kept


def test_a_relabelled_figure_keeps_its_hand_within_its_layer_alone() -> None:
    by_hand = replace(KILLED, hand=("value",))
    read = {"value": 7, "unit": "people"}
    within = next_annotation(by_hand, edit("relabel", layer="figure", label="INJURED", text=HERE, reread=read), TEXT)
    beyond = next_annotation(by_hand, edit("relabel", layer="entity", label="ORG", text=HERE), TEXT)
    assert within is not None
    assert beyond is not None
    assert (within.hand, within.figure.value, within.figure.unit, beyond.hand) == (("value",), 31, "people", ())


def test_a_toll_or_an_edit_that_cannot_be_is_told() -> None:
    with pytest.raises(EditRefusedError, match=r"^there is no toll of RANGE$") as refused:
        next_toll(edit("set_toll", "RANGE", toll=None))
    assert refused.value.reason == "label"
    with pytest.raises(RecordError, match=r"^toll cannot be 3$"):
        next_toll(edit("set_toll", "KILLED", toll=3))
    unsigned = replace(edit("set_toll", "KILLED", toll={"value": 3}), author="")
    assert getattr(next_toll(unsigned), "set_by", None) == "analyst"
    with pytest.raises(EditRefusedError, match=r"^somebody changed this highlight in the meantime$") as stale:
        check_current(edit("accept", text=HERE), "other")
    assert stale.value.reason == "stale"
    with pytest.raises(RecordError, match=r"^the edit has no article_id, op_id$"):
        edit_of({"op": "accept", "target": "k"})
    with pytest.raises(RecordError, match=r"^op must be one of add, remove, .*, found 'burn'$"):
        edit_of({"op": "burn"})
    with pytest.raises(RecordError, match=r"^n cannot be '3'$"):
        edit_of({"op": "accept", "n": "3"})
    assert edit_record(edit("accept", text=HERE))["data"] == {"text": HERE}


def test_replay_takes_away_what_is_removed_and_handed_back() -> None:
    added = replace(edit("add", "n", layer="entity", label="GPE", **words(38, 44)), op_id="1")
    removed = replace(edit("remove", "n", text=TEXT[38:44]), op_id="2")
    set_, back = (
        replace(edit("set_toll", "KILLED", toll=toll), op_id=str(n)) for n, toll in ((3, {"value": 3}), (4, None))
    )
    found = replay([KILLED], [added, removed, set_, back, replace(removed, op="settle", data={}, op_id="5")], TEXT)
    assert (set(found.annotations), found.set_tolls, found.last) == ({"k"}, {}, {"n": "5", "KILLED": "4"})
