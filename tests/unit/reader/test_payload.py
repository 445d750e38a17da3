"""What goes down to the reader, and that its TypeScript knows the same names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from components import reader
from components.labels import labels
from components.model import OPERATIONS, STATUSES, VALUE_FIELDS, Article, Layer

FRONTEND = Path(reader.__file__).parent / "frontend" / "src"
ARTICLE = Article(id="a1", text="Velt fell.\n\n🚀 Rockets hit Port Lenka.", text_version=3)
RECORD = {"id": "x", "layer": "entity", "label": "GPE", "start": 0, "end": 4, "last": None}
ANSWER = {"revision": 7, "changed": [RECORD], "gone": ["y"], "tolls": {}, "ack": 4, "refused": [{"op_id": "o", "n": 3}]}


def test_everything_about_an_article_is_plain_json() -> None:
    message = reader.full(ARTICLE, [RECORD], revision=6, user="ada")
    assert json.loads(json.dumps(message)) == message
    assert message["annotations"] == [RECORD]
    assert (message["article"], message["text_version"], message["revision"]) == ("a1", 3, 6)
    assert [label["name"] for label in message["labels"]] == list(labels())


def test_paragraphs_are_spans_of_code_points() -> None:
    message = reader.full(ARTICLE, [], revision=0, user="ada")
    assert [ARTICLE.text[start:end] for start, end in message["paragraphs"]] == [
        "Velt fell.",
        "🚀 Rockets hit Port Lenka.",
    ]


def test_an_answer_goes_down_with_what_it_presumes_and_whom_it_acknowledges() -> None:
    message = reader.delta("a1", ANSWER, since=5, client="c")
    assert (message["since"], message["revision"], message["ack"]) == (5, 7, {"c": 4})
    assert (message["changed"], message["gone"], message["refused"]) == ([RECORD], ["y"], [{"op_id": "o", "n": 3}])


def test_changes_of_others_acknowledge_nobody() -> None:
    changes = {name: ANSWER[name] for name in ("revision", "changed", "gone", "tolls")}
    message = reader.delta("a1", changes, since=5)
    assert (message["ack"], message["refused"]) == ({}, [])


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ({"annotation": "x"}, {"annotation": "x", "nonce": 1}),
        ({"start": 0, "end": 4}, {"start": 0, "end": 4, "nonce": 1}),
    ],
)
def test_a_focus_names_its_place(place: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert reader.focus(1, **place) == wanted


def interface(name: str) -> set[str]:
    """The field names of an interface in types.ts."""
    source = (FRONTEND / "types.ts").read_text("utf-8")
    body = re.search(rf"export interface {name} \{{(.*?)\n\}}", source, re.S)
    assert body, f"types.ts has no interface {name}"
    return set(re.findall(r"^  (\w+)\??:", body[1], re.M))


def test_the_payload_has_the_fields_of_types_ts() -> None:
    assert set(reader.full(ARTICLE, [], revision=0, user="ada")) == interface("Full")
    assert set(reader.delta("a1", ANSWER, since=5, client="c")) == interface("Delta")
    assert set(reader.full(ARTICLE, [], revision=0, user="ada")["labels"][0]) == interface("Label")


def test_types_ts_names_every_status_and_every_operation_on_annotations() -> None:
    source = (FRONTEND / "types.ts").read_text("utf-8")
    operations = re.search(r"type Operation = (.*);", source)
    statuses = re.search(r"type Status = (.*);", source)
    assert operations
    assert statuses
    assert set(re.findall(r'"(\w+)"', operations[1])) == set(OPERATIONS) - {
        "set_toll",
        "settle",
    }  # those are made elsewhere
    assert set(re.findall(r'"(\w+)"', statuses[1])) == set(STATUSES)


@pytest.mark.parametrize("layer", ["entity", "quote", "figure"])
def test_every_field_of_the_inspector_is_a_value_of_its_layer(layer: Layer) -> None:
    source = (FRONTEND / "fields.ts").read_text("utf-8")
    block = re.search(rf"^  {layer}: \[(.*?)^  \],", source, re.S | re.M)
    assert block
    offered = set(re.findall(r'name: "(\w+)"', block[1]))
    assert offered
    assert offered <= set(VALUE_FIELDS[layer])


def test_the_bundle_is_taken_for_source_by_streamlit() -> None:
    """Streamlit takes inline JavaScript of one line with "/" in it for a path."""
    for name in ("reader.js", "reader.css"):
        assert "\n" in (reader.BUILD / name).read_text("utf-8")


def test_no_colour_is_written_in_typescript() -> None:
    found = [
        f"{path.name}: {colour}"
        for path in FRONTEND.glob("*.ts")
        for colour in re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text("utf-8"))
        if colour != "#808080"
    ]
    assert found == []


def test_article_text_never_becomes_markup() -> None:
    risky = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment")
    assert [path.name for path in FRONTEND.glob("*.ts") if risky.search(path.read_text("utf-8"))] == []


def test_the_lockfile_names_no_registry() -> None:
    assert "resolved" not in (FRONTEND.parent / "package-lock.json").read_text("utf-8")
