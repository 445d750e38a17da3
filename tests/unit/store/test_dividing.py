"""Articles split and merged: highlights go with their words, both can be undone and done again, and `check` proves it."""

from __future__ import annotations

import uuid

import pytest

from components.dividing import cut_at
from components.model import Annotated, Article
from components.store import ArticleRejectedError, Query, Store, TextRefusedError, read_edits
from tests.unit.store.making import (
    ANNOTATED,
    EXTRACTION,
    HADDAD,
    INJURED,
    KILLED,
    MAARAT,
    QUOTE,
    TEXT,
    accept,
    add,
    record,
    span,
)

AT = TEXT.index("“We found")
FIRST, SECOND = TEXT[: AT - 2], TEXT[AT:]
LATER = Article("b1", "Later, three more people died in Maarat.", "Later", published="2024-03-13")


@pytest.fixture
def ready(store: Store) -> Store:
    store.add(ANNOTATED, EXTRACTION)
    across = record(
        4, "add", "made4", layer="quote", label="MIXED", start=AT - 12, end=AT + 12, text=TEXT[AT - 12 : AT + 12]
    )
    own = (accept(1, MAARAT), accept(2, KILLED), record(3, "reject", HADDAD.id, text="Rana Haddad"), across)
    work(store, "a1", *own, accept(5, INJURED), add(6, "nurse"))
    return store


def work(store: Store, article: str, *records: dict[str, object]) -> None:
    client, text = uuid.uuid4().hex, store.text(article)
    numbered = [{**one, "article_id": article, "n": n} for n, one in enumerate(records, 1)]
    answer = store.append(article, client, read_edits(numbered, article, client, len(text)), "ana")
    assert (answer.refused, answer.stored) == ((), len(records))


def words(store: Store, article: str) -> dict[str, str]:
    annotated = store.annotated(article)
    return {a.id: annotated.article.text[a.start : a.end] for a in annotated.annotations if a.status != "suggested"}


def sound(store: Store) -> None:
    assert [problem.message for problem in store.check()] == []


def test_a_split_article_is_two_and_every_highlight_goes_with_its_words(ready: Store) -> None:
    change, fresh = ready.split("a1", AT, 1, "More bodies found", "ana")
    assert (change.what, change.version, change.other) == ("split", 2, fresh)
    assert (ready.text("a1"), ready.text(fresh)) == (FIRST, SECOND)
    assert (ready.article(fresh).title, ready.article(fresh).published) == ("More bodies found", "2024-03-12")
    assert words(ready, "a1") == {MAARAT.id: "Maarat", KILLED.id: "at least 31 people"}
    assert words(ready, fresh) == {HADDAD.id: "Rana Haddad", INJURED.id: "About 40 people", "made6": "nurse"}
    assert QUOTE.id in {a.id for a in ready.annotated(fresh).annotations}, "suggestions go along"
    (waits,) = [*ready.unplaced("a1"), *ready.unplaced(fresh)]
    assert (waits.annotation.id, waits.words) == ("made4", TEXT[AT - 12 : AT + 12])
    assert (ready.row("a1").tolls["KILLED"].value, ready.row(fresh).tolls["INJURED"].value) == (31, 40)
    (began,) = ready.text_versions(fresh)
    assert began.change
    assert (began.change.what, began.change.other) == ("split off", "a1")
    sound(ready)


def test_a_split_is_taken_back_with_what_was_done_in_both_parts_since(ready: Store) -> None:
    before = ready.annotated("a1")
    change, fresh = ready.split("a1", AT, 1, "Second", "ana")
    start, end = span("bodies", SECOND)
    work(
        ready,
        fresh,
        record(11, "add", "late", layer="entity", label="PRODUCT", start=start, end=end, text="bodies"),
    )
    work(ready, "a1", record(12, "reject", MAARAT.id, text="Maarat"))
    back = ready.take_back_text(change.op_id, "ana")
    assert (back.version, ready.text("a1"), ready.unplaced("a1")) == (3, TEXT, [])
    assert ready.ids() == ["a1"], "the second part is out of the library"
    now = {a.id: a for a in ready.annotated("a1").annotations}
    assert TEXT[now.pop("late").start :].startswith("bodies")
    assert now.pop(MAARAT.id).status == "rejected"
    assert now == {a.id: a for a in before.annotations if a.id != MAARAT.id}
    sound(ready)
    again = ready.take_back_text(back.op_id, "ana")
    assert (again.what, ready.text("a1"), len(ready.ids())) == ("split", FIRST, 2)
    assert again.other
    assert "late" in words(ready, again.other)
    sound(ready)


def test_two_articles_are_merged_and_parted_again(ready: Store) -> None:
    ready.add(Annotated(LATER))
    work(ready, "b1", record(31, "add", "made6", layer="entity", label="GPE", start=33, end=39, text="Maarat"))
    change = ready.merge("a1", "b1", (1, 1), author="ana")
    text = f"{TEXT}\n\n{LATER.text}"
    assert (change.what, change.other, ready.text("a1"), ready.ids()) == ("merged", "b1", text, ["a1"])
    assert words(ready, "a1")["made6~b1"] == "Maarat", "an id that both have"
    assert len(words(ready, "a1")) == 7
    sound(ready)
    work(ready, "a1", record(21, "accept", "made6~b1", text="Maarat"))
    at = text.index("three more people")
    fresh = record(22, "add", "late", layer="figure", label="KILLED", start=at, end=at + 17, text="three more people")
    work(ready, "a1", fresh)
    back = ready.take_back_text(change.op_id, "ana")
    assert (back.version, ready.text("a1"), ready.ids()) == (3, TEXT, ["a1", "b1"])
    assert words(ready, "b1") == {"made6": "Maarat", "late": "three more people"}
    assert len(words(ready, "a1")) == 6
    assert ready.article("b1").text_version == 2
    sound(ready)
    again = ready.take_back_text(back.op_id, "ana")
    assert (again.what, ready.text("a1"), ready.ids()) == ("merged", text, ["a1"])
    sound(ready)


def test_another_article_can_come_before(ready: Store) -> None:
    ready.add(Annotated(LATER))
    change = ready.merge("a1", "b1", (1, 1), is_before=True, author="ana")
    assert ready.text("a1") == f"{LATER.text}\n\n{TEXT}"
    assert words(ready, "a1")[KILLED.id] == "at least 31 people"
    sound(ready)
    ready.take_back_text(change.op_id, "ana")
    assert (ready.text("a1"), words(ready, "a1")[KILLED.id]) == (TEXT, "at least 31 people")
    sound(ready)


def test_what_cannot_be_split_or_merged_is_refused_and_changes_nothing(ready: Store) -> None:
    ready.add(Annotated(LATER))
    with pytest.raises(ArticleRejectedError, match="empty"):
        ready.split("a1", 0, 1, "x", "ana")
    with pytest.raises(TextRefusedError, match="changed since"):
        ready.split("a1", AT, 2, "x", "ana")
    with pytest.raises(TextRefusedError, match="with itself"):
        ready.merge("a1", "a1", (1, 1))
    ready.remove("b1")
    with pytest.raises(TextRefusedError, match="not in the library"):
        ready.merge("a1", "b1", (1, 1))
    change, fresh = ready.split("a1", AT, 1, "x", "ana")
    with pytest.raises(TextRefusedError, match="theirs"):
        ready.take_back_text(change.op_id, "ben")
    ready.correct_text(fresh, SECOND + " More.", 1, "ben")
    with pytest.raises(TextRefusedError, match="second part was corrected"):
        ready.take_back_text(change.op_id, "ana")
    assert ready.ids(Query(words="shelling")) == ["a1"]
    sound(ready)


def test_check_tells_of_a_highlight_that_was_lost_between_two_articles(ready: Store) -> None:
    _, fresh = ready.split("a1", AT, 1, "x", "ana")
    with ready._write() as connection:
        connection.exec_driver_sql(
            f"DELETE FROM bundles WHERE article_key = (SELECT key FROM articles WHERE id = '{fresh}')"
        )
    told = [p.message for p in ready.check([fresh])]
    assert f"version 1 of the text has lost the highlight {INJURED.id} of a1" in told
    assert f"version 2 of the text has lost the highlight {INJURED.id}" in [p.message for p in ready.check(["a1"])]


def test_a_cut_lies_between_words_whatever_blank_space_is_there() -> None:
    cut = cut_at("One. \n\n Two.", 5)
    assert (cut.end, cut.start) == (4, 8)
