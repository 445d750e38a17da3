"""Events in the store: proposed in any order alike, decided by people, undone, and proved by check."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from components.events.deciding import EventRefusedError
from components.events.decisions import EventDecision, EventOp
from components.model import Annotated, Annotation, EntityValues, FigureValues, machine_id
from components.store import Store
from components.store.event_records import EventsAsked
from tests.unit.events.told import blast, told

MARKET = [
    blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"),
    blast("m2", "2024-03-13", "Halvren", "market", 31, "Tuesday", "2024-03-12"),
    blast("m3", "2024-03-14", "Halvren", "market", 38, "Tuesday", "2024-03-12"),
]
STATION = [
    blast("s1", "2024-03-15", "Halvren", "station", 4, "Friday", "2024-03-15"),
    blast("s2", "2024-03-16", "Halvren", "station", 6, "Friday", "2024-03-15"),
]
EVERYTHING = [*MARKET, *STATION, blast("o1", "2024-03-13", "Orvel", "market", 3, "Tuesday", "2024-03-12")]


def filled(store: Store, news: Sequence[Annotated] = EVERYTHING) -> Store:
    for annotated in news:
        store.add(annotated)
    store.events.settle()
    return store


def there(article: str, text: str, words: str, killed: int, place: str, day: str) -> Annotation:
    """A figure whose place is told in its own sentence."""
    start, at = text.index(words), text.index(place)
    values = FigureValues(value=killed, low=killed, high=killed, bound="exact", scope="event", place=place, as_of=day)
    found = Annotation(
        machine_id(article, "figure", "KILLED", start, start + len(words)),
        "figure",
        "KILLED",
        start,
        start + len(words),
        values,
    )
    return replace(found, evidence={"place": (at, at + len(place))})


def events(store: Store) -> dict[frozenset[str], str]:
    """The ids of all events, by their articles."""
    asked = EventsAsked(states=("proposed", "accepted", "rejected"))
    return {frozenset(members(store, row.event.id)): row.event.id for row in store.events.page(asked).rows}


def members(store: Store, event: str) -> list[str]:
    return [a.id for a in store.events.articles(event) if a.main]


def decide(store: Store, op: EventOp, seen: int | None = None, **data: Any) -> EventDecision:
    at = store.events.revision()
    return store.events.decide(EventDecision(f"op{at}{op}", op, data), at if seen is None else seen, "ana")


def sound(store: Store) -> bool:
    return not list(store.events.check())


def test_articles_of_one_place_day_and_cause_are_one_event(store: Store) -> None:
    found = events(filled(store))
    assert set(found) == {frozenset({"m1", "m2", "m3"}), frozenset({"s1", "s2"}), frozenset({"o1"})}
    row = store.events.one(found[frozenset({"m1", "m2", "m3"})])
    assert row is not None
    assert (row.event.place, row.event.kind, row.event.first_day) == ("Halvren", "bombing", "2024-03-12")
    assert (row.articles, row.summary.killed_high, row.event.state) == (3, 38, "proposed")
    assert "the same place (Halvren)" in row.event.why
    assert sound(store)


@pytest.mark.parametrize("seed", range(3))
def test_events_do_not_depend_on_the_order_of_import(store: Store, seed: int) -> None:
    mixed = list(EVERYTHING)
    random.Random(seed).shuffle(mixed)
    for annotated in mixed:
        store.add(annotated)
        store.events.settle()
    together = events(store)
    assert sound(store)
    for annotated in EVERYTHING:
        store.remove(annotated.article.id)
    store.events.settle()
    assert not events(store)
    for annotated in EVERYTHING:
        store.put_back(annotated.article.id)
    store.events.settle()
    assert events(store) == together


def test_who_is_said_to_have_done_it_is_proposed_and_what_a_person_says_stands(store: Store) -> None:
    text = "Gunmen stormed the market of Halvren on Tuesday. The Northern Front claimed responsibility for the attack."
    marked = [
        ("GPE", "Halvren", EntityValues()),
        ("DATE", "Tuesday", EntityValues(iso="2024-03-12")),
        ("ORG", "Northern Front", EntityValues()),
    ]
    store.add(told("g1", "2024-03-12", "Gunmen attack market in Halvren", text, marked))
    store.events.settle()
    (row,) = store.events.page().rows
    assert row.event.side_a == "Northern Front"
    decide(store, "sides", event=row.event.id, side_a=None, side_b="the guards")
    store.update_metadata("g1", title="Gunmen attack a market in Halvren")
    store.events.settle()
    (row,) = store.events.page().rows
    assert (row.event.side_a, row.event.side_b) == (None, "the guards")
    assert sound(store)


def test_a_changed_date_moves_an_article(store: Store) -> None:
    filled(store)
    store.update_metadata("s2", published="2024-06-16")
    assert store.events.due() == 1
    store.events.settle()
    assert store.events.due() == 0
    assert frozenset({"s1"}) in events(store)
    assert sound(store)


def test_what_is_decided_stands_when_articles_come(store: Store) -> None:
    event = events(filled(store, MARKET[:2]))[frozenset({"m1", "m2"})]
    decide(store, "name", event=event, name="The market")
    decide(store, "place", event=event, place="Old Halvren", lat=1.5, lon=2.5, place_precision="district", country="SY")
    decide(store, "day", event=event, first_day="2024-03-11", last_day="2024-03-12", day_precision="range")
    decide(store, "accept", event=event)
    store.add(MARKET[2])
    store.events.settle()
    row = store.events.one(event)
    assert row is not None
    assert (row.event.name, row.event.place, row.event.lat, row.event.state) == (
        "The market",
        "Old Halvren",
        1.5,
        "accepted",
    )
    assert (row.event.first_day, row.event.day_precision, row.articles) == ("2024-03-11", "range", 3)
    assert sound(store)


def test_merge_then_split_is_nothing_and_so_is_undo(store: Store) -> None:
    before = events(filled(store))
    market, station = before[frozenset({"m1", "m2", "m3"})], before[frozenset({"s1", "s2"})]
    decide(store, "merge", events=[market, station], into=market)
    assert events(store)[frozenset({"m1", "m2", "m3", "s1", "s2"})] == market
    assert sound(store)
    decide(store, "split", event=market, parted=["s1", "s2"])
    assert events(store) == before
    for decision in reversed(store.events.decisions()):
        decide(store, "undo", of=decision.op_id)
    assert events(store) == before
    assert sound(store)


def test_an_article_is_moved_and_said_not_to_be_of_an_event(store: Store) -> None:
    before = events(filled(store))
    market, station = before[frozenset({"m1", "m2", "m3"})], before[frozenset({"s1", "s2"})]
    decide(store, "move_article", article="m3", to=station)
    assert members(store, station) == ["m3", "s1", "s2"]
    decide(store, "move_article", article="m2", to=None)
    assert store.events.of_article("m2").event is None
    decide(store, "not_this", article="s2", event=station)
    assert store.events.of_article("s2").event not in (station, None)
    assert members(store, market) == ["m1"]
    assert sound(store)


def test_a_rejected_event_is_not_proposed_again(store: Store) -> None:
    event = events(filled(store, MARKET[:2]))[frozenset({"m1", "m2"})]
    decide(store, "reject", event=event)
    store.update_metadata("m1", title="Bomb kills 18 at market in Halvren")
    store.events.settle()
    assert not store.events.page().rows
    assert store.events.page(EventsAsked(states=("rejected",))).rows[0].event.id == event


def test_a_claim_is_moved_by_hand_and_back(store: Store) -> None:
    before = events(filled(store))
    market, station = before[frozenset({"m1", "m2", "m3"})], before[frozenset({"s1", "s2"})]
    figure = store.events.claims(market)[0]["figure_id"]
    decide(store, "move_claim", article="m1", figure=figure, to=station)
    assert figure in {row["figure_id"] for row in store.events.claims(station)}
    assert [(a.id, a.main) for a in store.events.articles(station)] == [("s1", True), ("s2", True), ("m1", False)]
    assert store.events.of_article("m1").elsewhere == {figure: station}
    decide(store, "undo", of=store.events.decisions()[-1].op_id)
    assert figure in {row["figure_id"] for row in store.events.claims(market)}
    assert sound(store)


def test_a_stale_decision_is_refused_and_told_who_was_first(store: Store) -> None:
    event = next(iter(events(filled(store, MARKET)).values()))
    decide(store, "name", event=event, name="The market")
    with pytest.raises(EventRefusedError, match="ana named the event") as refused:
        decide(store, "name", seen=0, event=event, name="Another")
    assert refused.value.reason == "stale"


def test_a_decision_is_stored_once(store: Store) -> None:
    event = next(iter(events(filled(store, MARKET)).values()))
    one = EventDecision("same", "accept", {"event": event})
    assert store.events.decide(one, 0).seq == store.events.decide(one, 0).seq
    assert len(store.events.decisions()) == 1


def test_background_claims_point_to_their_own_event_whenever_that_comes(store: Store) -> None:
    later = blast("l1", "2024-06-02", "Halvren", "school", 9, "Sunday", "2024-06-02", beside=("March", "2024-03", 38))
    store.add(later)
    store.events.settle()
    figure = next(iter(store.events.of_article("l1").elsewhere))
    assert store.events.of_article("l1").elsewhere == {figure: None}
    before = events(filled(store, MARKET))
    market = before[frozenset({"m1", "m2", "m3"})]
    assert store.events.of_article("l1").elsewhere == {figure: market}
    assert figure in {row["figure_id"] for row in store.events.claims(market)}


def test_an_article_without_day_place_or_cause_is_of_no_event(store: Store) -> None:
    filled(store, [told("x1", None, "A quiet week", "Nothing happened, and nobody came.", ())])
    assert store.events.of_article("x1").event is None
    assert store.events.page().total == 0


def test_the_list_is_filtered_sorted_and_paged(store: Store) -> None:
    filled(store)
    assert store.events.page(EventsAsked(words="orvel")).total == 1
    assert store.events.page(EventsAsked(first="2024-03-14")).total == 1
    assert store.events.page(EventsAsked(least=2)).total == 2
    page = store.events.page(sort="articles", limit=1, offset=1)
    assert (page.total, page.rows[0].articles) == (3, 2)
    assert store.events.places() == {"Halvren": 2, "Orvel": 1}


def test_an_article_about_three_events_gives_each_its_claims(store: Store) -> None:
    filled(store)
    text = "Bombs killed five people in Tarn on Saturday. Seven people died in Halvren. Three people died in Orvel."
    roundup = told("r1", "2024-03-16", "Bombs kill five in Tarn", text, ())
    figures = [
        there("r1", text, "five people", 5, "Tarn", "2024-03-16"),
        there("r1", text, "Seven people", 7, "Halvren", "2024-03-15"),
        there("r1", text, "Three people", 3, "Orvel", "2024-03-12"),
    ]
    names = told(
        "r1",
        "2024-03-16",
        "",
        text,
        [("GPE", "Tarn", EntityValues()), ("DATE", "Saturday", EntityValues(iso="2024-03-16"))],
    )
    store.add(replace(roundup, annotations=(*names.annotations, *figures)))
    store.events.settle()
    found = events(store)
    own = store.events.of_article("r1")
    assert own.event == found[frozenset({"r1"})]
    assert own.elsewhere == {figures[1].id: found[frozenset({"s1", "s2"})], figures[2].id: found[frozenset({"o1"})]}
    assert [row["value"] for row in store.events.claims(str(own.event))] == [5]
    assert sound(store)


def test_an_event_may_take_two_years_and_have_no_place(store: Store) -> None:
    event = events(filled(store, MARKET))[frozenset({"m1", "m2", "m3"})]
    decide(store, "day", event=event, first_day="2022-01-01", last_day="2024-03-12", day_precision="range")
    decide(store, "place", event=event, place=None)
    assert store.events.page(EventsAsked(first="2023-01-01", last="2023-01-31")).total == 1
    row = store.events.one(event)
    assert row is not None
    assert (row.event.place, row.event.lat, row.event.first_day) == (None, None, "2022-01-01")
    assert sound(store)


def test_two_on_one_day_in_one_town_are_told_apart_by_their_site(store: Store) -> None:
    both = [
        blast(f"b{n}", "2024-03-12", "Halvren", site, 4 + n, "Tuesday", "2024-03-12")
        for n, site in enumerate(("school", "hotel"))
    ]
    assert len(events(filled(store, both))) == 2


def test_values_of_nothing_and_of_very_many_are_claims_like_others(store: Store) -> None:
    news = [blast("z1", "2024-03-12", "Halvren", "market", n, "Tuesday", "2024-03-12") for n in (0, 10**12)]
    filled(store, [news[0], replace(news[1], article=replace(news[1].article, id="z2"))])
    (row,) = store.events.page().rows
    assert (row.summary.claims, row.summary.killed_best) == (2, 10**12)
    assert [claim["value"] for claim in store.events.claims(row.event.id)] == [0, 10**12]


def test_an_event_whose_articles_were_taken_out_says_so(store: Store) -> None:
    event = events(filled(store, MARKET))[frozenset({"m1", "m2", "m3"})]
    decide(store, "accept", event=event)
    for article in ("m1", "m2", "m3"):
        store.remove(article)
    store.events.settle()
    row = store.events.one(event)
    assert row is not None
    assert (row.articles, row.event.why, row.summary.claims) == (0, "No article is of this event any more.", 0)
    store.put_back("m2")
    store.events.settle()
    assert members(store, event) == ["m2"]


def test_settling_makes_what_the_list_shows_of_the_events_that_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(blast("a1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"))
    store.events.settle()
    monkeypatch.setattr(type(store.events), "accounts", lambda *_, **__: pytest.fail("made on the page"))
    (row,) = store.events.page().rows
    assert row.summary.killed_best == 17


SUBURB = [
    blast("d1", "2024-03-12", "Altwick", "market", 9, "Tuesday", "2024-03-12"),
    blast("d2", "2024-03-13", "Leidenburg", "market", 11, "Tuesday", "2024-03-12"),
    blast("d3", "2024-03-12", "Norwick", "market", 4, "Tuesday", "2024-03-12"),
]
GUIDES = [
    told(f"g{n}", "2020-01-01", "A guide", f"She grew up in {part}, a suburb of Leidenburg.", [])
    for n, part in enumerate(("Altwick", "Norwick"))
]


@pytest.mark.parametrize("late", range(3))
def test_a_district_is_in_its_city_wherever_that_is_said(store: Store, late: int) -> None:
    """The guides may come before, between or after the news; two districts of one city are never one event by way of it."""
    news = [*SUBURB]
    news[late:late] = GUIDES[:1]
    for annotated in news:
        filled(store, [annotated])
    assert set(events(store)) == {frozenset({"d1", "d2"}), frozenset({"d3"})}
    row = store.events.one(store.events.of_article("d1").event or "")
    assert row is not None
    assert "a place and a part of it (Altwick in Leidenburg)" in row.event.why
    filled(store, GUIDES[1:])
    assert len(events(store)) == 2
    assert sound(store)
    for guide in GUIDES:
        store.remove(guide.article.id)
    store.events.settle()
    assert len(events(store)) == 3
    assert sound(store)


def test_an_article_without_a_day_joins_the_only_event_that_it_can_mean(store: Store) -> None:
    text = "A bomb killed many in Halvren. People asked why."
    vague = told("v1", "2024-03-14", "Bomb in Halvren", text, [("GPE", "Halvren", EntityValues(name="Halvren"))])
    filled(store, [vague, MARKET[0]])
    assert set(events(store)) == {frozenset({"m1", "v1"})}
    filled(store, [blast("n1", "2024-03-08", "Halvren", "station", 6, "Friday", "2024-03-08")])
    assert set(events(store)) == {frozenset({"m1"}), frozenset({"n1"}), frozenset({"v1"})}
    assert sound(store)
