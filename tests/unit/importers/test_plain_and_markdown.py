"""Plain and markdown files: one article each, nothing cut but front matter."""

from __future__ import annotations

import pytest

from components.importers import importer_for, markdown, read
from components.model import Annotated, Problem

FRONT = b"""---
title: "Bridge: closed"
source: Harbour Post
author: 'A. Writer'
date: 14 May 2024
url: https://example.org/bridge
tags:
  - traffic
  - sample
slug: bridge
---

# The bridge

It is *closed*.
"""


def articles(data: bytes, name: str) -> list[Annotated]:
    return [found for found in read(data, name) if isinstance(found, Annotated)]


def test_the_first_line_of_a_plain_file_is_its_title_and_stays_in_the_text() -> None:
    (found,) = articles(b"Bridge closed\n\nIt was closed.\n", "x.txt")
    assert (found.article.title, found.article.text) == ("Bridge closed", "Bridge closed\n\nIt was closed.\n")


def test_a_plain_file_without_a_title_is_called_by_its_name() -> None:
    (found,) = articles(b"It was closed.", "wires/bridge-closed_2.txt")
    assert found.article.title == "Bridge closed 2"


def test_markup_and_scripts_stay_text() -> None:
    raw = "Closed\n\n<script>alert(1)</script> & **bold** =1+1\n"
    (found,) = articles(raw.encode(), "x.txt")
    assert found.article.text == raw


def test_front_matter_gives_the_fields_and_leaves_the_text() -> None:
    (found,) = articles(FRONT, "x.md")
    a = found.article
    assert a.text == "# The bridge\n\nIt is *closed*.\n"
    assert (a.title, a.outlet, a.author, a.published) == ("Bridge: closed", "Harbour Post", "A. Writer", "2024-05-14")
    assert (a.url, a.tags) == ("https://example.org/bridge", ("traffic", "sample"))


def test_front_matter_that_dateline_has_no_place_for_is_told() -> None:
    assert [f.message for f in read(FRONT, "x.md") if isinstance(f, Problem)] == [
        "The front matter's 'slug' was not read: Dateline has no such field."
    ]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("# Bridge closed\n\nIt was.", "Bridge closed"),
        ("Bridge closed\n=============\n\nIt was.", "Bridge closed"),
        ("Intro first.\n\n# Bridge **closed** #\n\nIt was.", "Bridge closed"),
        ("Bridge closed\n\nIt was.", "Bridge closed"),
        ("## A part\n\nIt was.", "## A part"),
    ],
)
def test_the_heading_of_a_markdown_file_is_its_title(raw: str, title: str) -> None:
    (found,) = articles(raw.encode(), "x.md")
    assert (found.article.title, found.article.text) == (title, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "---\nnever closed\n\nIt was.",
        "---\n\nA rule above, and one below.\n\n---\n\nIt was.",
        "---\n- a list\n---\nIt was.",
    ],
)
def test_what_only_looks_like_front_matter_is_text(raw: str) -> None:
    assert markdown.split(raw) == ({}, raw)


@pytest.mark.parametrize(
    ("name", "title"), [("A.TXT", "Plain text"), ("b.markdown", "Markdown"), ("c.TSV", "CSV table, a row an article")]
)
def test_the_ending_chooses_the_importer_in_any_case(name: str, title: str) -> None:
    importer = importer_for(name)
    assert importer is not None
    assert importer.title == title
