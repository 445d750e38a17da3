"""Each page runs over an empty store, over a full one, and shows what the corrected rows say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from streamlit.testing.v1 import AppTest

from components import session, workspace
from components.charts import CHARTS
from components.identity import entity_id
from components.labels import labels
from components.memory import Hand
from components.model import SAMPLE, Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues
from components.pages import adding, library_table, palette
from components.pages import read as read_page
from components.store import Store
from components.tables import entity_rows
from components.workspace import AddResult
from tests.app.screen import articles, run, words

PAGES = ("library", "read", "figures", "quotes", "memory", "names", "export")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_says_what_will_be_here(empty: Store, page: str) -> None:
    said = words(run(page))
    assert any(
        hint in said
        for hint in (
            "No articles yet",
            "No article is open",
            "No figures yet",
            "No quotes yet",
            "No names yet",
            "Nothing",
        )
    )


def test_the_library_lists_an_article_with_its_counts(full: Store) -> None:
    app = run("library")
    (row,) = articles(app)
    assert (row["title"], row["outlet"], row["killed"]) == (
        [["Ferry sinks off Port Amara", False]],
        "Harbour Post",
        "≥ 31",
    )
    assert row["href"] == "read?article=ferry"


def test_the_library_keeps_filters_and_says_when_nothing_fits(full: Store) -> None:
    app = run("library")
    app.text_input(key="q").set_value("volcano").run()
    assert "Nothing fits" in words(app)
    app.text_input(key="q").set_value("coast guard").run()
    assert "1 of 1 article" in words(app)
    assert [word for word, found in articles(app)[0]["snippet"] if found] == ["coast", "guard"]


@pytest.mark.parametrize(
    ("page", "asked"),
    [("library", {"q": "volcano", "toll": "true", "status": "Done"}),
     ("figures", {"kind": "Weapons", "judged": "true"}), ("quotes", {"said": "volcano", "kinds": "Direct quotes"}),
     ("names", {"who": "volcano", "named": "Person"}), ("memory", {"remembered": "volcano", "memory-hand": "true"})],
)  # fmt: skip
def test_filters_that_leave_nothing_are_cleared_by_one_click(full: Store, page: str, asked: dict[str, str]) -> None:
    full.memory.set({"Odile Marn": Hand("use", "PERSON")})
    app = run(page, **asked)
    assert "Nothing fits" in words(app)
    next(b for b in app.button if b.label == "Clear search and filters").click().run()
    assert "Nothing fits" not in words(app)


@pytest.mark.parametrize("page", ["read", "figures", "quotes", "names", "export"])
def test_a_page_that_needs_an_article_leads_to_the_library(empty: Store, page: str) -> None:
    assert [b.label for b in run(page).button] == ["Go to the library"]


def test_the_library_finds_what_was_taken_out(full: Store) -> None:
    full.remove("ferry")
    app = run("library")
    app.selectbox(key="status").set_value("removed").run()
    assert "1 taken out" in words(app)
    assert articles(app)[0]["stateSaid"] == "Taken out"


def test_the_reader_opens_the_article_that_the_address_names(full: Store) -> None:
    app = run("read", article="ferry")
    assert "Ferry sinks off Port Amara" in words(app)
    assert "Killed ≥ 31" in words(app).replace("\\", "")
    assert app.session_state["message"]["text"].startswith("Ferry sinks")


def test_an_unknown_article_is_said_to_be_missing(full: Store) -> None:
    assert "There is no such article" in words(run("read", article="nowhere<script>"))


def test_the_review_status_is_stored(full: Store) -> None:
    app = run("read", article="ferry")
    app.selectbox(key="status-ferry-new").set_value("done").run()
    assert full.row("ferry").review_status == "done"
    assert app.selectbox(key="status-ferry-done").value == "done"


def test_a_status_that_a_colleague_changed_is_not_overwritten(full: Store) -> None:
    app = run("read", article="ferry")
    full.correct_details("ferry", {"review_status": "in_progress"}, "ben")
    app.selectbox(key="status-ferry-new").set_value("done").run()
    assert full.row("ferry").review_status == "in_progress"
    assert "ben changed the status to In progress" in app.error[0].value


def test_a_late_message_of_a_page_that_was_left_does_not_take_the_review_status_back(full: Store) -> None:
    full.update_metadata("ferry", review_status="done")
    read_page.choose_status("ferry", shown="new")
    assert full.row("ferry").review_status == "done"


def test_an_article_that_was_taken_out_says_so_and_can_be_put_back(full: Store) -> None:
    full.remove("ferry")
    app = run("read", article="ferry")
    assert "taken out of the library" in app.warning[0].value
    app.button(key="put-back").click().run()
    assert full.row("ferry").removed_at is None


def test_a_highlight_that_is_gone_is_said_to_be(full: Store) -> None:
    app = run("read", article="ferry", annotation="nowhere")
    assert "not in this article any more" in app.toast[0].value


def test_the_library_finds_articles_by_label(full: Store) -> None:
    app = run("library")
    app.selectbox(key="label").set_value("RANGE").run()
    assert articles(app)
    app.selectbox(key="label").set_value("MONEY").run()
    assert "Nothing fits" in words(app)


def test_the_quotes_page_shows_more_on_demand(full: Store) -> None:
    text = "".join(f"“Line {n} is said,” said Mona Marn.\n\n" for n in range(45))
    starts = [text.index(f"Line {n} ") for n in range(45)]
    quotes = (Annotation(f"q{n}", "quote", "DIRECT", at, at + 13, QuoteValues()) for n, at in enumerate(starts))
    full.add(Annotated(Article("many", text), tuple(quotes)))
    app = run("quotes")
    assert "The newest 40 of" in words(app)
    app.button(key="more").click().run()
    assert "The newest" not in words(app)


def test_an_adding_is_summed_up(full: Store) -> None:
    done = [AddResult("added", "a", "a", "a: added"), AddResult("added", "b", "b", "b: added")]
    assert adding.summary(done, 1) == "2 articles added · 1 problem"
    assert adding.summary([*done, AddResult("there", "c", "c", "")], 0) == "2 articles added, 1 there already"
    assert adding.summary([], 2) == "Nothing was added · 2 problems"
    assert adding.summary(done, 0, 3) == "2 articles added · 3 left out"


def test_days_narrow_the_library_and_the_figures(full: Store) -> None:
    app = run("library")
    app.date_input(key="dates").set_value((date(2024, 2, 10), date(2024, 2, 10))).run()
    assert articles(app)
    figures = run("figures")
    figures.date_input(key="days").set_value((date(2024, 2, 10),)).run()
    assert "2 of 2 figures" in words(figures)


def test_the_figures_page_shows_every_claim(full: Store) -> None:
    app = run("figures", view="Tolls")
    assert list(app.dataframe[0].value["Toll"]) == ["≥ 31"]
    app = run("figures", view="Claims")
    assert list(app.dataframe[0].value["Label"]) == ["Killed", "Range"]
    assert "2 of 2 figures" in words(app)


def test_a_chart_that_the_filters_leave_empty_is_not_there(full: Store) -> None:
    assert "Weapon specifications" in words(run("figures"))
    casualties = words(run("figures", kind="Casualties"))
    assert "Casualties over time" in casualties
    assert "Weapon specifications" not in casualties


def test_judged_only_leaves_out_tolls_that_rest_on_suggestions(full: Store) -> None:
    two, ninety = FigureValues(value=2, low=2, high=2, bound="exact"), FigureValues(value=90, unit="kilometer")
    figures = (
        Annotation("k", "figure", "KILLED", 0, 7, two),
        Annotation("r", "figure", "RANGE", 23, 28, ninety, status="accepted"),
    )
    full.add(Annotated(Article("two", "Two men died. It flies 90 km.", published="2024-02-11"), figures))
    app = run("figures", view="Tolls")
    assert len(app.dataframe[0].value) == 2
    app.toggle(key="judged").set_value(True).run()
    assert "No article here states a toll" in words(app)
    assert list(run("figures", view="Claims", judged="true").dataframe[0].value["Label"]) == ["Range"]


@pytest.mark.parametrize(("page", "place"), [("read", "article"), ("figures", "library")])
def test_a_chart_in_the_table_is_drawn_where_it_belongs(
    full: Store, page: str, place: Literal["article", "library"], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(CHARTS, dict)
    for where in ("article", "library"):
        made = replace(CHARTS["weapons"], name=f"own_{where}", title=f"Drawn in the {where}", place=where)
        monkeypatch.setitem(CHARTS, made.name, made)
    said = words(run(page, article="ferry"))
    assert f"Drawn in the {place}" in said
    assert said.count("Drawn in the") == 1


def test_the_quotes_page_lists_speakers_and_searches(full: Store) -> None:
    app = run("quotes")
    assert list(app.dataframe[0].value["Speaker"]) == ["Odile Marn"]
    app.text_input(key="said").set_value("volcano").run()
    assert "Nothing fits" in words(app)


def test_the_export_page_previews_and_names_the_command(full: Store) -> None:
    app = run("export", article="ferry", table="figures", excel="true")
    app.selectbox(key="format").set_value("csv").run()
    assert list(app.dataframe[0].value["figure_id"]) == ["toll", "range"]
    assert app.code[0].value == (
        "python -m components export -o dateline-ferry-figures.csv --article ferry --table figures --excel"
    )


def test_the_export_page_previews_the_events_of_an_article_as_a_codebook_has_them(full: Store) -> None:
    app = run("export", article="ferry", table="events")
    assert list(app.dataframe[0].value["articles"]) == [1]
    app.selectbox(key="format").set_value("ucdp").run()
    assert (len(app.dataframe[0].value.columns), list(app.dataframe[0].value["number_of_sources"])) == (49, [1])
    assert app.code[0].value == "python -m components export -o dateline-ferry.ucdp.zip --article ferry"


def test_what_the_library_found_is_exported_alone(full: Store) -> None:
    full.add(Annotated(Article("other", "Nobody came.", published="2024-02-11")))
    app = AppTest.from_string("from components.pages import library\nlibrary.page()", default_timeout=60)
    app.run()
    app.text_input(key="q").set_value("coast guard").run()
    exported = AppTest.from_string("from components.pages import export\nexport.page()", default_timeout=60)
    exported.session_state["library_query"] = app.session_state["library_query"]
    exported.query_params.update({"found": "yes", "table": "articles"})
    exported.run()
    assert exported.selectbox[0].value == "found articles"
    assert list(exported.dataframe[0].value["article_id"]) == ["ferry"]
    assert exported.code[0].value == "python -m components export -o dateline-found.zip --article ferry"


def test_the_names_page_lists_searches_and_shows_one(full: Store) -> None:
    app = run("names")
    assert [b.label for b in app.button if (b.key or "").startswith("open-")] == ["Odile Marn", "Port Amara"]
    app.text_input(key="who").set_value("marn").run()
    assert "1 of 2 names" in words(app)
    next(b for b in app.button if b.label == "Odile Marn").click().run()
    assert "1 mention in 1 article" in words(app)
    app.text_input(key="who").set_value("volcano").run()
    assert "Nothing fits" in words(app)


def test_a_rename_is_stored_with_its_author_and_can_be_undone(full: Store) -> None:
    app = run("names", entity=entity_id("Odile Marn", "PERSON"))
    next(t for t in app.text_input if t.label == "Name").set_value("Odile M. Marn").run()
    app.button(key="rename").click().run()
    assert full.names.identities().names == {entity_id("Odile Marn", "PERSON"): "Odile M. Marn"}
    assert list(run("quotes").dataframe[0].value["Speaker"]) == ["Odile M. Marn"]
    app.button(key="undo").click().run()
    assert not full.names.identities()


def test_a_rename_to_a_name_that_is_there_says_that_it_merges(full: Store) -> None:
    app = run("names", entity=entity_id("Odile Marn", "PERSON"))
    article = Article("other", "Mona Marn came.", published="2024-02-11")
    full.add(Annotated(article, (Annotation("m", "entity", "PERSON", 0, 9, EntityValues("Mona Marn")),)))
    next(t for t in app.text_input if t.label == "Name").set_value("mona marn").run()
    assert "the two become one" in words(app)
    app.button(key="rename").click().run()
    assert "2 mentions in 2 articles" in words(app)


def test_mentions_of_one_article_are_split_off_under_another_name(full: Store) -> None:
    article = Article("other", "Odile Marn sang.", published="2024-02-11")
    full.add(Annotated(article, (Annotation("m", "entity", "PERSON", 0, 10, EntityValues("Odile Marn")),)))
    ident = entity_id("Odile Marn", "PERSON")
    app = run("names", entity=ident)
    app.multiselect(key=f"parts-{ident}").set_value(["other"]).run()
    app.text_input(key=f"part-name-{ident}").set_value("Odile Marn (singer)").run()
    app.button(key="split").click().run()
    assert "Odile Marn (singer)" in words(app)
    assert mentions(full) == {"Odile Marn": 1, "Odile Marn (singer)": 1, "Port Amara": 1}


def mentions(store: Store) -> dict[str, int]:
    """Mentions by name, as an export has them."""
    return {row["name"]: row["mentions"] for row in entity_rows(workspace.each_named(store, store.ids()))}


@pytest.mark.parametrize(("page", "table"), [("figures", "figures"), ("quotes", "quotes"), ("export", "articles")])
def test_samples_count_beside_other_articles_only_where_asked_for(full: Store, page: str, table: str) -> None:
    figure = Annotation("s1", "figure", "KILLED", 0, 3, FigureValues(value=2, low=2, high=2, bound="exact"))
    quote = Annotation("s2", "quote", "DIRECT", 4, 8, QuoteValues(speaker_name="Sam Sample"))
    full.add(Annotated(Article("s", "Two men died.", "A sample", tags=(SAMPLE,)), (figure, quote)))
    app = run(page, table=table, view="Claims")
    assert "1 sample article is left out" in words(app)
    without = len(app.dataframe[-1].value)
    app.toggle(key="samples").set_value(True).run()
    assert len(app.dataframe[-1].value) == without + 1
    full.remove("ferry")
    alone = run(page, table=table, view="Claims")
    assert "comes from the sample articles" in words(alone)
    assert len(alone.dataframe[-1].value) == 1


def test_the_samples_are_removed_in_one_action_and_put_back(full: Store) -> None:
    full.add(Annotated(Article("s", "Two men died.", "A sample", tags=(SAMPLE,))))
    app = run("library")
    assert "stay out of your charts, memory and exports" in words(app)
    app.button(key="remove-samples").click().run()
    assert [row["id"] for row in articles(app)] == ["ferry"]
    assert "1 article taken out of the library" in words(app)
    app.button(key="library-undo").click().run()
    assert [row["id"] for row in articles(app)] == ["ferry", "s"]


def test_an_emoji_finds_nothing(full: Store) -> None:
    app = run("library", q="🔥")
    assert "Nothing fits" in words(app)


@pytest.mark.parametrize(
    ("order", "first"), [("killed", "s"), ("-killed", "ferry"), ("nonsense", "ferry"), ("-title", "s")]
)
def test_the_address_says_how_the_library_is_sorted(full: Store, order: str, first: str) -> None:
    two = FigureValues(value=2, low=2, high=2, bound="exact")
    full.add(Annotated(Article("s", "Two men died.", "Zebra"), (Annotation("k", "figure", "KILLED", 0, 7, two),)))
    assert articles(run("library", order=order))[0]["id"] == first


@pytest.mark.parametrize(
    "asked",
    [None, 3, {"what": "open", "id": 7}, {"what": "status", "ids": ["ferry"], "value": "odd"}, {"what": "sort", "by": []},
     {"what": "tag", "ids": ["ferry", "nowhere", 9, "\x00"], "value": "  "}, {"what": "turn", "by": 10**9}, {"what": [], "ids": {}},
     {"what": "details", "id": "nowhere"}],
)  # fmt: skip
def test_what_no_library_would_send_changes_nothing(
    full: Store, asked: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = full.row("ferry")
    monkeypatch.setattr("components.session.triggered", lambda *_: asked)
    library_table.do()
    assert full.row("ferry") == before


def test_the_palette_names_every_page_label_and_a_place_for_each(full: Store) -> None:
    app = AppTest.from_string(
        "from components.pages import palette\npalette.mount('library')", default_timeout=60
    ).run()
    (box,) = app.get("bidi_component")
    items = json.loads(box.proto.json)[0]["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert {f"page {page}" for page in PAGES} <= {item["id"] for item in items}
    assert {f"with {name}" for name in labels()} <= {item["id"] for item in items}


@pytest.mark.parametrize(
    "asked", [None, {"id": 3}, {"id": "article nowhere"}, {"id": "with <b>"}, {"words": ["a"]}, {"words": "\x00" * 999}]
)
def test_what_no_palette_would_send_leads_nowhere(full: Store, asked: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.session.triggered", lambda *_: asked)
    palette.go_to("library")
    palette.ask()
    assert session.take("palette go") is None
    assert all(row["id"] for row in palette.articles(session.recall("palette words", "")))
