"""The pages of events: the list, one event with its estimates and claims, and decisions with their undo."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import workspace
from components.events.decisions import EventDecision
from components.exporters import Options
from components.model import Edit
from components.pages import event_brief
from components.pages.claims import MARKED
from components.store import Store
from components.store.event_records import EventRow
from tests.app.screen import run, words
from tests.unit.events.told import blast


@pytest.fixture
def told(opened: Store) -> Store:
    opened.add(blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"))
    opened.add(blast("m2", "2024-03-13", "Halvren", "market", 31, "Tuesday", "2024-03-12"))
    opened.add(blast("s1", "2024-03-15", "Orvel", "station", 4, "Friday", "2024-03-15"))
    opened.events.settle()
    return opened


def one(store: Store, event: str) -> EventRow:
    found = store.events.one(event)
    assert found is not None
    return found


def market(store: Store) -> str:
    event = store.events.of_article("m1").event
    assert event is not None
    return event


def test_a_library_without_articles_leads_to_the_library(empty: Store) -> None:
    assert "No events yet" in words(run("events"))


def test_the_list_shows_each_event_with_its_estimate(told: Store) -> None:
    shown = run("events").dataframe[0].value
    assert list(shown["Place"]) == ["Orvel", "Halvren"]
    assert list(shown["Articles"]) == [1, 2]
    summary = one(told, market(told)).summary
    assert str(summary.killed_best).removesuffix(".0") in shown["Killed"][1]


def test_the_events_as_a_timeline_and_as_a_map_with_those_without_coordinates_under_it(told: Store) -> None:
    app = run("events")
    app.segmented_control(key="events-as").set_value("Timeline").run()
    assert "Events over time" in words(app)
    assert not app.dataframe
    app.segmented_control(key="events-as").set_value("Map").run()
    assert not app.exception
    assert "2 events without coordinates" in words(app)
    assert list(app.dataframe[0].value["Place"]) == ["Orvel", "Halvren"]


def test_an_event_shows_estimates_and_every_claim_with_its_state(told: Store) -> None:
    app = run("events", event=market(told))
    assert "2 articles" in words(app)
    account = told.events.account(market(told))
    assert account is not None
    (table,) = [frame.value for frame in app.dataframe]
    assert len(table) == len(account.claims)
    assert sorted(table["State"]) == sorted(account.states[claim.key].state for claim in account.claims)


def test_a_period_is_typed_and_cleared_and_narrows_the_claims_alone(told: Store) -> None:
    app = run("events", event=market(told))
    app.date_input(key="claims-period").set_value((date(2024, 3, 13), date(2024, 3, 14))).run()
    assert "1 of 2 claims below, told from 13 Mar 2024 to 14 Mar 2024. Estimates and charts are of all." in words(app)
    assert [frame.value["Told on"].tolist() for frame in app.dataframe] == [["2024-03-13"]]
    app.button(key="claims-period-clear").click().run()
    assert "claims below" not in words(app)
    assert [len(frame.value) for frame in app.dataframe] == [2]


def test_a_period_of_the_timeline_lists_its_events(told: Store) -> None:
    app = run("events")
    app.segmented_control(key="events-as").set_value("Timeline").run()
    app.date_input(key="events-period").set_value((date(2024, 3, 14), date(2024, 3, 16))).run()
    assert list(app.dataframe[0].value["Place"]) == ["Orvel"]
    app.button(key="events-period-clear").click().run()
    assert not app.dataframe


def test_an_event_is_accepted_and_that_is_taken_back(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.button(key="event-accept").click().run()
    assert one(told, event).event.state == "accepted"
    app.button(key="event-undo").click().run()
    assert one(told, event).event.state == "proposed"


def test_what_somebody_else_decided_since_is_refused_and_said(told: Store) -> None:
    event = market(told)
    app, other = run("events", event=event), run("events", event=event)
    other.button(key="event-reject").click().run()
    app.button(key="event-accept").click().run()
    assert one(told, event).event.state == "rejected"
    assert "Not done" in app.error[0].value


def test_judged_only_leaves_out_what_nobody_judged(told: Store) -> None:
    app = run("events", event=market(told))
    app.toggle(key="event-judged").set_value(True).run()
    assert "not judged are left out" in words(app)


def test_an_event_that_is_not_there_says_so(told: Store) -> None:
    assert "There is no such event" in words(run("events", event="e-none"))


def test_the_brief_holds_every_claim_and_escapes_what_articles_say(told: Store) -> None:
    account = told.events.account(market(told))
    assert account is not None
    page = event_brief.html(account)
    assert page.count("<tr>") >= len(account.casualties) + len(account.articles)
    assert "data:image/svg+xml;base64," in page
    hostile = replace(account, event=replace(account.event, name="<img src=x onerror=alert(1)>"))
    assert "<img src=x" not in event_brief.html(hostile)


def test_an_article_names_its_event(told: Store) -> None:
    assert "Event: " in " ".join(link.proto.label for link in run("read", article="m1").get("page_link")) + words(
        run("read", article="m1")
    )


def test_what_a_colleague_saved_meanwhile_is_told_and_what_was_typed_stays(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    theirs = EventDecision("theirs", "name", {"event": event, "name": "Market"})
    told.events.decide(theirs, told.events.revision(), "ben")
    app.text_input(key=f"event-name-{event}").set_value("Rockets")
    press(app, "Save")
    assert "ben" in app.error[0].value
    assert one(told, event).event.name == "Market"
    assert app.text_input(key=f"event-name-{event}").value == "Rockets"
    press(app, "Save")
    assert one(told, event).event.name == "Rockets"


def test_several_fields_are_saved_at_once(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.text_input(key=f"event-name-{event}").set_value("  Rockets on  the market ")
    app.text_input(key=f"event-kind-{event}").set_value("rocket attack")
    app.text_input(key=f"event-first-day-{event}").set_value("12 March 2024")
    app.text_input(key=f"event-last-day-{event}").set_value("14 March 2024")
    press(app, "Save")
    assert not app.error
    now = one(told, event).event
    assert (now.name, now.kind) == ("Rockets on the market", "rocket attack")
    assert (now.first_day, now.last_day, now.day_precision) == ("2024-03-12", "2024-03-14", "range")


def test_a_place_of_several_towns_is_chosen_and_taken_back(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.text_input(key=f"event-place-{event}").set_value("Tripoli").run()
    town = app.selectbox(key=f"event-town-{event}-tripoli")
    assert town.value is None
    town.select(next(said for said in town.options if "Libya" in said)).run()
    press(app, "Save the place")
    now = one(told, event).event
    assert (now.place, now.country, now.place_precision, round(now.lat or 0)) == ("Tripoli", "LY", "town", 33)
    app.button(key="event-undo").click().run()
    assert (one(told, event).event.place, one(told, event).event.lat) == ("Halvren", None)
    assert not list(told.events.check())


def test_typed_coordinates_are_checked_and_make_a_place_of_the_map(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.text_input(key=f"event-coordinates-{event}").set_value("97.5, 36.3")
    press(app, "Save the place")
    assert "Coordinates are a latitude" in app.error[0].value
    app.text_input(key=f"event-coordinates-{event}").set_value("33°30'N 36°15'E")
    press(app, "Save the place")
    assert "how precise" in app.error[0].value
    app.selectbox(key=f"event-precision-{event}").select("district")
    app.selectbox(key=f"event-country-{event}").select("SY").run()
    app.text_input(key=f"event-second-level-(district)-{event}").set_value("Old town")
    press(app, "Save the place")
    now = one(told, event).event
    assert (now.lat, now.lon, now.place_precision, now.country) == (33.5, 36.25, "district", "SY")
    assert (now.admin2, now.place) == ("Old town", "Halvren")
    app = run("events")
    app.segmented_control(key="events-as").set_value("Map").run()
    assert "1 event without coordinates" in words(app)


def test_sides_and_grading_are_set_with_a_reason_and_taken_back(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.text_input(key=f"event-who-did-it,-or-is-said-to-have-{event}").set_value("Northern Front")
    app.selectbox(key=f"event-grading-{event}").select("confirmed")
    press(app, "Save sides and grading")
    assert "needs a reason" in app.error[0].value
    app.text_input(key=f"event-why-{event}").set_value("It said so itself.")
    press(app, "Save sides and grading")
    now = one(told, event).event
    assert (now.side_a, now.grade, now.grade_why) == ("Northern Front", "confirmed", "It said so itself.")
    assert "Who did it: Northern Front" in words(app)
    assert "Grading, by hand: confirmed" in words(app).replace("\\", "")
    account = told.events.account(event)
    assert account is not None
    assert "The other side" not in event_brief.html(account)
    assert "It said so itself." in event_brief.html(account)
    app.button(key="event-undo").click().run()
    assert (one(told, event).event.grade, one(told, event).event.side_a) == (None, "Northern Front")
    assert not list(told.events.check())


def test_a_state_set_by_hand_needs_a_reason(told: Store) -> None:
    event = market(told)
    app = run("events", event=event)
    app.selectbox(key="claim-state-chosen").select("disputed")
    press(app, "Set the state")
    assert "needs a reason" in app.error[0].value
    assert not told.events.by_hand()
    app.text_input(key="claim-state-why").set_value("the list has another number")
    press(app, "Set the state")
    (state,) = told.events.by_hand().values()
    assert (state.state, state.why) == ("disputed", "the list has another number")


def test_a_claim_is_moved_to_another_event_and_back(told: Store) -> None:
    event, other = market(told), str(told.events.of_article("s1").event)
    app = run("events", event=event)
    app.selectbox(key=f"event-other-{event}").select_index(0).run()
    app.selectbox(key=f"event-claim-{event}").select_index(0).run()
    press(app, "Move the claim there")
    assert len(told.events.claims(other)) == 2
    app.button(key="event-undo").click().run()
    assert len(told.events.claims(other)) == 1
    assert not list(told.events.check())


def test_another_event_is_found_among_all_by_words(told: Store) -> None:
    event = market(told)
    told.add(blast("f1", "2019-03-12", "Farrow", "school", 2, "Tuesday", "2019-03-12"))
    told.events.settle()
    app = run("events", event=event)
    assert not any("Farrow" in said for said in app.selectbox(key=f"event-other-{event}").options)
    app.text_input(key=f"event-find-{event}").set_value("farrow").run()
    app.selectbox(key=f"event-other-{event}").select_index(0).run()
    app.button(key="event-merge").click().run()
    assert one(told, event).articles == 3


def test_undo_takes_back_only_ones_own_last_decision(told: Store) -> None:
    event, other = market(told), str(told.events.of_article("s1").event)
    app = run("events", event=event)
    app.button(key="event-accept").click().run()
    theirs = EventDecision("theirs", "name", {"event": other, "name": "Station"})
    told.events.decide(theirs, told.events.revision(), "ben")
    app.run()
    app.button(key="event-undo").click().run()
    assert (one(told, event).event.state, one(told, other).event.name) == ("proposed", "Station")
    assert "event-undo" not in [button.key for button in app.button]


def test_the_claim_that_one_came_from_is_marked_and_leads_back(told: Store) -> None:
    event = market(told)
    rows = told.events.claims(event)
    last = rows[-1]
    app = run("events", event=event, of=str(last["article_id"]), claim=str(last["figure_id"]))
    assert "The claim you came from" in words(app)
    (table,) = app.dataframe
    assert "31 people" in table.value["Sentence"][0]
    assert MARKED in str(table.proto)
    assert "The claim you came from" not in words(run("events", event=event, claim="gone"))


@pytest.mark.parametrize("judged", [False, True])
def test_the_numbers_of_the_page_are_those_of_the_csv_for_the_same_filter(told: Store, judged: bool) -> None:
    event = market(told)
    first = told.events.claims(event)[0]
    said = {"text": first["text"]}
    accept = Edit("op1", "m1", "accept", str(first["figure_id"]), said, author="ana", client="c", n=1)
    assert not told.append("m1", "c", [accept]).refused
    csvs = zipfile.ZipFile(io.BytesIO(b"".join(workspace.export(told, "zip", told.ids(), Options(judged=judged)))))
    claims, estimates = (
        [row for row in csv.DictReader(io.StringIO(csvs.read(f"{of}.csv").decode())) if row["event_id"] == event]
        for of in ("claims", "estimates")
    )
    app = run("events", event=event)
    app.toggle(key="event-judged").set_value(judged).run()
    (table,) = app.dataframe
    assert len(claims) == (1 if judged else 2)
    assert sorted(table.value["State"]) == sorted(row["state"] for row in claims)
    assert sorted(table.value["Sentence"]) == sorted(row["sentence"] for row in claims)
    (killed,) = estimates
    assert f"<b>{killed['best']}</b></td><td>{killed['low']} – {killed['high']}" in words(app)


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
