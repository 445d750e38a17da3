"""The library in a real browser: links that are links, a table sorted, walked and changed by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.model import Annotated, Article
from tests.e2e.reader_page import DASHBOARD, Server, at

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=window.hit=1> [link](javascript:hit=1) **siege**"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Dateline over sixty articles, so that they fill two pages."""
    server = Server(tmp_path_factory.mktemp("shelf"), script=DASHBOARD)
    store = server.store()
    for n in range(60):
        text = f"{HOSTILE} began on day {n}.\n\nThe old town held out."
        store.add(
            Annotated(Article(f"a{n:02}", text, f"{HOSTILE} {n:02}", "Herald", published=f"2024-01-{1 + n % 28:02}"))
        )
    store.close()
    with server as running:
        yield running


@pytest.fixture
def library(context: BrowserContext, shelf: Server) -> Page:
    page = at(context.new_page(), shelf, "library?order=title")
    page.locator("a.lb-title").first.wait_for()
    return page


def focused(page: Page) -> str | None:
    found = page.evaluate("document.activeElement.dataset.article")
    return str(found) if found else None


def test_a_title_opens_in_a_tab_of_its_own_by_the_middle_button(library: Page, context: BrowserContext) -> None:
    with context.expect_page() as opened:
        library.locator("a[data-article=a03]").click(button="middle")
    opened.value.get_by_test_id("reader").locator("p").first.wait_for()
    assert opened.value.url.endswith("/read?article=a03")
    assert library.url.endswith("/library?order=title")


def test_the_keyboard_searches_walks_opens_and_comes_back(library: Page, shelf: Server) -> None:
    library.keyboard.press("/")
    library.keyboard.type("siege 07")
    expect(library.get_by_text("1 of 60 articles")).to_be_visible()
    expect(library.locator(".lb-snippet mark").first).to_have_text("siege")
    library.keyboard.press("ArrowDown")
    assert focused(library) == "a07"
    library.keyboard.press("Enter")
    library.get_by_test_id("reader").locator("p").first.wait_for()
    library.go_back()
    expect(library.get_by_role("searchbox")).to_have_value("siege 07")


def test_j_and_k_walk_over_the_end_of_a_page(library: Page) -> None:
    library.keyboard.press("k")
    assert focused(library) == "a49"
    library.keyboard.press("j")
    expect(library.locator("a[data-article=a50]")).to_be_focused()
    library.keyboard.press("k")
    expect(library.locator("a[data-article=a49]")).to_be_focused()


def test_a_header_sorts_both_ways_and_says_so(library: Page) -> None:
    header = library.get_by_role("columnheader", name="Title")
    expect(header).to_have_attribute("aria-sort", "ascending")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(library.locator("a.lb-title").first).to_have_attribute("data-article", "a59")
    expect(library).to_have_url(re.compile("order=-title"))
    expect(header.get_by_role("button")).to_be_focused()


def test_many_are_ticked_changed_at_once_and_taken_back(library: Page, shelf: Server) -> None:
    library.keyboard.press("j")
    for key in "xjx":
        library.keyboard.press(key)
    toolbar = library.get_by_role("toolbar", name="Ticked articles")
    expect(toolbar).to_contain_text("2 ticked")
    toolbar.get_by_role("combobox", name="Status of").select_option("done")
    expect(library.get_by_text("2 articles now Done")).to_be_visible()
    toolbar.get_by_role("combobox", name="Tag for").fill("halvren")
    library.keyboard.press("Enter")
    expect(library.locator("[data-row=a00] .lb-tag")).to_have_text("halvren")
    toolbar.get_by_role("button", name="Export").click()
    chosen = library.get_by_role("combobox", name="Articles", exact=True)
    expect(chosen).to_have_value("What was ticked in the library: 2 articles")
    library.get_by_role("link", name="Library").click()
    library.locator("a.lb-title").first.focus()
    for key in "xX":
        library.keyboard.press(key)
    toolbar.get_by_role("button", name="Tick all 60 found").click()
    toolbar.get_by_role("button", name="Take out").click()
    expect(library.get_by_text("No articles yet")).to_be_visible()
    library.get_by_role("button", name="Undo").click()
    expect(library.get_by_text("60 of 60 articles")).to_be_visible()


def test_what_an_article_says_is_never_markup(library: Page) -> None:
    expect(library.locator("a[data-article=a00]")).to_have_text(f"{HOSTILE} 00")
    assert library.evaluate("window.hit === undefined")
    assert library.locator(".lb img").count() == 0


def test_the_keys_are_told(library: Page) -> None:
    library.keyboard.press("?")
    sheet = library.get_by_role("dialog", name="Keys of the library")
    expect(sheet).to_contain_text("next, previous article")
    library.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
