"""Gestures and answers of the reader that the other files do not meet: selecting in every way, judging in bulk, what stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.reader_page import Reading, Server

pytestmark = pytest.mark.browser


def caught(reading: Reading) -> str:
    """The words that the label menu shows, which closes again."""
    menu = reading.page.get_by_test_id("label-menu")
    menu.wait_for()
    words = menu.locator(".rd-caught").inner_text()
    reading.press("Escape")
    return words


def test_alt_catches_characters_and_not_words(reading: Reading) -> None:
    reading.open().page.keyboard.down("Alt")
    reading.drag("nerators st")
    reading.page.keyboard.up("Alt")
    assert caught(reading) == "nerators st"


@pytest.mark.parametrize(("clicks", "words"), [(2, "monitoring"), (3, "The Lenka Observatory, a monitoring")])
def test_a_double_click_catches_a_word_and_a_triple_click_a_paragraph(
    reading: Reading, clicks: int, words: str
) -> None:
    x, y = reading.open().point("monitoring", inset=4)
    reading.page.mouse.click(x, y, click_count=clicks)
    assert caught(reading).startswith(words)


def test_a_drag_from_right_to_left_catches_the_same_words(reading: Reading) -> None:
    reading.open()
    x, y = reading.point("monitoring group", end=True)
    to_x, _ = reading.point("monitoring group")
    mouse = reading.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in range(1, 6):
        mouse.move(x + (to_x - x) * step / 5, y)
    mouse.up()
    assert caught(reading) == "monitoring group"


def test_three_highlights_over_each_other_are_chosen_from_the_smallest_outward(reading: Reading) -> None:
    reading.open().add("range of 125 miles", "w")
    reading.settled()
    reading.press("Escape")
    found = []
    for _ in range(3):
        reading.click("125 miles")
        found.append("".join(reading.root.locator(f'mark[data-ids~="{reading.selected()}"]').all_inner_texts()))
    assert found[:2] == ["125 miles", "range of 125 miles"]
    assert found[2].startswith("that the Karsa-2")
    reading.press("Control+z")
    reading.settled()


def test_a_speaker_is_chosen_by_name(reading: Reading) -> None:
    reading.open().click("Nobody sleeps")
    assert [a.quote.speaker_name for a in reading.stored("Nobody sleeps,")] == ["Ines Halloran"]
    speaker = reading.inspector.get_by_label("Speaker")
    speaker.fill("Anton Ruiz")
    speaker.press("Enter")
    reading.settled()
    assert [a.quote.speaker_name for a in reading.stored("Nobody sleeps,")] == ["Anton Ruiz"]
    reading.click("Nobody sleeps")
    reading.press("Control+z")
    reading.settled()


def test_those_above_a_score_are_accepted_in_one_go(reading: Reading) -> None:
    reading.open().page.get_by_text("Accept all").click()
    sure = reading.page.locator("[data-label=sure]")
    expect(sure).to_have_text("Score of 90 % or more (1)")
    sure.click()
    reading.settled()
    assert [a.status for a in reading.stored("Karsa-2")] == ["accepted"]
    assert [a.status for a in reading.stored("Lenka Observatory")] == ["suggested"]
    reading.press("Control+z")
    reading.settled()


def test_shift_and_arrows_catch_words_from_the_word_cursor(reading: Reading) -> None:
    reading.open().root.locator(".rd-scroll").focus()
    reading.press("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    assert caught(reading) == "fell on the"
    reading.press("Shift+ArrowLeft", "Enter")
    assert caught(reading) == "fell on"


def test_the_last_label_comes_first_where_it_fits_and_enter_takes_it(reading: Reading) -> None:
    reading.open().add("nurse", "n")
    reading.drag("monitoring")
    first = reading.page.get_by_role("option").first
    expect(first).to_contain_text("Nationality or group")
    reading.press("Enter")
    reading.settled()
    assert reading.mark("monitoring").get_attribute("data-label") == "NORP"
    reading.press("Control+z", "Control+z")
    reading.settled()


def test_a_boundary_leaves_the_id_the_comment_and_values_set_by_hand(reading: Reading) -> None:
    reading.open().click("About 6,000")
    before = reading.selected()
    reading.inspector.get_by_label("Source").fill("the harbour office")
    reading.unfold()
    reading.inspector.get_by_label("Comment").fill("ask again")
    reading.inspector.get_by_label("Comment").press("Tab")
    reading.settled()
    reading.click("About 6,000")
    reading.press("Shift+ArrowRight")
    reading.settled()
    (stored,) = reading.stored("About 6,000 families have")
    assert (stored.id, stored.comment, stored.figure.source) == (before, "ask again", "the harbour office")
    reading.press("Control+z", "Control+z")
    reading.settled()


def test_the_names_of_the_labels_show_in_the_text_and_go_again(reading: Reading) -> None:
    reading.open().root.locator(".rd-scroll").focus()
    shown = "m => getComputedStyle(m, '::after').content"
    assert reading.mark("Velt").evaluate(shown) == "none"
    reading.press("i")
    assert reading.mark("Velt").evaluate(shown) == '"gpe"'
    reading.press("i")
    assert reading.mark("Velt").evaluate(shown) == "none"


def test_accept_all_by_score_then_reject_the_rest_then_next_article(reading: Reading) -> None:
    reading.open("medium").page.get_by_text("Accept all").click()
    expect(reading.page.locator("[data-label=sure]")).to_have_count(0)  # none of these is so sure
    reading.page.locator("[data-label=reject]").click()
    reading.settled()
    assert reading.server.annotations("medium") == []
    done = reading.page.get_by_role("button", name="Mark as done and open the next")
    expect(done).to_be_visible()
    expect(reading.root).to_contain_text("All judged.")
    reading.press("Control+z")
    expect(done).to_be_hidden()
    reading.settled()
    assert len(reading.server.annotations("medium")) == 80


def test_the_keys_sheet_names_every_key_that_the_reader_obeys(reading: Reading) -> None:
    reading.open().root.locator(".rd-scroll").focus()
    reading.press("?")
    sheet = reading.page.get_by_test_id("keys")
    for says in (
        "next suggestion",
        "accept, and go to the next",
        "change the label",
        "pick the speaker",
        "undo",
        "word cursor",
    ):
        expect(sheet).to_contain_text(says)
    reading.press("?")
    expect(sheet).to_be_hidden()
    assert reading.page.evaluate("document.activeElement.className") == "rd-scroll"


def test_the_tools_are_for_the_mouse_and_nothing_covers_the_menu(reading: Reading) -> None:
    tools = reading.open().root.locator(".rd-tools")
    reading.click("four launchers")
    expect(tools).to_be_visible()
    reading.press("n")
    expect(tools).to_be_hidden()
    reading.mark("36 rockets").hover()
    popover = reading.page.get_by_test_id("popover")
    expect(popover).to_be_visible()
    reading.press("l")
    expect(reading.page.get_by_test_id("label-menu")).to_be_visible()
    expect(popover).to_be_hidden()


def test_the_place_in_the_text_stays_over_edits_and_reruns(reading: Reading) -> None:
    reading.open("medium")
    top = "document.querySelector('.rd-scroll').scrollTop"
    reading.page.evaluate("document.querySelector('.rd-scroll').scrollTop = 900")
    x, y = (
        reading.root.locator("p")
        .nth(6)
        .evaluate("p => { const r = p.getBoundingClientRect(); return [r.left, r.top]; }")
    )
    reading.page.mouse.dblclick(x + 20, y + 40)
    reading.page.get_by_test_id("label-menu").wait_for()
    before = reading.page.evaluate(top)
    reading.press("w")
    reading.settled()
    reading.page.wait_for_timeout(400)
    assert abs(reading.page.evaluate(top) - before) < 3
    reading.press("Control+z")
    reading.settled()


def test_a_lost_connection_is_told_within_a_second(context: BrowserContext, own_server: Server) -> None:
    reading = Reading(context.new_page(), own_server).open()
    own_server.kill()
    reading.add("generators", "w")
    expect(reading.page.get_by_test_id("saving")).to_have_text("Not saved yet: 1 edit waiting", timeout=1300)


def test_twenty_thousand_highlights_can_be_corrected(context: BrowserContext, server: Server) -> None:
    reading = Reading(context.new_page(), server)
    reading.page.set_default_timeout(60_000)
    reading.open("huge").root.locator("mark").first.click()
    chosen = reading.selected()
    reading.press("x")
    reading.settled()
    assert chosen not in {a.id for a in server.annotations("huge")}
    reading.press("Control+z")
    reading.settled()
    assert chosen in {a.id for a in server.annotations("huge")}
