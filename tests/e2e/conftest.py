"""Fixtures of the browser tests: Chromium, a page with the reader's harness, and the whole app over one article."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from components.importers import read
from components.model import Annotated
from tests.e2e.reader_page import DASHBOARD, FLAGS, WAIT, Reading, Server

ARTICLES = Path(__file__).with_name("articles.jsonl")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=WAIT)  # of Playwright's own five seconds a busy machine needs all
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1280, "height": 860})
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The reader's harness, one for all tests of a file."""
    with Server(tmp_path_factory.mktemp("reader")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """The reader's harness for one test, which may kill it."""
    with Server(tmp_path) as running:
        yield running


@pytest.fixture
def reading(context: BrowserContext, server: Server) -> Iterator[Reading]:
    made = Reading(context.new_page(), server)
    yield made
    assert made.errors == []


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Dateline over a store of its own with one article, whose highlights do not depend on the extraction."""
    server = Server(tmp_path_factory.mktemp("app"), script=DASHBOARD)
    store = server.store()
    for item in read(ARTICLES.read_bytes(), ARTICLES.name):
        assert isinstance(item, Annotated)
        store.add(item)
    store.close()
    with server as running:
        yield running
