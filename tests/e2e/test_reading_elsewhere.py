"""An article that takes long to read holds nobody else, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, expect

from tests.e2e.reader_page import Reading, Server, at

pytestmark = pytest.mark.browser
SAID = "Aid worker Omar Said told reporters in Sidra that {n} people were killed and {n} others wounded on Monday. "


def test_an_edit_is_acknowledged_while_somebody_elses_article_is_read(
    context: BrowserContext, chromium: Browser, app: Server
) -> None:
    reading = Reading(context.new_page(), app).open("ferry")
    adding = at(chromium.new_context().new_page(), app, "library")
    adding.get_by_role("button", name="Add articles").click()
    adding.get_by_role("tab", name="Upload").click()
    long = "".join(SAID.format(n=n) for n in range(3, 3_000)).encode()
    adding.locator("input[type=file]").set_input_files(FilePayload(name="long.txt", mimeType="text/plain", buffer=long))
    adding.get_by_role("button", name="Add 1 file").click()
    expect(adding.get_by_role("dialog").get_by_text("1 article added")).to_be_visible()  # it waits for no extraction
    adding.keyboard.press("Escape")
    shown = adding.get_by_text("Extracting: 0 of 1")
    expect(shown).to_be_visible()
    for _ in range(2):
        reading.add("coast guard", "o")
        reading.settled()
        reading.click("coast guard")
        reading.press("Delete")
        reading.settled()
    expect(shown).to_be_visible()  # it is still being read: nobody waited for it
    adding.context.close()
