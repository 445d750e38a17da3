"""Undo takes back what a tab did last, wherever it was; what a colleague does never closes a form, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components import workspace
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, machine_id
from tests.e2e.reader_page import DASHBOARD, QUIET, Reading, Server

pytestmark = pytest.mark.browser
TEXTS = {
    "first": "Talks with the Daqil Front began in Orlan. The fire killed 31 people.",
    "second": "The Daqil Front left. Nobody from the Daqil Front spoke.",
}


def found(article: str) -> tuple[Annotation, ...]:
    text = TEXTS[article]
    start = text.index("Daqil Front")
    made = [
        Annotation(machine_id(article, "entity", "GPE", start, start + 11), "entity", "GPE", start, start + 11, EntityValues("Daqil Front"), "model")
    ]  # fmt: skip
    if "31 people" in text:
        at = text.index("31 people")
        values = FigureValues(value=31, low=31, high=31, bound="exact", unit="people", scope="event")
        made.append(Annotation("dead", "figure", "KILLED", at, at + 9, values))
    return tuple(made)


@pytest.fixture
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Dateline over two articles that name the same group."""
    running = Server(tmp_path_factory.mktemp("app"), script=DASHBOARD)
    store = running.store()
    for name, text in TEXTS.items():
        store.add(Annotated(Article(name, text, title=f"The {name}"), found(name)))
    store.close()
    with running:
        yield running


def labels(app: Server, article: str) -> list[str]:
    return sorted(a.label for a in app.annotations(article) if a.layer == "entity" and a.status != "suggested")


def hint(page: Page, said: str) -> None:
    expect(page.locator(".rd-hint")).to_contain_text(said)


def test_undo_takes_back_the_last_action_wherever_it_was_made(context: BrowserContext, app: Server) -> None:
    page = context.new_page()
    reading = Reading(page, app).open("first")
    reading.click("Daqil Front")
    reading.press("l", "Alt+o")
    reading.settled()
    expect(page.get_by_role("combobox", name="Status")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Status")).to_have_value("In progress")  # the first edit begins the work
    page.get_by_role("button", name="Same there …").click()
    page.get_by_role("dialog").get_by_role("button", name="Change").click()
    expect(page.get_by_text("at 2 places of 1 article")).to_be_visible()
    assert labels(app, "second") == ["ORG", "ORG"]
    page.locator("[class*=st-key-toll-KILLED] summary").click()
    typed = page.get_by_role("textbox", name="Set by hand")
    typed.fill("312 to 530, disputed")
    typed.press("Enter")
    expect(page.get_by_text("312–530", exact=False).first).to_be_visible()
    page.keyboard.press("Escape")
    reading.root.locator(".rd-scroll").focus()
    for said in (
        "set the toll “Killed”",
        "labelled “Daqil Front” Organisation at 2 places",
        "labelled “Daqil Front” Organisation",
    ):
        reading.press("Control+z")
        hint(page, f"Undone: {said}")
    reading.settled()
    assert (labels(app, "second"), labels(app, "first")) == ([], [])
    reading.press("Control+y", "Control+y")
    hint(page, "Done again: labelled “Daqil Front” Organisation at 2 places")
    assert labels(app, "second") == ["ORG", "ORG"]


def test_undo_reaches_the_article_that_was_left(context: BrowserContext, app: Server) -> None:
    page = context.new_page()
    reading = Reading(page, app).open("first")
    reading.click("Daqil Front")
    reading.press("Shift+A")
    reading.settled()
    page.locator(".st-key-next button:visible").click()
    expect(page.get_by_role("heading", name="The second")).to_be_visible()
    page.locator("[data-testid=reader][data-article=second] p").first.wait_for()
    page.wait_for_selector(QUIET)
    page.keyboard.press("Control+z")
    hint(page, "Undone: accepted “Daqil Front” in “The first”")
    assert labels(app, "first") == []
    page.reload()
    page.locator("[data-testid=reader][data-article=second] p").first.wait_for()
    page.wait_for_selector(QUIET)
    page.keyboard.press("Control+y")
    hint(page, "Done again: accepted “Daqil Front” in “The first”")
    assert labels(app, "first") == ["GPE"]


def theirs(app: Server, n: int, op: str = "accept") -> None:
    """Another analyst judges the group's name."""
    store = app.store()
    target, last = next(
        (a, store.state("first").last.get(a.id)) for a in store.annotated("first").annotations if a.layer == "entity"
    )
    edit = {"op_id": f"theirs{n}", "article_id": "first", "op": op, "target": target.id, "after": last, "n": n}
    answer = workspace.correct(store, "first", [{**edit, "data": {"text": "Daqil Front"}}], "ben", "other")
    store.close()
    assert not answer["refused"]


def test_a_colleague_s_edit_closes_no_form_and_drops_nothing_typed(context: BrowserContext, app: Server) -> None:
    page = context.new_page()
    reading = Reading(page, app).open("first")
    page.get_by_role("button", name="Details").click()
    title = page.get_by_role("dialog").get_by_role("textbox", name="Title")
    title.fill("Half a tit")
    theirs(app, 1)
    page.wait_for_timeout(9000)  # two looks for news
    expect(title).to_have_value("Half a tit")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(reading.mark("Daqil Front")).to_have_attribute("aria-description", re.compile("accepted"))
    page.locator("[class*=st-key-toll-KILLED] summary").click()
    typed = page.get_by_role("textbox", name="Set by hand")
    typed.fill("half typ")
    theirs(app, 2, "reject")
    expect(page.locator("mark", has_text="Daqil Front")).to_have_count(0)
    expect(typed).to_have_value("half typ")


def test_a_value_half_typed_when_a_colleague_s_edit_arrives_is_refused_with_who_and_when(
    context: BrowserContext, app: Server
) -> None:
    page = context.new_page()
    reading = Reading(page, app).open("first")
    reading.click("Daqil Front")
    name = reading.inspector.get_by_label("Full name")
    name.fill("The Daqil Fr")
    theirs(app, 1)
    expect(reading.mark("Daqil Front")).to_have_attribute("aria-description", re.compile("accepted"))
    expect(name).to_have_value("The Daqil Fr")
    name.press("Enter")
    refused = page.get_by_test_id("refused")
    expect(refused).to_contain_text("ben accepted it on ")
    refused.get_by_role("button", name="Do it anyway").click()
    reading.settled()
    expect(name).to_have_value("The Daqil Fr")
