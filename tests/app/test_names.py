"""The page of names and what the others show of it: found by every name, corrected, taken back."""

from __future__ import annotations

from datetime import date

import pytest

from components.identity import Decision, entity_id
from components.model import Annotated, Annotation, Article, EntityValues, QuoteValues, Span
from components.pages.appearing import by_step, step_of
from components.store import Store
from tests.app.screen import run, words

TEXT = "Odile Marn spoke. “We will rebuild,” said the Governor. O. Marn left."
MARN = entity_id("Odile Marn", "PERSON")


def entity(words: str, name: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(f"p{start}", "entity", "PERSON", start, start + len(words), EntityValues(name))


@pytest.fixture
def store(opened: Store) -> Store:
    """One article with one person, renamed and renamed again."""
    quote = Annotation("q", "quote", "DIRECT", 19, 35, QuoteValues(speaker_name="Odile Marn"))
    found = (
        entity("Odile Marn", "Odile Marn"),
        entity("the Governor", "Odile Marn"),
        entity("O. Marn", "O. Marn"),
        quote,
    )
    opened.add(Annotated(Article("a", TEXT, "Rebuilding"), found, (Span(0, len(TEXT)),)))
    return opened


def rename(store: Store, *names: str) -> None:
    for n, name in enumerate(names):
        store.names.decide(Decision(f"d{n}", "rename", {"entity": MARN, "name": name, "label": "PERSON"}), n)


@pytest.mark.parametrize("typed", ["odile", "governor", "first name", "ågot", "agot"])
def test_names_and_quotes_are_found_by_every_name_that_somebody_has_or_had(store: Store, typed: str) -> None:
    rename(store, "First Name", "Ågot Sund")
    names = run("names", who=typed)
    assert [b.label for b in names.button if (b.key or "").startswith("open-")] == ["Ågot Sund"]
    quotes = run("quotes", said=typed)
    assert list(quotes.dataframe[0].value["Speaker"]) == ["Ågot Sund"]


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "**bold** [link](http://x.example) $a$ :red[x]",
    '=HYPERLINK("http://x.example")',
    "\u202eevil Name",
    "N" * 5000,
    "Two\nLines",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_renamed_merged_and_taken_back_like_any_other(store: Store, name: str) -> None:
    text = f"Then {name} left."
    found = Annotation("h", "entity", "PERSON", 5, 5 + len(name), EntityValues(name))
    store.add(Annotated(Article("hostile", text, title=name), (found,), (Span(0, len(text)),)))
    app = run("names", entity=entity_id(name, "PERSON"))
    field = next(t for t in app.text_input if t.label == "Name")
    assert app.button(key="rename").disabled
    field.set_value("Tame Name").run()
    app.button(key="rename").click().run()
    assert store.names.identities().names == {entity_id(name, "PERSON"): "Tame Name"}
    app.button(key="undo").click().run()
    for ident in (entity_id(name, "PERSON"), MARN):
        app.checkbox(key=f"pick-{ident}").check().run()
    app.button(key="merge").click().run()
    assert not app.error
    assert not app.exception
    assert store.names.identities().entity(MARN) == store.names.identities().entity(entity_id(name, "PERSON"))
    assert all(len(d.data.get("said", "")) < 200 for d in store.names.decisions())


def test_a_name_shows_when_it_is_named_with_whom_and_which_outlets_quote_it(store: Store) -> None:
    text = "Odile Marn met Bo Carr. “Later,” she said."
    found = (
        Annotation("m", "entity", "PERSON", 0, 10, EntityValues("Odile Marn")),
        Annotation("c", "entity", "PERSON", 15, 22, EntityValues("Bo *Carr*")),
        Annotation("q", "quote", "DIRECT", 24, 31, QuoteValues(speaker_name="Odile Marn")),
    )
    for ident, day in (("b", "2024-01-30"), ("c", "2024-05-02")):
        store.add(Annotated(Article(ident, text, outlet="The _Post_", published=day), found, (Span(0, len(text)),)))
    app = run("names", entity=MARN)
    said = words(app)
    assert "Bo \\*Carr\\* · 2 articles · Person" in said
    assert "The \\_Post\\_ · 2 quotes" in said
    assert "No outlet given · 1 quote" in said
    assert (
        "By month of publication, from 30 Jan 2024 to 2 May 2024. 2 mentions in articles without a day are left out."
        in said
    )
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    store.remove("c")
    assert "All on 30 Jan 2024." in words(run("names", entity=MARN))


@pytest.mark.parametrize(
    ("last", "step", "bars"),
    [
        ("2024-01-31", "day", 31),
        ("2024-02-01", "month", 2),
        ("2026-12-31", "month", 36),
        ("2027-01-01", "year", 4),
        ("2083-12-31", "year", 60),
        ("2084-01-01", "decade", 7),
        ("9999-12-31", "decade", 798),
    ],
)
def test_a_picture_of_any_time_has_bars_that_can_be_read_and_leaves_no_gap_out(last: str, step: str, bars: int) -> None:
    first = "2024-01-01"
    found = step_of(date.fromisoformat(first), date.fromisoformat(last))
    drawn = by_step({first: 2, last: 3}, found)
    assert (found, len(drawn), sum(drawn.values())) == (step, bars, 5)
    assert list(drawn) == sorted(drawn)
