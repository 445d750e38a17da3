"""The log as lines of JSON for those who run Dateline for others (DATELINE_LOG=json), and a number for each request.

No address's query is logged: it holds what people search for, and codes of logins.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
import uuid
from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GIVEN = re.compile(rb"[\w.-]{1,64}", re.ASCII)
FIELDS = ("request", "method", "path", "status", "ms", "who", "operation", "article")
QUIET = ("/health", "/_stcore/health", "/static/")  # many, and of no interest while all is well
log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as one line of JSON, with what it says of a request or of an operation on an article."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)


def begin() -> None:
    """Has what Dateline logs written to standard error as lines of JSON, where that is asked for."""
    if os.environ.get("DATELINE_LOG") != "json":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("components")
    ours.handlers, ours.propagate = [handler], False
    ours.setLevel(logging.INFO)


class Requests:
    """Numbers each request, or takes the number that a proxy gave it (X-Request-ID), and logs what became of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        number, began, status = _number(scope), time.perf_counter(), 0

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            quiet = scope["path"].startswith(QUIET) and status < 400
            said = {"request": number, "method": scope.get("method", "WS"), "path": scope["path"], "status": status}
            log.log(
                logging.DEBUG if quiet else logging.INFO,
                "request",
                extra={**said, "ms": round((time.perf_counter() - began) * 1000)},
            )


def _number(scope: Scope) -> str:
    given = dict(scope["headers"]).get(b"x-request-id", b"")
    return given.decode() if GIVEN.fullmatch(given) else uuid.uuid4().hex
