"""Titles, days, addresses and languages as they come, and what the importers make of them."""

from __future__ import annotations

import pytest

from components.importers import fields, paste
from components.model import Annotated, Problem, article_id


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry sinks off the cape\n\nA ferry sank on Monday.", "Ferry sinks off the cape"),
        ("Ferry sinks off the cape\nA ferry sank on Monday.", "Ferry sinks off the cape"),
        ("Who sank the ferry?\n\nNobody knows.", "Who sank the ferry?"),
        ("  \n Ferry   sinks \n\nIt sank.", "Ferry sinks"),
        ("A ferry sank on Monday.\n\nFive died.", ""),
        ("A ferry sank", ""),
        ("word " * 80 + "\n\nIt sank.", ""),
        ("A ferry that was on its way to the northern islands\nsank on Monday with forty people on board, most of\n"
         "whom were rescued by fishing boats that had been near\nwhen it went down off the cape, the coast guard said\n"
         "in a statement that gave no further details.", ""),
    ],
)  # fmt: skip
def test_a_first_line_that_looks_like_a_title_is_one(text: str, title: str) -> None:
    assert fields.title_of(text) == title


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2013-05-14", "2013-05-14"),
        ("2013-05-14T23:30:00+02:00", "2013-05-14"),
        ("2013-05-14 08:00", "2013-05-14"),
        ("2013/5/4", "2013-05-04"),
        ("20130514", "2013-05-14"),
        ("14 May 2013", "2013-05-14"),
        ("May 14, 2013", "2013-05-14"),
        ("May 14th, 2013 at 10:30 pm", "2013-05-14"),
        ("Sept. 3, 2009", "2009-09-03"),
        ("Tue, 14 May 2013 12:00:00 +0000", "2013-05-14"),
        ("Tuesday, May 14, 2013", "2013-05-14"),
        ("14-May-2013", "2013-05-14"),
        ("14.05.2013", "2013-05-14"),
        ("03.04.2013", "2013-04-03"),
        ("14/05/2013", "2013-05-14"),
        ("05/14/2013", "2013-05-14"),
        ("04/04/2013", "2013-04-04"),
        ("03/04/2013", None),
        ("2013-02-30", None),
        ("yesterday", None),
        ("2013", None),
        ("", None),
        (None, None),
    ],
)
def test_common_forms_of_a_day_are_read_and_ambiguous_ones_are_not(raw: str | None, day: str | None) -> None:
    assert fields.day(raw) == day


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("example.org", None),
        ('https://example.org/"><script>', None),
    ],
)
def test_only_web_addresses_are_kept(raw: str, address: str | None) -> None:
    assert fields.web_address(raw) == address


@pytest.mark.parametrize(
    ("raw", "code"), [("en", "en"), ("en-GB", "en"), ("English", "en"), ("Klingon", None), (None, None)]
)
def test_a_language_is_two_letters(raw: str | None, code: str | None) -> None:
    assert fields.language_code(raw) == code


def test_pasted_text_takes_what_was_typed_beside_it() -> None:
    (found,) = paste("A ferry sank.\r\n", {"title": " =Ferry\n sinks ", "outlet": "", "published": "14 May 2013"})
    assert isinstance(found, Annotated)
    assert found.article.id == article_id("A ferry sank.\n")
    assert (found.article.title, found.article.outlet, found.article.published) == ("=Ferry sinks", None, "2013-05-14")


def test_pasted_text_without_a_title_is_called_by_its_first_words() -> None:
    (found,) = paste("A ferry sank on Monday off the northern cape with forty people on board, police said.")
    assert isinstance(found, Annotated)
    assert found.article.title == "A ferry sank on Monday off the northern cape with forty …"


def test_a_field_that_cannot_be_read_is_told_and_the_article_taken() -> None:
    *problems, found = paste("A ferry sank.", {"published": "soon", "url": "javascript:1", "language": "?"})
    assert [type(p) for p in problems] == [Problem] * 3
    assert isinstance(found, Annotated)
    assert (found.article.published, found.article.url, found.article.language) == (None, None, "en")
