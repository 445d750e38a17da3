"""The tables of figures: a number told again is one row, newest first, the words around the figure, a click to the text."""

from __future__ import annotations

import pandas as pd
import pytest

from components import session
from components.model import Annotated, Annotation, Article, FigureValues, Span
from components.pages import claims
from components.pages.claims import ROOM, around, in_si, newest_first
from components.pages.editing import values_of
from components.store import Asked, Store
from tests.app.screen import run, words


def test_a_restated_range_is_one_row_with_its_weapon_and_both_units(full: Store) -> None:
    text = "The Kestrel flies 90 miles, or 145 km."
    miles = FigureValues(value=90, unit="mile", bound="exact", weapon="Kestrel", value_si=144841, unit_si="meter")
    km = FigureValues(value=145, unit="kilometer", bound="exact", weapon="Kestrel", same_as="m")
    figures = (Annotation("m", "figure", "RANGE", 18, 26, miles), Annotation("k", "figure", "RANGE", 31, 37, km))
    full.add(Annotated(Article("kestrel", text), figures, (Span(0, len(text)),)))
    table = run("figures", kind="Weapons", view="Claims").dataframe[-1].value
    row = table[table["Weapon"] == "Kestrel"]
    assert list(row["Figure"]) == ["90 miles = 145 kilometers"]
    assert list(row["In SI units"]) == ["144,841 meters"]
    assert list(row["Sentence"]) == [text]


def test_a_toll_shows_the_words_that_it_rests_on(full: Store) -> None:
    (tolls,) = run("figures", view="Tolls").dataframe
    assert list(tolls.value["Rests on"]) == ["At least 31 people"]


def test_the_newest_come_first_and_those_without_a_date_last() -> None:
    rows = pd.DataFrame({"published": ["2024-01-02", None, "2024-03-01", "2024-03-01"], "start": [5, 9, 7, 2]})
    assert list(newest_first(rows, "start")["start"]) == [2, 7, 5, 9]


@pytest.mark.parametrize(
    ("sentence", "words", "shown"),
    [("Ten died.", "Ten", "Ten died."), ("Ten died.", "gone", "Ten died."), ("", "x", ""),
     ("a " * ROOM + "ten died" + " b" * ROOM, "ten", "… " + "a " * (ROOM // 2 - 1) + "ten died" + " b" * 32 + " …"),
     ("ten" + "x" * 500, "ten", "ten" + "x" * ROOM + " …")],
)  # fmt: skip
def test_a_long_sentence_is_cut_around_its_figure(sentence: str, words: str, shown: str) -> None:
    assert around(sentence, words) == shown


def test_what_is_in_si_units_already_is_not_converted() -> None:
    assert in_si({"unit": "meter", "unit_si": "meter", "value": 3, "value_si": 3}) is None
    assert in_si({"unit": "people", "value": 3}) is None


def test_the_view_and_the_kind_stay_chosen_when_they_are_clicked_again(full: Store) -> None:
    app = run("figures", view="Claims")
    for key, value in (("view", "Claims"), ("kind", "Everything")):
        control = next(c for c in app.get("button_group") if c.key == key)
        assert getattr(control, "value", None) == value
        assert control.proto.required


def test_claims_come_a_page_at_a_time_and_filters_begin_anew(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "SHOWN", 1)
    app = run("figures", view="Claims")
    assert (list(app.dataframe[0].value["Label"]), "1 to 1 of 2" in words(app)) == (["Killed"], True)
    app.button(key="claims-older").click().run()
    assert (list(app.dataframe[0].value["Label"]), "2 to 2 of 2" in words(app)) == (["Range"], True)
    assert app.button(key="claims-older").disabled
    app.multiselect(key="labels").set_value(["KILLED"]).run()
    assert "1 to 1 of 1" in words(app)


def test_what_is_typed_into_the_table_is_an_edit_of_the_figure(full: Store) -> None:
    (row,) = full.figures.page(Asked(labels=("KILLED",)), 10)
    values = {
        **values_of("Amount", "about 40"),
        **values_of("As of", "11 Feb 2024"),
        **values_of("Place", "Port Amara"),
    }
    assert session.set_values("ferry", row["figure_id"], row["text"], row["last_op"], values) == []
    (now,) = full.figures.page(Asked(labels=("KILLED",)), 10)
    assert (now["value"], now["bound"], now["as_of"], now["place"]) == (40, "about", "2024-02-11", "Port Amara")
    assert [edit.op for edit in full.history("ferry")] == ["set"]
    (refused,) = session.set_values("ferry", row["figure_id"], row["text"], row["last_op"], {"place": "Elsewhere"})
    assert "was not changed" in refused
    assert list(full.check()) == []


@pytest.mark.parametrize(("title", "typed"), [("Amount", "many"), ("Amount", "12 to 3"), ("As of", "some day")])
def test_a_cell_that_cannot_be_understood_is_refused_with_what_would_do(title: str, typed: str) -> None:
    with pytest.raises(ValueError, match=r"such as|larger"):
        values_of(title, typed)
