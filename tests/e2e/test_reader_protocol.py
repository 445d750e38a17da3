"""What browser and server say to each other: little, in spite of restarts and duplicated tabs, and refused where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.reader_page import QUIET, Reading, Server

pytestmark = pytest.mark.browser
LATER = 60_000


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


def test_an_edit_costs_a_few_kilobytes_on_the_line(reading: Reading) -> None:
    received: list[int] = []
    reading.page.on("websocket", lambda ws: ws.on("framereceived", lambda payload: received.append(len(payload))))
    reading.open("medium").page.wait_for_timeout(1500)
    reading.root.locator("mark").first.click()
    reading.page.wait_for_timeout(1000)
    reading.page.wait_for_selector(QUIET)
    received.clear()
    for key in ("Shift+A", "x", "Control+z"):
        reading.press(key)
        reading.settled()
        reading.page.wait_for_selector(QUIET)
    assert sum(received) < 3 * 10_000


def test_a_refused_edit_is_told_after_a_restart_of_the_server_too(
    context: BrowserContext, reading: Reading, server: Server
) -> None:
    reading.open()
    other = Reading(context.new_page(), server).open()
    other.click("Red Crescent")
    other.press("l", "Alt+p")
    other.settled()
    other.page.close()
    server.kill()
    reading.click("Red Crescent")
    reading.press("l", "Alt+g")
    reading.add("generators", "w")
    server.start()
    expect(reading.page.get_by_test_id("refused")).to_contain_text(
        "You, in another window, labelled it Person on ", timeout=LATER
    )
    reading.settled()
    assert reading.mark("Red Crescent").get_attribute("data-label") == "PERSON"
    assert len(reading.stored("generators")) == 1


NO_RETRY = """
  const later = window.setTimeout;
  window.setTimeout = (act, ms, ...more) => later(act, [1000, 2000, 4000, 8000].includes(ms) ? 1e9 : ms, ...more);
"""


def test_what_waits_is_sent_when_the_connection_is_back_and_not_at_the_next_retry(
    reading: Reading, server: Server
) -> None:
    reading.page.add_init_script(NO_RETRY)
    reading.open()
    server.kill()
    reading.page.wait_for_selector("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")
    reading.add("generators", "w")
    expect(reading.page.get_by_test_id("saving")).to_contain_text("1 edit waiting")
    server.start()
    reading.page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]", timeout=LATER)
    reading.settled()
    assert len(reading.stored("generators")) == 1


def test_a_duplicated_tab_edits_and_undoes_for_itself(
    reading: Reading, context: BrowserContext, server: Server
) -> None:
    reading.open().add("generators", "w")
    reading.settled()
    with context.expect_page() as opened:
        reading.page.evaluate("window.open(location.href)")  # takes the session storage along, as a duplicate does
    twin = Reading(opened.value, server)
    twin.article = "small"
    twin.mark("generators").wait_for()
    assert twin.page.evaluate("sessionStorage.length") > 0
    twin.page.wait_for_selector("[data-action=undo]:not([disabled])")
    twin.add("garrison", "o")
    twin.settled()
    reading.page.bring_to_front()
    reading.add("nurse", "n")
    reading.settled()
    for page, words in ((twin, "garrison"), (reading, "nurse")):
        page.open()
        page.page.wait_for_selector("[data-action=undo]:not([disabled])")
        page.press("Control+z")
        page.settled()
        assert page.stored(words) == []
    twin.press("Control+z")
    twin.settled()
    assert twin.stored("generators") == []


def shelve(page: Page, edits: list[dict[str, Any]]) -> None:
    """Puts edits on the browser's shelf, as a page that is gone (or somebody with bad intent) left them."""
    page.evaluate(
        """edits => new Promise((resolve, reject) => {
          const request = indexedDB.open('dateline', 2);
          request.onsuccess = () => {
            const transaction = request.result.transaction('edits', 'readwrite');
            edits.forEach((e, i) => transaction.objectStore('edits').put(e, ['ada', 'small', 'ghost', i + 1]));
            transaction.oncomplete = () => { request.result.close(); resolve(); };
            transaction.onabort = () => reject(transaction.error);
          };
        })""",
        edits,
    )


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"op": "add", "data": {"layer": "entity", "label": "GPE", "start": 0, "end": 10**6, "text": "Shells"}}, "not within the text"),
        ({"op": "add", "data": {"layer": "entity", "label": "GPE", "start": -5, "end": 3, "text": "She"}}, "not within the text"),
        ({"op": "add", "data": {"layer": "entity", "label": "GPE", "start": 0, "end": 6, "text": "Rubble"}}, "the edit was made on"),
        ({"op": "add", "data": {"layer": "entity", "label": "NONSENSE", "start": 0, "end": 6, "text": "Shells"}}, "NONSENSE"),
        ({"op": "add", "article_id": "medium", "data": {"layer": "entity", "label": "GPE", "start": 0, "end": 6, "text": "Shells"}}, "for the article"),
        ({"op": "accept", "data": {"text": "Shells"}}, "no longer there"),
        ({"op": "drop table", "data": {}}, "op must be one of"),
    ],
)  # fmt: skip
def test_a_wrong_operation_is_refused_told_and_changes_nothing(
    reading: Reading, server: Server, wrong: dict[str, Any], reason: str
) -> None:
    reading.open()
    before = server.annotations("small")
    base = {"op_id": "ghost-1", "article_id": "small", "target": "ghost-target", "after": None, "group": "g", "client": "ghost", "n": 1}  # fmt: skip
    shelve(reading.page, [{**base, **wrong}])
    reading.open()
    expect(reading.page.get_by_test_id("refused")).to_contain_text(reason)
    reading.settled()
    assert server.annotations("small") == before
    reading.open()
    reading.page.wait_for_timeout(800)
    assert reading.root.get_attribute("data-pending") == "0"


def test_replayed_edits_are_stored_once(reading: Reading, server: Server) -> None:
    reading.open()
    add = {"op": "add", "data": {"layer": "entity", "label": "GPE", "start": 0, "end": 6, "text": "Shells"}}
    base = {"op_id": "ghost-1", "article_id": "small", "target": "ghost-target", "after": None, "group": "g", "client": "ghost", "n": 1}  # fmt: skip
    for _ in range(2):
        shelve(reading.page, [{**base, **add}])
        reading.open()
        reading.page.wait_for_selector('[data-testid=saving]:has-text("Resumed: 1")')
        assert len(reading.stored("Shells")) == 1
