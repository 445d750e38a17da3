"""Towns are located where their name can mean only one, and left to the analyst otherwise."""

from __future__ import annotations

from components.events.towns import located, towns


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
