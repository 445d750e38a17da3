"""Correcting highlights in a real browser: every gesture shows at once and is in the store when it is acknowledged."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.reader_page import Reading

pytestmark = pytest.mark.browser


def test_a_drag_and_a_key_add_a_highlight(reading: Reading) -> None:
    reading.open().add("generators", "w")
    assert reading.mark("generators").get_attribute("data-label") == "WEAPON"
    assert reading.selected() in (reading.mark("generators").get_attribute("data-ids") or "")
    reading.settled()
    (stored,) = reading.stored("generators")
    assert (stored.label, stored.status, stored.origin) == ("WEAPON", "accepted", "analyst")


def test_a_drag_through_half_words_takes_whole_words(reading: Reading) -> None:
    reading.open().add("ernment had as", "o")
    reading.settled()
    assert [a.label for a in reading.stored("government had asked")] == ["ORG"]


def test_undo_and_redo_of_an_added_highlight(reading: Reading) -> None:
    reading.open().add("eastern ridge", "l")
    reading.settled()
    reading.press("Control+z")
    reading.settled()
    assert reading.stored("eastern ridge") == []
    reading.press("Control+y")
    reading.settled()
    assert [a.label for a in reading.stored("eastern ridge")] == ["LOC"]


def test_click_takes_the_smallest_and_clicking_again_the_one_around_it(reading: Reading) -> None:
    reading.open().click("four launchers")
    expect(reading.root).not_to_have_attribute("data-selected", "")
    assert reading.root.locator(f'mark[data-ids~="{reading.selected()}"]').all_inner_texts() == ["four launchers"]
    reading.click("four launchers")
    assert "".join(reading.root.locator(f'mark[data-ids~="{reading.selected()}"]').all_inner_texts()).startswith(
        "We counted"
    )


@pytest.mark.parametrize(("key", "status"), [("A", "accepted"), ("x", "rejected")])
def test_one_key_judges(reading: Reading, key: str, status: str) -> None:
    words = {"A": "Port Lenka", "x": "regional health office"}[key]
    reading.open().click(words)
    reading.press(f"Shift+{key}" if key.isupper() else key)
    reading.settled()
    assert [a.status for a in reading.stored(words)] == ([status] if status != "rejected" else [])


def test_relabel_keeps_the_identity(reading: Reading) -> None:
    reading.open().click("Lenka Observatory")
    before = reading.selected()
    reading.press("l", "Alt+p")
    reading.settled()
    (stored,) = reading.stored("Lenka Observatory")
    assert (stored.id, stored.label, stored.original_label) == (before, "PERSON", "ORG")


def test_delete_and_undo(reading: Reading) -> None:
    reading.open().click("Red Crescent")
    reading.press("Delete")
    assert reading.mark("Red Crescent").count() == 0
    reading.settled()
    assert reading.stored("Red Crescent") == []
    reading.press("Control+z")
    reading.settled()
    assert [a.status for a in reading.stored("Red Crescent")] == ["suggested"]


def test_everything_is_there_after_a_reload(reading: Reading) -> None:
    reading.open().add("nurse", "n")
    reading.settled()
    reading.open()
    assert reading.mark("nurse").get_attribute("data-label") == "NORP"


def test_undo_goes_on_after_a_reload(reading: Reading) -> None:
    reading.open().add("regional", "g")
    reading.add("monitoring", "g")
    reading.settled()
    reading.open()
    for words in ("monitoring", "regional"):
        reading.page.wait_for_selector("[data-action=undo]:not([disabled])")
        assert len(reading.stored(words)) == 1
        reading.press("Control+z")
        reading.settled()
        assert reading.stored(words) == []
