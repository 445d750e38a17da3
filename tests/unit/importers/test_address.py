"""Pages by their address, from a server of our own: what is read, and what is refused before a connection is made."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from components.importers import address
from components.importers.address import AddressError, fetched, is_public, public_addresses
from components.model import Annotated
from tests.unit.importers.files import FIRST, PAGE, TITLE

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/moved": (302, {"Location": "/page"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/gone": (404, {}, b"no"),
    "/film": (200, {"Content-Type": "video/mp4"}, b"0000"),
    "/large": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b" " * 30_000_000)),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def near(host: str, port: int) -> list[str]:
    """Lets the tests' own server pass, and nothing else."""
    return ["127.0.0.1"] if host == "127.0.0.1" else public_addresses(host, port)


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_a_page_is_read_with_its_address(server: str, path: str) -> None:
    (found,) = address.read(server + path, lambda url: fetched(url, near))
    assert isinstance(found, Annotated)
    assert found.article.title == TITLE
    assert FIRST in found.article.text
    assert found.article.url == "https://harbour.example/ferry"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/round", "more than 5 times"),
        ("/inside", "this machine or its network"),
        ("/file", "http:// or https://"),
        ("/gone", "404"),
        ("/film", "video/mp4"),
        ("/large", "larger than"),
    ],
)
def test_what_is_no_public_page_is_told(server: str, path: str, says: str) -> None:
    with pytest.raises(AddressError, match=says):
        fetched(server + path, near)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/", "http://2130706433/",
     "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "ftp://a.example/", "http://user:pw@a.example/", "http://a.example:22/",
     "javascript:alert(1)", "http://", "http://[", "", "http://a.example:99999/"],
)  # fmt: skip
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(AddressError):
        fetched(url)


def test_a_name_is_refused_if_any_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("192.168.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: both)
    with pytest.raises(AddressError, match="this machine or its network"):
        public_addresses("rebound.example", 80)


def test_the_whole_private_world_is_not_public() -> None:
    assert not any(
        map(is_public, ["100.64.0.1", "172.31.0.1", "fe80::1%eth0", "fd00::1", "224.0.0.1", "2002:7f00:1::", "::"])
    )


def test_addresses_are_off_unless_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(address.SWITCH, raising=False)
    assert not address.is_on()
    monkeypatch.setenv(address.SWITCH, "1")
    assert address.is_on()
