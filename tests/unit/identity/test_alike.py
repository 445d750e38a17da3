"""Which names are offered as one, and which are not."""

from __future__ import annotations

import pytest

from components.identity import entity_id, normalised
from components.identity.alike import alike, told_apart
from components.identity.listing import Entity


def entity(name: str, label: str = "PERSON", mentions: int = 1, *aliases: str) -> Entity:
    search = " ".join((name, *aliases)).casefold()
    written = tuple((alias, 1) for alias in aliases)
    return Entity(
        entity_id(name, label), name, label, written, mentions, 1, ((entity_id(name, label), normalised(name)),), search
    )


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (entity("Vladimir Putin"), entity("V. Putin"), "Vladimir Putin"),
        (entity("Vladimir Putin"), entity("Putin"), "Vladimir Putin"),
        (entity("Joe R. Biden"), entity("Joe Biden", "PERSON", 5), "Joe R. Biden"),
        (entity("Bashar al-Assad", "PERSON", 2), entity("Bashar Assad"), "Bashar al-Assad"),
        (entity("Mohammed Karimov", "PERSON", 2), entity("Mohamed Karimov"), "Mohammed Karimov"),
        (entity("Tarn Relief Network", "ORG", 1, "TRN"), entity("TRN", "ORG", 9), "Tarn Relief Network"),
        (entity("Taliban", "ORG", 2), entity("Taliban", "NORP"), "Taliban"),
        (entity("Kharkiv", "GPE", 2), entity("Kharkov", "GPE"), "Kharkiv"),
        (entity("Port Tarnmouth", "GPE", 2), entity("Port Tranmouth", "GPE"), "Port Tarnmouth"),
        (entity("Saraya Group", "ORG", 2), entity("Sarayagroup", "ORG"), "Saraya Group"),
    ],
)
def test_names_that_may_be_one_are_offered_with_the_name_to_keep(first: Entity, second: Entity, kept: str) -> None:
    (pair,) = alike([first, second])
    assert {pair.first.id, pair.second.id} == {first.id, second.id}
    assert pair.name == kept
    assert told_apart(pair, {frozenset((first.id, second.id))})
    assert not told_apart(pair, {frozenset((first.id, "another"))})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (entity("Jordan"), entity("Jordan", "GPE")),
        (entity("Ann Hale"), entity("Bo Hale")),
        (entity("Ann Hale"), entity("Anita Hale")),
        (entity("Iran", "GPE"), entity("Iraq", "GPE")),
        (entity("Unit 731", "ORG"), entity("Unit 732", "ORG")),
        (entity("Dan Brown"), entity("Ian Brown")),
        (entity("Tarn Post", "ORG"), entity("Tarn Port", "GPE")),
    ],
)
def test_names_of_two_are_not(first: Entity, second: Entity) -> None:
    assert alike([first, second]) == []


def test_a_surname_of_two_people_is_neither() -> None:
    found = alike([entity("Ann Hale", "PERSON", 1, "Hale"), entity("Bo Hale", "PERSON", 1, "Hale"), entity("Hale")])
    assert found == []


def test_of_many_with_one_surname_only_those_are_offered_that_are_one_letter_apart() -> None:
    firsts = (
        "Amandine",
        "Adelheid",
        "Archibald",
        "Annunziata",
        "Apollinaire",
        "Athanasius",
        "Ambrogio",
        "Aristide",
        "Auberon",
    )
    found = alike([entity(f"{first} Hale", "PERSON", 2) for first in (*firsts, "Ambroggio")])
    assert [{pair.first.name, pair.second.name} for pair in found] == [{"Ambrogio Hale", "Ambroggio Hale"}]


def test_all_names_are_compared_not_the_most_mentioned_alone() -> None:
    many = [entity(f"Town {n}", "GPE", 9) for n in range(5000)]
    (pair,) = alike([*many, entity("Vladimir Karimov"), entity("V. Karimov")])
    assert pair.name == "Vladimir Karimov"
