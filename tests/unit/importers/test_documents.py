"""One article in every format that an office, a wire or a browser saves: the same words, and the fields that the format has."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from components.importers import Choices, read
from components.model import Annotated, Problem
from tests.unit.importers import files
from tests.unit.importers.files import FIRST, PARAGRAPHS, SECOND, TITLE

MADE: dict[str, bytes | Callable[[], bytes]] = {
    "page.html": files.PAGE.encode(),
    "saved.mhtml": files.mhtml,
    "letter.docx": files.docx,
    "letter.odt": files.odt,
    "letter.rtf": files.rtf,
    "book.epub": files.epub,
    "mail.eml": files.eml,
    "feed.rss": files.RSS,
    "feed.atom": files.ATOM,
    "wire.nitf": files.NITF,
    "wire.xml": files.NEWSML,
    "table.xlsx": files.xlsx,
    "table.parquet": files.parquet,
    "list.json": json.dumps([files.ROW]).encode(),
}


def data_of(name: str) -> bytes:
    made = MADE[name]
    return made if isinstance(made, bytes) else made()


def split(data: bytes, name: str, choices: Choices | None = None) -> tuple[list[Annotated], list[Problem]]:
    found = list(read(data, name, choices=choices or Choices()))
    return [x for x in found if isinstance(x, Annotated)], [x for x in found if isinstance(x, Problem)]


@pytest.mark.parametrize("name", MADE)
def test_the_words_of_the_article_are_read_whole(name: str) -> None:
    articles, _ = split(data_of(name), name)
    paragraphs = articles[0].article.text.split("\n\n")
    assert [p for p in paragraphs if p.endswith(FIRST)]
    assert SECOND in paragraphs
    assert "READ MORE" not in articles[0].article.text
    assert "alert" not in articles[0].article.text
    assert "user one" not in articles[0].article.text


@pytest.mark.parametrize("name", sorted(set(MADE) - {"letter.rtf"}))
def test_the_title_is_the_format_s_own(name: str) -> None:
    articles, _ = split(data_of(name), name)
    assert articles[0].article.title == TITLE


@pytest.mark.parametrize(
    ("name", "outlet", "author", "published", "url"),
    [
        ("page.html", "Harbour Post", "Ann Lee", "2024-03-12", "https://harbour.example/ferry"),
        ("saved.mhtml", "Harbour Post", "Ann Lee", "2024-03-12", "https://harbour.example/ferry"),
        ("mail.eml", None, "Ann Lee <ann@wire.example>", "2024-03-12", None),
        ("feed.rss", "Harbour Post", None, "2024-03-12", "https://harbour.example/ferry"),
        ("feed.atom", "Harbour Post", "Ann Lee", "2024-03-12", "https://harbour.example/ferry"),
        ("wire.nitf", "Harbour Wire", "Ann Lee", "2024-03-12", None),
        ("wire.xml", "Harbour Wire", "Ann Lee", "2024-03-12", None),
        ("table.xlsx", "Harbour Post", None, "2024-03-12", None),
        ("table.parquet", "Harbour Post", None, "2024-03-12", None),
    ],
)
def test_the_fields_are_those_of_the_format(
    name: str, outlet: str | None, author: str | None, published: str, url: str | None
) -> None:
    article = split(data_of(name), name)[0][0].article
    assert (article.outlet, article.author, article.published, article.url) == (outlet, author, published, url)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_is_read_in_the_order_of_its_columns_without_its_heads(columns: int) -> None:
    names = [f"{a}{b}" for a in ("Alpha", "Beta", "Gamma", "Delta", "Kappa") for b in "ABCDEFGHIJKL"]
    long = tuple(
        f"{n} lost a ferry on Monday. {n} counts nine dead, said the {n} coast guard, whose {n} boats were out. The {n} search goes on."
        for n in names
    )
    articles, problems = split(files.pdf(columns, paragraphs=long), "paper.pdf")
    assert not problems
    assert articles[0].article.title == TITLE
    text = articles[0].article.text
    assert text.split("\n\n") == list(long)


def test_a_scan_says_that_it_has_no_text() -> None:
    assert [p.message[:33] for p in split(files.scan(), "scan.pdf")[1]] == ["The PDF has pages and no text: it"]


def test_every_message_of_a_box_is_an_article() -> None:
    articles, problems = split(files.mbox(), "wire.mbox")
    assert [a.article.text.split("\n\n")[0] for a in articles] == [FIRST, FIRST]
    assert not problems


def test_a_teaser_of_a_feed_is_told() -> None:
    _, problems = split(files.RSS, "feed.xml")
    assert [(p.where, p.message[:35]) for p in problems] == [
        ("feed.xml, entry 2", "The feed holds only the first words")
    ]


def test_a_news_item_without_a_text_is_told() -> None:
    _, problems = split(files.NEWSML, "wire.xml")
    assert [(p.where, p.message[:26]) for p in problems] == [("wire.xml, item 2", "This news item has no text")]


def test_an_archive_gives_the_articles_of_its_files_and_a_problem_for_the_others() -> None:
    inner = files.zipped({"deep.txt": SECOND})
    data = files.zipped(
        {"a.txt": FIRST, "b/c.html": files.PAGE, "d.png": b"\x89PNG....", "e.zip": inner, "__MACOSX/x": "x"}
    )
    articles, problems = split(data, "all.zip")
    assert [a.article.text.split("\n\n")[0] for a in articles] == [FIRST, TITLE, SECOND]
    assert [p.where for p in problems] == ["all.zip › d.png"]


def test_columns_can_be_chosen_where_their_names_say_nothing() -> None:
    data = f'kop,inhoud,krant\n{TITLE},"{FIRST}",Harbour Post\n'.encode()
    assert "Columns found: kop, inhoud, krant" in split(data, "a.csv")[1][0].message
    articles, problems = split(data, "a.csv", Choices(columns={"text": "inhoud", "title": "kop", "outlet": "krant"}))
    assert not problems
    assert (articles[0].article.title, articles[0].article.outlet, articles[0].article.text) == (
        TITLE,
        "Harbour Post",
        FIRST,
    )


def test_two_columns_of_one_name_are_asked_about() -> None:
    articles, problems = split(f'text,Title,title\n"{FIRST}",One,Two\n'.encode(), "a.csv")
    assert articles[0].article.title == "One"
    assert "Two columns are called 'Title'" in problems[0].message


@pytest.mark.parametrize("name", ["pasted.txt", "column.csv", "line.jsonl"])
def test_markup_that_came_as_text_is_cleaned_and_told(name: str) -> None:
    markup = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    data = {"pasted.txt": markup, "column.csv": f'text\n"{markup}"\n', "line.jsonl": json.dumps({"text": markup})}[name]
    articles, problems = split(data.encode(), name)
    assert articles[0].article.text == "\n\n".join(PARAGRAPHS)
    assert "markup of a page" in problems[0].message


def test_a_file_is_read_by_what_it_holds_and_not_by_its_name() -> None:
    assert split(files.pdf(), "report.txt")[0][0].article.title == TITLE
    assert split(files.docx(), "report.zip")[0][0].article.title == TITLE
