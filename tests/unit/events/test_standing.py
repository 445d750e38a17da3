"""Kinds of sources, named victims and grades: what casualty recorders ask beside numbers."""

from __future__ import annotations

import pytest

from components.events.account import account
from components.events.claim import Claim
from components.events.model import Event
from components.events.standing import COLUMNS, SOURCE_KINDS, is_named, kind_of
from components.events.victims import age_of, victims
from components.lexicons import rules


@pytest.mark.parametrize("row", rules("source_kinds", *COLUMNS), ids=lambda row: row["name"])
def test_a_row_reads_its_example_and_leaves_its_counterexample_alone(row: dict[str, str]) -> None:
    assert row["sets"] in SOURCE_KINDS
    assert kind_of(row["example"]) == row["sets"]
    assert kind_of(row["counterexample"]) != row["sets"]


def test_outlets_are_media_and_names_are_names() -> None:
    assert (kind_of("Reuters"), kind_of("Halvren Post", outlet=True), kind_of("Halvren Post")) == (
        "media",
        "media",
        None,
    )
    assert [is_named(n) for n in ("officials", "The police", "a witness", "Interior Ministry")] == [
        False,
        False,
        False,
        True,
    ]


def one(id: str, subject: str, sentence: str, **more: object) -> Claim:
    return Claim(id, "a", "KILLED", 0, 8, value=1, subject=subject, sentence=sentence, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "age"),
    [
        ("Ana Berg, 34, died there.", 34),
        ("Ana Berg (7) died there.", 7),
        ("A 34-year-old teacher, Ana Berg, died.", None),
        ("The 34-year-old teacher Ana Berg died.", 34),
        ("Ana Berg was 61.", 61),
        ("Ana Berg, 340, died.", None),
        ("Ana Berg died with 12 others.", None),
    ],
)
def test_the_age_stands_right_at_the_name(sentence: str, age: int | None) -> None:
    assert age_of("Ana Berg", sentence) == age


def test_a_victim_is_listed_once_with_what_the_sentences_tell() -> None:
    claims = [
        one("f1", "Ana Berg", "Ana Berg was killed."),
        one("f2", "Ana Berg", "Ana Berg, 12, was a pupil."),
        one("f3", "teacher", "A teacher was killed."),
        one("f4", "Tom Hale", "Tom Hale could be killed.", scope="hypothetical"),
    ]
    (ana,) = victims(claims, {})
    assert (ana.name, ana.age, ana.sex, ana.is_child, ana.key) == ("Ana Berg", 12, "female", True, ("a", "f2"))


def graded(*claims: Claim) -> str | None:
    found = account(Event("e", "Blast"), claims).graded
    return found.grade if found else None


def test_grades_say_how_well_claims_are_supported() -> None:
    police = Claim("p", "a", "KILLED", 0, 2, value=12, low=12, high=12, bound="exact", source="police")
    hospital = Claim("h", "b", "KILLED", 0, 2, value=15, low=15, high=15, bound="exact", source="the hospital")
    wrong = Claim(
        "w", "c", "KILLED", 0, 2, value=60, text="60", sentence="The ministry withdrew its figure of 60 dead."
    )
    rumour = Claim("r", "d", "KILLED", 0, 2, value=90, text="90", sentence="Unconfirmed reports spoke of 90 dead.")
    assert [graded(), graded(police), graded(police, hospital)] == [None, "weak", "fair"]
    assert [graded(police, rumour), graded(wrong)] == ["contested", "discounted"]
