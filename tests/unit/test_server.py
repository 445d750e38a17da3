"""What every answer carries, and which hosts are answered: asked of the middleware without a network."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from components.server import middleware
from components.server.headers import HEADERS, INLINE_SCRIPT, POLICY, Headers

INDEX = Path(streamlit.__file__).with_name("static") / "index.html"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


COOKIE = b"_streamlit_user=x; HttpOnly; SameSite=lax"


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers everything, and would have itself framed."""
    start = {"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOW"), (b"etag", b"1")]}
    await send(start if scope["type"] == "http" else {"type": "websocket.accept"})


def ask(host: str | None, kind: str = "http", hosts: int = 1) -> Message:
    """The first thing that is answered to a request for this host."""
    app: Any = answering
    for layer in reversed(middleware()):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.disconnect"}

    headers = [] if host is None else [(b"host", host.encode())] * hosts
    asyncio.run(app({"type": kind, "method": "GET", "path": "/", "headers": headers}, receive, send))
    return sent[0]


def test_the_inline_script_of_streamlits_page_is_the_one_that_the_policy_allows() -> None:
    (script,) = INLINE.findall(INDEX.read_text("utf-8"))
    assert f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}" == INLINE_SCRIPT


def test_scripts_come_from_the_server_and_from_nowhere_else() -> None:
    assert POLICY["script-src"].split() == ["'self'", "blob:", f"'{INLINE_SCRIPT}'"]
    assert not [s for name, s in POLICY.items() if "http" in s or "*" in s or ("unsafe" in s and name != "style-src")]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8501", "[::1]:8501"])
def test_an_answer_has_our_headers_once(host: str) -> None:
    answer = ask(host)
    assert answer["status"] == 200
    headers = [(name.decode(), value.decode()) for name, value in answer["headers"] if name != b"x-request-id"]
    assert sorted(headers) == sorted([*((n.lower(), v) for n, v in HEADERS.items()), ("etag", "1")])


@pytest.mark.parametrize(
    "host", [None, "", "evil.example", "127.0.0.1.evil.example", "evil.example@127.0.0.1", "localhost/x"]
)
def test_another_host_is_refused_on_every_route(host: str | None) -> None:
    answer = ask(host)
    assert answer["status"] == 421
    assert (b"x-frame-options", b"DENY") in answer["headers"]
    assert ask(host, "websocket") == {"type": "websocket.close", "code": 1008}


def test_two_hosts_in_one_request_are_refused() -> None:
    assert ask("localhost", hosts=2)["status"] == 421


def test_a_known_host_may_open_a_websocket() -> None:
    assert ask("localhost", "websocket") == {"type": "websocket.accept"}


def test_the_server_that_is_started_without_options_knows_this_machine_alone() -> None:
    assert config.get_option("server.address") == "127.0.0.1"
    assert config.get_option("server.allowedHosts") == ["localhost", "127.0.0.1", "::1"]


@pytest.mark.parametrize(
    ("scheme", "forwarded", "kept"),
    [("http", None, COOKIE), ("https", None, COOKIE + b"; Secure"), ("http", b"https", COOKIE + b"; Secure")],
)
def test_a_cookie_that_was_given_over_https_is_sent_over_https_alone(
    scheme: str, forwarded: bytes | None, kept: bytes
) -> None:
    async def giving(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 302, "headers": [(b"set-cookie", COOKIE)]})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"x-forwarded-proto", forwarded)] if forwarded else []
    asyncio.run(Headers(giving)({"type": "http", "scheme": scheme, "headers": headers}, None, send))  # type: ignore[arg-type]
    assert (b"set-cookie", kept) in sent[0]["headers"]
