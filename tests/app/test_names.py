"""The page of names and what the others show of it: found by every name, corrected, taken back."""

from __future__ import annotations

import pytest

from components.identity import Decision, entity_id
from components.model import Annotated, Annotation, Article, EntityValues, QuoteValues, Span
from components.store import Store
from tests.app.screen import run

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


@pytest.mark.parametrize("words", ["odile", "governor", "first name", "ågot", "agot"])
def test_names_and_quotes_are_found_by_every_name_that_somebody_has_or_had(store: Store, words: str) -> None:
    rename(store, "First Name", "Ågot Sund")
    names = run("names", who=words)
    assert [b.label for b in names.button if (b.key or "").startswith("open-")] == ["Ågot Sund"]
    quotes = run("quotes", said=words)
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
