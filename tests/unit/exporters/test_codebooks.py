"""Casualty recorders' tables: their columns in their order, codes, the rule for vague words, and what stays empty."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from components.events.account import Account, Telling, account
from components.events.claim import Claim
from components.events.model import Event
from components.exporters import EXPORTERS, Options
from components.exporters.codebooks import row_of
from components.exporters.facts import FACTS
from components.exporters.layouts import layout, names

BLAST = Event(
    "e1",
    "Market blast in Halvren",
    kind="shelling",
    place="Halvren",
    lat=36.25,
    lon=37.5,
    place_precision="town",
    country="SY",
    admin1="Aleppo",
    admin2="Azaz",
    first_day="2024-03-12",
    last_day="2024-03-12",
    day_precision="day",
)
COLUMNS = {"acled": 31, "ucdp": 49, "airwars": 41, "every_casualty": 20}


def claim(id: str, value: int | None, source: str = "police", **more: Any) -> Claim:
    ends = {} if value is None else {"value": value, "low": value, "high": value, "bound": "exact"}
    about = {"source": source, "published": "2024-03-13", "outlet": "Halvren Post", "title": "Rockets hit market"}
    return Claim(id, "a1", "KILLED", int(id[1:]) * 50, int(id[1:]) * 50 + 5, **{**ends, **about, **more})


def blast(*claims: Claim, event: Event = BLAST) -> Account:
    told = Telling("a1", "Rockets hit market", "Halvren Post", "2024-03-13", "https://post.example/1")
    return account(event, claims, [told])


KILLED = blast(
    claim("f1", 12, sentence="Police said 12 people were killed."),
    claim("f2", 4, part_of="f1", victim_type="civilian"),
    claim("f3", 15, "the hospital"),
    claim("f4", 1, subject="Ana Berg", part_of="f1", sentence="Ana Berg, 34, was among the dead."),
)


def exported(name: str, *accounts: Account, **more: Any) -> dict[str, str]:
    (data,) = EXPORTERS[name].export([], Options(events=lambda: accounts, **more))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {file: archive.read(file).decode("utf-8") for file in archive.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_layout_is_exported_and_made_of_facts_that_there_are() -> None:
    assert names() == sorted(COLUMNS)
    assert names() == sorted(set(EXPORTERS) & set(names()))
    used = {column.fact for name in names() for column in layout(name).columns if column.fact}
    assert used <= set(FACTS)
    assert {name: len(layout(name).columns) for name in names()} == COLUMNS


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_a_row_an_event_and_a_readme_that_names_what_is_empty(name: str) -> None:
    rejected = blast(event=replace(BLAST, state="rejected"))
    files = exported(name, KILLED, rejected)
    assert set(files) == {f"{name}.csv", "victims.csv", "README.txt"}
    (row,) = rows(files[f"{name}.csv"])
    assert list(row) == [column.name for column in layout(name).columns]
    empty = [column for column, cell in row.items() if not cell]
    told = files["README.txt"].split("stays empty:")[1].split("Columns:")[0]
    listed = {part for line in told.splitlines() for part in line.partition(": ")[2].split(", ")} - {"", "none"}
    assert listed == set(empty)
    (victim,) = rows(files["victims.csv"])
    assert (victim["name"], victim["age"], victim["sentence"]) == (
        "Ana Berg",
        "34",
        "Ana Berg, 34, was among the dead.",
    )


def test_acled_has_its_codes_words_for_days_and_one_number() -> None:
    row = row_of(layout("acled"), KILLED)
    assert (row["event_date"], row["year"], row["time_precision"], row["geo_precision"]) == (
        "12 March 2024",
        2024,
        1,
        1,
    )
    assert (row["event_type"], row["disorder_type"]) == ("Explosions/Remote violence", "Political violence")
    assert (row["country"], row["fatalities"], row["civilian_targeting"]) == ("Syria", 15, "Civilian targeting")


def test_ucdp_parts_best_low_and_high_and_the_grid() -> None:
    row = row_of(layout("ucdp"), KILLED)
    assert (row["best"], row["low"], row["high"]) == (15, 12, 15)
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (4, 11)
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == (1, 1, 1)
    assert (row["geom_wkt"], row["priogrid_gid"]) == ("POINT (37.5 36.25)", 252 * 720 + 435 + 1)
    assert row["source_original"] == "police; the hospital"


def test_sides_and_the_dead_of_each_are_filled_where_they_are_known() -> None:
    claims = (
        claim("f1", 12),
        claim("f2", 4, part_of="f1", victim_type="civilian"),
        claim("f3", 3, part_of="f1", victim_type="combatant"),
        claim("f4", 2, part_of="f1", victim_type="perpetrator"),
    )
    row = row_of(
        layout("ucdp"), blast(*claims, event=replace(BLAST, side_a="Northern Front", side_b="Army of Kestovia"))
    )
    assert (row["side_a"], row["side_b"], row["dyad_name"]) == (
        "Northern Front",
        "Army of Kestovia",
        "Northern Front - Army of Kestovia",
    )
    assert [row[f"deaths_{of}"] for of in ("a", "b", "civilians", "unknown")] == [2, 3, 4, 3]
    alone = blast(claims[0], claims[1], event=replace(BLAST, side_a="Northern Front"))
    assert (row_of(layout("ucdp"), alone)["side_b"], row_of(layout("ucdp"), alone)["type_of_violence"]) == (
        "Civilians",
        3,
    )
    acled = row_of(layout("acled"), alone)
    assert (acled["actor1"], acled["actor2"]) == ("Northern Front", "Civilians (Syria)")
    assert row_of(layout("airwars"), alone)["suspected_belligerents"] == "Northern Front"
    assert row_of(layout("every_casualty"), alone)["actors"] == "Northern Front; Civilians"
    assert [row_of(layout("ucdp"), KILLED)[of] for of in ("side_a", "dyad_name", "deaths_a", "deaths_b")] == [None] * 4


def test_a_grade_by_hand_is_the_grade_with_its_reason() -> None:
    graded = blast(claim("f1", 12), event=replace(BLAST, grade="confirmed", grade_why="The army said so."))
    row = row_of(layout("airwars"), graded)
    assert (row["civilian_harm_grading"], row["grading_reason"]) == ("confirmed", "The army said so.")


def test_airwars_has_ranges_kinds_of_victims_and_names() -> None:
    row = row_of(layout("airwars"), KILLED)
    assert (row["killed_min"], row["killed_max"], row["civilians_killed_min"]) == (12, 15, 4)
    assert (row["named_victims"], row["civilian_harm_grading"]) == ("Ana Berg, 34, female, adult, killed", "fair")
    assert row["source_kinds"] == "medic: 1; official: 1"


def test_vague_words_follow_the_rule_of_each_table() -> None:
    dozens = blast(claim("f1", None, low=24, high=99, bound="vague", text="dozens"))
    assert row_of(layout("acled"), dozens)["fatalities"] == 12
    assert [row_of(layout("ucdp"), dozens)[n] for n in ("best", "low", "high")] == [24, 24, 99]
    assert "dozens 12" in exported("acled", dozens)["README.txt"]


@pytest.mark.parametrize(
    ("last", "precision", "codes"),
    [
        ("2024-03-12", "day", (1, 1)),
        ("2024-03-15", "range", (2, 2)),
        ("2024-03-18", "range", (2, 3)),
        ("2024-03-31", "month", (3, 4)),
        ("2024-07-01", "range", (3, 5)),
    ],
)
def test_days_have_the_code_of_how_well_they_are_known(last: str, precision: Any, codes: tuple[int, int]) -> None:
    found = blast(event=replace(BLAST, last_day=last, day_precision=precision))
    acled, ucdp = row_of(layout("acled"), found), row_of(layout("ucdp"), found)
    assert (acled["time_precision"], ucdp["date_prec"]) == codes


def test_an_event_that_nobody_knows_anything_of_is_a_row_with_its_id() -> None:
    for name in COLUMNS:
        row = row_of(layout(name), account(Event("e9", "Unknown"), []))
        known = {
            column: cell for column, cell in row.items() if cell is not None and column not in ("notes", "assessment")
        }
        assert set(known.values()) <= {"e9", 0}


def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_two_runs_are_equal_bytes() -> None:
    hostile = blast(claim("f1", 12, "=cmd|' /C calc'!A0"), event=replace(BLAST, place="@place"))
    (row,) = rows(exported("ucdp", hostile)["ucdp.csv"])
    assert (row["source_original"], row["where_coordinates"]) == ("'=cmd|' /C calc'!A0", "'@place")
    one, two = (b"".join(EXPORTERS["airwars"].export([], Options(events=lambda: [KILLED]))) for _ in range(2))
    assert one == two
