"""The view of weapons: claims of many articles in one cell, in the units that were chosen, and the numbers of weapons below."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from components.model import Annotated, Annotation, Article, FigureValues, Span
from components.store import Store
from tests.app.screen import run, words


def test_weapons_stand_side_by_side_by_every_article(full: Store) -> None:
    text = "The Kestrel flies 90 miles, or 145 km. Six Kestrels arrived."
    miles = FigureValues(value=90, unit="mile", bound="exact", weapon="Kestrel", value_si=144841, unit_si="meter")
    km = FigureValues(
        value=145, unit="kilometer", bound="exact", weapon="Kestrel", same_as="m", value_si=145000, unit_si="meter"
    )
    six = FigureValues(value=6, unit="Kestrel", bound="exact", weapon="Kestrels", as_of="2024-05-02")
    figures = (
        Annotation("m", "figure", "RANGE", 18, 26, miles),
        Annotation("k", "figure", "RANGE", 31, 37, km),
        Annotation("n", "figure", "WEAPON_COUNT", 39, 51, six),
    )
    full.add(Annotated(Article("one", text), figures, (Span(0, 38), Span(39, len(text)))))
    other = "The Kestrel flies 300 km."
    far = FigureValues(value=300, unit="kilometer", bound="exact", weapon="Kestrel", value_si=300000, unit_si="meter")
    full.add(
        Annotated(
            Article("two", other),
            (Annotation("f", "figure", "RANGE", 18, 24, far),),
            (Span(0, len(other)),),
        )
    )
    app = run("figures", view="Weapons")
    specifications, counts = (table.value for table in app.dataframe)
    (range_,) = specifications.loc[specifications["Weapon"] == "Kestrel", "Range"]
    assert (range_[:2], set(range_[2:].split(" · "))) == ("≠ ", {"145 km", "300 km"})
    (number,) = counts.to_dict("records")
    assert (number["Number"], number["Day"], number["Sentence"]) == ("6", "2 May 2024", "Six Kestrels arrived.")
    told = run("figures", view="Weapons", units="As told").dataframe[0].value
    assert "90 mi = 145 km" in told.loc[told["Weapon"] == "Kestrel", "Range"].item()


def test_a_cell_leads_to_the_sentences_of_its_claims_and_filters_may_leave_none(full: Store) -> None:
    def behind() -> None:
        from components.pages.weapons import of_cell
        from components.tables.weapons import by_weapon

        row = {"article_id": "a", "label": "RANGE", "weapon": "Kestrel_*", "unit": "kilometer", "status": "accepted"}
        said = {"sentence": "It flies 90 km.", "text": "90 km", "bound": "exact", "restated": []}
        (weapon,) = by_weapon([{**row, **said, "figure_id": "f", "value": 90}])
        of_cell(weapon, "Range")
        of_cell(weapon, "Speed")

    app = AppTest.from_function(behind).run()
    assert not app.exception
    assert list(app.dataframe[0].value["Sentence"]) == ["It flies 90 km."]
    first, second = (line.value.replace("\\", "") for line in app.caption)
    assert (first, second) == ("Kestrel_*, range: 1 claim", "Nobody here says anything of this: Kestrel_*, speed.")
    assert "None of these figures is a range" in words(run("figures", view="Weapons", kind="Casualties"))
