"""The library: found by words, metadata and annotations, sorted, paged."""

from __future__ import annotations

from typing import Any

import pytest

from components.model import Annotated, Annotation, Article, EntityValues, Extraction, FigureValues, QuoteValues, Toll
from components.store import Query, Store, read_edits
from components.store.search import fts5, marked, parse, pattern, tsquery

NEWS = {
    "a": ("Missiles over the harbour", "Herald", "2024-01-02", "Six missiles hit the old town before dawn."),
    "b": ("Talks resume", "Courier", "2024-01-05", "The minister called the S-300 by the old harbour a crime."),
    "c": ("A quiet day", "Herald", None, "Nothing happened in the café by the town hall; it's old news."),
    "d": ("Counting the dead", None, "2023-12-30", "Forty people were buried on Sunday."),
}  # fmt: skip


@pytest.fixture
def library(store: Store) -> Store:
    for article_id, (title, outlet, published, text) in NEWS.items():
        article = Article(article_id, text, title, outlet, published=published, tags=("war", article_id))
        store.add(Annotated(article), Extraction(tuple(suggestions(article)), ()))
    return store


def suggestions(article: Article) -> list[Annotation]:
    figure = Annotation(f"f-{article.id}", "figure", "KILLED", 0, 3, FigureValues(value=40, bound="exact", source="UN"))
    quote = Annotation(f"q-{article.id}", "quote", "INDIRECT", 4, 12, QuoteValues(speaker_name="The minister"))
    place = Annotation(f"e-{article.id}", "entity", "GPE", 0, 3, EntityValues(name="Aleppo"))
    return {"a": [place, quote], "b": [quote], "c": [], "d": [figure, place]}[article.id]


def ids(store: Store, **query: Any) -> list[str]:
    return [row.id for row in store.find(Query(**query), sort="title", descending=False).rows]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", "dacb"),
        ("missile", "a"),
        ("old town", "ac"),
        ('"old town"', "a"),
        ("harbour", "ab"),
        ("harbour -missiles", "b"),
        ('old -"old town"', "cb"),
        ("harb", "ab"),
        ("cafe", "c"),
        ("Herald", "ac"),
        ("nowhere", ""),
        ("-missiles", "dcb"),
        ("'; DROP TABLE articles --", ""),
        ('NEAR( OR AND NOT * : ^ "', ""),
        ("it's", "c"),
        ("S-300", "b"),
        ("300", "b"),
        ("s300", ""),
        ("\0", ""),
        ("? !", ""),
    ],
)
def test_words_find_articles(library: Store, words: str, wanted: str) -> None:
    assert sorted(ids(library, words=words)) == sorted(wanted)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"outlet": "Herald"}, "ac"),
        ({"first": "2024-01-01"}, "ab"),
        ({"last": "2024-01-02"}, "ad"),
        ({"first": "2024-01-02", "last": "2024-01-02"}, "a"),
        ({"review_status": "new"}, "abcd"),
        ({"review_status": "done"}, ""),
        ({"tag": "b"}, "b"),
        ({"tag": "wa"}, ""),
        ({"label": "KILLED"}, "d"),
        ({"speaker": "The minister"}, "ab"),
        ({"place": "Aleppo"}, "ad"),
        ({"place": "The minister"}, ""),
        ({"name": "UN"}, "d"),
        ({"words": "town", "outlet": "Herald", "place": "Aleppo"}, "a"),
        ({"removed": True}, ""),
        ({"outlet": "nul\0"}, ""),
        ({"name": "half \ud83d"}, ""),
    ],
)
def test_filters_narrow_the_library(library: Store, query: dict[str, Any], wanted: str) -> None:
    assert sorted(ids(library, **query)) == list(wanted)


def test_a_rejected_annotation_is_no_reason_to_find_an_article(library: Store) -> None:
    reject = {"op_id": "o", "article_id": "d", "op": "reject", "target": "f-d", "n": 1, "data": {"text": "For"}}
    library.append("d", "c", read_edits([reject], "d", "c", 50))
    assert ids(library, label="KILLED") == []


@pytest.mark.parametrize(
    ("sort", "descending", "wanted"),
    [
        ("published", True, "badc"),
        ("published", False, "dabc"),
        ("title", False, "cdab"),
        ("suggestions", True, "adbc"),
        ("outlet", False, "bacd"),
    ],
)
def test_the_library_is_sorted_and_unknown_comes_last(library: Store, sort: Any, descending: bool, wanted: str) -> None:
    assert [row.id for row in library.find(sort=sort, descending=descending).rows] == list(wanted)


def test_pages_cover_the_library_once(library: Store) -> None:
    pages = [library.find(limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [row.id for page in pages for row in page.rows] == list("badc")
    assert [page.total for page in pages] == [4, 4, 4]


def test_a_row_counts_what_is_shown(library: Store) -> None:
    row = library.row("d")
    assert (row.words, row.entities, row.quotes, row.figures, row.suggestions) == (6, 1, 0, 1, 2)
    assert (row.tags, row.review_status, row.characters) == (("d", "war"), "new", len(NEWS["d"][3]))


def test_a_toll_is_in_the_row_and_can_be_asked_for(library: Store) -> None:
    toll = {"op_id": "o", "article_id": "b", "op": "set_toll", "target": "KILLED", "n": 1, "data": {"toll": {"low": 7}}}
    library.append("b", "c", read_edits([toll], "b", "c", 50), "ana")
    assert library.row("b").tolls["KILLED"] == Toll("KILLED", low=7, set_by="ana")
    assert "b" in ids(library, has_toll=True)
    assert "c" not in ids(library, has_toll=True)
    killed = [
        row.tolls["KILLED"].low for row in library.find(sort="killed", descending=False).rows if "KILLED" in row.tolls
    ]
    assert killed[0] == 7


def test_a_corrected_title_is_found_and_the_old_one_is_not(library: Store) -> None:
    library.update_metadata("b", title="Ceasefire holds")
    assert ids(library, words="ceasefire") == ["b"]
    assert ids(library, words="talks") == []


def test_the_snippet_shows_the_words(library: Store) -> None:
    [row] = library.find(Query(words="buried")).rows
    assert row.snippet == (("Forty people were ", False), ("buried", True), (" on Sunday.", False))
    assert library.find().rows[0].snippet == ()


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("missile", "Six missiles hit; a Missile fell.", ["missiles", "Missile"]),
        ("old town", "the old, cold town of Oldham", ["old", "town"]),
        ('"old town" -siege', "The old town and the town, under siege", ["old town"]),
        ("S-300", "the S-300, not the S-400", ["S-300"]),
        ("cafe", "The café and the cafés; decaf", ["café", "cafés"]),
        ("kill", "killed, killing, kills; Kilimanjaro", ["killed", "killing", "kills"]),
        ("<b>", "A <b>bold</b> claim by b", ["b", "b", "b"]),
        ("🔥", "On 🔥", []),
    ],
)
def test_what_was_found_is_marked(query: str, text: str, found: list[str]) -> None:
    pieces = marked(text, pattern(query))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_found in pieces if is_found] == found


@pytest.mark.parametrize("query", ["🔥", "()", "!? …", "&&"])
def test_a_query_without_words_finds_nothing(library: Store, query: str) -> None:
    assert library.find(Query(words=query)).total == 0


@pytest.mark.parametrize("query", ["", " ", "-", '"'])
def test_a_query_that_is_only_begun_finds_everything(library: Store, query: str) -> None:
    assert library.find(Query(words=query)).total == len(NEWS)


def test_choices_are_those_of_the_library(library: Store) -> None:
    library.remove("d")
    found = library.choices()
    assert found.outlets == {"Courier": 1, "Herald": 2}
    assert found.tags == {"a": 1, "b": 1, "c": 1, "war": 3}
    assert (found.first, found.last, found.total) == ("2024-01-02", "2024-01-05", 3)


def test_ids_are_in_the_order_of_exports(library: Store) -> None:
    assert library.ids() == list("cdab")
    assert [a.article.id for a in library.each_annotated([*"cd", "gone", *"ab"])] == list("cdab")


def test_the_next_unfinished_article_goes_round(library: Store) -> None:
    assert [library.next_unfinished(after) for after in (None, "b", "a", "d", "c")] == ["b", "a", "d", "c", "b"]
    library.update_metadata("a", review_status="done")
    library.remove("d")
    assert library.next_unfinished("b") == "c"
    for last in "bc":
        library.update_metadata(last, review_status="done")
    assert library.next_unfinished() is None


def test_the_pulse_changes_with_every_stored_change(store: Store) -> None:
    marks = [store.pulse()]
    assert marks == [""]
    store.add(Annotated(Article("x", "Some text.")))
    marks.append(store.pulse())
    store.update_metadata("x", title="T")
    marks.append(store.pulse())
    store.remove("x")
    marks.append(store.pulse())
    store.add(Annotated(Article("y", "Some text.")))
    marks.append(store.pulse())
    assert len(set(marks)) == 5
    assert store.pulse() == marks[-1]


def test_a_query_is_read_as_people_write_it() -> None:
    terms = parse('siege "old town" -aleppo mor')
    assert fts5(terms) == '("siege" AND "old town" AND "mor"*) NOT ("aleppo")'
    assert tsquery(terms) == "('siege') & ('old' <-> 'town') & !('aleppo') & ('mor':*)"
