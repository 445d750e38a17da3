"""The reader for everybody: screen readers, keys, touch, contrast, small and magnified windows, forced colours."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.written import A_NUMBER
from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser


def heard(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is given: role, name, description and properties of everything that is not hidden from it."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "description": node.get("description", {}).get("value", ""),
            "points": [x["idref"] for p in node.get("properties", []) if p["name"] == "activedescendant" for x in p["value"]["relatedNodes"]],
        }
        for node in nodes
        if not node["ignored"]
    ]  # fmt: skip


def roles(page: Page, *wanted: str) -> list[dict[str, Any]]:
    return [node for node in heard(page) if node["role"] in wanted]


def test_a_screen_reader_reads_a_document_and_hears_label_and_value_of_each_highlight(reading: Reading) -> None:
    reading.open()
    (document,) = roles(reading.page, "document", "application")
    assert document["role"] == "document"
    assert "Press Enter to annotate" in document["name"]
    said = [node["description"] for node in roles(reading.page, "mark")]
    for sentence in (
        "Country or city, suggestion",
        "Injured: 24 to 99 people, suggestion",
        "Killed: 22 people, edited",
        "Direct quote: Mira Odun, accepted",
        "Mixed quote: no speaker, suggestion",
        "Person: Mira Odun, suggestion",
    ):
        assert sentence in said


def test_enter_begins_annotating_escape_ends_it_and_the_live_region_tells(reading: Reading) -> None:
    reading.open().root.locator(".rd-scroll").focus()
    reading.press("Enter")
    (application,) = roles(reading.page, "document", "application")
    assert (application["role"], application["points"]) == ("application", ["rd-current"])
    (current,) = [n for n in roles(reading.page, "button") if n["name"].startswith("Port Lenka.")]
    assert current["name"] == "Port Lenka. Country or city, suggestion"
    live = reading.root.locator(".rd-live")
    expect(live).to_contain_text("Port Lenka. Country or city, suggestion")
    reading.press("a")
    expect(live).to_contain_text("Accepted. at least 14 people. Killed, suggestion")
    reading.press("Escape", "Escape")
    assert [n["role"] for n in roles(reading.page, "document", "application")] == ["document"]
    reading.press("Control+z")
    expect(live).to_contain_text("Undone: ")
    reading.settled()


def test_the_inspector_s_fields_are_named_and_say_what_is_wrong(reading: Reading) -> None:
    reading.open().click("40 percent")
    reading.unfold()
    names = {node["name"] for node in roles(reading.page, "textbox", "combobox")}
    assert {"Value", "Bound", "Unit", "Who or what", "Source", "Place", "As of", "Scope", "Comment"} <= names
    value = reading.inspector.get_by_label("Value")
    value.fill("many")
    assert value.get_attribute("aria-invalid") == "true"
    assert A_NUMBER in {n["description"] for n in roles(reading.page, "textbox")}


def test_the_label_menu_is_a_list_with_one_choice_at_a_time(reading: Reading) -> None:
    reading.open().click("Red Crescent")
    reading.press("l", "ArrowDown", "ArrowDown")
    (box,) = [node for node in roles(reading.page, "listbox") if node["name"] == "Labels"]
    assert box["points"] == ["rd-option-2"]
    expect(reading.page.get_by_role("option", selected=True)).to_have_count(1)
    reading.press("Escape")
    assert reading.page.evaluate("document.activeElement.className") == "rd-scroll"


def test_undo_and_escape_work_from_the_inspector(reading: Reading) -> None:
    reading.open().click("250 dollars")
    reading.press("v")
    unit = reading.inspector.get_by_label("Unit")
    unit.fill("euro")
    reading.inspector.get_by_label("Bound").focus()
    reading.settled()
    reading.press("Control+z")
    expect(unit).to_have_value("dollar")
    reading.press("n", "x", "Delete")  # letters in a field are no commands
    assert reading.mark("250 dollars").count() == 1
    reading.press("Escape")
    assert reading.page.evaluate("document.activeElement.className") == "rd-scroll"
    reading.settled()


TARGETS = ".rd button, .rd input, .rd select, .rd textarea, .rd summary, .rd [role=option], .rd .rd-grip"


@pytest.mark.parametrize("width", [1280, 800, 400])
def test_targets_are_24_pixels_or_more(reading: Reading, width: int) -> None:
    reading.page.set_viewport_size({"width": width, "height": 860})
    reading.open().click("40 percent")
    reading.page.get_by_text("Accept all").click()
    small = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => [e.className, e.textContent,
      e.getBoundingClientRect().width, e.getBoundingClientRect().height]).filter(([,, w, h]) => w < 24 || h < 24)"""
    assert reading.page.evaluate(small, TARGETS) == []
    reading.page.get_by_text("Accept all").click()
    reading.click("40 percent")
    reading.press("l")
    assert reading.page.evaluate(small, TARGETS) == []


@pytest.mark.parametrize("width", [640, 400, 320])
def test_nothing_needs_scrolling_sideways(reading: Reading, width: int) -> None:
    reading.page.set_viewport_size({"width": width, "height": 800})
    reading.open().click("four launchers")
    for key in ("", "l", "Escape", "?"):
        if key:
            reading.press(key)
        wide = reading.page.evaluate(
            """() => [...document.querySelectorAll('.rd, .rd-scroll, .rd-menu, .rd-sheet, .rd-tools, [data-testid=stMain]')]
            .filter(e => e.checkVisibility()).filter(e => e.scrollWidth > e.clientWidth + 1
              || e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1).map(e => e.className)"""
        )
        assert wide == [], f"at {width} px after {key or 'a click'}"


CONTRAST = """() => {
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const over = (...layers) => { pen.clearRect(0, 0, 1, 1);
    for (const layer of layers) { pen.fillStyle = layer; pen.fillRect(0, 0, 1, 1); } return [...pen.getImageData(0, 0, 1, 1).data]; };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const resolve = color => { const probe = document.createElement('i'); probe.style.color = color; document.querySelector('.rd').append(probe);
    const found = getComputedStyle(probe).color; probe.remove(); return found; };
  const paper = resolve('var(--paper)');
  const found = [];
  for (const mark of document.querySelectorAll('[data-testid=reader] mark:not([data-tag])')) {
    const style = getComputedStyle(mark);
    const ground = over(paper, style.backgroundColor);
    const name = mark.className + ' ' + mark.dataset.label;
    found.push([name + ' text', ratio(over(paper, style.color), ground), 4.5]);
    for (const image of style.backgroundImage.matchAll(/url\\("([^"]+)"\\)/g)) {
      const drawn = /(?:fill|stroke)="(#[0-9a-f]{6})"/i.exec(decodeURIComponent(image[1]));
      found.push([name + ' line ' + drawn[1], ratio(over(drawn[1]), ground), 3]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_label_is_told_from_paper_and_tint(reading: Reading, scheme: str) -> None:
    reading.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    reading.open("labels")
    reading.page.wait_for_function("document.querySelectorAll('[data-testid=reader] mark').length > 400")
    reading.root.locator(".rd-scroll").focus()
    reading.press("n", "n", "n")
    found = reading.page.evaluate(CONTRAST)
    assert len(found) > 800
    assert [f"{name}: {ratio:.2f}" for name, ratio, wanted in found if ratio < wanted] == []


def test_in_forced_colours_highlights_and_the_selected_one_are_still_told_apart(
    chromium: Browser, server: Server
) -> None:
    made = chromium.new_context(viewport={"width": 1280, "height": 860}, forced_colors="active")
    reading = Reading(made.new_page(), server).open()
    reading.click("Red Crescent")
    look = "m => { const s = getComputedStyle(m); return [s.backgroundImage.includes('url('), s.outlineStyle]; }"
    assert reading.mark("Red Crescent").evaluate(look) == [True, "solid"]
    assert reading.mark("Anton Ruiz").evaluate(look) == [True, "none"]
    made.close()


def test_with_reduced_motion_nothing_moves(chromium: Browser, server: Server) -> None:
    made = chromium.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    reading = Reading(made.new_page(), server).open()
    reading.click("Red Crescent")
    moving = """() => [...document.querySelectorAll('.rd, .rd *')].filter(e => { const s = getComputedStyle(e);
      return (parseFloat(s.transitionDuration) > 0 && s.transitionProperty !== 'none') || s.animationName !== 'none'; }).map(e => e.className)"""
    assert reading.page.evaluate(moving) == []
    made.close()


@pytest.fixture
def touching(chromium: Browser, server: Server) -> Any:
    made = chromium.new_context(viewport={"width": 800, "height": 1000}, has_touch=True)
    reading = Reading(made.new_page(), server)
    yield reading
    assert reading.errors == []
    made.close()


def test_a_tap_selects_a_highlight_and_its_tools_are_tapped(touching: Reading) -> None:
    touching.open("emoji")
    x, y = touching.point("Red Crescent", inset=3)
    touching.page.touchscreen.tap(x, y)
    expect(touching.root.locator(".rd-tools")).to_be_visible()
    touching.root.locator(".rd-tools [data-action=reject]").tap()
    touching.settled()
    assert touching.stored("Red Crescent") == []


def test_words_selected_by_touch_open_the_label_menu(touching: Reading) -> None:
    """A long press, and the handles of the phone after it, change the selection and nothing else that a page could hear."""
    touching.open("emoji")
    x, y = touching.point("eastern", inset=3)
    touching.page.touchscreen.tap(x, y)
    select = """([from, to]) => { const p = [...document.querySelectorAll('[data-testid=reader] p')].find(p => p.textContent.includes(from));
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) { const at = walker.currentNode.data.indexOf(from); if (at < 0) continue;
        getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + to.length); return; } }"""
    touching.page.evaluate(select, ["eastern", "east"])
    menu = touching.page.get_by_test_id("label-menu")
    expect(menu).to_contain_text("eastern")
    touching.page.evaluate(select, ["eastern ridge", "eastern rid"])
    expect(menu).to_contain_text("eastern ridge")
    menu.get_by_role("option", name="Other place").tap()
    touching.settled()
    assert [a.label for a in touching.stored("eastern ridge")] == ["LOC"]


def test_a_boundary_is_dragged_by_touch(touching: Reading) -> None:
    touching.open("emoji")
    x, y = touching.point("Anton Ruiz", inset=3)
    touching.page.touchscreen.tap(x, y)
    grip = touching.page.get_by_test_id("grip-start").bounding_box()
    assert grip
    to_x, to_y = touching.point("Minister Anton", inset=6)
    session = touching.page.context.new_cdp_session(touching.page)
    points = [(grip["x"] + grip["width"] - 4, grip["y"] + 4), (to_x + 8, to_y), (to_x, to_y)]
    for kind, (px, py) in zip(("touchStart", "touchMove", "touchMove"), points, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": px, "y": py}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touching.settled()
    assert [a.label for a in touching.stored("Minister Anton Ruiz")] == ["PERSON"]


def test_the_browser_s_find_reaches_the_end_of_a_hundred_thousand_words(
    context: BrowserContext, server: Server
) -> None:
    reading = Reading(context.new_page(), server)
    reading.page.set_default_timeout(60_000)
    reading.open("huge")
    text = reading.server_text()
    words = " ".join(text[-120:].split("\n\n")[-1].split()[-5:])
    assert reading.page.evaluate("words => find(words)", words)
    assert reading.page.evaluate("getSelection().toString()") == words
