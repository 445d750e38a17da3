"""Running Dateline for others: the log, the health check, and files in data/deploy that say what is there."""

from __future__ import annotations

import asyncio
import json
import logging
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from components import session
from components.lexicons import DATA
from components.server import health, logs
from components.store import StoreError

DEPLOY = DATA / "deploy"
ROOT = DATA.parent


def ask(path: str, given: bytes | None = None, status: int = 200) -> dict[bytes, bytes]:
    """The headers of an answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"x-request-id", given)] if given else []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"code=secret", "headers": headers}
    asyncio.run(logs.Requests(app)(scope, None, send))  # type: ignore[arg-type]
    return dict(sent[0]["headers"])


def test_a_request_has_a_number_that_the_log_tells_and_no_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="components"):
        assert ask("/library", b"abc-1")[b"x-request-id"] == b"abc-1"
    line = json.loads(logs.JsonLines().format(caplog.records[-1]))
    assert {line[name] for name in ("request", "path", "method", "status")} == {"abc-1", "/library", "GET", 200}
    assert "secret" not in json.dumps(line)


@pytest.mark.parametrize("given", [None, b"", b"two words", b"x" * 65, b"a\nb", "ü".encode()])
def test_a_number_that_cannot_be_one_is_not_taken_over(given: bytes | None) -> None:
    assert re.fullmatch(rb"[0-9a-f]{32}", ask("/library", given)[b"x-request-id"])


def test_checks_of_health_are_logged_only_where_they_fail(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="components"):
        ask("/health")
        assert caplog.records == []
        ask("/health", status=503)
        assert len(caplog.records) == 1


def test_health_is_the_stores_and_tells_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(Starlette(routes=[health.ROUTE]))
    monkeypatch.setattr(session, "ask_store", lambda: None)
    assert client.get("/health").json() == {"status": "ok"}

    def broken() -> None:
        raise StoreError("postgresql://user:password@host did not answer")

    monkeypatch.setattr(session, "ask_store", broken)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "the store does not answer"})


def test_the_image_copies_what_there_is_and_asks_for_health_where_it_is_answered() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = [word for line in re.findall(r"^COPY (.+) \S+$", text, re.M) for word in line.split()]
    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert f"127.0.0.1:{config.get_option('server.port')}{health.ROUTE.path}'" in text
    assert text.index("USER dateline") < text.index("CMD")


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "dateline.service"])
def test_options_of_streamlit_are_there_under_these_names(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    known = {option.env_var for option in config.get_config_options().values()}
    assert set(re.findall(r"STREAMLIT_[A-Z_]+", text)) <= known
    assert not re.search(r"ALLOWED_HOSTS\W+\S+,\S", text)  # Streamlit parts a list by spaces


def test_the_proxy_tells_host_scheme_and_number_and_lets_uploads_through() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for header in ("Host $http_host", "Upgrade $http_upgrade", "X-Forwarded-Proto $scheme", "X-Request-ID $request_id"):
        assert f"proxy_set_header {header};" in text
    size = re.search(r"client_max_body_size (\d+)m;", text)
    assert size
    assert int(size[1]) > config.get_option("server.maxUploadSize")
