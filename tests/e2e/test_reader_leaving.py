"""Leaving the reader in the midst of editing, within the whole app: no edit is lost, no click either, and nobody keeps calling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, WebSocket, expect

from components.model import Annotated
from tests.e2e.reader_articles import make
from tests.e2e.reader_page import Reading, Server, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(app: Server) -> Server:
    return app


def sent_by(page: Page) -> list[int]:
    """The sizes of all messages that the page sends to the server from its next load on."""
    sizes: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: sizes.append(len(payload)))

    page.on("websocket", listen)
    return sizes


@pytest.mark.parametrize("delay", [0, 80])
def test_a_click_on_a_link_right_after_three_edits_loses_neither(reading: Reading, delay: int) -> None:
    sent = sent_by(reading.page)
    reading.open("ferry").add("coast guard", "o")
    reading.settled()
    before = edits(reading)
    at = reading.page.get_by_role("link", name="Library").bounding_box()
    assert at
    reading.press("l", "Alt+p", "l", "Alt+g", "l", "Alt+o")
    reading.page.mouse.click(at["x"] + 5, at["y"] + 5, delay=delay)
    reading.page.locator("a[data-article=ferry]").wait_for()
    until(lambda: edits(reading) == before + 3)
    quiet = len(sent)
    reading.page.wait_for_timeout(4000)
    assert len(sent) == quiet, "the reader is gone and must not have its old page run again"
    reading.page.locator("a[data-article=ferry]").click()
    reading.page.locator('[data-testid=reader][data-article="ferry"] p').first.wait_for()
    reading.settled()
    assert edits(reading) == before + 3
    assert reading.mark("coast guard").get_attribute("data-label") == "ORG"
    reading.click("coast guard")
    reading.press("Delete")
    reading.settled()


def test_going_back_in_the_browser_right_after_an_edit_goes_back(reading: Reading) -> None:
    reading.page.goto(f"http://127.0.0.1:{reading.server.port}/library")
    reading.article = "ferry"
    reading.page.locator("a[data-article=ferry]").click()
    reading.page.locator('[data-testid=reader][data-article="ferry"] p').first.wait_for()
    reading.add("coast guard", "o")
    reading.page.wait_for_timeout(60)
    reading.page.go_back()
    expect(reading.page.locator("a[data-article=ferry]")).to_be_visible()
    reading.open("ferry")
    reading.settled()
    assert len(reading.stored("coast guard")) == 1
    reading.click("coast guard")
    reading.press("Delete")
    reading.settled()


def test_edits_made_without_a_server_wait_on_the_shelf_while_another_page_is_shown(
    reading: Reading, app: Server
) -> None:
    reading.open("ferry")
    app.kill()
    reading.add("coast guard", "o")
    reading.kept()
    app.start()
    reading.page.goto(f"http://127.0.0.1:{app.port}/library")
    reading.page.locator("a[data-article=ferry]").click()
    reading.page.locator('[data-testid=reader][data-article="ferry"] p').first.wait_for()
    reading.page.wait_for_selector('[data-testid=saving]:has-text("Resumed: 1")')
    assert len(reading.stored("coast guard")) == 1
    reading.click("coast guard")
    reading.press("Delete")
    reading.settled()


def edits(reading: Reading) -> int:
    store = reading.server.store()
    try:
        return len(store.history("ferry"))
    finally:
        store.close()


def test_an_article_marked_as_done_leads_to_the_next_unfinished_one(reading: Reading, app: Server) -> None:
    store = app.store()
    store.add(Annotated(*make("small")))
    reading.open("small").page.get_by_text("Accept all").click()
    reading.page.locator("[data-label=all]").click()
    reading.page.get_by_role("button", name="Mark as done and open the next").click()
    expect(reading.root).to_have_attribute("data-article", "ferry")
    assert store.row("small").review_status == "done"
    store.close()
