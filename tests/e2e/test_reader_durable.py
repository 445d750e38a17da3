"""No edit is lost or doubled: not by kill -9 of the server, a killed tab, a slow server, two tabs, or another analyst."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser
LATER = 60_000


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


def test_edits_made_while_the_server_is_dead_wait_visibly_and_arrive_when_it_is_back(
    reading: Reading, server: Server
) -> None:
    reading.open()
    server.kill()
    reading.add("generators", "w")
    reading.add("garrison", "o")
    expect(reading.page.get_by_test_id("saving")).to_contain_text("2 edits waiting", timeout=2500)
    server.start()
    reading.settled(LATER)
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
    reading.leave()
    server.start()
    again = Reading(context.new_page(), server).open()
    again.settled(LATER)
    expect(again.page.get_by_test_id("saving")).to_contain_text("Resumed: 3")
    assert [len(again.stored(words)) for words in ("generators", "garrison", "Velt")] == [1, 1, 0]
    again.open()
    again.settled()
    assert len(again.stored("generators")) == 1


def test_an_edit_made_in_the_last_instant_before_the_tab_dies_comes_back(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.page.add_init_script("IDBTransaction.prototype.objectStore = () => { throw new Error('too late'); };")
    reading.open()
    server.kill()
    reading.add("generators", "w")
    reading.page.close()
    server.start()
    again = Reading(context.new_page(), server).open()
    again.settled(LATER)
    assert len(again.stored("generators")) == 1
    assert again.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('late'))") == []


def test_a_comment_that_was_typed_when_the_tab_was_closed_is_stored(reading: Reading) -> None:
    reading.open().click("Red Crescent")
    reading.page.locator("[data-field=comment]").press_sequentially("ask the nurse")
    reading.page.goto("about:blank")
    reading.open().settled(LATER)
    assert [a.comment for a in reading.stored("Red Crescent")] == ["ask the nurse"]


SLOW_LOCKS = """
  const ask = LockManager.prototype.request;
  LockManager.prototype.request = async function (...all) { await new Promise((go) => setTimeout(go, 400)); return ask.apply(this, all); };
  window.seen = [];
  new MutationObserver(() => {
    const said = document.querySelector("[data-testid=reader]")?.dataset.pending;
    if (said !== undefined && said !== window.seen.at(-1)) window.seen.push(said);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-pending"] });
"""


def test_the_reader_says_saved_only_once_it_knows_what_a_killed_tab_has_left(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    server.kill()
    reading.add("generators", "w")
    reading.leave()
    server.start()
    again = Reading(context.new_page(), server)
    again.page.add_init_script(SLOW_LOCKS)
    again.open().settled()
    assert again.page.evaluate("seen") == ["", "1", "0"]


def test_edits_of_a_tab_that_lives_on_are_sent_when_it_is_gone(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    other = context.new_page()
    other.goto(f"http://127.0.0.1:{server.port}/_stcore/health")
    reading.page.bring_to_front()
    server.kill()
    reading.add("generators", "w")
    keep_alive(other)
    reading.leave()
    server.start()
    again = Reading(context.new_page(), server).open()
    again.settled()
    assert again.stored("generators") == []
    other.close()
    expect(again.page.get_by_test_id("saving")).to_contain_text("Resumed: 1")
    assert len(again.stored("generators")) == 1


def keep_alive(page: Page) -> None:
    """Has this page wait for the names of all readers that live now, and hold them in their place."""
    page.evaluate(
        """async () => {
          const { held } = await navigator.locks.query();
          for (const { name } of held) navigator.locks.request(name, () => new Promise(() => {}));
        }"""
    )


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
    reading.press("l", "Alt+p")
    reading.settled()
    other.page.bring_to_front()
    other.click("Red Crescent")
    other.press("l", "Alt+g")
    refused = other.page.get_by_test_id("refused")
    expect(refused).to_contain_text("You, in another window, labelled it Person on ")
    assert other.mark("Red Crescent").get_attribute("data-label") == "PERSON"
    assert [a.label for a in other.stored("Red Crescent")] == ["PERSON"]
    refused.get_by_role("button", name="Do it anyway").click()
    other.settled()
    assert [a.label for a in other.stored("Red Crescent")] == ["GPE"]
    expect(refused).to_have_count(0)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path, delay_ms=500) as running:
        yield running


DEEDS = (
    *[("n", "a"), ("n", "l"), ("n", "x"), ("n", "Delete"), ("n", "Shift+ArrowRight")],
    *[("Shift+ArrowRight", "Shift+ArrowRight", "Enter")] * 3,
    *[("Control+z",), ("Control+y",)],
)


def test_a_burst_of_random_edits_with_a_slow_server_a_kill_and_a_reload_is_stored_exactly_once(
    chromium: Browser, slow: Server
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    reading = Reading(context.new_page(), slow).open()
    chance = random.Random(2)
    for n in range(300):
        reading.press("Escape", *chance.choice(DEEDS))
        if reading.page.get_by_test_id("label-menu").is_visible():
            reading.press(f"Alt+{chance.choice('pgokw')}")
        if n == 100:
            slow.kill()
        if n == 150:
            slow.start()
    shown = marks(reading)
    reading.leave()
    again = Reading(context.new_page(), slow).open()
    again.settled(LATER)
    assert marks(again) == shown
    store = slow.store()
    edits = store.history("small")
    problems = list(store.check(["small"]))
    store.close()
    assert problems == []
    assert len({e.op_id for e in edits}) == len(edits)
    assert len(edits) > 200
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
