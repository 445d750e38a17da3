"""No edit is lost or doubled: not by kill -9 of the server, a killed tab, a slow server, two tabs, or another analyst."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.reader_page import Reading, Server, chromium, context  # noqa: F401

pytestmark = pytest.mark.browser
LATER = 60_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def reading(context: BrowserContext, server: Server) -> Reading:
    return Reading(context.new_page(), server)


def test_edits_made_while_the_server_is_dead_wait_visibly_and_arrive_when_it_is_back(
    reading: Reading, server: Server
) -> None:
    reading.open()
    server.kill()
    reading.add("generators", "w")
    reading.add("garrison", "o")
    expect(reading.page.get_by_test_id("saving")).to_contain_text("2 edits waiting", timeout=2500)
    server.start()
    reading.page.wait_for_selector('[data-testid=reader][data-pending="0"]', timeout=LATER)
    assert [len(reading.stored(words)) for words in ("generators", "garrison")] == [1, 1]


def test_edits_of_a_killed_tab_return_once_when_the_article_is_opened_again(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    server.kill()
    reading.add("generators", "w")
    reading.add("garrison", "o")
    reading.click("Velt")
    reading.press("x")
    reading.page.wait_for_timeout(300)
    reading.page.close()
    server.start()
    again = Reading(context.new_page(), server).open()
    again.page.wait_for_selector('[data-testid=reader][data-pending="0"]', timeout=LATER)
    expect(again.page.get_by_test_id("saving")).to_contain_text("Resumed: 3")
    assert [len(again.stored(words)) for words in ("generators", "garrison", "Velt")] == [1, 1, 0]
    again.open()
    assert again.root.get_attribute("data-pending") == "0"
    assert len(again.stored("generators")) == 1


def test_two_tabs_keep_both_edits_and_each_sees_the_other_s(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    other = Reading(context.new_page(), server).open()
    reading.add("generators", "w")
    reading.settled()
    other.add("garrison", "o")
    other.settled()
    assert other.mark("generators").get_attribute("data-label") == "WEAPON"
    assert [len(other.stored(words)) for words in ("generators", "garrison")] == [1, 1]


def test_a_stale_edit_is_refused_shown_and_done_with_one_click(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    other = Reading(context.new_page(), server).open()
    reading.page.bring_to_front()
    reading.click("Red Crescent")
    reading.press("l", "p")
    reading.settled()
    other.page.bring_to_front()
    other.click("Red Crescent")
    other.press("l", "g")
    refused = other.page.get_by_test_id("refused")
    expect(refused).to_contain_text("somebody changed this highlight in the meantime")
    assert other.mark("Red Crescent").get_attribute("data-label") == "PERSON"
    assert [a.label for a in other.stored("Red Crescent")] == ["PERSON"]
    refused.get_by_role("button", name="Do it anyway").click()
    other.settled()
    assert [a.label for a in other.stored("Red Crescent")] == ["GPE"]
    expect(refused).to_have_count(0)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path, delay_ms=500)
    running.start()
    yield running
    running.kill()


def test_a_burst_of_random_edits_with_a_slow_server_a_kill_and_a_reload_is_stored_exactly_once(
    chromium: Browser, slow: Server
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    reading = Reading(context.new_page(), slow).open()
    reading.click("Velt")
    chance = random.Random(3)
    for n in range(300):
        reading.press(chance.choice(["n", "n", "Shift+A", "x", "l", "Control+z", "Delete", "Shift+ArrowRight"]))
        if reading.page.get_by_test_id("label-menu").is_visible():
            reading.press(chance.choice("pgokw"))
        if n == 100:
            slow.kill()
        if n == 150:
            slow.start()
    shown = marks(reading)
    reading.page.wait_for_timeout(300)
    reading.page.close()
    again = Reading(context.new_page(), slow).open()
    again.page.wait_for_selector('[data-testid=reader][data-pending="0"]', timeout=LATER)
    assert marks(again) == shown
    store = slow.store()
    edits = store.history("small")
    problems = list(store.check(["small"]))
    store.close()
    assert problems == []
    assert len({e.op_id for e in edits}) == len(edits)
    assert len(edits) > 80
    context.close()


def test_an_article_whose_highlights_are_all_gone_opens_again(reading: Reading) -> None:
    reading.open()
    while marks(reading):
        reading.press("n", "Delete")
    reading.settled()
    reading.open()
    assert marks(reading) == []
    reading.press("Control+z")
    expect(reading.root.locator("mark")).to_have_count(1)


def marks(reading: Reading) -> list[str]:
    """What is drawn: the labels over each piece of text."""
    found: list[str] = reading.root.locator("mark").evaluate_all(
        "ms => ms.map(m => m.dataset.label + ':' + m.textContent)"
    )
    return [re.sub(r"\s+", " ", mark) for mark in found]
