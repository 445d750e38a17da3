"""The pages around the reader in a real browser: the way back to what was found, and a toll set by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from components.model import Annotated, Annotation, Article, FigureValues
from tests.e2e.reader_page import Reading, Server, at

pytestmark = pytest.mark.browser


def test_the_way_back_from_an_article_leads_to_what_was_found(context: BrowserContext, app: Server) -> None:
    page = at(context.new_page(), app, "library?q=drowned")
    page.locator("a[data-article=ferry]").click()
    page.get_by_test_id("reader").locator("p").first.wait_for()
    page.locator(".st-key-back button:visible").click()
    expect(page.get_by_label("Search")).to_have_value("drowned")
    expect(page.get_by_text(re.compile(r"^1 of \d+ articles?"))).to_be_visible()
    assert page.url.endswith("/library?q=drowned")


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("library?q=drowned&toll=true", "a[data-article=ferry]"),
        ("quotes?said=searching", ".st-key-quote-ferry-said button:visible"),
    ],
)
def test_the_browsers_own_way_back_keeps_the_filters(
    context: BrowserContext, app: Server, address: str, opens: str
) -> None:
    page = at(context.new_page(), app, address)
    for _ in range(2):  # the second time from the page that the first way back made
        page.locator(opens).click()
        page.get_by_test_id("reader").locator("p").first.wait_for()
        page.go_back()
        expect(page).to_have_url(f"http://127.0.0.1:{app.port}/{address}")
        expect(page.get_by_role("searchbox")).to_have_value(address.partition("=")[2].partition("&")[0])
        expect(page.locator(opens)).to_be_visible()


def test_adding_empties_the_form_and_keeps_what_failed(context: BrowserContext, app: Server) -> None:
    page = at(context.new_page(), app, "library")
    page.get_by_role("button", name="Add articles").click()
    dialog = page.get_by_role("dialog")
    text, title = dialog.get_by_role("textbox", name="Text"), dialog.get_by_role("textbox", name="Title")
    title.fill("Quay fire")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text("1 problem")).to_be_visible()
    expect(title).to_have_value("Quay fire")
    text.fill("Four people died in a fire at the quay of Lund.")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text("1 article added")).to_be_visible()
    expect(text).to_have_value("")
    expect(title).to_have_value("")
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("columnheader", name="Added")).to_have_attribute("aria-sort", "descending")
    expect(page.locator("a.lb-title").first).to_have_text("Quay fire")


def test_a_toll_tells_why_leads_to_its_figure_and_is_set_by_hand_and_handed_back(
    context: BrowserContext, app: Server
) -> None:
    reading = Reading(context.new_page(), app).open("ferry")
    page = reading.page
    page.locator("[class*=st-key-toll-KILLED] summary").click()
    expect(page.get_by_text("The only count of the event.")).to_be_visible()
    page.get_by_role("button", name="by coast guard").click()
    expect(reading.root.locator("mark[data-ids~=toll]").first).to_be_in_viewport()
    expect(reading.root).to_have_attribute("data-selected", "toll")
    number = page.get_by_role("textbox", name="Set by hand").first  # the form that was saved goes a moment later
    number.fill("33")
    number.press("Enter")
    expect(page.get_by_text("The figures in the text say ≥ 31")).to_be_visible()
    expect(number).to_have_value("33")
    page.get_by_role("button", name="Take it from the figures again").click()
    expect(page.get_by_text("The figures in the text say")).to_have_count(0)
    expect(number).to_have_value("at least 31")


OUTLINE = "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow"


def test_what_has_the_focus_shows_it(context: BrowserContext, app: Server) -> None:
    page = at(context.new_page(), app, "library")
    for control in (
        page.get_by_role("link", name="Figures"),
        page.get_by_test_id("stTextInputRootElement").first,
        page.get_by_role("button", name="Add articles"),
        page.locator("a[data-article=ferry]"),
        page.get_by_role("button", name="Details of Ferry sinks"),
    ):
        before = control.evaluate(OUTLINE)
        page.keyboard.press("Tab")  # the browser shows a focus that came by the keyboard
        control.evaluate("e => (e.querySelector('input') || e).focus()")
        page.wait_for_function(f"([e, before]) => ({OUTLINE})(e) !== before", arg=[control.element_handle(), before])


def test_the_article_and_its_charts_have_headings(context: BrowserContext, app: Server) -> None:
    page = Reading(context.new_page(), app).open("ferry").page
    expect(page.get_by_role("heading", name="Ferry sinks off Port Amara", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Casualties, by claim", level=2)).to_be_attached()


@pytest.mark.parametrize("width", [1280, 800])
def test_no_page_is_wider_than_the_window(context: BrowserContext, app: Server, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 860})
    for path in ("library", "read?article=ferry", "figures", "quotes", "names", "memory", "export"):
        at(page, app, path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth"), path


def test_the_legend_of_a_chart_is_not_cut_off(context: BrowserContext, app: Server, tmp_path: Path) -> None:
    store = app.store()
    four = FigureValues(
        4, 4, 4, "exact", "people", subject="people", source="police", as_of="2024-02-11", scope="event"
    )
    mark = Annotation("quay-1", "figure", "KILLED", 0, 16, four, origin="import", status="accepted")
    store.add(Annotated(Article("quay", "Four people died at the quay, police said.", "Quay"), (mark,)))
    store.close()
    page = context.new_page()
    page.set_viewport_size({"width": 800, "height": 860})
    at(page, app, "figures")
    drawing = page.locator(".st-key-chart-over-time svg", has=page.locator(".role-legend")).first
    expect(drawing).to_be_visible()
    inner = drawing.locator(".role-legend").first.bounding_box()
    outer = drawing.bounding_box()
    assert inner
    assert outer
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]


COPY = """async (html) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob(["flat"], {type: "text/plain"})})])"""


def test_a_page_that_is_pasted_keeps_its_paragraphs_and_its_heading(context: BrowserContext, app: Server) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = at(context.new_page(), app, "library")
    page.evaluate(COPY, "<nav>Home</nav><h1>Dyke holds</h1><p>Two <b>people</b> died.</p><p>The rest is safe.</p>")
    page.get_by_role("button", name="Add articles").click()
    dialog = page.get_by_role("dialog")
    text = dialog.get_by_role("textbox", name="Text")
    text.click()
    page.keyboard.press("Control+v")
    expect(text).to_have_value("Dyke holds\n\nTwo people died.\n\nThe rest is safe.")
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("Dyke holds")
