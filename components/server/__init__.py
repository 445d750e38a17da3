"""What stands between the network and the pages: the hosts that are answered and the headers of every answer; rank 8.

Nothing of the rooms is loaded here: a server listens before the first page opens the store.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from components.markdown import plain
from components.server import health, json_way, logs
from components.server.headers import Headers
from components.server.hosts import KnownHosts

__all__ = ["SCRIPT", "middleware", "routes", "told"]

SCRIPT = Path(__file__).with_name("script.py")


def middleware() -> list[Middleware]:
    """What every request goes through, the first one first: a refused host is answered with our headers too."""
    logs.begin()
    return [Middleware(logs.Requests), Middleware(Headers), Middleware(KnownHosts)]


def routes() -> list[Route]:
    """What is served beside the pages."""
    return [health.ROUTE, *json_way.routes()]


def told(error: Exception) -> bool:
    """Shows in a sentence what a role does not allow, wherever on a page it was asked for; anything else is Streamlit's to show."""
    from components.access import AccessError  # by now it is loaded: a page was run

    if isinstance(error, AccessError):
        st.error(plain(f"That was not done: {error}."), icon=":material/lock:")
        return True
    return False
