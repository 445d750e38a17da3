"""Logging in with a provider that the tests start: in, out, after a reload, from a wrong issuer, and what each role meets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.importers import read
from components.model import Annotated
from tests.e2e.conftest import ARTICLES
from tests.e2e.reader_page import DASHBOARD, QUIET, Server
from tests.oidc import Provider

pytestmark = pytest.mark.browser
COOKIE_SECRET = "the-secret-of-the-cookies-51c9e0d2a7"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.close()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Server]:
    """Dateline behind a login, with one article and an admin who is not at work."""
    folder = tmp_path_factory.mktemp("newsroom")
    server = Server(folder, script=DASHBOARD, secrets_files=str(folder / "secrets.toml"))
    (folder / "secrets.toml").write_text(f"""[auth]
redirect_uri = "http://127.0.0.1:{server.port}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{provider.client_id}"
client_secret = "{provider.client_secret}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
""")
    store = server.store()
    for item in read(ARTICLES.read_bytes(), ARTICLES.name):
        assert isinstance(item, Annotated)
        store.add(item)
    store.users.put("root@example.org", "admin", "test")
    store.close()
    with server as running:
        yield running


@pytest.fixture
def browsing(chromium: Browser, provider: Provider) -> Iterator[BrowserContext]:
    provider.claims, provider.issuer = {"email": "Ada@Example.org", "email_verified": True}, provider.address
    made = chromium.new_context(viewport={"width": 1280, "height": 860})
    yield made
    made.close()


def opened(context: BrowserContext, newsroom: Server, address: str = "library") -> Page:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{newsroom.port}/{address}")
    page.wait_for_selector(QUIET)
    return page


def logged_in(context: BrowserContext, newsroom: Server, role: str | None) -> Page:
    store = newsroom.store()
    store.users.put("ada@example.org", role, "test")  # type: ignore[arg-type]
    store.close()
    page = opened(context, newsroom)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"http://127.0.0.1:{newsroom.port}/**")
    return page


def test_nobody_sees_anything_before_logging_in_nor_without_a_role(browsing: BrowserContext, newsroom: Server) -> None:
    page = opened(browsing, newsroom, "read?article=ferry")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page.get_by_text("ferry")).to_have_count(0)
    page = logged_in(browsing, newsroom, None)
    expect(page.get_by_text("You are logged in as ada@example.org, and nobody gave you a role")).to_be_visible()
    page.goto(f"http://127.0.0.1:{newsroom.port}/read?article=ferry")
    expect(page.get_by_text("nobody gave you a role")).to_be_visible()
    expect(page.get_by_text("ferry")).to_have_count(0)
    expect(page.get_by_role("link", name="Library")).to_have_count(0)


def test_a_login_outlives_a_reload_and_ends_with_logging_out(
    browsing: BrowserContext, newsroom: Server, provider: Provider
) -> None:
    page = logged_in(browsing, newsroom, "analyst")
    expect(page.locator("a[data-article=ferry]")).to_be_visible()
    page.reload()
    expect(page.locator("a[data-article=ferry]")).to_be_visible()
    cookies = [c for c in browsing.cookies() if c["name"].startswith("_streamlit_user")]
    assert cookies
    assert all(c["httpOnly"] and c["sameSite"] == "Lax" for c in cookies)
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_text("Your role is analyst")).to_be_visible()
    expect(page.get_by_text("Who may use this Dateline")).to_have_count(0)
    before = provider.logouts
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert provider.logouts == before + 1
    assert not [c for c in browsing.cookies() if c["name"].startswith("_streamlit_user")]


def test_a_token_of_another_issuer_or_for_another_client_logs_nobody_in(
    browsing: BrowserContext, newsroom: Server, provider: Provider
) -> None:
    for wrong in ({"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1}):
        provider.claims = {"email": "root@example.org", **wrong}
        page = opened(browsing, newsroom)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"http://127.0.0.1:{newsroom.port}/**")
        page.wait_for_selector(QUIET)
        expect(page.locator("a[data-article=ferry]")).to_have_count(0)
        page.close()
    log = (newsroom.folder / "server.log").read_text()
    for secret in (provider.client_secret, COOKIE_SECRET, "an-access-token", "eyJ"):
        assert secret not in log


def test_a_forged_cookie_is_nobodys(browsing: BrowserContext, newsroom: Server) -> None:
    forged = '"{\\"is_logged_in\\": true, \\"email\\": \\"root@example.org\\"}"'
    browsing.add_cookies([{"name": "_streamlit_user", "value": forged, "domain": "127.0.0.1", "path": "/"}])
    expect(opened(browsing, newsroom).get_by_role("button", name="Log in")).to_be_visible()


def test_what_a_role_does_not_allow_is_told_and_a_role_taken_away_counts_at_once(
    browsing: BrowserContext, newsroom: Server
) -> None:
    page = logged_in(browsing, newsroom, "viewer")
    page.locator("a[data-article=ferry]").click()
    root = page.get_by_test_id("reader")
    root.locator("mark").first.click()
    page.keyboard.press("x")
    expect(page.get_by_text("your role here is viewer").first).to_be_visible()
    expect(root).to_have_attribute("data-pending", "0")
    store = newsroom.store()
    assert store.history("ferry") == []
    store.users.remove("ada@example.org", "test")
    store.close()
    page.get_by_role("link", name="Figures").click()
    expect(page.get_by_text("nobody gave you a role")).to_be_visible()


def test_an_admin_gives_and_takes_roles(browsing: BrowserContext, newsroom: Server) -> None:
    page = logged_in(browsing, newsroom, "admin")
    page.get_by_role("link", name="Account").click()
    page.get_by_label("Add somebody").fill("bob@example.org")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("bob@example.org")).to_be_visible()
    store = newsroom.store()
    assert store.users.role("bob@example.org") == "analyst"
    remove = page.locator("[class*=st-key-remove-bob] button:visible")
    expect(remove).to_have_count(1)
    remove.click()
    expect(page.get_by_text("bob@example.org")).to_have_count(0)
    assert store.users.role("bob@example.org") is None
    assert store.users.role("root@example.org") == "admin"
    store.close()
