"""The charts: what is a mark and where, what is left out, what a click hands over, and that the spec stays while rows change."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any, cast

import altair as alt
import pandas as pd
import pytest
import vl_convert

from components.charts import CHARTS, Drawing, Drawn, EmptyChart, Line, behind, highlighted, picture
from components.charts.picture import Format
from components.labels import labels
from tests.unit.charts.rows import claim, event, figure, frame, quote

SAMPLE = {
    "figures": frame(figure("f1", value=31), figure("w1", label="RANGE", value=125, unit="mile", weapon="S-300")),
    "quotes": frame(quote("q1", speaker_name="Miriam Lang")),
    "events": frame(event("e1")),
    "claims": frame(claim("c1", value=31)),
}


DELIVERED = frame(
    figure("d1", label="WEAPON_COUNT", value=12, unit="launcher", text="12 launchers", subject="launchers")
    | {"sentence": "Norway delivered 12 launchers to Ukraine."}
)


def sample(name: str) -> pd.DataFrame:
    """Rows of which a chart draws one mark at least."""
    return DELIVERED if name == "deliveries" else SAMPLE[CHARTS[name].table]


def rows_of(drawn: Drawn) -> list[dict[str, Any]]:
    assert not isinstance(drawn, EmptyChart), drawn
    data = cast(pd.DataFrame, drawn.data)
    found: list[Any] = data.astype(object).where(data.notna(), None).to_dict("records")
    return found


def draw(name: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return rows_of(CHARTS[name].draw(frame(*rows), 340))


def marks_of(name: str, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that are no headings."""
    return [row for row in draw(name, *rows) if not row.get("heading")]


def spec_of(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    drawn = CHARTS[name].draw(rows, 340)
    assert not isinstance(drawn, EmptyChart)
    return {key: value for key, value in drawn.to_dict().items() if key != "data"}


@pytest.mark.parametrize("name", CHARTS)
def test_an_entry_says_what_it_shows_and_leaves_out(name: str) -> None:
    chart = CHARTS[name]
    assert chart.name == name == chart.draw.__module__.rsplit(".", 1)[-1]
    assert chart.shows.endswith(".")
    assert chart.leaves_out.endswith(".")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [340, None])
def test_a_chart_becomes_a_picture_that_shows_its_rows(name: str, width: int | None) -> None:
    drawn = CHARTS[name].draw(sample(name), width)
    assert not isinstance(drawn, EmptyChart)
    spec = {**drawn.to_dict(), "width": 500 if width is None else drawn.to_dict()["width"]}
    svg = vl_convert.vegalite_to_svg(spec)
    assert re.search(r"<(path|text)[^>]*(aria-roledescription|d=)", svg)
    assert "currentColor" in svg or name == "over_time"
    assert "NaN" not in svg


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("rows", ["no rows", "rejected only"])
def test_nothing_to_show_is_said_in_a_sentence(name: str, rows: str) -> None:
    table = sample(name)
    drawn = CHARTS[name].draw(table.iloc[:0] if rows == "no rows" else table.assign(status="rejected"), 340)
    assert isinstance(drawn, EmptyChart)
    assert drawn.reason.endswith(".")


@pytest.mark.parametrize("name", CHARTS)
def test_a_click_hands_over_the_picked_field_as_pick(name: str) -> None:
    picked = [p for p in spec_of(name, sample(name))["params"] if p["name"] == "pick"]
    assert [p["select"]["fields"] for p in picked] == [[CHARTS[name].pick]]
    column = {row.get(CHARTS[name].pick) for row in rows_of(CHARTS[name].draw(sample(name), 340))}
    assert column & {"f1", "w1", "q1", "e1", "c1", "d1"}


@pytest.mark.parametrize(
    ("name", "spoken"),
    [("casualties", "31 people killed, by the Interior Ministry"), ("over_time", "31 people killed, by the Interior Ministry"),
     ("claimants", "31 people killed, by the Interior Ministry"), ("speakers", "We are digging"),
     ("weapons", "range 125 miles (S-300), by the Interior Ministry"),
     ("deliveries", "12 launchers, by the Interior Ministry"),
     ("event_days", "Bombing in Halvren"), ("event_map", "Bombing in Halvren")],
)  # fmt: skip
def test_a_screen_reader_meets_each_mark_once_where_it_is_clicked(name: str, spoken: str) -> None:
    drawn = CHARTS[name].draw(sample(name), 340)
    assert not isinstance(drawn, EmptyChart)
    svg = vl_convert.vegalite_to_svg(drawn.to_dict())
    marks = [
        label for label in re.findall(r'aria-label="([^"]+)"', svg) if "axis" not in label and "legend" not in label
    ]
    assert marks == [spoken]


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_selected_lights_up_and_the_spec_stays(name: str) -> None:
    rows, pick = sample(name), CHARTS[name].pick
    lit = highlighted(rows, pick, list(rows[pick]))
    assert any(row["hot"] for row in rows_of(CHARTS[name].draw(lit, 340)))
    assert not any(row["hot"] for row in rows_of(CHARTS[name].draw(highlighted(rows, pick, []), 340)))
    assert spec_of(name, lit) == spec_of(name, rows)


@pytest.mark.parametrize("name", ["casualties", "claimants", "weapons", "speakers"])
def test_a_new_row_changes_the_height_of_a_list_and_nothing_else(name: str) -> None:
    rows = sample(name)
    more = pd.concat(
        [rows, rows.assign(figure_id="f9", quote_id="q9", speaker_name="Tomas Veleny", text="Sedlo", source="Police")]
    )
    before, after = spec_of(name, rows), spec_of(name, more)
    assert after.pop("height") > before.pop("height")
    assert before == after


@pytest.mark.parametrize("name", ["casualties", "over_time", "claimants"])
def test_every_claim_is_one_mark(name: str) -> None:
    made = draw(name, figure("a", value=31), figure("b", value=9, bound="at_most", source="Radek Soln", start=5))
    assert [row["figure_id"] for row in made if row.get("figure_id")] == ["a", "b"]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"value": 31}, {"at": 31, "low": None, "high": None, "opens": None}),
        ({"value": 94000, "bound": "at_least"}, {"at": 94000, "low": None, "high": None, "opens": "up"}),
        ({"value": 9, "bound": "at_most"}, {"at": 9, "low": None, "high": None, "opens": "down"}),
        ({"low": 10, "high": 20, "bound": "range"}, {"at": None, "low": 10, "high": 20, "opens": None}),
        ({"low": 24, "high": 99, "bound": "vague"}, {"at": None, "low": 24, "high": 99, "opens": None}),
        ({"value": 50, "bound": "about"}, {"at": 50, "low": None, "high": None, "opens": None}),
        ({"value": 0}, {"at": 0, "low": None, "high": None, "opens": None}),
    ],
)
def test_a_bound_is_where_its_marks_stand(values: dict[str, Any], place: dict[str, Any]) -> None:
    (made,) = draw("casualties", figure("f", **values))
    assert {name: made[name] for name in place} == place


def test_bounds_are_drawn_each_in_its_own_way() -> None:
    """The arrow, the bar and the open point are layers of their own, whose filters name the bound."""
    layers = spec_of("casualties", SAMPLE["figures"])["layer"]
    filters = [(layer["mark"]["type"], t["filter"]) for layer in layers for t in layer.get("transform", ())]
    assert ("rule", "datum.opens == 'up'") in filters
    assert ("rule", "datum.opens == 'down'") in filters
    assert ("rule", "isValid(datum.low)") in filters
    (point,) = [layer for layer in layers if "fill" in layer["encoding"] and layer["mark"]["type"] == "point"]
    assert "about" in str(point["encoding"]["fill"])
    assert "judged" in str(point["encoding"]["fillOpacity"])


@pytest.mark.parametrize("name", ["casualties", "over_time", "claimants"])
@pytest.mark.parametrize("scope", ["background", "hypothetical", "perpetrator"])
def test_figures_of_other_events_are_left_out(name: str, scope: str) -> None:
    made = draw(name, figure("a", value=31), figure("b", value=60, scope=scope))
    assert {row.get("figure_id") for row in made} - {None} == {"a"}


@pytest.mark.parametrize(("name", "shown"), [("casualties", {"a", "b"}), ("over_time", {"a"}), ("claimants", {"a"})])
def test_parts_of_totals_stand_in_the_list_of_one_article_only(name: str, shown: set[str]) -> None:
    made = draw(name, figure("a", value=31), figure("b", value=6, subject="children", part_of="a"))
    assert {row.get("figure_id") for row in made} - {None} == shown


@pytest.mark.parametrize("subject", ["people", "bodies", "death toll", "dead"])
def test_a_claim_does_not_say_twice_that_people_died(subject: str) -> None:
    assert [row["name"] for row in draw("casualties", figure("a", value=31, subject=subject))] == [
        "Killed · Interior Ministry"
    ]


def test_what_is_counted_together_stands_together_under_its_name() -> None:
    made = draw(
        "casualties",
        figure("a", value=31),
        figure("b", value=94, label="INJURED", start=5),
        figure("c", value=6, subject="children", part_of="a", start=9),
    )
    assert [(row["name"], bool(row["heading"])) for row in made] == [
        ("Killed", True),
        ("Interior Ministry", False),
        ("of them children · Interior Ministry", False),
        ("Injured · Interior Ministry", False),
    ]


@pytest.mark.parametrize("name", ["casualties", "claimants", "over_time"])
def test_an_only_claim_is_a_line_of_words(name: str) -> None:
    one, two = figure("a", value=31), figure("b", value=40, start=5)
    assert CHARTS[name].words(frame(one, figure("r", label="RANGE", value=5))) == Line(
        "31 people killed, by the Interior Ministry", "a"
    )
    assert CHARTS[name].words(frame(one, two)) is None


@pytest.mark.parametrize(("numbers", "title"), [((31, 94), "people"), ((42, 94_000), "people, logarithmic scale")])
def test_the_scale_is_said_and_nothing_on_a_logarithmic_one_begins_at_zero(
    numbers: tuple[int, ...], title: str
) -> None:
    rows = frame(*(figure(f"f{n}", value=n, start=n) for n in numbers))
    layers = spec_of("casualties", rows)["layer"]
    assert {x["axis"]["title"] for layer in layers if (x := layer["encoding"].get("x", {})).get("axis")} == {title}
    assert "zero:Q" not in str(layers)


def test_groups_on_scales_of_their_own_say_them() -> None:
    near = draw("claimants", figure("a", value=31), figure("b", value=94, start=5))
    far = draw("claimants", figure("a", value=31), figure("b", value=94_000, start=5))
    assert [made[0]["summary"] for made in (near, far)] == ["0 to 94", "logarithmic, 31 to 94,000"]


def test_a_chart_is_taken_along_as_the_spec_that_draws_it() -> None:
    rows = frame(figure("a", value=31), figure("b", value=40, start=5))
    spec = json.loads(picture(CHARTS["casualties"], rows, "json"))
    assert spec["title"]["text"] == "Casualties, by claim"
    assert "dashed: not judged" in spec["title"]["subtitle"]
    assert "vega-lite" in spec["$schema"]
    assert b"<svg" in vl_convert.vegalite_to_svg(json.dumps(spec)).encode()


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_picture_carries_title_outlet_date_and_key_and_no_selection(form: Format) -> None:
    chart, rows = CHARTS["casualties"], frame(figure("a", value=31), figure("b", value=40, start=5, status="accepted"))
    made = picture(chart, highlighted(rows, "figure_id", ["a"]), form)
    assert made == picture(chart, rows, form), "nothing is lit up"
    if form == "png":
        assert made.startswith(b"\x89PNG")
        return
    for words in (
        "Casualties, by claim",
        "Toll rises in Halvren · Brennik Herald · 13 March 2024",
        "dashed: not judged",
    ):
        assert words in made.decode()
    assert "currentColor" not in made.decode()
    assert "not judged" not in picture(chart, rows.assign(status="accepted"), form).decode()


def test_the_data_behind_a_chart_are_the_rows_of_its_table() -> None:
    spec = {"label": "RANGE", "weapon": "S-300", "unit_si": "meter"}
    rows = frame(
        figure("a", value=125, unit="mile", **spec), figure("b", value=200, unit="kilometer", same_as="a", start=9, **spec),
        figure("k", value=31), figure("x", value=9, unit="mile", status="rejected", **spec),
    )  # fmt: skip
    drawn = CHARTS["weapons"].draw(rows, 340)
    assert isinstance(drawn, Drawing)
    shown = behind(CHARTS["weapons"], rows, drawn)
    assert list(shown["figure_id"]) == ["a", "b"]
    assert list(shown.columns) == list(rows.columns)


def test_a_restatement_shares_the_mark_of_what_it_restates() -> None:
    spec = {"label": "RANGE", "weapon": "S-300", "unit_si": "meter"}
    miles = figure("a", value=125, unit="mile", value_si=201168, **spec)
    kilometers = figure("b", value=200, unit="kilometer", value_si=200000, same_as="a", start=9, **spec)
    (made,) = marks_of("weapons", miles, kilometers)
    assert (made["figure_id"], made["value"]) == ("a", "125 mi = 200 km")
    alone = marks_of("weapons", kilometers)
    assert [row["figure_id"] for row in alone] == ["b"], "what it restates is not there, so it stands for itself"


@pytest.mark.parametrize(
    ("links", "shown"),
    [({"b": "a", "c": "b"}, {"a"}), ({"a": "b", "b": "a"}, {"a", "c"}), ({"a": "a"}, {"a", "b", "c"}), ({"c": "gone"}, {"a", "b", "c"})],
)  # fmt: skip
def test_chains_and_circles_of_restatements_lose_no_fact(links: dict[str, str], shown: set[str]) -> None:
    made = marks_of("casualties", *(figure(id, value=9, start=n, same_as=links.get(id)) for n, id in enumerate("abc")))
    assert {row["figure_id"] for row in made} == shown


def test_of_very_many_specifications_the_newest_are_drawn() -> None:
    rows = [
        figure(f"f{n}", label="CALIBRE", value=n + 1, unit="millimeter", published=f"{1950 + n}-01-01")
        for n in range(70)
    ]
    assert {row["figure_id"] for row in marks_of("weapons", *rows)} == {f"f{n}" for n in range(10, 70)}


def test_specifications_are_a_table_of_weapon_by_specification() -> None:
    made = draw(
        "weapons",
        figure("a", label="CALIBRE", value=155, unit="millimeter"),
        figure("b", label="RANGE", value=80, unit="kilometer", value_si=80_000, unit_si="meter", weapon="HIMARS"),
        figure("c", label="RANGE", value=20, unit="kilometer", value_si=20_000, unit_si="meter", weapon="Grad"),
        figure("d", label="WEAPON_COUNT", value=6, unit="launcher", weapon="Grad", start=9),
    )
    assert [row["name"] if row["heading"] else (row["name"], row["value"]) for row in made] == [
        "Grad", ("Number", "6 launchers"), ("Range", "20 km"), "HIMARS", ("Range", "80 km"),
        "Weapon not known", ("Calibre", "155 mm"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "kind"), [((31, 94), "linear"), ((42, 94_000), "log"), ((0, 42, 94_000), "symlog"), ((0, 5), "linear")]
)
def test_numbers_far_apart_get_a_logarithmic_scale(numbers: tuple[int, ...], kind: str) -> None:
    rows = frame(*(figure(f"f{n}", value=n, start=n) for n in numbers))
    scales = {
        layer["encoding"]["x"]["scale"]["type"]
        for layer in spec_of("casualties", rows)["layer"]
        if "scale" in layer["encoding"].get("x", {})
    }
    assert scales == {kind}


def test_claims_stand_at_the_day_they_speak_of_else_at_publication() -> None:
    made = draw(
        "over_time",
        figure("a", value=3, as_of="2024-03-10"),
        figure("b", value=5),
        figure("c", value=7, published=None),
    )
    assert [(row["figure_id"], row["when"][:10]) for row in made] == [("a", "2024-03-10"), ("b", "2024-03-13")]


def test_claimants_are_told_apart_and_joined_over_time() -> None:
    made = draw(
        "over_time",
        figure("a", value=17, published="2024-03-12"),
        figure("b", value=31, published="2024-03-13"),
        figure("c", value=26, published="2024-03-13", source="Miriam Lang"),
        figure("d", value=60, published="2024-06-13"),
        figure("e", value=3, published="2024-03-13", start=9),
        figure("f", value=11_000, published="2024-03-14", scope="cumulative"),
    )
    runs = {row["figure_id"]: row["run"] for row in made}
    assert runs["a"] == runs["b"]
    assert len({runs["a"], runs["c"], runs["d"]}) == 3, (
        "another claimant, and the same one months later, are other lines"
    )
    assert len({runs["a"], runs["e"], runs["f"]}) == 3, (
        "fewer on the same day, or a running total, is no step of the line"
    )
    assert len({row["color"] for row in made}) == 2


def test_deliveries_stand_in_the_row_of_whom_they_are_and_others_are_left_out() -> None:
    sentences = {
        "12 jets": "India ordered 12 jets.",
        "9 tanks": "Russia lost 9 tanks.",
        "6 jets": "India received 6 jets.",
        "4 guns": "Fire hit 4 guns.",
    }
    made = draw(
        "deliveries",
        *(
            figure(text, label="WEAPON_COUNT", value=int(text[:2]), text=text) | {"sentence": said}
            for text, said in sentences.items()
        ),
    )
    assert [(row["figure_id"], row["name"], row["fate"], row["row"]) for row in made] == [
        ("12 jets", "India", "ordered", 0), ("6 jets", "India", "delivered", 0), ("9 tanks", "Russia", "lost", 1),
    ]  # fmt: skip


def test_many_claimants_share_one_shape_as_others() -> None:
    made = draw("over_time", *(figure(f"f{n}", value=n, source=f"Source {n}") for n in range(1, 12)))
    assert len({row["claimant"] for row in made}) == 7
    assert len(made) == 11


@pytest.mark.parametrize("name", CHARTS)
def test_columns_without_any_value_may_be_of_any_type(name: str) -> None:
    rows = sample(name)
    blank = [column for column in rows if rows[column].isna().all()]
    assert blank
    numbers = rows.astype(dict.fromkeys(blank, float))
    assert rows_of(CHARTS[name].draw(numbers, 340)) == rows_of(CHARTS[name].draw(rows, 340))


def test_a_claim_without_a_source_is_the_outlet_s_own() -> None:
    made = draw("claimants", figure("a", value=17, source=None), figure("b", value=31))
    assert [row["name"] for row in made] == ["Killed", "Brennik Herald", "Interior Ministry"]


def test_a_source_without_a_name_is_another_one_in_each_article() -> None:
    rows = [
        figure("a", value=17, source="mayor", title="Flood in Tarn"),
        figure("b", value=3, source="mayor", article_id="a2", title="Fire in Lipna"),
        figure("c", value=5, source="army", article_id="a2"),
        figure("d", value=9),
        figure("e", value=9, article_id="a2"),
    ]
    names = {row["name"] for row in draw("claimants", *rows)}
    assert names == {"Killed", "mayor (Flood in Tarn)", "mayor (Fire in Lipna)", "army", "Interior Ministry"}
    assert {row["claimant"] for row in draw("over_time", *rows)} == names - {"Killed"}


def test_pieces_of_one_utterance_are_one_quote() -> None:
    made = draw(
        "speakers",
        quote("q1", speaker_name="Lang", utterance="u"),
        quote("q2", speaker_name="Lang", utterance="u"),
        quote("q3", speaker_text="he"),
    )
    assert [(row["name"], row["quote_id"]) for row in made] == [("Lang", "q1"), ("“he”", "q3")]


def test_how_much_of_a_quote_is_its_speaker_s_own_shows_in_its_fill() -> None:
    made = draw("speakers", *(quote(label, label=label) for label in ("DIRECT", "MIXED", "INDIRECT")))
    fills = [row["fill"] for row in made]
    assert all(more > less for more, less in pairwise(fills))


def test_of_very_many_claims_the_newest_are_drawn() -> None:
    rows = [figure(f"f{n}", value=1 + n % 90, start=n, published=f"{2000 + n // 100}-01-01") for n in range(2_100)]
    drawn = CHARTS["over_time"].draw(frame(*rows), None)
    assert {int(row["figure_id"][1:]) for row in rows_of(drawn)} == set(range(100, 2_100))


def test_colours_are_those_of_the_highlights() -> None:
    made = draw("casualties", figure("a", value=31), figure("b", value=94, label="INJURED", start=4))
    assert [row["color"] for row in made] == [labels()["KILLED"].color, labels()["INJURED"].color]


def test_a_drawing_takes_its_rows_through_the_transformer_in_force() -> None:
    """Streamlit sends rows as Arrow by switching altair's transformer while it asks for the spec."""
    drawn = CHARTS["casualties"].draw(SAMPLE["figures"], 340)
    assert not isinstance(drawn, EmptyChart)

    def named(data: Any) -> Any:
        return {"name": f"{len(data)} rows"}

    alt.data_transformers.register("named", named)
    with alt.data_transformers.enable("named"):
        assert drawn.to_dict()["data"] == {"name": "1 rows"}
