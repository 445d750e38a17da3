"""Near-duplicates in the store: grouped later, with one representative; what a copy repeats counts once, what it adds counts."""

from __future__ import annotations

from typing import Any

import pytest

from components.model import Annotated, Annotation, Article, FigureValues, Span
from components.store import Asked, Near, Query, Queue, Store, read_edits

WIRE = " ".join(
    f"Officials in district {n} said the road to village {n * 7} was closed after rain on day {n}." for n in range(30)
)
FIRST = "Twelve people were killed in Tarn."
LATER = "Later three more people died."


def article(ident: str, text: str, *said: str, day: str = "2024-03-01", **more: Any) -> Annotated:
    found = tuple(
        Annotation(f"{ident}{n}", "figure", "KILLED", at, at + len(words), FigureValues(value=n + 1.0, bound="exact"))
        for n, words in enumerate(said)
        for at in (text.index(words),)
    )
    ends = [0, *(n + 2 for n in range(len(text)) if text[n : n + 2] == ". ")]
    sentences = tuple(Span(a, b) for a, b in zip(ends, [*ends[1:], len(text)], strict=True) if a < b)
    return Annotated(Article(ident, text, ident, published=day, **more), found, sentences)


@pytest.fixture
def wired(store: Store) -> Store:
    """A wire report, its copy with a sentence more, and another report."""
    store.add(article("wire", f"{FIRST} {WIRE}", "Twelve people"))
    store.add(
        article(
            "other",
            f"{FIRST} " + WIRE.replace("road", "bridge over the canal").replace("rain", "the flood and storms"),
            "Twelve people",
        )
    )
    store.add(article("copy", f"(Wire) {FIRST} {LATER} {WIRE}", "Twelve people", "three more people"))
    return store


def group(store: Store) -> None:
    while store.copies.group(2):
        pass
    assert store.copies.left() == 0


def send(store: Store, ident: str, op: str, target: str, n: int, **data: Any) -> None:
    edit = {
        "op_id": f"{ident}{n}",
        "article_id": ident,
        "op": op,
        "target": target,
        "after": None,
        "n": n,
        "data": data,
    }
    text = store.text(ident)
    answer = store.append(ident, f"c{n}", read_edits([edit], ident, f"c{n}", len(text)))
    assert not answer.refused


def test_what_a_copy_repeats_counts_once_and_what_it_adds_counts(wired: Store) -> None:
    assert (wired.figures.count(Asked()), wired.copies.left()) == (4, 3)
    group(wired)
    assert wired.copies.of("copy") == ("wire", "copy") == wired.copies.of("wire")
    assert wired.copies.of("other") == ()
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["wire0", "other0", "copy1"]
    assert wired.figures.count(Asked(repeated=True)) == 4
    assert list(wired.check()) == []


def test_the_library_says_what_is_a_copy_and_can_leave_copies_out(wired: Store) -> None:
    group(wired)
    assert {row.id: row.near for row in wired.find().rows} == {
        "wire": Near(None, 1),
        "copy": Near("wire", 1),
        "other": None,
    }
    assert wired.ids(Query(copies=False)) == ["other", "wire"]


def test_copies_come_last_in_the_queue(wired: Store) -> None:
    group(wired)
    queue = Queue(sort="figures")
    assert [wired.next_unfinished(at, queue) for at in (None, "other", "wire", "copy")] == [
        "other",
        "wire",
        "copy",
        "other",
    ]


def test_a_copy_counts_as_soon_as_its_representative_is_taken_out(wired: Store) -> None:
    group(wired)
    wired.change(["wire"], "take_out")
    assert wired.figures.count(Asked()) == 3
    wired.put_back("wire")
    assert wired.figures.count(Asked()) == 3
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["wire0", "other0", "copy1"]
    assert list(wired.check()) == []


def test_what_is_decided_in_the_representative_is_decided_for_its_copies(wired: Store) -> None:
    group(wired)
    send(wired, "wire", "reject", "wire0", 1, text="Twelve people")
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["other0", "copy1"]
    send(wired, "wire", "remove", "wire0", 2, text="Twelve people")
    assert list(wired.check()) == []


def test_edits_and_details_of_a_copy_leave_marked_what_it_repeats(wired: Store) -> None:
    group(wired)
    send(wired, "copy", "set", "copy0", 1, text="Twelve people", values={"value": 13, "low": 13, "high": 13})
    wired.update_metadata("copy", outlet="Herald", published="2024-03-02")
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["copy1", "wire0", "other0"]
    assert list(wired.check()) == []


def test_a_copy_can_be_made_the_representative(wired: Store) -> None:
    group(wired)
    wired.copies.lead("copy")
    assert wired.copies.of("wire") == ("copy", "wire")
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["other0", "copy0", "copy1"]
    wired.add(article("third", f"{FIRST} {WIRE} The end.", "Twelve people"))
    group(wired)
    assert wired.copies.of("third") == ("copy", "wire", "third")
    assert list(wired.check()) == []


def test_an_id_that_no_store_can_hold_has_no_copies(store: Store) -> None:
    assert store.copies.of("\0") == () == store.copies.of("nobody")


def test_copies_of_an_article_that_was_taken_out_count_once_among_each_other(wired: Store) -> None:
    wired.add(article("third", f"{FIRST} {WIRE} The end.", "Twelve people"))
    group(wired)
    wired.change(["wire"], "take_out")
    group(wired)
    assert [row["figure_id"] for row in wired.figures.page(Asked(), 9)] == ["other0", "copy0", "copy1"]
    assert wired.copies.of("third") == ("copy", "third")
    wired.put_back("wire")
    group(wired)
    assert wired.figures.count(Asked()) == 3
    assert list(wired.check()) == []
