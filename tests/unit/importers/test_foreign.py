"""Highlights of other tools: their labels are made ours, their offsets checked, and what cannot be placed is told."""

from __future__ import annotations

import json

import pytest

from components.importers import Choices, read
from components.model import Annotated, Problem
from tests.unit.importers.files import zipped

TEXT = "😀 Anna Wallis said the Harbour Post was wrong. Nine died in Halvren."
PERSON, ORG = (2, 13), (23, 35)
WIDE = (3, 14)  # of Anna Wallis in UTF-16 units

DOCCANO = {"text": TEXT, "label": [[*PERSON, "PER"], [*ORG, "Organization"]]}
DOCCANO_2 = {
    "text": TEXT,
    "entities": [{"id": 1, "start_offset": 2, "end_offset": 13, "label": "PER"}],
    "relations": [],
}
PRODIGY = {"text": TEXT, "_input_hash": 1, "answer": "accept", "spans": [{"start": 2, "end": 13, "label": "PERSON"}]}
SPACY = {"text": TEXT, "ents": [{"start": 2, "end": 13, "label": "PERSON"}], "tokens": []}
TRIPLES = {"text": TEXT, "entities": [[2, 13, "PERSON"]]}
STUDIO = {
    "id": 7,
    "data": {"text": TEXT, "title": "Halvren"},
    "annotations": [
        {
            "result": [
                {
                    "type": "labels",
                    "value": {"start": WIDE[0], "end": WIDE[1], "text": "Anna Wallis", "labels": ["Person"]},
                }
            ]
        }
    ],
}
IOB = "-DOCSTART- -X- -X- O\n\nAnna NNP B-NP B-PER\nWallis NNP I-NP I-PER\nspoke VBD O O\n. . O O\n\nShe left O O\n"
CONLLU = "# newdoc id = a\n# text = Anna Wallis.\n" + "".join(
    "\t".join([str(n), word, *["_"] * 7, misc]) + "\n"
    for n, (word, misc) in enumerate([("Anna", "NER=B-PER"), ("Wallis", "NER=I-PER|SpaceAfter=No"), (".", "_")], 1)
)
WEBANNO = (
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Ner|value\n\n\n#Text=😀 Anna Wallis spoke.\n"
    "1-1\t0-2\t😀\t_\t\n1-2\t3-7\tAnna\tPER[1]\t\n1-3\t8-14\tWallis\tPER[1]\t\n1-4\t15-20\tspoke\t_\t\n1-5\t20-21\t.\t_\t\n"
)


def split(data: bytes | str, name: str, choices: Choices | None = None) -> tuple[list[Annotated], list[Problem]]:
    found = list(read(data.encode() if isinstance(data, str) else data, name, choices=choices or Choices()))
    return [x for x in found if isinstance(x, Annotated)], [x for x in found if isinstance(x, Problem)]


def marked(article: Annotated) -> list[tuple[str, str, str]]:
    text = article.article.text
    return [(a.label, text[a.start : a.end], a.status) for a in article.annotations]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (json.dumps(DOCCANO), "doccano.jsonl"),
        (json.dumps(DOCCANO_2), "doccano.jsonl"),
        (json.dumps(PRODIGY), "prodigy.jsonl"),
        (json.dumps(SPACY), "docs.jsonl"),
        (json.dumps([TRIPLES]), "train.json"),
        (json.dumps([STUDIO]), "studio.json"),
        (IOB, "set.conll"),
        (CONLLU, "set.conllu"),
        (WEBANNO, "one.tsv"),
        (zipped({"a.txt": TEXT, "a.ann": "T1\tPER 2 13\tAnna Wallis\nR1\tx Arg1:T1 Arg2:T1\n"}), "brat.zip"),
    ],
)
def test_a_highlight_of_each_tool_is_ours(data: bytes | str, name: str) -> None:
    articles, _ = split(data, name)
    assert marked(articles[0])[0] == ("PERSON", "Anna Wallis", "accepted")
    assert articles[0].annotations[0].origin == "import"


def test_a_label_that_we_do_not_have_is_told_once_and_can_be_chosen() -> None:
    data = json.dumps({"text": TEXT, "label": [[47, 56, "VICTIM"], [2, 13, "VICTIM"]]})
    articles, problems = split(data, "a.jsonl")
    assert articles[0].annotations == ()
    assert [p.message.split(":")[0] for p in problems] == ["2 highlights with the label 'VICTIM' left out"]
    articles, problems = split(data, "a.jsonl", Choices(labels={"VICTIM": "KILLED"}))
    assert [m[0] for m in marked(articles[0])] == ["KILLED", "KILLED"]
    assert not problems
    assert split(data, "a.jsonl", Choices(labels={"VICTIM": ""}))[1] == []


def test_a_highlight_whose_words_stand_elsewhere_moves_there_and_one_whose_words_are_gone_is_told() -> None:
    spans = [
        {"start": 0, "end": 11, "label": "PER", "text": "Anna Wallis"},
        {"start": 0, "end": 4, "label": "PER", "text": "Karl"},
    ]
    articles, problems = split(json.dumps({"text": TEXT, "spans": spans}), "a.jsonl")
    assert marked(articles[0]) == [("PERSON", "Anna Wallis", "accepted")]
    assert "Karl" in problems[0].message


def test_what_brat_has_and_we_do_not_is_told() -> None:
    standoff = "T1\tPER 2 6;7 13\tAnna Wallis\nE1\tAttack:T1\nnonsense\n#1\tAnnotatorNotes T1\tsure?\n"
    articles, problems = split(zipped({"a.txt": TEXT, "a.ann": standoff}), "brat.zip")
    assert articles[0].annotations[0].comment == "sure?"
    assert [p.message.split(":")[0].split(" was")[0] for p in problems] == [
        "A highlight in several pieces",
        "No highlight",
        "1 relations, events and attributes were left out",
    ]


def test_an_example_that_was_rejected_brings_no_highlights() -> None:
    articles, problems = split(json.dumps({**PRODIGY, "answer": "reject"}), "a.jsonl")
    assert articles[0].annotations == ()
    assert "rejected" in problems[0].message or "'reject'" in problems[0].message


def test_web_annotations_of_an_earlier_export_are_read() -> None:
    """It called the article with its text the page's source, which took the word from the items' targets."""
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "source": {"id": "a1", "title": "Old", "value": TEXT},
        "items": [
            {
                "body": {"purpose": "tagging", "value": "PERSON"},
                "target": {"selector": [{"type": "TextPositionSelector", "start": 2, "end": 13}]},
            }
        ],
    }
    articles, _ = split(json.dumps(page), "a.jsonld")
    assert (articles[0].article.id, articles[0].article.title) == ("a1", "Old")
    assert marked(articles[0])[0][:2] == ("PERSON", "Anna Wallis")


def test_a_label_studio_region_counts_utf_16_also_where_its_word_stands_at_the_same_code_points() -> None:
    text = "😀hh died"
    region = {"value": {"start": 2, "end": 3, "text": "h", "labels": ["PERSON"]}}
    task = {"data": {"text": text}, "annotations": [{"result": [region]}]}
    articles, _ = split(json.dumps([task]), "a.json")
    assert [(a.start, a.end) for a in articles[0].annotations] == [(1, 2)]
