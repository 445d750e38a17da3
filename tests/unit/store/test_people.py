"""One name over all articles, on both engines: days, company and outlets, as analysts decided who is who."""

from __future__ import annotations

from typing import Any

import pytest

from components.identity import Decision, entity_id
from components.model import SAMPLE, Annotated, Annotation, Article, EntityValues, QuoteValues, Span
from components.store import Asked, Store

TEXT = "Ann Hale met Bo Carr in Tarn. A. Hale said: “We go.” Bo Carr left."
HALE, CARR, TARN = entity_id("Ann Hale", "PERSON"), entity_id("Bo Carr", "PERSON"), entity_id("Tarn", "GPE")
SHORT = entity_id("A. Hale", "PERSON")


def named(ident: str, label: str, words: str, status: Any = "suggested", last: bool = False) -> Annotation:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return Annotation(ident, "entity", label, start, start + len(words), EntityValues(words), status=status)


def annotated(ident: str, day: str | None, outlet: str | None, *more: Annotation, **about: Any) -> Annotated:
    said = TEXT.index("We go.")
    quote = Annotation(f"{ident}q", "quote", "DIRECT", said, said + 6, QuoteValues(speaker_name="Ann Hale"))
    found = (named(f"{ident}h", "PERSON", "Ann Hale"), quote, *more)
    return Annotated(Article(ident, TEXT, ident, outlet=outlet, published=day, **about), found, (Span(0, len(TEXT)),))


@pytest.fixture
def many(store: Store) -> Store:
    """Hale in four articles, one of them a sample; Carr twice in one of them, rejected in another; Tarn in two."""
    carr = named("c", "PERSON", "Bo Carr"), named("c2", "PERSON", "Bo Carr", last=True)
    tarn, short = named("t", "GPE", "Tarn"), named("s", "PERSON", "A. Hale")
    gone = named("c", "PERSON", "Bo Carr", status="rejected")
    batch = (
        annotated("a", "2024-01-05", "Post", *carr, tarn),
        annotated("b", "2024-01-05", "Herald", gone, tarn, short),
        annotated("n", None, None),
        annotated("x", "2024-03-01", "Post", carr[0], tags=(SAMPLE,)),
    )
    store.add_all([(one, None) for one in batch])
    return store


def names(store: Store, entity: str) -> list[str]:
    return store.named.names(Asked(), entity)


def days(store: Store, entity: str, **asked: Any) -> dict[str | None, int]:
    return store.people.days(Asked(**asked), entity, names(store, entity))


def test_mentions_are_counted_by_day_and_narrowed_by_samples_and_collection(many: Store) -> None:
    assert days(many, HALE) == {"2024-01-05": 2, None: 1, "2024-03-01": 1}
    assert days(many, CARR, samples=False) == {"2024-01-05": 2}
    shelf = many.collections.make("Shelf").id
    many.collections.add(shelf, ["n", "x"])
    assert days(many, HALE, collection=shelf) == {None: 1, "2024-03-01": 1}
    many.remove("a")
    assert days(many, HALE, samples=False) == {"2024-01-05": 1, None: 1}
    assert many.people.days(Asked(), "nobody", []) == {}


def test_who_is_named_with_one_is_counted_by_articles(many: Store) -> None:
    known = names(many, HALE)
    assert many.people.beside(Asked(samples=False), HALE, known) == [(TARN, 2), *sorted([(CARR, 1), (SHORT, 1)])]
    assert dict(many.people.beside(Asked(), HALE, known)) == {CARR: 2, TARN: 2, SHORT: 1}
    assert many.people.beside(Asked(), "nobody", []) == []


def test_outlets_are_counted_as_the_page_of_quotes_counts_them(many: Store) -> None:
    quoted = many.people.quoted(Asked(), HALE)
    assert quoted == [("Ann Hale", "Post", 2), ("Ann Hale", None, 1), ("Ann Hale", "Herald", 1)]
    assert many.people.quoted(Asked(samples=False), HALE)[-1] == ("Ann Hale", "Post", 1)
    assert many.people.quoted(Asked(), CARR) == []
    post = Asked(speaker="Ann Hale", outlets=("Post",))
    assert many.quotes.count(post) == 2


def test_all_three_follow_what_is_merged_renamed_split_and_undone(many: Store) -> None:
    merge = {"entities": [HALE, SHORT], "into": HALE, "name": "Ågot Hale", "label": "PERSON"}
    many.names.decide(Decision("d1", "merge", merge), 0)
    assert days(many, HALE) == {"2024-01-05": 3, None: 1, "2024-03-01": 1}
    assert dict(many.people.beside(Asked(), HALE, names(many, HALE))) == {CARR: 2, TARN: 2}
    split = {"entity": HALE, "articles": ["a"], "name": "Ann Other", "label": "PERSON"}
    other = str(many.names.decide(Decision("d2", "split", split), 1).data["to"])
    assert days(many, other) == {"2024-01-05": 1}
    assert days(many, HALE) == {"2024-01-05": 2, None: 1, "2024-03-01": 1}
    assert [q.speaker for q in many.people.quoted(Asked(), other)] == ["Ann Other"]
    assert {q.speaker: q.outlet for q in many.people.quoted(Asked(outlets=("Herald",)), HALE)} == {
        "Ågot Hale": "Herald"
    }
    assert dict(many.people.beside(Asked(), CARR, names(many, CARR))) == {other: 1, HALE: 1, TARN: 1}
    many.names.decide(Decision("d3", "undo", {"of": "d2"}), 2)
    many.names.decide(Decision("d4", "undo", {"of": "d1"}), 3)
    assert days(many, SHORT) == {"2024-01-05": 1}
    assert dict(many.people.beside(Asked(), CARR, names(many, CARR))) == {HALE: 2, TARN: 1}


def test_a_speaker_whom_no_mention_of_the_article_names_counts_too(store: Store) -> None:
    quote = Annotation("q", "quote", "DIRECT", 0, 4, QuoteValues(speaker_name="Bo Carr"))
    store.add(Annotated(Article("u", TEXT), (quote,), (Span(0, len(TEXT)),)))
    assert store.people.quoted(Asked(), CARR) == [("Bo Carr", None, 1)]
