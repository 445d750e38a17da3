"""The document rules, each on a page and mentions built by hand."""

from __future__ import annotations

import pytest
import spacy

from components.extract.entities import acronyms, heads, people, places, shape, votes, weapons
from components.extract.entities.page import Mention, Page, without_overlaps


def page(text: str) -> Page:
    return Page(text, spacy.blank("en")(text))


def mention(text: str, part: str, label: str, sure: bool = False, which: int = 0) -> Mention:
    start = -1
    for _ in range(which + 1):
        start = text.index(part, start + 1)
    return Mention(start, start + len(part), label, sure=sure)


def said(text: str, mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.label) for m in mentions]


@pytest.mark.parametrize(
    ("text", "raw", "label", "clean"),
    [
        ("the United Nations' envoy", "the United Nations'", "ORG", "United Nations"),
        ("President Ana Lopes said", "President Ana Lopes", "PERSON", "Ana Lopes"),
        ("Photo: Ana Lopes / Pool", "Ana Lopes / Pool", "PERSON", "Ana Lopes"),
        ("Coastal Guard (CG boats", "Coastal Guard (CG", "ORG", "Coastal Guard"),
        ("the pro-Lopes camp", "pro-Lopes", "NORP", "Lopes"),
        ("Kenya's ports", "Kenya's", "GPE", "Kenya"),
        ("the U.S. fleet", "the U.S.", "GPE", "U.S."),
        ("Ana Lopes 34 won", "Ana Lopes 34", "PERSON", "Ana Lopes"),
        ("some cantaderas sang", "cantaderas", "PERSON", None),
        ("see www.example.org/Kenya now", "Kenya", "GPE", None),
    ],
)
def test_names_end_where_they_should(text: str, raw: str, label: str, clean: str | None) -> None:
    found = list(shape.clean(page(text), [mention(text, raw, label)]))
    assert [text[m.start : m.end] for m in found] == ([clean] if clean else [])


@pytest.mark.parametrize(
    ("words", "acronym", "first"),
    [
        ("the Coastal Rescue Association", "CRA", 1),
        ("Syrian Observatory for Human Rights", "SOHR", 0),
        ("liquefied natural gas", "LNG", 0),
        ("a large red house", "XYZ", None),
    ],
)
def test_an_acronym_is_made_of_the_initials_before_it(words: str, acronym: str, first: int | None) -> None:
    assert acronyms.long_form(words.split(), len(words.split()), acronym) == first


def test_a_surname_is_the_person_whatever_the_model_called_it() -> None:
    text = "Tom Lanner spoke. Lanner left. In London he rests."
    found = people.aliases(
        page(text),
        [
            mention(text, "Tom Lanner", "PERSON"),
            mention(text, "Lanner", "ORG", which=1),
            mention(text, "London", "GPE"),
        ],
    )
    assert [(m.label, m.name) for m in found] == [("PERSON", None), ("PERSON", "Tom Lanner"), ("GPE", None)]


def test_a_country_of_the_same_name_stays_a_country() -> None:
    text = "Mike Jordan flew to Jordan."
    country = mention(text, "Jordan", "GPE", sure=True, which=1)
    assert people.aliases(page(text), [mention(text, "Mike Jordan", "PERSON"), country])[1].label == "GPE"


def test_the_last_word_of_a_name_settles_its_label() -> None:
    text = "Kitenge University and Moro Airport and the Treaty of Halvren"
    raw = [mention(text, name, "PERSON") for name in ("Kitenge University", "Moro Airport", "Treaty of Halvren")]
    assert [m.label for m in heads.heads(page(text), raw)] == ["ORG", "FAC", "LAW"]


def test_one_and_the_same_name_gets_one_label() -> None:
    text = "Acme grew. Acme hired. Acme fell."
    raw = [mention(text, "Acme", label, which=i) for i, label in enumerate(["ORG", "PERSON", "ORG"])]
    assert {m.label for m in votes.majority(page(text), raw)} == {"ORG"}


def test_a_firm_name_is_found_wherever_it_stands_but_not_inside_another() -> None:
    text = "Nadia Brandt resigned. Then Brandt left for the Brandt Institute."
    named = people.aliases(page(text), [mention(text, "Nadia Brandt", "PERSON")])
    assert said(text, votes.project(page(text), named)) == [("Nadia Brandt", "PERSON"), ("Brandt", "PERSON")]


def test_what_mostly_stands_behind_in_is_a_place() -> None:
    text = "He lives in Orsova. In Orsova it rains. Orsova is small."
    raw = [mention(text, "Orsova", "PERSON", which=i) for i in range(3)]
    assert {m.label for m in places.located(page(text), raw)} == {"GPE"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("six S-300s and an S-300.", ["S-300s", "S-300"]),
        ("a Leopard tank, then two Leopards", ["Leopard", "Leopards"]),
        ("a leopard and Leopard prints", []),
        ("the ZX-9 missile; later the ZX-9", ["ZX-9", "ZX-9"]),
        ("the ZX-9 road", []),
        ("COVID-19 drones on", []),
    ],
)
def test_weapons_are_found_by_list_and_by_the_word_beside_them(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in weapons.settle(page(text), [])] == found


def test_of_two_overlapping_names_the_sure_then_the_longer_stays() -> None:
    short, long, sure = Mention(0, 5, "GPE"), Mention(0, 9, "ORG"), Mention(3, 5, "WEAPON", sure=True)
    assert without_overlaps([short, long]) == [long]
    assert without_overlaps([short, long, sure]) == [sure]
