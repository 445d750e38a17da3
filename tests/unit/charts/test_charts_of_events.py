"""Charts of many events: where each stands in time and on the map, what is left out, and that no map asks a network."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.charts import CHARTS, Drawing, EmptyChart, behind, counted, picture
from components.charts.event_map import LEAST, view_of
from components.charts.outlines import outlines
from tests.unit.charts.rows import claim, event, frame
from tests.unit.charts.test_charts import draw, spec_of


def test_an_event_stands_at_its_day_with_best_and_range() -> None:
    (mark,) = draw("event_days", event("e1", last_day="2024-03-14"))
    assert (mark["when"][:10], mark["until"][:10]) == ("2024-03-12", "2024-03-14")
    assert (mark["at"], mark["low"], mark["high"]) == (31, 17, 31)
    assert mark["Killed"] == "31 (17 to 31)"


def test_an_event_of_which_nobody_says_how_many_is_a_tick_at_the_foot() -> None:
    unknown = dict.fromkeys(("killed_best", "killed_low", "killed_high"))
    first, second = draw("event_days", event("e1"), event("e2", **unknown))
    assert (first["silent"], second["silent"]) == (False, True)
    assert (second["center"], second["at"], second["Killed"]) == (0, None, "nobody says how many")


@pytest.mark.parametrize(("name", "lacks"), [("event_days", "first_day"), ("event_map", "latitude")])
def test_events_without_a_place_in_the_chart_and_refused_ones_are_left_out(name: str, lacks: str) -> None:
    made = draw(name, event("e1"), event("e2", **{lacks: None}), event("e3", state="rejected"))
    assert [row["event_id"] for row in made] == ["e1"]
    assert isinstance(CHARTS[name].draw(frame(event("e2", **{lacks: None})), 340), EmptyChart)


def test_discs_grow_in_area_with_the_killed_and_events_of_one_place_stand_apart() -> None:
    small, large = event("e1", killed_best=10, killed_low=10, killed_high=10), event("e2")
    first, second = draw("event_map", small, large)
    assert (first["event_id"], second["event_id"]) == ("e2", "e1"), "the large one lies under the small one"
    assert first["size"] > second["size"]
    assert (first["lon"], first["lat"]) != (second["lon"], second["lat"])
    assert abs(first["lon"] - 24.0) < LEAST / 20
    assert [first["named"], second["named"]] == ["Halvren", None], "a place is named once"


def test_the_map_shows_the_part_of_the_world_that_holds_the_events() -> None:
    near, far = view_of([(24.0, 49.8), (36.2, 50.0)]), view_of([(-74.0, 40.7), (139.7, 35.7)])
    assert near.lon == 30.1
    assert 49 < near.lat < 51
    assert near.across < 0.5 < 5 < far.across


def test_a_map_carries_its_outlines_in_itself() -> None:
    spec = spec_of("event_map", frame(event("e1")))
    assert spec["layer"][0]["data"] == outlines()
    assert '"url"' not in json.dumps(spec)
    assert len(outlines()["values"]["objects"]["countries"]["geometries"]) == 176


def test_a_picture_of_events_says_how_many_and_from_when() -> None:
    rows = frame(event("e1"), event("e2", first_day="2024-05-01", last_day="2024-05-01"))
    subtitle = json.loads(picture(CHARTS["event_days"], rows, "json"))["title"]["subtitle"]
    assert subtitle == ["2 events · 12 March 2024 to 1 May 2024", "pale: proposed, not yet judged"]


def test_the_data_behind_a_map_are_the_events_on_it() -> None:
    rows = frame(event("e1"), event("e2", latitude=None), event("e3", state="rejected"))
    drawn = CHARTS["event_map"].draw(rows, 340)
    assert not isinstance(drawn, EmptyChart)
    assert list(behind(CHARTS["event_map"], rows, drawn)["event_id"]) == ["e1"]


def marks(name: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The marks of claims, without what stands behind them."""
    return [row for row in draw(name, *rows) if row.get("figure_id")]


OF_ONE = ("event_time", "event_sources")


@pytest.mark.parametrize("name", OF_ONE)
def test_one_kind_of_casualty_stands_on_one_axis(name: str) -> None:
    found = marks(name, claim("i", label="INJURED", value=130), claim("k", value=31))
    assert {row["label"] for row in found} == {"KILLED"}


@pytest.mark.parametrize("name", OF_ONE)
def test_what_gave_way_is_grey_and_says_why(name: str) -> None:
    gone = claim("old", value=17, state="superseded", state_why="The ministry says 31.", told="2024-03-12")
    of = {row["figure_id"]: row for row in marks(name, gone, claim("new", value=31))}
    assert of["old"]["color"] != of["new"]["color"]
    assert of["old"]["State"] == "superseded: The ministry says 31."


def test_a_line_follows_a_source_and_the_span_is_what_sources_say_between_them() -> None:
    rows = [
        claim("a", value=17, told="2024-03-12", state="superseded"),
        claim("b", value=31, told="2024-03-14"),
        claim("c", value=44, told="2024-03-15", source="Centre for Documentation"),
        claim("d", value=9, told="2024-03-15", source="Nobody", state="withdrawn"),
        claim("e", value=6, told="2024-03-15", victim_type="child"),
    ]
    runs = {row["figure_id"]: row["run"] for row in marks("event_time", *rows)}
    assert runs["a"] == runs["b"] != runs["c"]
    assert runs["d"] == runs["e"] == ""
    span = [(row["when"], row["least"], row["most"]) for row in draw("event_time", *rows) if row.get("span")]
    assert span == [("2024-03-12", 17, 17), ("2024-03-14", 31, 31), ("2024-03-15", 31, 44)]


def test_a_chart_of_claims_says_how_many_it_leaves_out_and_why() -> None:
    chart = CHARTS["event_time"]
    rows = frame(
        claim("c1", value=31),
        claim("c2", value=9, start=5, scope="background"),
        claim("c3", value=12, start=9, told=None),
        claim("c4", value=31, start=12, same_as="c1"),
    )
    drawn = chart.draw(rows, 340)
    assert isinstance(drawn, Drawing)
    assert counted(chart, rows, drawn) == "2 of 4 claims drawn, left out 1 of scope background; 1 without a day."
    assert counted(CHARTS["event_days"], frame(event("e1")), drawn) == ""
