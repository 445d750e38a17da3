"""Where towns lie: data/gazetteers/towns.tsv. A name that several towns have is located only where the country is told."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from components.events import places
from components.lexicons import gazetteer

COLUMNS = ("name", "country", "lat", "lon", "population")
OPENED = (
    "The ",
    "Central ",
    "Downtown ",
    "Northern ",
    "Southern ",
    "Eastern ",
    "Western ",
)  # what places.key may leave out
LARGE = 100_000  # people: a town that is named without its country


@dataclass(frozen=True, slots=True)
class Town:
    """``country`` is an ISO 3166 code, ``people`` how many live there."""

    name: str
    country: str
    lat: float
    lon: float
    people: int


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    """The rows of the gazetteer by their plain names; towns are made of those that are asked for, for the first article waits here."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in gazetteer("towns", *COLUMNS):
        name = row["name"]
        is_plain = name.isascii() and "'" not in name and not name.startswith(OPENED)
        found[name.lower().replace("-", " ") if is_plain else _plain(name)].append(row)
    return found


@cache
def _towns(plain: str) -> tuple[Town, ...]:
    made = (
        Town(row["name"], row["country"], float(row["lat"]), float(row["lon"]), int(row["population"] or 0))
        for row in _rows().get(plain, ())
    )
    return tuple(sorted(made, key=lambda t: (-t.people, t.country, t.lat)))


def _plain(name: str) -> str:
    """A name without accents, as news writes it.

    >>> _plain("Koło"), _plain("São Paulo")
    ('koło', 'sao paulo')
    """
    parts = unicodedata.normalize("NFKD", places.key(name))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("-", " ")


def towns(name: str, country: str | None = None) -> tuple[Town, ...]:
    """The towns of this name, the largest first; with ``country`` (a code) those that lie there. For people to choose from."""
    return tuple(t for t in _towns(_plain(name)) if country is None or t.country == country)


def located(name: str, countries: tuple[str, ...] = ()) -> Town | None:
    """The only town that a name can mean: the only one in the countries that are told, or the only one at all, if it is large. None leaves it to the
    analyst.

    >>> located("Kharkiv").country, located("Kolo"), located("Tripoli")
    ('UA', None, None)
    """
    found = towns(name)
    if countries:
        there = [town for town in found if town.country in countries]
        return there[0] if len(there) == 1 else None
    return found[0] if len(found) == 1 and found[0].people >= LARGE else None
