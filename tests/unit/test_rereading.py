"""Corrections that carry through: what a relabelled, moved or restored highlight keeps, and what its words say anew."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest

from components import workspace
from components.identity import entity_id
from components.importers import read
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, record_of
from components.rereading import with_amounts
from components.store import Store
from tests.unit.store.making import found, span

TEXT = (
    "Ten died in Tarn on Monday. Some 120 rescuers dug for the 187 that the mayor counted. "
    "Neighbouring Vasland sent Mona Marn with 46 vials."
)
ARTICLE = Article("a1", TEXT, published="2024-02-11")
CONTEXT: dict[str, Any] = {
    "place": "Tarn",
    "as_of": "2024-02-05",
    "scope": "event",
    "source": "mayor",
    "source_start": 73,
    "source_end": 78,
}
RESCUERS = found(
    "figure",
    "INJURED",
    "120 rescuers",
    FigureValues(value=120, bound="about", unit="rescuer", subject="rescuers", **CONTEXT),
    ARTICLE,
)
COUNT = found("figure", "COUNT", "187", FigureValues(187, 187, 187, "exact", same_as="f9", **CONTEXT), ARTICLE)
VASLAND = found(
    "entity",
    "GPE",
    "Neighbouring Vasland",
    EntityValues("Neighbouring Vasland", entity_id("Neighbouring Vasland", "GPE")),
    ARTICLE,
)
MARN = found("entity", "PERSON", "Mona Marn", EntityValues("Dr Mona Marn of Tarn"), ARTICLE)


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    sqlite_store.add(Annotated(ARTICLE, (RESCUERS, COUNT, VASLAND, MARN)))
    return sqlite_store


class Page:
    """A browser's page that edits one annotation after the other."""

    def __init__(self, store: Store) -> None:
        self.store, self.n = store, 0

    def do(self, *edits: tuple[str, Annotation, dict[str, Any]]) -> None:
        """Sends the edits as one batch."""
        self.sent(*(self.record(*edit) for edit in edits))

    def sent(self, *records: dict[str, Any]) -> None:
        answer = workspace.correct(self.store, "a1", list(records), "ana", "page")
        assert answer["refused"] == []

    def record(self, op: str, a: Annotation, data: dict[str, Any]) -> dict[str, Any]:
        after = f"op{self.n}" if self.n else None
        self.n += 1
        return {
            "op_id": f"op{self.n}",
            "article_id": "a1",
            "op": op,
            "target": a.id,
            "after": after,
            "n": self.n,
            "data": data,
        }

    def now(self, a: Annotation) -> Annotation:
        target = self.store.target("a1", a.id)
        assert target is not None
        return target

    def resize(self, a: Annotation, words: str) -> Annotation:
        start, end = span(words, TEXT)
        self.do(("resize", a, {"start": start, "end": end, "text": words}))
        return self.now(a)

    def relabel(self, a: Annotation, layer: str, label: str) -> Annotation:
        now = self.now(a)
        self.do(("relabel", a, {"layer": layer, "label": label, "text": TEXT[now.start : now.end]}))
        return self.now(a)


def test_a_relabelled_figure_keeps_place_day_scope_and_source(store: Store) -> None:
    figure = Page(store).relabel(COUNT, "figure", "KILLED").figure
    assert {name: getattr(figure, name) for name in CONTEXT} == CONTEXT
    assert (figure.value, figure.unit, figure.same_as) == (187, "people", None)


def test_a_figure_that_is_shrunk_and_drawn_out_again_is_as_it_was(store: Store) -> None:
    page = Page(store)
    shrunk = page.resize(RESCUERS, "120").figure
    assert (shrunk.value, shrunk.place, shrunk.as_of, shrunk.source, shrunk.subject) == (
        120,
        "Tarn",
        "2024-02-05",
        "mayor",
        None,
    )
    assert page.resize(RESCUERS, "120 rescuers").figure == RESCUERS.figure


def test_another_number_in_the_span_is_read_and_the_rest_kept(store: Store) -> None:
    figure = Page(store).resize(COUNT, "46 vials").figure
    assert (figure.value, figure.low, figure.unit, figure.subject, figure.place) == (46, 46, "vial", "vials", "Tarn")


def test_what_a_person_set_stays_whatever_the_new_words_say(store: Store) -> None:
    page = Page(store)
    page.do(("set", COUNT, {"text": "187", "values": {"value": 190, "bound": "exact", "low": 190, "high": 190}}))
    assert (page.resize(COUNT, "46 vials").figure.value, page.now(COUNT).figure.unit) == (190, "vial")


def test_values_of_another_kind_of_label_do_not_come_along(store: Store) -> None:
    page = Page(store)
    store.add(
        Annotated(
            Article("a2", TEXT),
            (replace(COUNT, label="WEAPON_COUNT", values=replace(COUNT.figure, weapon="Karsa-2")),),
        )
    )
    sent = page.record("relabel", COUNT, {"layer": "figure", "label": "KILLED", "text": "187"}) | {"article_id": "a2"}
    changed = workspace.correct(store, "a2", [sent], "ana", "page")["changed"][0]
    assert ("weapon" in changed, changed["place"]) == (False, "Tarn")


def test_what_two_layers_have_comes_along(store: Store) -> None:
    page = Page(store)
    page.do(("set", COUNT, {"text": "187", "values": {"relay": "the Post"}}))
    assert page.relabel(COUNT, "quote", "DIRECT").quote.relay == "the Post"


def test_a_name_that_was_only_the_words_follows_the_span(store: Store) -> None:
    values = Page(store).resize(VASLAND, "Vasland").entity
    assert (values.name, values.entity_id) == ("Vasland", None)


def test_a_fuller_name_and_one_set_by_hand_stay(store: Store) -> None:
    page = Page(store)
    assert page.resize(MARN, "Mona").entity.name == "Dr Mona Marn of Tarn"
    page = Page(store)
    page.n = 1
    start, end = span("Mona Marn", TEXT)
    page.do(
        ("resize", MARN, {"start": start, "end": end, "text": "Mona Marn"}),
        ("set", MARN, {"text": "Mona Marn", "values": {"name": "Mona Marn"}}),
    )
    assert page.resize(MARN, "Marn").entity.name == "Mona Marn"


def test_undo_before_the_reading_was_heard_of_brings_it_back_all_the_same(store: Store) -> None:
    """Two boundaries and an undo in one breath: the browser restores what it knew, which the grammar had not read yet."""
    page = Page(store)
    first, second = span("the 187", TEXT), span("46 vials", TEXT)
    page.do(
        ("resize", COUNT, {"start": second[0], "end": second[1], "text": "46 vials"}),
        ("resize", COUNT, {"start": first[0], "end": first[1], "text": "the 187"}),
    )
    unread = replace(COUNT, start=second[0], end=second[1], status="edited", original_start=COUNT.start)
    page.do(("restore", COUNT, {"annotation": record_of(unread), "text": "46 vials", "unread": True}))
    figure = page.now(COUNT).figure
    assert (figure.value, figure.unit, figure.subject, figure.place) == (46, "vial", "vials", "Tarn")
    page.do(("restore", COUNT, {"annotation": record_of(COUNT), "text": "187"}))
    assert page.now(COUNT) == COUNT


def test_the_replay_of_all_this_is_what_the_rows_say(store: Store) -> None:
    page = Page(store)
    page.resize(RESCUERS, "120")
    assert asdict(store.state("a1").annotations[RESCUERS.id].values) == asdict(page.now(RESCUERS).values)
    assert list(store.check(["a1"])) == []


def test_who_the_victims_are_stays_among_casualties_and_is_nobody_in_a_count(store: Store) -> None:
    page = Page(store)
    store.add(
        Annotated(Article("a2", TEXT), (replace(RESCUERS, values=replace(RESCUERS.figure, victim_type="medic")),))
    )
    for n, (label, kept) in enumerate((("KILLED", "medic"), ("COUNT", None)), 1):
        sent = page.record("relabel", RESCUERS, {"layer": "figure", "label": label, "text": "120 rescuers"})
        answer = workspace.correct(store, "a2", [sent | {"article_id": "a2"}], "ana", "page")
        assert (n, answer["refused"]) == (n, [])
        assert answer["changed"][0].get("victim_type") == kept


def test_figures_of_other_tools_are_read_by_the_grammar_and_keep_what_they_bring() -> None:
    line: dict[str, Any] = {"text": "At least twelve people died, five tanks burnt and 3 were hurt.", "label": []}
    line["label"] = [[0, 22, "KILLED"], [29, 39, "WEAPON_COUNT"], [50, 51, "INJURED"]]
    (item,) = read(json.dumps(line).encode(), "doccano.jsonl")
    assert isinstance(item, Annotated)
    own = replace(item.annotations[2], values=FigureValues(value=4))
    found = with_amounts(replace(item, annotations=(*item.annotations[:2], own))).annotations
    assert [(a.figure.value, a.figure.bound, a.figure.unit) for a in found] == [
        (12, "at_least", "people"),
        (5, "exact", "tank"),
        (4, None, None),
    ]
    assert all(a.status == "accepted" for a in found)
