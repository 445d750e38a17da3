"""The command palette: from any page to any page, article, label and action, by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.reader_page import Reading, Server, at

pytestmark = pytest.mark.browser


def opened(page: Page) -> Page:
    page.locator(".pl-open").wait_for(state="attached")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Go to a page")).to_be_focused()
    return page


def go(page: Page, words: str, chosen: str) -> None:
    """Types, waits until this is the chosen line, and takes it."""
    opened(page).keyboard.type(words)
    expect(page.locator("#pl-list [aria-selected=true] .pl-title")).to_have_text(chosen)
    page.keyboard.press("Enter")


def test_it_reaches_pages_labels_and_actions(context: BrowserContext, app: Server) -> None:
    page = at(context.new_page(), app, "library")
    go(page, "quot", "Quotes")
    expect(page.get_by_role("heading", name="Quotes", level=1)).to_be_visible()
    go(page, "range art", "Range: the articles")
    expect(page).to_have_url(re.compile(r"/library\?label=Range$"))
    page.locator("a[data-article=ferry]").wait_for()
    go(page, "add articles", "Add articles")
    expect(page.get_by_role("dialog", name="Add articles")).to_be_visible()


def test_it_finds_an_article_by_words_of_its_text_from_within_another(context: BrowserContext, app: Server) -> None:
    reading = Reading(context.new_page(), app).open("ferry")
    go(reading.page, "this article is in", "This article is in progress")
    expect(reading.page.get_by_role("combobox", name="Status")).to_have_value("In progress")
    go(reading.page, "memory", "Memory")
    expect(reading.page).to_have_url(re.compile("/memory"))
    go(reading.page, "coast guard", "Ferry sinks off Port Amara")
    reading.root.locator("p").first.wait_for()
    reading.page.wait_for_selector('[data-testid=reader][data-article="ferry"]')


def test_what_is_typed_in_it_is_no_command_and_escape_gives_the_focus_back(
    context: BrowserContext, app: Server
) -> None:
    reading = Reading(context.new_page(), app).open("ferry")
    reading.click("coast guard")
    before = len(app.annotations("ferry"))
    opened(reading.page).keyboard.type("xalk")
    expect(reading.page.get_by_text("Nothing is called so.")).to_be_visible()
    reading.press("Escape")
    expect(reading.page.get_by_role("dialog", name="Go to")).to_have_count(0)
    assert len(app.annotations("ferry")) == before
    assert reading.page.evaluate("document.activeElement.className") == "rd-scroll"
