"""What a page may load and run: nothing but its own server's, on every page, whatever the articles say."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues
from tests.e2e.reader_page import DASHBOARD, QUIET, Server

pytestmark = pytest.mark.browser
FOREIGN = "evil.example"
LURE = f"![i](http://{FOREIGN}/i.png) [l](http://{FOREIGN}) http://{FOREIGN}/bare www.{FOREIGN} me@{FOREIGN} <img src=//{FOREIGN}/h.png>"
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", e => window.violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));
"""
WASM = "script-src wasm-eval"  # Streamlit's protobuf tries it for 64-bit numbers, and does without
LEAD_AWAY = """() => [...document.querySelectorAll("[src], [href], [srcset]")].map(e => e.src || e.href || e.srcset)
  .filter(address => !/^(data|blob):/.test(address) && new URL(address, location).host !== location.host)"""
PAGES = (
    "library",
    "read?article=www.evil.example:1",
    "figures",
    "quotes",
    "names",
    "memory",
    "export?article=www.evil.example:1",
)


def hostile() -> Annotated:
    """An article whose every value from outside leads away."""
    text = f"{LURE} killed 12 people, {LURE} said. We know it."
    killed, name, quote = text.index("12 people"), text.rindex("!["), text.index("We know it.")
    figure = FigureValues(
        value=12, low=12, high=12, bound="exact", unit="people", subject=LURE, source=LURE, place=LURE
    )
    made = (
        Annotation("f", "figure", "KILLED", killed, killed + 9, figure, "analyst", "accepted", comment=LURE),
        Annotation("e", "entity", "PERSON", name, name + len(LURE), EntityValues(name=LURE), "analyst", "accepted"),
        Annotation(
            "q", "quote", "DIRECT", quote, quote + 11, QuoteValues(speaker_name=LURE, relay=LURE), "analyst", "accepted"
        ),
    )
    return Annotated(Article(f"www.{FOREIGN}:1", text, title=LURE, outlet=LURE, author=LURE, tags=(LURE,)), made)


@pytest.fixture(scope="module")
def lured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("lured"), script=DASHBOARD)
    store = server.store()
    store.add(hostile())
    store.close()
    with server as running:
        yield running


@pytest.fixture(scope="module")
def watched(chromium: Browser, lured: Server) -> Iterator[tuple[Page, list[str]]]:
    """A page, and every address that it asks for, websockets too, but for its own server's."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page, foreign = context.new_page(), list[str]()

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob") and parts.netloc != f"127.0.0.1:{lured.port}":
            foreign.append(address)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.add_init_script(VIOLATIONS)
    yield page, foreign
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_its_own_server_alone_and_stays_within_its_policy(
    watched: tuple[Page, list[str]], lured: Server, address: str
) -> None:
    page, foreign = watched
    page.goto(f"http://127.0.0.1:{lured.port}/{address}")
    page.wait_for_selector(QUIET)
    expect(page.get_by_text(FOREIGN).first).to_be_attached()
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.wait_for_selector(QUIET)
    assert page.evaluate(LEAD_AWAY) == []
    assert [v for v in page.evaluate("window.violations") if not v.startswith(WASM)] == []
    assert foreign == []
