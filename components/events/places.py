"""Places as the gazetteers know them: what contains what, and which names are too wide to tell one event from another."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from components.lexicons import gazetteer

COUNTRIES = ("name", "code", "aliases", "people", "capital")
ORGANISATIONS = ("name", "aliases", "ambiguous", "kind")
_ARTICLE = re.compile(r"^(?:the|central|downtown|northern|southern|eastern|western) ", re.I)


def key(name: str) -> str:
    """A place's name as it is compared: small letters, without an article, a possessive or a direction.

    >>> key("the Northern Halvren's"), key("Kyiv")
    ('northern halvren', 'kyiv')
    """
    plain = re.sub(r"['’]s?(?= |$)", "", " ".join(name.split()))
    return _ARTICLE.sub("", plain).casefold().strip()


def shown(name: str) -> str:
    """A place's name as pages show it: without an article and a possessive."""
    return re.sub(r"['’]s?$", "", re.sub(r"^[Tt]he ", "", " ".join(name.split())))


@cache
def _countries() -> dict[str, str]:
    found = {}
    for row in gazetteer("countries", *COUNTRIES):
        for name in (row["name"], *row["aliases"].split("; "), *row["people"].split("; ")):
            if name:
                found[name.casefold()] = row["code"]
    return found


@cache
def country_names() -> dict[str, str]:
    """The names of countries by their codes (ISO 3166), in the order of names."""
    return {row["code"]: row["name"] for row in gazetteer("countries", *COUNTRIES)}


def regions_of(country: str) -> list[str]:
    """The states, provinces and the like of a country that the gazetteer knows."""
    return sorted(row["name"] for row in gazetteer("regions", "name", "country") if row["country"] == country)


@cache
def _cities() -> dict[str, str]:
    rows = gazetteer("cities", "name", "country", "population")
    return {row["name"].casefold(): row["country"] for row in sorted(rows, key=lambda r: int(r["population"] or 0))}


@cache
def _regions() -> dict[str, str]:
    return {row["name"].casefold(): row["country"] for row in gazetteer("regions", "name", "country")}


@cache
def _bodies() -> frozenset[str]:
    names: set[str] = set()
    for row in gazetteer("organisations", *ORGANISATIONS):
        names.update(n.casefold() for n in (row["name"], *row["aliases"].split("; ")) if n)
    return frozenset(names)


CONTINENTS = frozenset(
    [
        "africa",
        "asia",
        "europe",
        "america",
        "north",
        "america",
        "south",
        "america",
        "latin",
        "america",
        "middle",
        "east",
        "pacific",
        "atlantic",
        "west",
        "east",
        "south",
        "pacific",
        "mediterranean",
        "balkans",
        "caucasus",
        "sahel",
        "sea",
    ]
) | {
    "middle east",
    "south pacific",
    "north america",
    "south america",
    "latin america",
    "central asia",
    "earth",
    "world",
}


def country(name: str) -> str | None:
    """The ISO 3166 code of a country, of its people, or of the country that a city or region is in; None where none is known."""
    small = key(name)
    return _countries().get(small) or _cities().get(small) or _regions().get(small)


def lies_in(name: str, countries: Collection[str]) -> str | None:
    """The country of a region, where articles tell of that country as well. A country that they only mention says nothing of where
    it was: a report from Vienna on a far war is no event in Austria.

    >>> lies_in("Texas", ("FR", "US")), lies_in("Texas", ("AT",)), lies_in("Halvren", ("AT",))
    ('US', None, None)
    """
    own = _regions().get(key(name))
    return own if own in countries else None


def is_wide(key: str) -> bool:
    """Whether a place is a country, a region that the gazetteers have and no city of that name, or more: too wide for one event."""
    return key in CONTINENTS or key in _countries() or (key in _regions() and key not in _cities())


def is_city(name: str) -> bool:
    """Whether the gazetteer has a city of this name: one of 100,000 people or more, or a capital."""
    return key(name) in _cities()


def is_known_body(name: str) -> bool:
    """Whether the gazetteer has an organisation of this name: many articles name it."""
    return name.casefold() in _bodies() or _ARTICLE.sub("", name).casefold() in _bodies()
