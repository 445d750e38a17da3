"""What floats over the text: handles and tools stay with their highlight whatever moves it, and never cover what is judged."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser

PLACES = """() => {
  const chosen = document.querySelector('[data-testid=reader]').dataset.selected;
  const marks = [...document.querySelectorAll('mark')].filter(m => m.dataset.ids.split(' ').includes(chosen));
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round); };
  const lines = marks.flatMap(m => [...m.getClientRects()]).map(r => [r.left, r.top, r.right, r.bottom]);
  const lit = [...(CSS.highlights.get('rd-kin') ?? [])].flatMap(k => [...k.getClientRects()]).map(r => [r.left, r.top, r.right, r.bottom]);
  const away = document.querySelector('.rd-tools').classList.contains('rd-away'); // out of view with its highlight
  return {away, margin: document.querySelector('.rd-text').getBoundingClientRect().right, start: box(document.querySelector('[data-testid=grip-start]')), tools: box(document.querySelector('.rd-tools')), lines, lit};
}"""
# Each makes the text stand elsewhere: something above the reader, a taller head, and a lower one, a paragraph that grows.
MOVES = {
    "a message above": "document.querySelector('[data-testid=reader]').before(Object.assign(document.createElement('div'), {style: 'height:90px'}))",
    "a taller head": "document.querySelector('.rd-head').style.paddingBottom = '90px'",
    "the head as it was": "document.querySelector('.rd-head').style.paddingBottom = ''",
    "a paragraph that grows": "document.querySelector('.rd-text p').style.height = '190px'",
    "room above the text": "document.querySelector('.rd-scroll').prepend(Object.assign(document.createElement('div'), {style: 'height:90px'}))",
}
WITH_ITS_MARK = f"""() => {{
  const {{start, tools, away, lines: [[left, top]]}} = ({PLACES})();
  return Math.abs(start[1] - top) < 3 && Math.abs(start[2] - left) < 6 && (away || Math.abs(tools[1] - top) < 130);
}}"""


@pytest.mark.parametrize("height", [860, 620])
def test_handles_and_tools_follow_the_text_whatever_moves_it(reading: Reading, height: int) -> None:
    reading.page.set_viewport_size({"width": 1280, "height": height})
    reading.open().click("300 observers")
    expect(reading.page.get_by_test_id("grip-start")).to_be_visible()
    for move in MOVES.values():
        reading.page.evaluate(move)
        reading.page.wait_for_function(WITH_ITS_MARK, timeout=5000)
    for other in (500, 1000):
        reading.page.set_viewport_size({"width": 1280, "height": other})
        reading.page.wait_for_function(WITH_ITS_MARK, timeout=5000)


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


@pytest.mark.parametrize("width", [1280, 800, 420])
@pytest.mark.parametrize("words", ["22", "They fired", "will not go unanswered", "Nobody sleeps"])
def test_the_tools_cover_neither_the_words_that_are_judged_nor_their_evidence(
    reading: Reading, width: int, words: str
) -> None:
    reading.page.set_viewport_size({"width": width, "height": 860})
    reading.open().click(words)
    expect(
        reading.inspector.get_by_test_id("reading").or_(reading.inspector.locator(".rd-ihead")).first
    ).to_be_visible()
    reading.page.mouse.move(
        *reading.point(words, inset=4)
    )  # a narrow text moves out from under the sheet, and the pointer
    expect(reading.root.locator(".rd-tools")).to_be_visible()
    found = reading.page.evaluate(PLACES)
    assert found["lines"]
    if width == 1280:
        assert found["tools"][0] >= found["margin"]  # beside the text they cover no line of it
    assert [line for line in [*found["lines"], *found["lit"]] if overlap(line, found["tools"])] == []


def test_without_a_margin_the_tools_wait_for_the_pointer_to_rest_and_go_with_it(
    context: BrowserContext, server: Server
) -> None:
    reading = Reading(context.new_page(), server)
    reading.page.set_viewport_size({"width": 640, "height": 860})
    tools = reading.open().root.locator(".rd-tools")
    reading.click("300 observers")
    expect(tools).to_be_visible()
    x, y = reading.point("Shells fell")
    reading.page.mouse.move(x, y)
    expect(tools).to_be_hidden()
    reading.page.mouse.move(*reading.point("300 observers", inset=4))
    expect(tools).to_be_visible()
