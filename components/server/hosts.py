"""Only the hosts that the server was told of are answered, on every route: a foreign name that was rebound to this address
reads nothing. Streamlit asks ``server.allowedHosts`` for its websocket alone."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

REFUSED = (
    "Dateline does not answer to this name. Whoever runs it lists the names under server.allowedHosts "
    "(.streamlit/config.toml, or STREAMLIT_SERVER_ALLOWED_HOSTS)."
)


class KnownHosts:
    """Refuses requests whose Host is none of ``server.allowedHosts``: 421 for a page, a closed door for a websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_host_allowed(_host(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSED, status_code=421)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _host(scope: Scope) -> str | None:
    """The host that was asked for; None where none is named or several are, which no browser does."""
    hosts = Headers(scope=scope).getlist("host")
    return hosts[0] if len(hosts) == 1 else None
