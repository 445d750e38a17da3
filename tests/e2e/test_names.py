"""Names over all articles, in a real browser: rename, merge and undo, seen in the list, beside the text and in the CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from components.model import Annotated, Annotation, Article, EntityValues, Extraction, QuoteValues, Span
from tests.e2e.reader_page import DASHBOARD, QUIET, Reading, Server, at

pytestmark = pytest.mark.browser
FIRST = "Odile Marn spoke in Tarn. Marn said: “We will rebuild.”"
SECOND = "“Help is coming,” said O. Marn on Sunday."


def entity(text: str, words: str, name: str) -> Annotation:
    start = text.index(words)
    return Annotation(f"p{start}", "entity", "PERSON", start, start + len(words), EntityValues(name))


def quote(text: str, words: str, speaker: str) -> Annotation:
    start = text.index(words)
    return Annotation("q", "quote", "DIRECT", start, start + len(words), QuoteValues(speaker_name=speaker))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Server]:
    """Two articles that call one person by two names."""
    running = Server(tmp_path, script=DASHBOARD)
    store = running.store()
    for ident, text, found in (
        ("first", FIRST, [entity(FIRST, "Odile Marn", "Odile Marn"), quote(FIRST, "We will rebuild.", "Odile Marn")]),
        ("second", SECOND, [entity(SECOND, "O. Marn", "O. Marn"), quote(SECOND, "Help is coming,", "O. Marn")]),
    ):
        article = Article(ident, text, ident.title(), published="2024-05-01")
        store.add(Annotated(article), Extraction(tuple(found), (Span(0, len(text)),)))
    store.close()
    running.start()
    yield running
    running.kill()


@pytest.fixture
def names(context: BrowserContext, app: Server) -> Page:
    return at(context.new_page(), app, "names")


def lists(page: Page, *wanted: str) -> None:
    """Waits until the list holds exactly these names."""
    expect(page.locator(".st-key-rows [class*=st-key-open-] button")).to_have_text(list(wanted))


def exported(page: Page, app: Server) -> dict[str, set[str]]:
    """The names in the tables of everything's download."""
    with at(page, app, "export").expect_download() as download:
        page.locator(".stDownloadButton button").click()
    wanted = {"entities": "name", "quotes": "speaker_name", "annotations": "name"}
    with zipfile.ZipFile(download.value.path()) as archive:
        tables = {t: csv.DictReader(io.StringIO(archive.read(f"{t}.csv").decode("utf-8"))) for t in wanted}
        return {t: {row[wanted[t]] for row in rows if row[wanted[t]]} for t, rows in tables.items()}


def beside(page: Page, app: Server, article: str) -> Page:
    """The names beside the text of an article."""
    at(page, app, f"read?article={article}")
    page.get_by_test_id("reader").locator("mark").first.wait_for(state="attached")
    page.get_by_role("radio", name="Names").or_(page.get_by_role("button", name="Names", exact=True)).first.click()
    page.locator(".st-key-names-here summary").click()
    return page


def test_a_merge_and_a_rename_hold_everywhere_and_undo_takes_both_back(names: Page, app: Server) -> None:
    lists(names, "O. Marn", "Odile Marn")
    for name in ("O. Marn", "Odile Marn"):
        names.get_by_role("checkbox", name=f"Choose {name}", exact=True).check(force=True)
        names.wait_for_selector(QUIET)
    expect(names.get_by_text("O. Marn → Odile Marn: 1 mention in 1 article")).to_be_visible()
    names.get_by_role("button", name="Merge", exact=True).click()
    expect(names.get_by_text("Person · 2 mentions in 2 articles")).to_be_visible()
    lists(names, "Odile Marn")

    names.get_by_label("Name", exact=True).fill("Odile M. Marn")
    names.get_by_label("Name", exact=True).press("Enter")
    names.get_by_role("button", name="Rename").click()
    expect(names.get_by_text("Renamed “Odile Marn” to “Odile M. Marn”").first).to_be_visible()
    lists(names, "Odile M. Marn")

    read = beside(names, app, "second")
    link = read.locator(".st-key-names-here").get_by_role("link", name="Odile M. Marn · O. Marn")
    expect(link).to_be_visible()
    link.click()
    expect(read.locator(".dl-title")).to_have_text("Odile M. Marn")
    assert all(found == {"Odile M. Marn"} for found in exported(names, app).values())

    at(names, app, "names")
    for undone in (
        "Undone: Renamed “Odile Marn” to “Odile M. Marn”",
        "Undone: Merged “O. Marn”, “Odile Marn” as “Odile Marn”",
    ):
        names.locator(".st-key-undo button").first.click()
        expect(names.get_by_text(undone)).to_be_visible()
    expect(names.locator(".st-key-undo")).to_have_count(0)
    lists(names, "O. Marn", "Odile Marn")
    assert all(found == {"O. Marn", "Odile Marn"} for found in exported(names, app).values())
    expect(
        beside(names, app, "second").locator(".st-key-names-here").get_by_role("link", name="O. Marn")
    ).to_be_visible()


def test_the_reader_shows_the_name_of_all_articles_and_stores_the_one_it_found(
    names: Page, context: BrowserContext, app: Server
) -> None:
    reading = Reading(context.new_page(), app).open("second")
    tag, field = reading.root.locator("[data-tag]").first, reading.inspector.locator("[data-field=name]")
    reading.click("O. Marn")
    expect(field).to_have_value("O. Marn")
    names.get_by_role("button", name="Merge as Odile Marn").click()
    expect(tag).to_have_attribute("data-tag", "Odile Marn")  # an open reader hears of it by itself
    expect(field).to_have_value("Odile Marn")
    expect(field).to_have_attribute("title", re.compile("found here as “O. Marn”"))
    reading.inspector.get_by_label("Comment").fill("Who?")
    reading.inspector.get_by_label("Comment").blur()
    reading.settled()
    expect(field).to_have_value("Odile Marn")
    assert {a.entity.name for a in app.annotations("second") if a.layer == "entity"} == {"O. Marn"}

    field.fill("Otto Marn")
    field.press("Enter")
    reading.settled()
    assert {a.entity.name for a in app.annotations("second") if a.layer == "entity"} == {"Otto Marn"}
    reading.press("Control+z")
    reading.settled()
    expect(field).to_have_value("Odile Marn")
    assert {a.entity.name for a in app.annotations("second") if a.layer == "entity"} == {"O. Marn"}
    names.locator(".st-key-undo button").first.click()
    expect(tag).to_have_attribute("data-tag", "O. Marn")
    expect(field).to_have_value("O. Marn")
    assert reading.errors == []


def test_of_two_analysts_the_second_hears_that_the_name_changed(
    names: Page, context: BrowserContext, app: Server
) -> None:
    other = at(context.new_page(), app, "names")
    for page, wanted in ((names, "Odette Marn"), (other, "Otto Marn")):
        page.get_by_role("button", name="Odile Marn", exact=True).click()
        page.get_by_label("Name", exact=True).fill(wanted)
        page.get_by_label("Name", exact=True).press("Enter")
        expect(page.get_by_role("button", name="Rename")).to_be_enabled()
    names.get_by_role("button", name="Rename").click()
    expect(names.locator(".dl-title")).to_have_text("Odette Marn")
    other.get_by_role("button", name="Rename").click()
    expect(other.get_by_text("Somebody changed these names in the meantime")).to_be_visible()
    expect(other.locator(".dl-title")).to_have_text("Odette Marn")


def test_a_mention_opens_in_the_reader_where_it_stands(names: Page) -> None:
    names.get_by_role("button", name="Odile Marn", exact=True).click()
    expect(names.locator(".dl-quote").first).to_contain_text("Odile Marn spoke in Tarn.")
    names.locator("[class*=st-key-go-] button").first.click()
    names.get_by_test_id("reader").locator("mark", has_text="Odile Marn").wait_for()
    assert "annotation=p0" in names.url


def test_names_are_ticked_merged_and_taken_back_with_the_keyboard_alone(names: Page) -> None:
    def reach(wanted: Locator) -> None:
        """Tabs to it, as somebody without a mouse would."""
        for _ in range(60):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            names.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted}")

    for name in ("O. Marn", "Odile Marn"):
        box = names.get_by_role("checkbox", name=f"Choose {name}", exact=True)
        reach(box)
        names.keyboard.press("Space")
        expect(box).to_be_checked()
    merge = names.get_by_role("button", name="Merge", exact=True)
    expect(merge).to_be_visible()
    reach(merge)
    names.keyboard.press("Enter")
    expect(names.get_by_text("Person · 2 mentions in 2 articles")).to_be_visible()
    undo = names.locator(".st-key-undo button").first
    reach(undo)
    names.keyboard.press("Enter")
    lists(names, "O. Marn", "Odile Marn")
    close = names.get_by_role("button", name="Close")
    reach(close)
    names.keyboard.press("Enter")
    expect(names.get_by_text("May be the same")).to_be_visible()


def test_markup_in_a_name_is_text(context: BrowserContext, app: Server) -> None:
    name = "<img src=x onerror=document.title=1>"
    store = app.store()
    article = Article("third", f"{name} spoke.", "Third", published="2024-05-02")
    store.add(Annotated(article), Extraction((entity(article.text, name, name),), (Span(0, len(article.text)),)))
    store.close()
    page = at(context.new_page(), app, "names?who=onerror")
    lists(page, name)
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".dl-title")).to_have_text(name)
    expect(page.locator(".dl-quote b")).to_have_text(name)
    assert page.locator("img[src=x]").count() == 0
