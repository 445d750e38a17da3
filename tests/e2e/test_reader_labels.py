"""Choosing a label: what is typed in the menu searches, picks have keys that no word needs, and what fits comes first."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.reader_page import Reading

pytestmark = pytest.mark.browser


def offered(reading: Reading) -> list[str]:
    """The labels of the open menu, in its order."""
    menu = reading.page.get_by_test_id("label-menu")
    menu.wait_for()
    return menu.locator(".rd-option-title").all_inner_texts()


@pytest.mark.parametrize(("typed", "label"), [("injured", "INJURED"), ("missing", "MISSING"), ("kil", "KILLED")])
def test_typing_a_label_finds_it_and_runs_no_command(reading: Reading, typed: str, label: str) -> None:
    reading.open().click("300 observers")
    chosen = reading.selected()
    reading.press("l")
    reading.page.keyboard.type(typed)
    assert reading.selected() == chosen
    assert reading.page.locator(".rd-names").count() == 0
    reading.press("Enter")
    reading.settled()
    assert [(a.id, a.label) for a in reading.stored("300 observers")] == [(chosen, label)]
    reading.press("Control+z")
    reading.settled()


def test_a_digit_and_alt_with_a_letter_pick_at_once(reading: Reading) -> None:
    reading.open().click("300 observers")
    reading.press("l")
    second = offered(reading)[1]
    expect(reading.page.get_by_role("option").nth(1).locator(".rd-digit")).to_have_text("2")
    reading.press("2")
    assert second == "Injured"
    assert reading.mark("300 observers").get_attribute("data-label") == "INJURED"
    reading.press("l", "Alt+k")
    assert reading.mark("300 observers").get_attribute("data-label") == "KILLED"
    reading.press("Control+z", "Control+z")
    reading.settled()
    assert [a.label for a in reading.stored("300 observers")] == ["COUNT"]


def test_a_number_is_offered_figures_and_a_name_names(reading: Reading) -> None:
    reading.open().add("nurse", "n")
    reading.click("300 observers")
    reading.press("l")
    assert offered(reading)[:2] == ["Killed", "Injured"]
    reading.press("Escape")
    reading.click("Red Crescent")
    reading.press("l")
    assert offered(reading)[:2] == ["Nationality or group", "Person"]  # the last used first, as it fits
    reading.press("Escape")
    reading.drag("36 rockets")
    assert offered(reading)[0] == "Weapon count"
    reading.press("Escape", "Control+z")
    reading.settled()


def test_a_click_elsewhere_closes_the_menu_and_the_caught_words_can_be_copied(reading: Reading) -> None:
    reading.open().drag("government had asked")
    menu = reading.page.get_by_test_id("label-menu")
    menu.wait_for()
    copied = """() => { const seen = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent('copy', {clipboardData: seen, bubbles: true}));
      return seen.getData('text/plain'); }"""
    assert reading.page.evaluate(copied) == "government had asked"
    reading.click("generators")
    expect(menu).to_be_hidden()
