"""Collections and saved views, on both engines; what the library finds by names and figures."""

from __future__ import annotations

import pytest

from components.identity import Decision, entity_id
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, RecordError
from components.store import Asked, Query, Queue, Store
from components.wanted import wanted

TEXT = "Ann Hale of the Post said 120 people were killed in Homs by an S-300 missile."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def annotated(ident: str, killed: float, place: str, as_of: str | None, score: float = 0.9) -> Annotated:
    values = FigureValues(low=killed, bound="at_least", place=place, as_of=as_of, source="Ann Hale", weapon="S-300")
    found = (
        Annotation(f"{ident}f", "figure", "KILLED", *at("120 people"), values, score=score),
        Annotation(f"{ident}q", "quote", "INDIRECT", *at("120 people were killed"), QuoteValues(speaker_name="Ann Hale"), score=0.9),
        Annotation(f"{ident}e", "entity", "PERSON", *at("Ann Hale"), EntityValues("Ann Hale"), score=0.9),
        Annotation(f"{ident}p", "entity", "GPE", *at("Homs"), EntityValues("Homs"), score=0.9),
    )  # fmt: skip
    return Annotated(Article(ident, TEXT, ident, published="2013-06-01"), found)


@pytest.fixture
def many(store: Store) -> Store:
    store.add_all(
        [
            (annotated("a", 120, "Homs", "2013-05-14"), None),
            (annotated("b", 90, "Homs", "2013-05-20", 0.2), None),
            (annotated("c", 300, "Aleppo", None), None),
            (Annotated(Article("d", "Nothing of it here.", "d", published="2013-01-01")), None),
        ]
    )
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("KILLED over 100 in Homs in May 2013", ["a"]),
        ("killed at least 90 in homs in 2013-05", ["a", "b"]),
        ("killed over 120 in May 2013", []),
        ("killed in June 2013", ["c"]),  # without a day of its own, the day of publication
        ("killed between 100 and 300", ["a", "c"]),
        ("injured", []),
        ("in aleppo", ["c"]),
    ],
)
def test_articles_are_found_by_a_figure(many: Store, words: str, found: list[str]) -> None:
    assert many.ids(Query(figure=wanted(words))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(speaker="hale"), ["a", "b", "c"]),
        (Query(source="ann hale"), ["a", "b", "c"]),
        (Query(weapon="s-300"), ["a", "b", "c"]),
        (Query(place="aleppo"), ["c"]),
        (Query(place="homs"), ["a", "b", "c"]),
        (Query(name="HALE ann", place="aleppo"), ["c"]),
        (Query(name="nobody"), []),
        (Query(speaker="\0"), []),
        (Query(speaker="100% _"), []),
    ],
)
def test_articles_are_found_by_names(many: Store, query: Query, found: list[str]) -> None:
    assert many.ids(query) == found


def test_names_that_analysts_gave_find_articles_too(many: Store) -> None:
    many.names.decide(
        Decision("1", "rename", {"entity": entity_id("Ann Hale", "PERSON"), "name": "Dr Tarn", "label": "PERSON"}), 0
    )
    assert many.ids(Query(speaker="tarn")) == many.ids(Query(speaker="hale")) == ["a", "b", "c"]


def test_the_least_certain_come_first_in_a_queue_of_doubt(many: Store) -> None:
    queue = Queue(sort="doubt")
    assert [many.next_unfinished(i, queue) for i in (None, "b", "a", "c", "d")] == ["b", "a", "c", "d", "b"]
    assert [row.id for row in many.find(Query(), "doubt", descending=True).rows] == ["b", "a", "c", "d"]
    assert list(many.check()) == []


def test_the_queue_keeps_to_what_is_asked_for(many: Store) -> None:
    queue = Queue(Query(figure=wanted("killed over 100")), "title", descending=False)
    assert [many.next_unfinished(i, queue) for i in (None, "a", "c")] == ["a", "c", "a"]
    many.update_metadata("a", review_status="done")
    assert many.next_unfinished("c", queue) is None


def test_a_collection_holds_articles_and_scopes_what_is_asked(many: Store) -> None:
    made = many.collections.make("  Homs  2013 ")
    assert many.collections.add(made.id, ["a", "b", "a", "nobody", "\0"]) == ["a", "b"]
    assert many.collections.add(made.id, ["b", "d"]) == ["d"]
    assert many.collections.take(made.id, ["d", "c"]) == ["d"]
    assert [(c.name, c.articles) for c in many.collections.all()] == [("Homs 2013", 2)]
    assert many.ids(Query(collection=made.id)) == ["a", "b"]
    asked = Asked(collection=made.id)
    assert (many.figures.count(asked), many.quotes.count(asked), many.figures.groups(asked, "place")) == (
        2,
        2,
        {"Homs": 2},
    )
    many.collections.remove(made.id)
    assert (many.collections.all(), many.ids(Query(collection=made.id))) == ([], [])
    many.collections.put_back(made.id)
    many.remove("a")
    assert many.collections.all()[0].articles == 1
    assert many.ids(Query(collection="nothing")) == many.ids(Query(collection="\0")) == []


@pytest.mark.parametrize("name", ["", " \n ", "x" * 200, "Homs"])
def test_a_collection_needs_a_name_of_its_own(many: Store, name: str) -> None:
    many.collections.make("homs")
    with pytest.raises(RecordError):
        many.collections.make(name)


def test_a_view_is_kept_under_its_name_until_it_is_saved_again_or_forgotten(store: Store) -> None:
    first, other = {"q": ["siege"], "labels": ["KILLED", "INJURED"]}, {"q": ["bridge"]}
    assert store.collections.save_view("library", "Sieges ", first) is None
    before = store.collections.save_view("library", "Sieges", other)
    assert before is not None
    assert before.address == first
    store.collections.save_view("figures", "Sieges", first)
    assert [(view.name, view.address) for view in store.collections.views("library")] == [("Sieges", other)]
    store.collections.drop_view("library", "Sieges")
    assert store.collections.views("library") == []
    with pytest.raises(RecordError):
        store.collections.save_view("library", " ", other)


def test_a_collection_does_not_take_the_name_of_another(many: Store) -> None:
    homs, aleppo = many.collections.make("Homs"), many.collections.make("Aleppo")
    with pytest.raises(RecordError, match="already"):
        many.collections.rename(aleppo.id, " homs ")
    many.collections.rename(homs.id, "HOMS")
    assert {c.name for c in many.collections.all()} == {"HOMS", "Aleppo"}
