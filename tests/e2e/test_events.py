"""Events in a real browser: from a claim to its sentence and back, accepted and taken back, the numbers of the page in claims.csv."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from components import workspace
from components.exporters import Options
from tests.e2e.reader_page import DASHBOARD, QUIET, Reading, Server
from tests.unit.events.told import blast

pytestmark = pytest.mark.browser


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Server]:
    """Two articles about one bomb, which count differently, and one about another bomb in the same week."""
    running = Server(tmp_path, script=DASHBOARD)
    store = running.store()
    for one in (
        blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"),
        blast("m2", "2024-03-13", "Halvren", "market", 31, "Tuesday", "2024-03-12"),
        blast("s1", "2024-03-15", "Orvel", "station", 4, "Friday", "2024-03-15"),
    ):
        store.add(one)
    store.events.settle()
    store.close()
    running.start()
    yield running
    running.kill()


def test_a_claim_leads_to_its_sentence_and_the_article_back_to_its_event(context: BrowserContext, app: Server) -> None:
    store = app.store()
    event = str(store.events.of_article("m2").event)
    page = context.new_page()
    page.set_default_timeout(40_000)
    page.goto(f"http://127.0.0.1:{app.port}/events?event={event}")
    expect(page.get_by_role("table", name="Estimates")).to_contain_text("31")
    expect(page.get_by_role("heading", name="Claims over time")).to_be_visible()
    expect(page.get_by_role("heading", name="Who says how many")).to_be_visible()
    page.get_by_test_id("stButtonGroup").get_by_text("Open", exact=True).click()
    page.get_by_role("link", name="31 people").click()
    reading = Reading(page, app)
    expect(reading.mark("31 people")).to_be_visible()
    expect(reading.root).to_have_attribute("data-article", "m2")
    figure = next(a.id for a in store.annotated("m2").annotations if a.label == "KILLED")
    expect(reading.root).to_have_attribute("data-selected", figure)
    page.get_by_role("link", name="Claim on ").click()
    expect(page.get_by_text("The claim you came from")).to_be_visible()
    page.get_by_role("link", name="Back to its sentence").click()
    expect(reading.root).to_have_attribute("data-selected", figure)
    page.get_by_role("link", name="Event: ").click()
    expect(page.get_by_role("table", name="Estimates")).to_contain_text("31")
    page.wait_for_selector(QUIET)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    one = store.events.one(event)
    assert one is not None
    assert one.event.state == "proposed"
    store.close()


def test_days_that_are_dragged_over_filter_the_claims_until_they_are_cleared(
    context: BrowserContext, app: Server
) -> None:
    store = app.store()
    event = str(store.events.of_article("m2").event)
    store.close()
    page = context.new_page()
    page.set_default_timeout(40_000)
    page.goto(f"http://127.0.0.1:{app.port}/events?event={event}")
    drawn = page.locator(".st-key-chart-event-time .marks")
    expect(drawn).to_be_visible()
    page.wait_for_selector(QUIET)
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    x, y = [box["x"] + box["width"] * part for part in (0.5, 0.6, 0.85)], box["y"] + box["height"] * 0.6
    page.mouse.move(x[0], y)
    page.mouse.down()
    page.mouse.move(x[1], y, steps=4)
    page.mouse.move(x[2], y, steps=4)
    page.mouse.up()
    expect(page.get_by_text("1 of 2 claims below")).to_be_visible()
    page.get_by_role("button", name="Clear period").click()
    expect(page.get_by_text("1 of 2 claims below")).to_have_count(0)
    expect(page.get_by_role("button", name="Clear period")).to_have_count(0)


def test_an_event_is_merged_and_parted_again_and_everything_of_it_is_downloaded(
    context: BrowserContext, app: Server
) -> None:
    store = app.store()
    event, other = str(store.events.of_article("m1").event), str(store.events.of_article("s1").event)
    page = context.new_page()
    page.set_default_timeout(40_000)
    page.goto(f"http://127.0.0.1:{app.port}/events?event={event}")
    page.get_by_role("button", name="Merge, split, move").click()
    page.get_by_role("combobox", name="Another event").click()
    page.get_by_role("option", name="Orvel").click()
    page.get_by_role("button", name="Merge into this one").click()
    expect(page.get_by_text("3 articles, ")).to_be_visible()
    assert store.events.of_article("s1").event == event
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 articles, ")).to_be_visible()
    assert store.events.of_article("s1").event == other
    with page.expect_download() as brief:
        page.get_by_role("button", name="Brief").click()
    assert Path(brief.value.path()).read_text("utf-8").startswith("<!doctype html>")
    begins = {"PNG": b"\x89PNG", "SVG": b"<svg", "Vega-Lite": b"{"}
    page.get_by_role("button", name="Data and pictures").first.click()
    for form, first in begins.items():
        with page.expect_download() as saved:
            page.get_by_role("button", name=f"Save as {form}").click()
        assert Path(saved.value.path()).read_bytes().startswith(first)
    store.close()


def test_the_numbers_of_an_event_are_those_of_its_csv(app: Server) -> None:
    store = app.store()
    zipped = b"".join(workspace.export(store, "zip", store.ids(), Options()))
    with zipfile.ZipFile(io.BytesIO(zipped)) as files:
        rows = list(csv.DictReader(io.StringIO(files.read("claims.csv").decode("utf-8-sig"))))
    for event in store.events.ids():
        account = store.events.account(event)
        assert account is not None
        mine = [row for row in rows if row["event_id"] == event]
        assert sorted((r["article_id"], r["figure_id"]) for r in mine) == sorted(c.key for c in account.claims)
        assert {(r["article_id"], r["figure_id"]): r["state"] for r in mine} == {
            c.key: account.states[c.key].state for c in account.claims
        }
    store.close()
