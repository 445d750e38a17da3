"""The page around the reader: what it makes of the window, and that nothing jumps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues
from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser
WORDS = (
    "Rockets killed 31 people and hurt 94 others, the ministry said. ",
    "The army said 17 soldiers died. ",
    "The mayor said 40 people died. ",
)
KINDS = (
    ("31 people", "KILLED", 31),
    ("94 others", "INJURED", 94),
    ("17 soldiers", "KILLED", 17),
    ("40 people", "KILLED", 40),
)


@pytest.fixture(scope="module")
def desk(app: Server) -> Server:
    """The whole app over an article that is longer than a window, with claims of several sources."""
    text = (
        "".join(WORDS) + "\n\n" + "\n\n".join("The city waited for news all day and all night. " * 6 for _ in range(30))
    )
    made = [
        Annotation(words.replace(" ", "-"), "figure", label, text.index(words), text.index(words) + len(words),
                   FigureValues(value=n, low=n, high=n, bound="exact", unit="people", source=f"Source {n}", scope="event"))
        for words, label, n in KINDS
    ]  # fmt: skip
    at = text.rindex("The city waited")
    last = Annotation("last", "quote", "DIRECT", at, at + 15, QuoteValues(speaker_name="Mona Marn"))
    title = (
        "Rockets on the market: a title that is much longer than any row of the page has room for, twice over, and more"
    )
    store = app.store()
    store.add(triage())
    store.add(
        Annotated(Article("rockets", text, title=title, outlet="Brennik Herald", published="2024-03-12"), (*made, last))
    )
    store.close()
    return app


def triage() -> Annotated:
    """Names and figures in turn, and a quote whose speaker is a guess."""
    text = "Mona Marn said 31 people died. Mona Marn went on: Nobody sleeps. She said that 40 people were hurt."
    figure = FigureValues(value=31, low=31, high=31, bound="exact", unit="people")
    made: list[tuple[str, str, str, FigureValues | QuoteValues, float]] = [("few", "KILLED", "31 people", figure, 0.8), ("many", "INJURED", "40 people", figure, 0.95),
            ("guess", "DIRECT", "Nobody sleeps", QuoteValues(speaker_name="Mona Marn", speaker_score=0.3), 0.9)]  # fmt: skip
    found = [
        Annotation(id, "quote" if label == "DIRECT" else "figure", label, text.index(words), text.index(words) + len(words), values, score=score)
        for id, label, words, values, score in made
    ]  # fmt: skip
    names = [Annotation(f"n{at}", "entity", "PERSON", at, at + 9, EntityValues()) for at in (0, 31)]
    return Annotated(Article("triage", text, title="A question of order", published="2024-03-12"), (*names, *found))


def box(found: Locator) -> dict[str, float]:
    """Where it is: x, y, width, height, and the bottom."""
    at = found.bounding_box()
    assert at
    return {"x": at["x"], "y": at["y"], "width": at["width"], "height": at["height"], "bottom": at["y"] + at["height"]}


@pytest.mark.parametrize(("width", "height"), [(1280, 860), (1920, 1080)])
def test_text_and_side_panel_use_the_window(context: BrowserContext, desk: Server, width: int, height: int) -> None:
    reading = Reading(context.new_page(), desk)
    reading.page.set_viewport_size({"width": width, "height": height})
    reading.open("rockets")
    text, panel = box(reading.root.locator(".rd-scroll")), box(reading.page.locator(".st-key-beside-desk"))
    assert text["y"] < 150
    assert box(reading.root)["bottom"] > height - 20
    assert panel["bottom"] > height - 20
    assert box(reading.root.locator(".rd-legend"))["height"] < 32, "one row of chips"
    assert box(reading.page.get_by_role("heading", level=1))["height"] < 32, "one line of title"
    assert reading.page.get_by_test_id("stMain").evaluate("m => m.scrollHeight <= m.clientHeight"), (
        "only text and panel scroll"
    )
    assert (
        reading.root.locator(".rd-text").evaluate("t => t.clientWidth / parseFloat(getComputedStyle(t).fontSize)") <= 32
    )
    for name in ("Library", "Details", "Download", "Next"):
        expect(reading.page.locator(".st-key-head").get_by_text(name, exact=True).filter(visible=True)).to_be_visible()


def test_selecting_and_judging_leave_charts_and_text_where_they_are(context: BrowserContext, desk: Server) -> None:
    reading = Reading(context.new_page(), desk).open("rockets")
    chart, text = reading.page.locator(".st-key-chart-casualties"), reading.root.locator(".rd-scroll")
    before, collapsed = (box(chart), box(text)), box(reading.inspector)
    assert collapsed["height"] < 70
    reading.click("94 others")
    expect(reading.inspector.get_by_label("Value")).to_have_value("94")
    assert (box(chart), box(text)) == before
    opened = box(reading.inspector)
    assert opened["bottom"] == collapsed["bottom"]
    assert reading.inspector.locator(".rd-inspect").evaluate("b => b.scrollHeight - b.clientHeight") <= 1
    reading.press("a", "Escape")
    reading.settled()
    assert (box(chart), box(text)) == before


def test_in_a_narrow_window_the_inspector_is_a_sheet_over_the_text(context: BrowserContext, desk: Server) -> None:
    reading = Reading(context.new_page(), desk)
    reading.page.set_viewport_size({"width": 800, "height": 860})
    reading.open("rockets")
    expect(reading.inspector).to_be_hidden()
    reading.press("Shift+P")  # the last suggestion, at the end of the text
    expect(reading.inspector).to_be_visible()
    sheet, mark = box(reading.inspector), box(reading.root.locator("mark.rd-sel").last)
    assert sheet["bottom"] == pytest.approx(860, abs=1)
    assert mark["bottom"] <= sheet["y"], "the sheet does not cover what it is about"
    reading.inspector.get_by_role("button", name="Close").click()
    expect(reading.inspector).to_be_hidden()


def test_in_a_narrow_window_scrolling_past_the_end_of_the_text_moves_the_page(
    context: BrowserContext, desk: Server
) -> None:
    reading = Reading(context.new_page(), desk)
    page = reading.page
    page.set_viewport_size({"width": 800, "height": 860})
    reading.open("rockets")
    text = box(reading.root.locator(".rd-scroll"))
    page.mouse.move(text["x"] + 200, text["y"] + 200)
    reading.root.locator(".rd-scroll").evaluate("s => { s.scrollTop = s.scrollHeight; }")
    moved = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    for _ in range(40):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(60)
        if page.evaluate(moved) > 100:
            break
    assert page.evaluate(moved) > 100


def test_figures_first_then_the_least_certain_by_key_and_by_button(context: BrowserContext, desk: Server) -> None:
    reading = Reading(context.new_page(), desk).open("triage")
    reading.press("f")
    assert reading.selected() == "few"
    reading.press("a")
    expect(reading.root).to_have_attribute("data-selected", "many")  # and not the name between them
    reading.root.get_by_role("button", name="Least certain").click()
    expect(reading.root).to_have_attribute("data-selected", "guess")
    reading.press("?")
    expect(reading.page.get_by_test_id("keys")).to_contain_text("next figure to judge")


def test_a_name_is_judged_at_all_its_places_and_what_is_rejected_can_be_shown(
    context: BrowserContext, desk: Server
) -> None:
    reading = Reading(context.new_page(), desk).open("triage")
    page = reading.page
    page.get_by_test_id("stButtonGroup").get_by_text("Names", exact=True).click()
    page.get_by_role("button", name="Accept Mona Marn at all places").click()
    reading.settled()
    names = [a for a in desk.annotations("triage") if a.label == "PERSON"]
    assert {a.status for a in names} == {"accepted"}
    assert len(names) == 2
    page.get_by_role("button", name="Accept Mona Marn at all places").press("Control+z")
    reading.settled()
    assert {a.status for a in desk.annotations("triage") if a.label == "PERSON"} == {"suggested"}
    page.get_by_role("button", name="Reject Mona Marn at all places").click()
    reading.settled()
    expect(reading.mark("Mona Marn")).to_have_count(0)
    page.get_by_role("button", name="Rejected 2").click()
    expect(reading.mark("Mona Marn")).to_have_class("rd-x")
    reading.click("Mona Marn")
    reading.press("Shift+A", "h")
    reading.settled()
    assert len([a for a in desk.annotations("triage") if a.label == "PERSON"]) == 1


def test_a_comment_leaves_a_mark_and_has_a_list_and_the_history_tells_of_it(
    context: BrowserContext, desk: Server
) -> None:
    reading = Reading(context.new_page(), desk).open("triage")
    page = reading.page
    reading.click("40 people")
    reading.unfold()
    comment = reading.inspector.get_by_label("Comment")
    comment.fill("ask the mayor")
    comment.press("Tab")
    expect(reading.mark("40 people")).to_have_class(re.compile("rd-noted"))
    reading.settled()
    tabs = page.get_by_test_id("stButtonGroup")
    tabs.get_by_text("Comments", exact=True).click()
    reading.press("Escape")
    page.get_by_test_id("comment-list").get_by_text("ask the mayor").click()
    expect(reading.root).to_have_attribute("data-selected", "many")
    tabs.get_by_text("History", exact=True).click()
    expect(page.locator(".st-key-history")).to_contain_text("comment: – → ask the mayor")
    page.get_by_role("button", name="Take back or set back").first.click()
    page.get_by_role("button", name="Set the article back to before this").click()
    expect(page.locator(".st-key-side-panel")).to_contain_text("1 highlight changed back.")
    expect(reading.mark("40 people")).not_to_have_class(re.compile("rd-noted"))


def test_a_chart_shows_the_rows_of_its_csv_and_is_taken_along_as_a_picture(
    context: BrowserContext, desk: Server
) -> None:
    page = Reading(context.new_page(), desk).open("rockets").page
    page.locator(".st-key-menu-chart-casualties button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Show data").click()
    dialog = page.get_by_role("dialog").filter(has=page.get_by_test_id("stDataFrame"))
    expect(dialog.get_by_text("4 rows of figures.csv")).to_be_visible()
