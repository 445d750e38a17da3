"""One correction in other articles: what each place needs, what is ticked, and that one undo takes all of it back."""

from __future__ import annotations

from typing import Any

import pytest

from components import spreading
from components.memory import Memory
from components.model import Annotated, Annotation, Article, EntityValues, Extraction, Span, machine_id
from components.store import Store, read_edits
from components.store.spreads import Rejected

WORDS = "Daqil Front"
TEXTS = {
    "here": "The Daqil Front met. The Daqil Front left.",
    "bare": "Fighters of the Daqil Front fled.",
    "other": "The Daqil\nFront said nothing. Daqil Fronts differ.",
    "same": "Talks with the Daqil Front began.",
    "inside": "The Daqil Front Youth marched.",
    "none": "The front of Daqil is quiet.",
}


def found(article: str, words: str, label: str) -> Annotation:
    start = TEXTS[article].replace("\n", " ").index(words)
    end = start + len(words)
    return Annotation(
        machine_id(article, "entity", label, start, end), "entity", label, start, end, EntityValues(), "model"
    )


@pytest.fixture
def library(store: Store) -> Store:
    suggested = {"other": [found("other", WORDS, "GPE")], "same": [found("same", WORDS, "ORG")], "inside": [found("inside", "Daqil Front Youth", "ORG")]}  # fmt: skip
    for name, text in TEXTS.items():
        extraction = Extraction(tuple(suggested.get(name, ())), (Span(0, len(text)),))
        store.add(Annotated(Article(name, text, title=name)), extraction)
    return store


def judge(
    store: Store, article: str, op: str, a: Annotation, after: str | None = None, n: int | None = None, **data: Any
) -> None:
    text, name = TEXTS[article][a.start : a.end], f"{op}-{article}{'' if n is None else n}"
    edit = {"op_id": name, "article_id": article, "op": op, "target": a.id, "after": after, "n": 1, "data": {"text": text, **data}}  # fmt: skip
    assert store.append(article, name, read_edits([edit], article, name, len(TEXTS[article])), "bo").stored == 1


def needs(plan: spreading.Plan) -> dict[str, tuple[str | None, bool]]:
    return {place.article_id: (place.op, place.ticked) for place in plan.places}


def label(store: Store, what: spreading.What = "label") -> spreading.Plan:
    return spreading.plan(store, WORDS, what, "ORG", without="here")


def test_the_exact_words_are_counted_in_other_articles(library: Store) -> None:
    assert spreading.elsewhere(library, WORDS, "ORG", "here") == spreading.Elsewhere(4, 4)
    judge(library, "same", "accept", found("same", WORDS, "ORG"))
    assert spreading.elsewhere(library, WORDS, "ORG", "here") == spreading.Elsewhere(3, 3, right=1)
    assert spreading.elsewhere(library, "?!", "ORG", "here") == spreading.Elsewhere(0, 0)


def test_each_place_gets_what_it_needs(library: Store) -> None:
    plan = label(library)
    assert needs(plan) == {
        "bare": ("add", True),
        "inside": ("add", False),
        "other": ("relabel", True),
        "same": ("accept", True),
    }
    place = next(p for p in plan.places if p.article_id == "bare")
    assert (place.left, place.words, place.right) == ("Fighters of the ", WORDS, " fled.")


def test_what_a_person_judged_is_not_ticked_and_says_by_whom(library: Store) -> None:
    judge(library, "other", "accept", found("other", WORDS, "GPE"))
    judge(library, "same", "reject", found("same", WORDS, "ORG"))
    places = {p.article_id: p for p in label(library).places}
    assert (places["other"].ticked, places["other"].note) == (False, "judged by bo: Country or city")
    assert (places["same"].ticked, places["same"].note) == (False, "rejected by bo as Organisation")


def test_applying_and_one_undo_leave_everything_as_it_was(library: Store) -> None:
    before = {name: library.state(name).annotations for name in TEXTS}
    plan = label(library)
    outcome = spreading.apply(library, plan, [p for p in plan.places if p.ticked], "ana")
    assert (outcome.places, outcome.articles, outcome.left) == (3, 3, 0)
    after = {a.label for name in ("bare", "other", "same") for a in library.state(name).annotations.values()}
    assert after == {"ORG"}
    assert {e.group for name in TEXTS for e in library.history(name)} == {outcome.group}
    back = spreading.undo(library, outcome.group, "ana")
    assert (back.places, back.left) == (3, 0)
    assert {name: library.state(name).annotations for name in TEXTS} == before
    assert library.memory.now() == Memory()
    assert library.spreads.latest()[0].undone
    assert list(library.check()) == []


def test_undo_leaves_what_somebody_changed_since_and_says_how_much(library: Store) -> None:
    plan = label(library)
    outcome = spreading.apply(library, plan, plan.places, "ana")
    [made] = library.state("bare").annotations.values()
    last = library.state("bare").last[made.id]
    text = TEXTS["bare"][made.start : made.end]
    edit = {"op_id": "late", "article_id": "bare", "op": "relabel", "target": made.id, "after": last, "n": 1, "data": {"text": text, "layer": "entity", "label": "NORP"}}  # fmt: skip
    library.append("bare", "p", read_edits([edit], "bare", "p", len(TEXTS["bare"])), "bo")
    back = spreading.undo(library, outcome.group, "ana")
    assert (back.places, back.left) == (3, 1)
    assert [a.label for a in library.state("bare").annotations.values()] == ["NORP"]


def test_a_place_that_somebody_changed_after_the_preview_is_left(library: Store) -> None:
    plan = label(library)
    judge(library, "same", "reject", found("same", WORDS, "ORG"))
    outcome = spreading.apply(library, plan, plan.places, "ana")
    assert (outcome.places, outcome.left) == (3, 1)
    assert library.spreads.of(outcome.group).places == 3


def test_a_rejection_reaches_what_bears_the_label_and_nothing_else(library: Store) -> None:
    plan = label(library, "reject")
    assert needs(plan) == {"same": ("reject", True)}
    spreading.apply(library, plan, plan.places, "ana")
    assert [a.status for a in library.state("same").annotations.values()] == ["rejected"]


def test_what_a_rejection_could_reach_is_counted(library: Store) -> None:
    assert spreading.rejectable(library, WORDS, "ORG", "here") == spreading.Elsewhere(1, 1)
    assert spreading.rejectable(library, WORDS, "ORG", "same") == spreading.Elsewhere(0, 0)


@pytest.mark.parametrize("op", ["reject", "remove"])
def test_what_somebody_just_rejected_or_deleted_is_known_until_they_do_something_else(library: Store, op: str) -> None:
    spreads, a = library.spreads, found("same", WORDS, "ORG")
    assert (spreads.newest("same"), spreads.just_rejected("same", "bo", 0)) == (0, None)
    judge(library, "same", op, a)
    assert spreads.just_rejected("same", "bo", 0) == Rejected(WORDS, "ORG")
    assert spreads.just_rejected("same", "ana", 0) is None
    assert spreads.just_rejected("same", "bo", spreads.newest("same")) is None
    judge(library, "same", "accept", a, after=f"{op}-same")
    assert spreads.just_rejected("same", "bo", 0) is None


def test_an_own_addition_that_is_deleted_counts_as_rejected(library: Store) -> None:
    mine = Annotation("mine", "entity", "ORG", 16, 27, EntityValues())
    judge(library, "bare", "add", mine, layer="entity", label="ORG", start=16, end=27)
    judge(library, "bare", "remove", mine, after="add-bare")
    assert library.spreads.just_rejected("bare", "bo", 0) == Rejected(WORDS, "ORG")


def test_rejecting_different_words_at_once_is_no_question_about_one_of_them(library: Store) -> None:
    text, records = TEXTS["here"], []
    for n, (start, words) in enumerate([(4, "Daqil Front"), (4, "Daqil")]):
        a = Annotation(f"m{n}", "entity", "ORG", start, start + len(words), EntityValues())
        judge(library, "here", "add", a, n=n, layer="entity", label="ORG", start=a.start, end=a.end)
        records.append({"op_id": f"r{n}", "article_id": "here", "op": "remove", "target": a.id, "after": f"add-here{n}", "group": "g", "n": n + 1, "data": {"text": words}})  # fmt: skip
    assert library.append("here", "q", read_edits(records, "here", "q", len(text)), "bo").stored == 2
    assert library.spreads.just_rejected("here", "bo", 0) is None


def test_what_is_right_already_is_counted_and_not_listed(library: Store) -> None:
    judge(library, "same", "accept", found("same", WORDS, "ORG"))
    plan = label(library)
    assert (plan.right, "same" in needs(plan)) == (1, False)


def test_a_full_name_goes_along_where_a_person_gave_one(library: Store) -> None:
    plan = label(library)
    spreading.apply(library, plan, [p for p in plan.places if p.article_id == "bare"], "ana", name="Front of Daqil")
    assert [a.entity.name for a in library.state("bare").annotations.values()] == ["Front of Daqil"]


@pytest.mark.parametrize("surface", ["S-300", "People’s Party", "(x)", "C++", "Al\nNur"])
def test_words_are_found_whatever_signs_they_hold(surface: str) -> None:
    assert spreading.exactly(surface).search(f"of {surface} now")


@pytest.mark.parametrize(("surface", "text"), [("Or", "Orlan"), ("US", "us"), ("lan", "Orlan"), ("", "x")])
def test_parts_of_words_and_another_case_are_not_found(surface: str, text: str) -> None:
    assert spreading.exactly(surface).search(text) is None
