"""CSV as people and programs write it: delimiters, aliases, guards, rows that cannot be read."""

from __future__ import annotations

import pytest

from components.importers import csv_rows, read
from components.model import Annotated, Problem


def split(data: str | bytes, name: str = "wires.csv") -> tuple[list[Annotated], list[Problem]]:
    found = list(read(data.encode() if isinstance(data, str) else data, name))
    return [f for f in found if isinstance(f, Annotated)], [f for f in found if isinstance(f, Problem)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "\ufeff", "sep={}\n"])
def test_the_delimiter_is_found(delimiter: str, first: str) -> None:
    cells = ["Headline", "Body", "Publish-Date", "Link", "Source", "Byline"]
    row = [
        "Ferry",
        '"Sank; off, the | cape\tnear\r\nthe port"',
        "2024-05-14",
        "https://example.org/",
        "Post",
        "B. Ritter",
    ]
    articles, problems = split(first.format(delimiter) + delimiter.join(cells) + "\r\n" + delimiter.join(row) + "\r\n")
    a = articles[0].article
    assert not problems
    assert (a.title, a.text) == ("Ferry", "Sank; off, the | cape near\nthe port")
    assert (a.published, a.url, a.outlet, a.author) == ("2024-05-14", "https://example.org/", "Post", "B. Ritter")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_come_in_the_encodings_of_excel(encoding: str) -> None:
    articles, _ = split("title;text\r\nFähre;“Fünf” – gesunken\r\n".encode(encoding))
    assert (articles[0].article.title, articles[0].article.text) == ("Fähre", "“Fünf” – gesunken")


def test_without_a_text_column_the_columns_found_are_named() -> None:
    articles, problems = split("Headline,Day\nFerry,2024-05-14\n")
    assert not articles
    assert "Columns found: Headline, Day." in problems[0].message


@pytest.mark.parametrize(
    ("header", "file"),
    [
        ("annotation_id,article_id,text", "annotations.csv"),
        ("quote_id,article_id,text", "quotes.csv"),
        ("figure_id,article_id,text", "figures.csv"),
        ("article_id,title,text_sha256,characters", "articles.csv"),
    ],
)
def test_our_own_tables_are_not_taken_for_articles(header: str, file: str) -> None:
    articles, problems = split(f"{header}\n1,2,3,4\n")
    assert not articles
    assert f"This is the {file} of an export" in problems[0].message
    assert "articles.jsonl" in problems[0].message


def test_a_bad_row_is_told_by_its_number_and_the_rest_goes_on() -> None:
    articles, problems = split("title,text\nA,one\nB,\n,,\nC,two, and more\nD,three\n")
    assert [a.article.text for a in articles] == ["one", "three"]
    assert [p.where for p in problems] == ["wires.csv, row 3", "wires.csv, row 5"]
    assert "Is its text quoted?" in problems[1].message


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    articles, problems = split('title,text\nA,one\nB,"two\nC,three\n')
    assert [a.article.text for a in articles] == ["one", "two\nC,three\n"]
    assert "never closed" in problems[0].message


def test_a_cell_may_hold_a_whole_book() -> None:
    articles, problems = split('text\n"' + "It rained. " * 100_000 + '"\n')
    assert not problems
    assert len(articles[0].article.text) == 1_100_000


def test_only_listed_guards_are_taken_off() -> None:
    articles, _ = split("title,text,guarded\n'=1+1,'-2 degrees,title; text\n'tis cold,'-3 degrees,text\n")
    assert [(a.article.title, a.article.text) for a in articles] == [
        ("=1+1", "-2 degrees"),
        ("'tis cold", "-3 degrees"),
    ]


def test_without_a_guarded_column_every_apostrophe_stays() -> None:
    articles, _ = split("title,text\n'=1+1,'tis\n")
    assert (articles[0].article.title, articles[0].article.text) == ("'=1+1", "'tis")


def test_the_first_alias_wins() -> None:
    articles, _ = split("content,text,url,id\nteaser,the whole story,https://example.org/,x1\n")
    assert (articles[0].article.text, articles[0].article.id) == ("the whole story", "x1")


def test_delimiter_of_a_table_with_one_column_does_not_matter() -> None:
    assert csv_rows._delimiter("text\n") in csv_rows.DELIMITERS
    assert [a.article.text for a in split("text\nIt sank.\n")[0]] == ["It sank."]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_a_file_without_rows_says_why_nothing_came_of_it(name: str) -> None:
    content = b"\n\n" if name.endswith("jsonl") else b"title,text\n\n"
    [problem] = read(content, name)
    assert isinstance(problem, Problem)
    assert "no article in this file" in problem.message
