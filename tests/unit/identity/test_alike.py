"""Which names are offered as one, and which are not."""

from __future__ import annotations

import pytest

from components.identity import entity_id, normalised
from components.identity.alike import alike
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
    ],
)
def test_names_that_may_be_one_are_offered_with_the_name_to_keep(first: Entity, second: Entity, kept: str) -> None:
    (pair,) = alike([first, second])
    assert {pair.first.id, pair.second.id} == {first.id, second.id}
    assert pair.name == kept
    assert alike([first, second], [frozenset((first.id, second.id))]) == []


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
