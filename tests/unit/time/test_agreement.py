"""The day of a figure is the day that its date means as an entity."""

from __future__ import annotations

import pytest

from components.extract import extract
from components.model import Article


@pytest.mark.parametrize(
    ("said", "published", "iso"),
    [
        ("on May 5", "2021-03-05", "2020-05-05"),
        ("on March 1", "2021-03-05", "2021-03-01"),
        ("on Friday", "2021-03-05", "2021-03-05"),
        ("last Friday", "2021-03-05", "2021-02-26"),
        ("two days ago", "2021-03-05", "2021-03-03"),
        ("on 5 December last year", "2021-03-05", "2020-12-05"),
    ],
)
def test_a_figure_and_its_date_agree(said: str, published: str, iso: str) -> None:
    found = extract(Article(id="a", text=f"Two farmers died {said} in Dorsa.", published=published)).annotations
    assert [a.entity.iso for a in found if a.label == "DATE"] == [iso]
    assert [a.figure.as_of for a in found if a.label == "KILLED"] == [iso]
