"""The article as it is drawn, and everything around it: legend, popover, inspector, keys, focus from Python, accessibility."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.reader_articles import MARKUP, PARAGRAPHS
from tests.e2e.reader_page import Reading

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "components/reader/frontend/node_modules/axe-core/axe.min.js"


def test_the_text_is_the_article_s_paragraphs_and_nothing_else(reading: Reading) -> None:
    reading.open()
    paragraphs = reading.root.locator("p").evaluate_all("ps => ps.map(p => [Number(p.dataset.start), p.textContent])")
    assert [text for _, text in paragraphs] == list(PARAGRAPHS)
    assert all(reading.server_text()[start:].startswith(text) for start, text in paragraphs)


def test_copying_over_highlights_and_speaker_tags_takes_the_plain_text(reading: Reading) -> None:
    reading.open()
    copied = reading.page.evaluate(
        """() => { const p = document.querySelectorAll('[data-testid=reader] p')[1];
        getSelection().selectAllChildren(p); return getSelection().toString(); }"""
    )
    assert copied == PARAGRAPHS[1]
    assert reading.page.evaluate("find('generators stop at nine')")


def test_overlaps_are_cut_and_the_innermost_is_named(reading: Reading) -> None:
    reading.open()
    mark = reading.mark("four launchers")
    assert mark.get_attribute("data-label") == "WEAPON_COUNT"
    assert len((mark.get_attribute("data-ids") or "").split()) == 2


def test_a_quote_shows_its_speaker_and_a_quote_without_one_says_so(reading: Reading) -> None:
    reading.open()
    tags = reading.root.locator("mark[data-tag]").evaluate_all(
        "ms => ms.map(m => [m.dataset.tag, getComputedStyle(m, '::before').content])"
    )
    assert ["Mira Odun", '"Mira Odun"'] in tags
    assert ["?", '"?"'] in tags


def test_the_popover_names_label_and_value_of_every_layer(reading: Reading) -> None:
    reading.open().mark("four launchers").hover()
    popover = reading.page.get_by_test_id("popover")
    expect(popover).to_contain_text("Weapon count")
    expect(popover).to_contain_text("4 launchers")
    expect(popover).to_contain_text("Direct quote")
    expect(popover).to_contain_text("Mira Odun")


def test_a_chip_counts_and_goes_from_one_to_the_next(reading: Reading) -> None:
    reading.open()
    chip = reading.root.locator('[data-name="KILLED"]').first
    expect(chip).to_contain_text("3")
    chip.click()
    first = reading.selected()
    chip.click()
    assert len({first, reading.selected(), ""}) == 3


def test_alt_click_on_a_chip_shows_only_these(reading: Reading) -> None:
    reading.open()
    reading.root.locator('[data-name="KILLED"]').first.click(modifiers=["Alt"])
    assert set(reading.root.locator("mark").evaluate_all("ms => ms.map(m => m.dataset.label)")) == {"KILLED"}
    reading.page.get_by_role("button", name="Show all").click()
    assert reading.mark("Velt").count() == 1


def test_the_inspector_corrects_a_figure_and_its_reading_follows(reading: Reading) -> None:
    reading.open().click("1,240 people")
    inspector = reading.inspector
    inspector.get_by_label("Value").fill("1,300")
    inspector.get_by_label("Bound").select_option("at_least")
    inspector.get_by_label("Source").fill("the health office")
    inspector.get_by_label("Source").press("Enter")
    expect(reading.page.get_by_test_id("reading")).to_have_text(
        "at least 1,300 people killed, by the health office, running total"
    )
    reading.settled()
    (stored,) = reading.stored("1,240 people")
    figure = stored.figure
    assert (figure.value, figure.low, figure.high, figure.bound) == (1300, 1300, None, "at_least")
    assert (figure.source, stored.status) == ("the health office", "edited")
    assert {"value", "bound", "source"} <= set(stored.hand)


def test_a_value_that_is_no_number_is_not_saved_and_says_why(reading: Reading) -> None:
    reading.open().click("40 percent")
    reading.inspector.get_by_label("Value").fill("many")
    expect(reading.inspector).to_contain_text("a number such as 94,000")
    reading.inspector.get_by_label("Value").press("Tab")
    assert reading.root.get_attribute("data-pending") == "0"


def test_values_and_days_are_typed_as_people_write_them_and_enter_applies(reading: Reading) -> None:
    reading.open().click("1,240 people")
    value = reading.inspector.get_by_label("Value")
    value.fill("1,300 to 1.5k")
    value.press("Enter")
    expect(reading.inspector.get_by_test_id("reading")).to_contain_text("1,300 to 1,500 people killed")
    reading.unfold()
    day = reading.inspector.get_by_label("As of")
    day.fill("11 Feb 2025")
    day.press("Enter")
    reading.settled()
    figure = reading.stored("1,240 people")[0].figure
    assert (figure.value, figure.low, figure.high, figure.bound) == (None, 1300, 1500, "range")
    assert figure.as_of == "2025-02-11"


def test_the_speaker_of_a_quote_is_picked_by_two_clicks(reading: Reading) -> None:
    reading.open().click("will not go")
    reading.inspector.get_by_role("button", name="Pick in the text").click()
    reading.click("Anton Ruiz")
    expect(reading.inspector.get_by_label("Speaker")).to_have_value("Anton Ruiz")
    reading.settled()
    quotes = [a.quote for a in reading.server.annotations("small") if a.label == "MIXED"]
    assert [(q.speaker_name, q.speaker_text) for q in quotes] == [("Anton Ruiz", "Anton Ruiz")]


def test_accept_all_of_a_label_is_one_undo(reading: Reading) -> None:
    reading.open("emoji")
    reading.page.get_by_text("Accept all").click()
    reading.page.locator('[data-label="ORG"]').filter(has_text="Organisations").click()
    reading.settled()
    assert {a.status for a in reading.server.annotations("emoji") if a.label == "ORG"} == {"accepted"}
    reading.press("Control+z")
    reading.settled()
    assert {a.status for a in reading.server.annotations("emoji") if a.label == "ORG"} == {"suggested"}


def test_the_same_for_all_occurrences_after_a_preview(reading: Reading) -> None:
    reading.open("emoji").add("families", "n")
    reading.add("Lenka", "g")
    reading.press("e")
    reading.page.get_by_test_id("everywhere").get_by_role("button", name="Country or city for all 1").click()
    reading.settled()
    assert [a.label for a in reading.stored("Lenka")] == ["GPE", "GPE"]
    reading.press("Control+z")
    reading.settled()
    assert len(reading.stored("Lenka")) == 1


def test_offsets_after_emoji_are_code_points(reading: Reading) -> None:
    reading.open("emoji").add("garrison", "o")
    reading.settled()
    assert len(reading.stored("garrison")) == 1


def test_a_boundary_moves_by_its_handle_and_by_keys(reading: Reading) -> None:
    reading.open().click("Red Crescent")
    grip = reading.page.get_by_test_id("grip-end").bounding_box()
    assert grip
    mouse = reading.page.mouse
    mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] - 2)
    mouse.down()
    to_x, to_y = reading.point("and 40", inset=12)
    mouse.move(to_x, to_y, steps=5)
    mouse.up()
    reading.settled()
    assert [a.label for a in reading.stored("Red Crescent, and")] == ["ORG"]
    reading.press("Shift+ArrowLeft", "Alt+ArrowLeft")
    reading.settled()
    (stored,) = reading.stored("the Red Crescent")
    assert (stored.original_start is not None, stored.status) == (True, "edited")


def test_everything_without_a_mouse(reading: Reading) -> None:
    reading.open("emoji")
    reading.root.locator(".rd-scroll").focus()
    reading.press("Shift+N", "a", "x", "Escape", "ArrowRight", "Shift+ArrowRight", "Enter")
    expect(reading.page.get_by_test_id("label-menu")).to_be_visible()
    reading.page.keyboard.type("weapon")
    reading.press("Enter")
    reading.settled()
    added = [a for a in reading.server.annotations("emoji") if a.origin == "analyst" and a.label == "WEAPON"]
    assert len(added) == 1
    reading.press("v")
    expect(reading.inspector.get_by_label("Full name")).to_be_focused()
    reading.press("Escape", "?")
    expect(reading.page.get_by_test_id("keys")).to_be_visible()


def test_python_brings_a_place_into_view_and_flashes_it(reading: Reading) -> None:
    reading.open("medium")
    end = len(reading.server_text()) - 100
    reading.page.get_by_label("start").fill(str(end))
    reading.page.get_by_label("start").press("Enter")
    reading.page.get_by_role("button", name="Show").click()
    reading.page.wait_for_function("document.querySelector('.rd-scroll').scrollTop > 500")
    reading.page.wait_for_function("CSS.highlights.has('rd-flash')")
    assert reading.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


@pytest.mark.parametrize("width", [1280, 800])
def test_an_annotation_in_the_address_is_brought_into_view(reading: Reading, width: int) -> None:
    reading.page.set_viewport_size({"width": width, "height": 400})
    reading.open("medium")
    last = max(reading.server.annotations("medium"), key=lambda a: a.start)
    reading.page.goto(f"{reading.address('medium')}&annotation={last.id}")
    reading.page.wait_for_function(
        """id => { const mark = document.querySelector(`mark[data-ids~="${id}"]`); if (!mark) return false;
        const at = mark.getBoundingClientRect(), box = document.querySelector('.rd-scroll').getBoundingClientRect();
        return at.top >= Math.max(0, box.top) && at.bottom <= Math.min(innerHeight, box.bottom); }""",
        arg=last.id,
    )
    assert reading.selected() == last.id


def test_a_focus_brings_the_reader_itself_back_into_a_narrow_window(reading: Reading) -> None:
    reading.page.set_viewport_size({"width": 600, "height": 500})
    reading.open("medium")
    show = reading.page.get_by_role("button", name="Show")
    show.evaluate("b => { b.style.marginBottom = '600px'; b.scrollIntoView({block: 'start'}); }")
    expect(reading.root).not_to_be_in_viewport()
    show.dispatch_event("click")
    expect(reading.root).to_be_in_viewport()


def test_a_click_counts_where_the_highlight_is_and_not_where_the_browser_thinks(reading: Reading) -> None:
    reading.open()
    reading.still("Red Crescent")
    x, y = reading.point("Red Crescent", inset=3)
    reading.page.evaluate(
        """([x, y]) => { const p = document.querySelector('.rd-text');  // as after a scroll: the target is stale
        const at = {clientX: x, clientY: y, bubbles: true, button: 0};
        for (const kind of ['pointerdown', 'pointerup']) p.dispatchEvent(new PointerEvent(kind, at));
        p.dispatchEvent(new MouseEvent('click', at)); }""",
        [x, y],
    )
    expect(reading.inspector.get_by_label("Full name")).to_be_visible()


def test_a_range_needs_both_ends_and_keeps_what_was_typed(reading: Reading) -> None:
    reading.open().click("About 6,000")
    inspector = reading.inspector
    inspector.get_by_label("Bound").select_option("range")
    inspector.get_by_label("From", exact=True).fill("7,000")
    inspector.get_by_label("To", exact=True).fill("6,000")
    inspector.get_by_label("To", exact=True).press("Enter")
    expect(inspector.get_by_role("alert")).to_contain_text("larger")
    assert [a.figure.bound for a in reading.stored("About 6,000 families")] == ["about"]
    inspector.get_by_label("From", exact=True).fill("5,000")
    inspector.get_by_label("From", exact=True).press("Enter")
    expect(inspector.get_by_role("alert")).to_be_hidden()
    reading.settled()
    figures = [a.figure for a in reading.stored("About 6,000 families")]
    assert [(f.value, f.low, f.high, f.bound) for f in figures] == [(None, 5000, 6000, "range")]


def test_fields_that_are_needed_less_often_fold_out_and_stay_so(reading: Reading) -> None:
    reading.open().click("1,240 people")
    inspector = reading.inspector
    expect(inspector.get_by_label("Place")).to_be_visible()
    expect(inspector.get_by_label("Scope")).to_be_hidden()
    reading.unfold()
    expect(inspector.get_by_label("Scope")).to_be_visible()
    reading.click("14 people")
    expect(inspector.get_by_label("Scope")).to_be_visible()
    assert inspector.locator(".rd-inspect").evaluate("box => box.scrollHeight - box.clientHeight") <= 1


WHERE = """() => [...document.querySelectorAll('[data-testid=reader] p')].map(p => {
  const range = document.createRange(); range.selectNodeContents(p);
  return [...range.getClientRects()].filter(r => r.width > 1).map(r => [Math.round(r.right), Math.round(r.bottom)]).pop(); })"""


def test_accepting_wraps_no_line_anew_and_moves_no_words(reading: Reading) -> None:
    """A quote whose speaker is a guess loses its question mark, which takes no room."""
    reading.open()
    guess = reading.root.locator("mark.rd-perhaps").first
    tag = guess.evaluate("m => m.getBoundingClientRect().width")
    chosen = guess.get_attribute("data-ids")
    before = reading.page.evaluate(WHERE)
    reading.press("Shift+N")
    while reading.selected() != chosen:
        reading.press("Shift+N")
    reading.press("Shift+A", "Escape")
    accepted = reading.root.locator(f"mark[data-tag][data-ids='{chosen}']")
    expect(accepted).not_to_have_class(re.compile("rd-perhaps"))
    assert accepted.evaluate("m => m.getBoundingClientRect().width") == tag
    assert reading.page.evaluate(WHERE) == before


def test_notes_and_hints_lie_over_the_end_of_the_text(reading: Reading) -> None:
    reading.open("emoji").click("Lenka")
    before = reading.root.locator(".rd-scroll").bounding_box()
    reading.press("e")
    expect(
        reading.page.get_by_role("group", name="All occurrences").or_(reading.root.locator(".rd-note"))
    ).to_be_visible()
    assert reading.root.locator(".rd-scroll").bounding_box() == before


def test_hostile_text_is_only_text(reading: Reading) -> None:
    reading.open("hostile").click("Velt")
    expect(reading.inspector.get_by_label("Full name")).to_have_value(MARKUP)
    reading.mark("Velt").hover()
    reading.add("plain words", "o")
    reading.settled()
    assert reading.page.evaluate("window.ran") is None
    assert reading.root.locator("script, img").count() == 0
    assert [a.label for a in reading.stored("plain words")] == ["ORG"]
    assert reading.root.locator("p").nth(2).text_content() == f"joined a{chr(0x200D) * 10_000}b end"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 800])
def test_axe_finds_nothing(context: BrowserContext, reading: Reading, scheme: str, width: int) -> None:
    reading.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    reading.page.set_viewport_size({"width": width, "height": 860})
    reading.open().click("1,240 people")
    reading.page.wait_for_timeout(300)
    reading.page.add_script_tag(path=str(AXE))
    found = reading.page.evaluate(
        """async () => { const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const out = await axe.run({include: [['[data-testid=reader]'], ['[data-testid=inspector]']]}, {runOnly: tags});
        return out.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + n.any.map(a => a.message).join()).slice(0, 3).join(' | ')); }"""
    )
    assert found == []
