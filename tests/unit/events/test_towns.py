"""Towns are located where their name can mean only one, and left to the analyst otherwise."""

from __future__ import annotations

from components.events.towns import COLUMNS, located, towns
from components.lexicons import gazetteer


def test_a_large_town_of_one_name_is_located() -> None:
    town = located("Kharkiv")
    assert town is not None
    assert (town.country, round(town.lat), round(town.lon)) == ("UA", 50, 36)


def test_a_name_of_several_towns_needs_its_country() -> None:
    assert len(towns("Tripoli")) > 1
    assert located("Tripoli") is None
    libyan = located("Tripoli", ("LY",))
    assert libyan is not None
    assert libyan.country == "LY"


def test_a_small_town_without_its_country_is_left_to_the_analyst() -> None:
    assert towns("Bakhmach")
    assert located("Bakhmach") is None
    assert located("Halvren") is None


def test_accents_and_articles_do_not_matter() -> None:
    assert towns("the Sao Paulo")[0].name == "São Paulo"


def test_every_town_is_found_by_its_own_name() -> None:
    assert all(row["name"] in {town.name for town in towns(row["name"])} for row in gazetteer("towns", *COLUMNS)[::7])
