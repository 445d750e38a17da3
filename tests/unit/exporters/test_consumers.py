"""The programs that exports are for open them: spaCy trains on a DocBin, openpyxl and pandas read tables, a browser's parser the page."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from components.exporters import EXPORTERS, Options
from components.importers import csv_rows
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, Span
from components.tables import TABLES

TEXT = "😀 Anna Wallis said: “Nine people died.” The Harbour Post\nasked <b>twice</b> & left."


def article() -> Annotated:
    marks = (
        Annotation("e1", "entity", "PERSON", 2, 13, EntityValues(name="Anna Wallis"), status="accepted"),
        Annotation(
            "f1",
            "figure",
            "KILLED",
            21,
            32,
            FigureValues(value=9, low=9, high=9, bound="exact", unit="people", source="=x"),
        ),
        Annotation("q1", "quote", "DIRECT", 21, 38, QuoteValues(speaker_name="Anna Wallis")),
        Annotation("e2", "entity", "ORG", 44, 56, EntityValues(name="Harbour Post")),
        Annotation("no", "entity", "ORG", 0, 2, EntityValues(), status="rejected"),
    )
    return Annotated(
        Article("007", TEXT, "=Title", "Post", published="2024-03-12"), marks, (Span(0, 39), Span(40, len(TEXT)))
    )


def exported(name: str, table: str = "annotations") -> bytes:
    return b"".join(EXPORTERS[name].export([article()], Options(table=table)))


def test_spacy_reads_the_docbin_and_trains_on_it() -> None:
    import spacy
    from spacy.tokens import DocBin
    from spacy.training import Example
    from thinc.api import fix_random_seed

    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    (doc,) = DocBin().from_bytes(exported("spacy")).get_docs(nlp.vocab)
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [("Anna Wallis", "PERSON"), ("Harbour Post", "ORG")]
    assert [(s.text, s.label_) for s in doc.spans["figure"]] == [("Nine people", "KILLED")]
    examples = [Example(nlp.make_doc(doc.text), doc)] * 4
    fix_random_seed(1)
    nlp.initialize(lambda: examples)
    losses = [nlp.update(examples, losses={})["ner"] for _ in range(25)]
    assert losses[-1] < max(losses) / 4


def test_a_workbook_has_texts_as_texts_and_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx")))
    assert book.sheetnames == list(TABLES)
    head, row = list(book["figures"].iter_rows(values_only=True))
    found = dict(zip(head, row, strict=True))
    assert (found["article_id"], found["value"], found["source"], found["title"]) == ("007", 9, "=x", "=Title")
    assert all(cell.data_type != "f" for cells in book["figures"].iter_rows() for cell in cells)


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_cells_of_the_csv(table: str) -> None:
    found = pd.read_parquet(io.BytesIO(exported("parquet", table)))
    listed = list(csv_rows.rows(io.BytesIO(exported("csv", table))))
    assert len(found) == len(listed)
    assert list(found.columns) == list(TABLES[table][:-1])
    for row, cells in zip(found.to_dict("records"), listed, strict=True):
        for key, value in row.items():
            column = str(key)
            if pd.isna(value):
                assert cells[column] == ""
            else:
                same = float(cells[column]) == value if isinstance(value, float) else cells[column] == str(value)
                assert same, (column, value, cells[column])


def test_the_page_is_whole_escaped_and_loads_nothing() -> None:
    from lxml import html

    page = exported("html").decode()
    tree = html.document_fromstring(page)
    assert tree.xpath("//mark[contains(@class, 'figure')]")[0].text_content().startswith("Nine people")
    assert "".join(tree.xpath("//article/p[not(@class)]")[1].itertext()).startswith("asked <b>twice</b> & left.")
    legend = tree.xpath("//p[@class='legend']")[0].text_content()
    assert "kill Killed" in legend
    assert "pers Person" in legend
    assert tree.xpath("//script | //img | //link | //b | //iframe") == []
    assert [row.text_content() for row in tree.xpath("//table[2]//td")][:3] == ["Killed", "Nine people", "9"]


def test_conll_has_a_token_a_line_and_conllu_makes_its_text_again() -> None:
    tokens = [
        line.split(" ") for line in exported("conll2003").decode().splitlines() if line and "DOCSTART" not in line
    ]
    assert [t[0] for t in tokens if t[3].endswith("PERSON")] == ["Anna", "Wallis"]
    assert {t[3] for t in tokens} == {"O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"}
    said = ""
    for line in exported("conllu").decode().splitlines():
        cells = line.split("\t")
        said += cells[1] + ("" if "SpaceAfter=No" in cells[-1] else " ") if len(cells) == 10 else ""
    assert said.split() == TEXT.split()


def test_label_studio_counts_utf_16_and_brat_code_points() -> None:
    (task,) = json.loads(exported("labelstudio"))
    assert (task["id"], task["annotations"][0]["id"]) == (1, 1)  # its converter asks for both
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"], value["labels"]) == (3, 14, "Anna Wallis", ["PERSON"])
    with zipfile.ZipFile(io.BytesIO(exported("brat"))) as archive:
        assert archive.namelist() == ["007.txt", "007.ann", "annotation.conf"]
        assert archive.read("007.ann").decode().splitlines()[0] == "T1\tPERSON 2 13\tAnna Wallis"


def test_a_web_annotation_selects_its_words() -> None:
    page = json.loads(exported("w3c"))
    position, quote = page["items"][0]["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "Anna Wallis"
    assert TEXT.startswith(quote["prefix"] + quote["exact"] + quote["suffix"][:5])


OA, XSD = "http://www.w3.org/ns/oa#", "http://www.w3.org/2001/XMLSchema#"
ANNO: dict[
    str, object
] = {  # the terms of http://www.w3.org/ns/anno.jsonld that we use, as the Recommendation defines them
    "oa": OA,
    "xsd": XSD,
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "tagging", "identifying", "classifying")},
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "http://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}


def test_a_json_ld_processor_expands_the_web_annotations() -> None:
    from pyld import jsonld

    def load(url: str, options: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": ANNO},
        }

    (page,) = jsonld.expand(json.loads(exported("w3c")), {"documentLoader": load})
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    found = []
    for item in listed["@list"]:
        (target,), (body,) = item[f"{OA}hasTarget"], item[f"{OA}hasBody"]
        assert item["@type"] == [f"{OA}Annotation"]
        assert target[f"{OA}hasSource"] == [{"@id": "urn:dateline:article:007"}]
        position, quote = target[f"{OA}hasSelector"]
        (label,) = body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"]
        start, end = (position[f"{OA}{edge}"][0] for edge in ("start", "end"))
        assert start["@type"] == f"{XSD}nonNegativeInteger"
        assert quote[f"{OA}exact"] == [{"@value": TEXT[start["@value"] : end["@value"]]}]
        found.append((label["@value"], start["@value"], end["@value"]))
    assert found == [("PERSON", 2, 13), ("DIRECT", 21, 38), ("KILLED", 21, 32), ("ORG", 44, 56)]
    (known,) = page["urn:dateline:article"]
    assert known["@value"]["value"] == TEXT


def test_the_conllu_library_and_spacy_read_conllu() -> None:
    import conllu
    from spacy.training import converters

    data = exported("conllu").decode()
    sentences = conllu.parse(data)
    assert [token["id"] for token in sentences[0]] == list(range(1, len(sentences[0]) + 1))
    assert sentences[0].metadata["newdoc id"] == "007"
    tagged = [(t["form"], t["misc"]["NE"]) for sentence in sentences for t in sentence if t["misc"]["NE"] != "O"]
    assert tagged == [("Anna", "B-PERSON"), ("Wallis", "I-PERSON"), ("Harbour", "B-ORG"), ("Post", "I-ORG")]
    to_docs: Any = converters.conllu_to_docs  # type: ignore[attr-defined]
    docs = list(to_docs(data, no_print=True))
    assert [(e.text, e.label_) for doc in docs for e in doc.ents] == [
        ("Anna Wallis", "PERSON"),
        ("Harbour Post", "ORG"),
    ]


def test_spacy_reads_conll2003() -> None:
    from spacy.training import converters

    to_docs: Any = converters.conll_ner_to_docs  # type: ignore[attr-defined]
    docs = list(to_docs(exported("conll2003").decode(), no_print=True))
    assert [(e.text, e.label_) for doc in docs for e in doc.ents] == [
        ("Anna Wallis", "PERSON"),
        ("Harbour Post", "ORG"),
    ]


def test_r_reads_the_figures_as_numbers_and_texts(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(exported("csv", "figures"))
    code = (
        "f <- read.csv(commandArgs(TRUE)[1]); cat(nrow(f), class(f$value), f$value, class(f$start), f$start, f$end, f$unit, "
        "f$source, f$article_id, f$label, sep='|')"
    )
    command = ["Rscript", "-e", code, str(tmp_path / "figures.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "1|integer|9|integer|21|32|people|'=x|'007|KILLED"
