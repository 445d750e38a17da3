"""A page by its address: off unless DATELINE_FETCH=1, http and https only, and never an address of this machine or its network.

The name is resolved once, every address it has is checked, and the connection goes to a checked one, so that a name which
resolves anew in between gains nothing. Redirects are followed by hand, each checked again.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import os
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from components.importers import fields
from components.model import Annotated, Problem

SWITCH = "DATELINE_FETCH"
REDIRECTS = 5
BYTES = 20_000_000
SECONDS = 20.0  # for all of it
KINDS = {  # content types that an article comes in, and the ending by which it is read
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
AGENT = "Dateline (news analysis; one page at a person's request)"
Resolve = Callable[[str, int], list[str]]


class AddressError(ValueError):
    """The address cannot or must not be read; the message says why and what to try."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, the ending that names its kind, and the address after all redirects."""

    data: bytes
    ending: str
    url: str


def is_on() -> bool:
    """Whether the user switched addresses on."""
    return os.environ.get(SWITCH) == "1"


def read(url: str, fetch: Callable[[str], Page] | None = None) -> Iterator[Annotated | Problem]:
    """The articles at an address; a Problem where it cannot or must not be read."""
    from dataclasses import replace

    from components import importers  # what comes may be of several formats

    try:
        page = (fetch or fetched)(url.strip())
    except AddressError as error:
        yield Problem(url.strip()[:200], str(error))
        return
    for item in importers.read(
        io.BytesIO(page.data),
        page.url + page.ending,
        importers.importer_for(f"x{page.ending}"),
        importers.Choices(keep=True),
    ):
        if isinstance(item, Annotated) and page.ending in (".html", ".txt", ".pdf"):
            article = replace(item.article, url=item.article.url or fields.web_address(page.url))
            item = replace(item, article=article)
        yield item


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them on the public internet; raises AddressError otherwise."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise AddressError(f"There is no host {host[:100]!r}, or this machine is offline.") from error
    for address in found:
        if not is_public(address):
            raise AddressError(
                f"{host[:100]} is an address of this machine or its network; Dateline reads public pages only."
            )
    return sorted(found)


def is_public(address: str) -> bool:
    """Whether an address is on the public internet.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1")]
    [True, False, False, False, False, False]
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def fetched(url: str, resolve: Resolve = public_addresses, seconds: float = SECONDS) -> Page:
    """The page at an address. Raises AddressError for what is no public web page, too large, too slow or of another kind."""
    deadline = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        parts = _parts(url)
        try:
            found = _get(parts, resolve, deadline)
        except (OSError, http.client.HTTPException, ssl.SSLError, zlib.error) as error:
            raise AddressError(f"The page could not be read: {str(error)[:120] or type(error).__name__}.") from error
        if isinstance(found, Page):
            return found
        url = urljoin(url, found)
    raise AddressError(f"The page leads on to others more than {REDIRECTS} times.")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"This is no address: {url[:100]!r}.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressError("The address should begin with http:// or https:// and name a host.")
    if parts.username or parts.password:
        raise AddressError("The address holds a name or a password; leave them out.")
    if port not in (None, 80, 443, 8080, 8443) and parts.hostname != "127.0.0.1":
        raise AddressError(f"Pages are read from the ports of the web, not from port {port}.")
    return parts


def _get(parts: SplitResult, resolve: Resolve, deadline: float) -> Page | str:
    """The page, or the address that it leads on to."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = _Pinned(host, port, resolve(host, port)[0], secure, _left(deadline))
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    try:
        connection.request(
            "GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": ", ".join(KINDS)}
        )
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and (onward := response.getheader("Location")):
            return onward
        if response.status != 200:
            raise AddressError(
                f"The server answered {response.status} {response.reason}. Does the page open in a browser?"
            )
        kind = (response.getheader("Content-Type") or "text/html").split(";")[0].strip().lower()
        if kind not in KINDS:
            raise AddressError(f"The address gives {kind[:60]}, no article. Save it as a file that Dateline reads.")
        data = _body(response, connection, deadline)
    finally:
        connection.close()
    return Page(data, KINDS[kind], urlunsplit(parts))


def _body(response: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float) -> bytes:
    """The bytes of an answer, unpacked as they come, so that neither size nor time is exceeded."""
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if response.getheader("Content-Encoding") == "gzip" else None
    parts, size = [], 0
    while chunk := response.read1(65536):
        piece = unpack.decompress(chunk, BYTES - size + 1) if unpack else chunk
        parts.append(piece)
        size += len(piece)
        if size > BYTES or (unpack and unpack.unconsumed_tail):
            raise AddressError(f"The page is larger than {BYTES:,} bytes.")
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline))
    return b"".join(parts)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise AddressError("The server is too slow. Save the page in a browser and add the file.")
    return left


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked address under the host's name: what TLS proves is the name."""

    def __init__(self, host: str, port: int, address: str, secure: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
