"""A correction reaches other articles and is taken back, and the memory shows what was decided, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.model import Annotated, Annotation, Article, EntityValues, Extraction, Span, machine_id
from tests.e2e.reader_page import DASHBOARD, Reading, Server, at

pytestmark = pytest.mark.browser
WORDS = "Daqil Front"
TEXTS = {
    "first": "Talks with the Daqil Front began in Orlan.",
    "second": "The Daqil Front left. Nobody from the Daqil Front spoke.",
    "third": "A leader of the Daqil Front was seen.",
}


DELETED = {"fourth": "Halt was cried.", "fifth": "They cried Halt again."}


def suggestion(article: str) -> Annotation:
    words, label = (WORDS, "GPE") if article in TEXTS else ("Halt", "PERSON")
    start = (TEXTS | DELETED)[article].index(words)
    end = start + len(words)
    made = machine_id(article, "entity", label, start, end)
    return Annotation(made, "entity", label, start, end, EntityValues(words), "model")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Dateline over three articles that name the same group, each under a wrong label or none."""
    running = Server(tmp_path_factory.mktemp("app"), script=DASHBOARD)
    store = running.store()
    for name, text in (TEXTS | DELETED).items():
        found = (suggestion(name),) if name != "third" else ()
        store.add(Annotated(Article(name, text, title=f"The {name}")), Extraction(found, (Span(0, len(text)),)))
    store.close()
    running.start()
    yield running
    running.kill()


def stored(app: Server) -> dict[str, list[str]]:
    return {name: sorted(a.label for a in app.annotations(name)) for name in TEXTS}


def relabelled(context: BrowserContext, app: Server) -> Reading:
    """The first article, with the group's label put right."""
    reading = Reading(context.new_page(), app).open("first")
    reading.click(WORDS)
    reading.press("l", "Alt+o")
    reading.settled()
    return reading


def test_a_correction_is_applied_to_the_library_and_taken_back(context: BrowserContext, app: Server) -> None:
    other = Reading(context.new_page(), app).open("third")
    reading = relabelled(context, app)
    page = reading.page
    expect(page.locator(".st-key-spread")).to_contain_text("also stands 3 times in 2 other articles")
    page.locator(".st-key-spread-label button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("checkbox")).to_have_count(3)
    expect(dialog).to_contain_text("now Country or city")
    dialog.get_by_text("spoke. · not highlighted").click()
    dialog.get_by_role("button", name="Change 2 places").click()
    expect(page.locator(".st-key-spread-done")).to_contain_text("Organisation given at 2 places of 2 articles.")
    assert stored(app) == {"first": ["ORG"], "second": ["ORG"], "third": ["ORG"]}
    expect(page.locator(".st-key-spread")).not_to_contain_text("also stands 3 times")
    other.mark(WORDS).wait_for(timeout=10_000)  # an open reader shows it by itself
    page.locator(".st-key-spread-undo button").first.click()
    expect(page.locator(".st-key-spread-done")).to_contain_text("Taken back at 2 places.")
    assert stored(app) == {"first": ["ORG"], "second": ["GPE"], "third": []}
    expect(other.mark(WORDS)).to_have_count(0, timeout=10_000)
    assert reading.errors == other.errors == []


def test_what_was_deleted_here_is_rejected_in_other_articles_too(context: BrowserContext, app: Server) -> None:
    reading = Reading(context.new_page(), app).open("fourth")
    page = reading.page
    reading.click("Halt")
    reading.press("Delete")
    reading.settled()
    expect(page.locator(".st-key-spread-gone")).to_contain_text("As Person it stands 1 time in 1 other article.")
    page.locator(".st-key-spread-gone-reject button").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Change 1 place").click()
    expect(page.locator(".st-key-spread-done")).to_contain_text("Person rejected at 1 place of 1 article.")
    expect(page.locator(".st-key-spread-gone")).to_have_count(0)
    assert app.annotations("fifth") == []
    page.locator(".st-key-spread-undo button").first.click()
    expect(page.locator(".st-key-spread-done")).to_contain_text("Taken back at 1 place.")
    assert [a.label for a in app.annotations("fifth")] == ["PERSON"]
    page.get_by_test_id("reader").get_by_role("button", name="Undo").click()
    reading.settled()
    expect(page.locator(".st-key-spread-gone")).to_have_count(0)
    assert reading.errors == []


def test_the_memory_shows_what_was_decided_and_lets_it_be_changed(context: BrowserContext, app: Server) -> None:
    if stored(app)["first"] != ["ORG"]:  # no test counts on another one having run before
        relabelled(context, app)
    page = at(context.new_page(), app, "memory?remembered=Daqil")
    row = page.locator("[class*=st-key-row-memory]")
    expect(row).to_contain_text("Organisation: 1 relabelled to it")
    page.locator("[class*=st-key-change] button").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Never use it").click()
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("never used (set by")
    page.locator(".st-key-memory-undo button").first.click()
    expect(row).not_to_contain_text("never used")
    open_the_place(page)


def open_the_place(page: Page) -> None:
    page.locator("[class*=st-key-look] button").first.click()
    expect(page).to_have_url(re.compile(r"/read\?article=first&annotation="))


def test_a_name_is_added_by_hand(context: BrowserContext, app: Server) -> None:
    added(at(context.new_page(), app, "memory"))


def added(page: Page) -> None:
    """Orlan, set by hand as a place."""
    page.get_by_role("button", name="Add a name").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name as it stands in the text").fill("Orlan")
    dialog.get_by_label("Name as it stands in the text").press("Enter")
    dialog.get_by_role("combobox").click()
    page.get_by_role("option", name="Country or city").click()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[class*=st-key-row-memory]").filter(has_text="Orlan")).to_contain_text(
        "Country or city (set by"
    )


def test_a_name_is_forgotten_with_the_keyboard_alone(context: BrowserContext, app: Server) -> None:
    page = at(context.new_page(), app, "memory")
    if page.get_by_role("button", name="Change Orlan").count() == 0:
        added(page)
    at(page, app, "memory?remembered=Orlan")
    change = page.get_by_role("button", name="Change Orlan")
    change.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio").first).to_be_visible()
    for _ in range(30):
        if dialog.get_by_role("button", name="Follow decisions").evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Orlan” follows what people decide.")).to_be_visible()
    expect(page.get_by_role("button", name="Change Orlan")).to_have_count(0)
