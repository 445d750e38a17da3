"""Whether this server can do its work: /health asks the store, for whoever restarts or routes."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

log = logging.getLogger(__name__)


def health(_: Request) -> JSONResponse:
    """200 where the store answers, 503 where it does not; why is for the log alone."""
    from components import session
    from components.store import StoreError

    try:
        session.ask_store()
    except StoreError:
        log.exception("the store does not answer")
        return JSONResponse({"status": "the store does not answer"}, status_code=503)
    return JSONResponse({"status": "ok"})


ROUTE = Route("/health", health, methods=["GET"])
