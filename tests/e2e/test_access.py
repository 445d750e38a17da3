"""axe-core finds nothing on any page, in light and in dark, with what opens over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.importers import read
from components.lexicons import DATA
from components.model import Annotated
from components.store import Store, read_edits
from tests.e2e.conftest import ARTICLES
from tests.e2e.reader_page import DASHBOARD, Reading, Server, at

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "components" / "reader" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CALM = """() => !document.querySelector("[data-stale=true]") && document.getAnimations().every(a => a.playState !== "running")"""
RULES = """(tags) => axe.run(document, {runOnly: tags}).then(found => found.violations.map(v =>
  [v.id, v.help, v.nodes.map(n => n.html.slice(0, 300) + ' ' + (n.any[0]?.message ?? ''))]))"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Dateline over the article of the browser tests and two samples, so that every page has something to show."""
    server = Server(tmp_path_factory.mktemp("filled"), script=DASHBOARD)
    store = server.store()
    samples = (DATA / "samples.jsonl").read_bytes().splitlines(keepends=True)[:2]
    for item in read(ARTICLES.read_bytes() + b"".join(samples), ARTICLES.name):
        assert isinstance(item, Annotated)
        store.add(item)
    store.events.settle()
    coded(store)
    store.close()
    with server as running:
        yield running


def coded(store: Store) -> None:
    """An article that two analysts coded independently and differ about, in a collection of its own."""
    article = next(one for one in store.ids() if one != "ferry")
    collection = store.collections.make("Pilot").id
    store.collections.add(collection, [article])
    store.codings.set_coverage(collection, 2)
    first, *rest = (a for a in store.annotated(article).annotations if a.status == "suggested")
    for who in ("ada", "bob"):
        records = [
            {
                "op_id": f"{who}{n}",
                "article_id": article,
                "op": "reject" if who == "bob" and a is first else "accept",
                "target": a.id,
                "n": n,
                "data": {"text": store.text(article)[a.start : a.end]},
            }
            for n, a in enumerate((first, *rest), 1)
        ]
        edits = read_edits(records, article, who, len(store.text(article)))
        store.append(article, who, edits, who, working=True, coder=who)
        store.codings.finish(article, who)


@pytest.fixture(scope="module", params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    made = chromium.new_context(viewport={"width": 1280, "height": 860}, color_scheme=request.param)
    yield made.new_page()
    made.close()


def faults(page: Page) -> list[Any]:
    """What axe-core objects to."""
    page.wait_for_function(CALM)
    page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = page.evaluate(RULES, TAGS)
    return found


def ticked(page: Page) -> None:
    page.locator("a.lb-title").first.focus()
    page.keyboard.press("x")


def adding(page: Page) -> None:
    page.get_by_role("button", name="Add articles").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Text").wait_for()


def details(page: Page) -> None:
    page.locator("[data-row=ferry] .lb-more").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Title").wait_for()


def keys(page: Page) -> None:
    page.locator("a.lb-title").first.focus()
    page.keyboard.press("?")


def palette(page: Page) -> None:
    page.locator(".pl-open").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("ki")
    expect(page.locator("#pl-list")).to_contain_text("Articles")


def of_event(page: Page) -> None:
    """The event of the ferry's article, by the link that its page has."""
    page.get_by_role("link", name="Event: ").click()
    page.get_by_role("table", name="Estimates").wait_for()


def timeline(page: Page) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text("Timeline", exact=True).click()
    page.get_by_role("heading", name="Events over time").wait_for()


def weapons(page: Page) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text("Weapons", exact=True).last.click()
    page.get_by_text("marks claims on one weapon").wait_for()


def agreement(page: Page) -> None:
    page.get_by_role("combobox", name="Collection").click()
    page.get_by_role("option", name="Pilot").click()
    page.get_by_role("heading", name="Articles").wait_for()


def settling(page: Page) -> None:
    agreement(page)
    page.get_by_role("button", name="Settle").click()
    page.get_by_text("Difference 1 of").wait_for()


PLACES: list[tuple[str, Callable[[Page], None] | None]] = [
    ("library", None), ("library?q=drowned", ticked), ("library", adding), ("library", details), ("library", keys),
    ("library?q=volcano", None), ("library?status=Taken+out", None), ("figures", None), ("quotes", None), ("quotes", palette),
    ("names", None), ("memory", None), ("export", None), ("progress", None), ("read?article=nowhere", None),
    ("events", None), ("events", timeline), ("read?article=ferry", of_event), ("figures", weapons), ("account", None),
    ("agreement", agreement), ("agreement", settling),
]  # fmt: skip


@pytest.mark.parametrize(("path", "first"), PLACES, ids=[f"{path} {do.__name__ if do else ''}" for path, do in PLACES])
def test_axe_finds_nothing(page: Page, filled: Server, path: str, first: Callable[[Page], None] | None) -> None:
    at(page, filled, path)
    if path.startswith("library") and "volcano" not in path and "Taken" not in path:
        page.locator("a.lb-title").first.wait_for()
    if first:
        first(page)
    assert faults(page) == []


def test_axe_finds_nothing_at_an_article(page: Page, filled: Server) -> None:
    reading = Reading(page, filled).open("ferry")
    assert faults(page) == []
    reading.click("coast guard")
    assert faults(page) == []
