"""The programs that exports are for open them: spaCy trains on a DocBin, openpyxl and pandas read tables, a browser's parser the page."""

from __future__ import annotations

import io
import json
import zipfile

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
