"""The headers of every answer: what a page may load and run (a content security policy), and who may frame it or hear of it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
"""Of the one script that stands in Streamlit's own page; a test fails when a new version of Streamlit has another one."""

POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": f"'self' blob: '{INLINE_SCRIPT}'",  # blob: is how Streamlit loads the code of our own components
    "style-src": "'self' 'unsafe-inline'",  # Streamlit's and the charts' styles are made in the browser
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "media-src": "'none'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # the address of an article of ours is nobody's business whose page is opened from it
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_NAMES = {name for name, _ in _RAW}


class Headers:
    """Gives every answer HEADERS, whatever it says of them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                own = [pair for pair in message.get("headers", ()) if pair[0].lower() not in _NAMES]
                own = [_secured(pair) for pair in own] if _is_encrypted(scope) else own
                message = {**message, "headers": [*own, *_RAW]}
            await send(message)

        await self.app(scope, receive, with_headers)


def _is_encrypted(scope: Scope) -> bool:
    """Whether the browser came by https, here or at the proxy before this server."""
    return scope.get("scheme") in ("https", "wss") or (b"x-forwarded-proto", b"https") in scope.get("headers", ())


def _secured(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A cookie's header with Secure, which Streamlit leaves out: it is never sent without encryption then."""
    name, value = header
    is_loose = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return (name, value + b"; Secure") if is_loose else header
