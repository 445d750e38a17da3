"""JSONL lines: with annotations and tolls, with offsets of unsettled text, and broken in every way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.importers import read
from components.model import Annotated, Problem, article_id

TEXT = "Five people died.\n"
KILLED = {"id": "k", "layer": "figure", "label": "KILLED", "start": 0, "end": 11, "text": "Five people", "value": 5}


def split(*records: Any) -> tuple[list[Annotated], list[Problem]]:
    data = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records)
    found = list(read(data.encode(), "a.jsonl"))
    return [f for f in found if isinstance(f, Annotated)], [f for f in found if isinstance(f, Problem)]


def one(**record: Any) -> tuple[Annotated, list[str]]:
    (annotated,), problems = split({"text": TEXT, **record})
    return annotated, [p.message for p in problems]


def test_a_text_alone_is_enough() -> None:
    annotated, problems = one()
    assert not problems
    assert (annotated.article.id, annotated.article.text) == (article_id(TEXT), TEXT)


def test_annotations_and_tolls_come_with_their_values() -> None:
    annotated, problems = one(id="x", annotations=[KILLED], tolls={"killed": {"value": 5, "figure_ids": ["k"]}})
    assert not problems
    assert annotated.annotations[0].figure.value == 5
    assert annotated.annotations[0].origin == "import"
    assert annotated.tolls["KILLED"].figure_ids == ("k",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "Six people"}, "the text at 0 is 'Five people', the annotation says 'Six people'"),
        ({"end": 400, "text": None}, "it ends at 400, the text at 18"),
        ({"start": 11, "end": 0}, "0 <= start < end"),
        ({"start": "0"}, "start and end must be whole numbers"),
        ({"label": "SLAIN"}, "there is no label 'SLAIN'"),
        ({"layer": "quote"}, "KILLED is no label of the layer quote"),
        ({"bound": "maybe"}, "bound must be one of"),
        ({"value": 1e999}, "value cannot be inf"),
        ({"status": "perfect"}, "status must be one of"),
        ({"source_start": 90, "source_end": 95}, "source_start is 90, outside the text"),
    ],
)
def test_a_wrong_annotation_is_told_and_left_out(change: dict[str, Any], says: str) -> None:
    annotated, problems = one(annotations=[{**KILLED, **change}, {**KILLED, "id": "other"}])
    assert [a.id for a in annotated.annotations] == ["other"]
    assert says in problems[0]
    assert problems[0].startswith("Annotation 1 was left out")


def test_an_id_that_is_there_twice_is_told() -> None:
    annotated, problems = one(annotations=[KILLED, KILLED])
    assert len(annotated.annotations) == 1
    assert "'k' is there twice" in problems[0]


def test_an_annotation_without_id_and_layer_gets_them() -> None:
    bare = {"label": "KILLED", "start": 0, "end": 11}
    (first, _), (again, _) = one(annotations=[bare]), one(annotations=[bare])
    assert first.annotations == again.annotations
    assert (first.annotations[0].layer, len(first.annotations[0].id)) == ("figure", 16)


@pytest.mark.parametrize(
    ("raw", "before"),
    [
        ("Cafe\u0301 closed.\r\nFive people died.", "Café closed.\n"),
        ("\ufeffA\r\n\r\nB\rFive people died.", "A\n\nB\n"),
        ("A\x00B\tFive people died.", "A B "),
        ("\U0001f468\u200d\U0001f469 e\u0301e\u0301 Five people died.", "\U0001f468\u200d\U0001f469 éé "),
    ],
)
def test_offsets_of_the_text_as_it_was_handed_in_follow_its_settling(raw: str, before: str) -> None:
    start = raw.index("Five")
    annotated, problems = one(text=raw, annotations=[{**KILLED, "start": start, "end": start + 11}])
    assert not problems
    assert (annotated.annotations[0].start, annotated.annotations[0].end) == (len(before), len(before) + 11)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{no json", "The line is no JSON"),
        ("[1, 2]", "an object with at least a text, found list"),
        ('{"id": "x", "wording": "y"}', "No column holds the articles' text. Columns found: id, wording"),
        ('{"text": ["a"], "b": {}}', "an article's text should be a text, found list"),
        ('{"text": " \\n"}', "There is no text in it"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "The line is no JSON"),
        ("[" * 200_000, "The line is no JSON"),
    ],
)
def test_a_line_that_is_no_article_is_told_by_its_number(line: str, says: str) -> None:
    articles, problems = split({"text": TEXT}, "", line, {"text": "Six died."})
    assert [a.article.text for a in articles] == [TEXT, "Six died."]
    assert problems[0].where == "a.jsonl, line 3"
    assert says in problems[0].message


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("published", "one day", "should be a day"),
        ("url", "javascript:1", "should begin with http"),
        ("outlet", ["a"], "outlet should be a text"),
        ("annotations", {}, "annotations should be a list"),
        ("tolls", [], "tolls should be an object"),
        ("tolls", {"hurt": {}}, "The toll 'hurt' was left out"),
        ("tolls", {"killed": 5}, "it should be an object"),
        ("sentences", [[0, 99]], "The sentences were left out"),
        ("sentences", [[5, 9], [0, 4]], "The sentences were left out"),
    ],
)
def test_a_wrong_field_is_told_and_the_article_taken(field: str, value: Any, says: str) -> None:
    annotated, problems = one(**{field: value})
    assert annotated.article.text == TEXT
    assert says in problems[0]


def test_numbers_are_ids_too() -> None:
    assert one(id=17)[0].article.id == "17"


def test_half_a_surrogate_pair_does_not_stop_the_article() -> None:
    (annotated,), _ = split('{"text": "Five \\ud800 died."}')
    assert annotated.article.text == "Five \ufffd died."


def test_a_text_that_all_annotations_miss_is_told_in_a_few_lines() -> None:
    annotated, problems = one(annotations=[{**KILLED, "id": str(n), "text": "Six"} for n in range(500)])
    assert not annotated.annotations
    assert len(problems) == 21
    assert problems[-1].startswith("And 480 more of this article.")
