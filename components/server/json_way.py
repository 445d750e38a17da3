"""A read-only way in for scripts: /api/articles, /api/annotations, /api/figures, /api/quotes, /api/events, as JSON.

Off unless DATELINE_JSON=1. Whoever asks is somebody with a role (a token that ``python -m components user token NAME`` prints), and gets
the store behind the same guard as the pages; where nobody needs to log in, no token is needed either.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components.server import asking

if TYPE_CHECKING:
    from components.store import Store

log = logging.getLogger(__name__)
LIMIT = 50
Answer = Callable[["Store", dict[str, Any]], dict[str, Any]]


def routes() -> list[Route]:
    """The routes, none where scripts are not let in."""
    if os.environ.get("DATELINE_JSON") != "1":
        return []
    made = [
        Route(f"/api/{name}", _endpoint(answer, known), methods=["GET"]) for name, (answer, known) in TABLES.items()
    ]
    return [*made, Route("/api/openapi.json", lambda _: JSONResponse(openapi()), methods=["GET"])]


def articles(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Rows of the library, the newest first."""
    from components.model import toll_record
    from components.store import Query

    limit, offset = asked.pop("limit", LIMIT), asked.pop("offset", 0)
    page = store.find(Query(**asked), limit=limit, offset=offset)
    rows = []
    for row in page.rows:
        flat = {**asdict(row), "tolls": {name: toll_record(toll) for name, toll in row.tolls.items()}}
        rows.append({name: value for name, value in flat.items() if name != "snippet"})
    return {"total": page.total, "articles": rows}


def article(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """One article with its text, annotations and tolls, as its JSONL has them."""
    from components import workspace
    from components.exporters.jsonl import record
    from components.store import ArticleMissingError

    wanted = asked.get("article", "")
    for annotated in workspace.each_named(store, [wanted]):
        return record(annotated)
    raise ArticleMissingError(wanted)


def figures(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Figures over all articles, those of the newest first."""
    return _rows(store, "figures", asked)


def quotes(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Quotes over all articles, those of the newest first."""
    return _rows(store, "quotes", asked)


def _rows(store: Store, table: str, asked: dict[str, Any]) -> dict[str, Any]:
    from components.store import Asked

    limit, offset = asked.pop("limit", LIMIT), asked.pop("offset", 0)
    question = Asked(**asked)
    part = getattr(store, table)
    return {"total": part.count(question), table: part.page(question, limit, offset)}


def events(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Events with what their claims come to, the latest first."""
    from components.store.event_records import EventsAsked

    limit, offset = asked.pop("limit", LIMIT), asked.pop("offset", 0)
    page = store.events.page(EventsAsked(**asked), limit=limit, offset=offset)
    return {"total": page.total, "events": [asdict(row) for row in page.rows]}


TABLES: Mapping[str, tuple[Answer, Mapping[str, asking.Parameter]]] = {
    "articles": (articles, {**asking.ARTICLES, **asking.PAGING}),
    "annotations": (article, asking.ONE_ARTICLE),
    "figures": (figures, {**asking.ROWS, **asking.PAGING}),
    "quotes": (quotes, {**asking.QUOTES, **asking.PAGING}),
    "events": (events, {**asking.EVENTS, **asking.PAGING}),
}


def _endpoint(answer: Answer, known: Mapping[str, asking.Parameter]) -> Callable[[Request], JSONResponse]:
    def endpoint(request: Request) -> JSONResponse:  # not async: Starlette gives it a thread
        from components import session
        from components.access import AccessError
        from components.store import ArticleMissingError, StoreError

        store = session.store_of(_token(request))
        if store is None:
            return _refused(401, "give the token of somebody with a role: Authorization: Bearer …")
        try:
            return JSONResponse(answer(store, asking.read(request.query_params, known)))
        except AccessError as error:
            return _refused(403, str(error))
        except ArticleMissingError as error:
            return _refused(404, str(error))
        except asking.ParameterError as error:
            return _refused(400, str(error))
        except StoreError as error:
            log.exception("the store did not answer a script")
            return _refused(503, str(error))

    return endpoint


def _token(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _refused(status: int, why: str) -> JSONResponse:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": why}, status_code=status, headers=headers)


def openapi() -> dict[str, Any]:
    """What can be asked, as OpenAPI tells it."""
    paths = {
        f"/api/{name}": {
            "get": {
                "summary": (answer.__doc__ or "").splitlines()[0],
                "security": [{"token": []}],
                "parameters": [_described(key, parameter) for key, parameter in known.items()],
                "responses": {status: _response(status) for status in ("200", "400", "401", "403", "404", "503")},
            }
        }
        for name, (answer, known) in TABLES.items()
    }
    security = {"token": {"type": "http", "scheme": "bearer"}}
    info = {"title": "Dateline, read-only", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"securitySchemes": security}}


def _described(name: str, parameter: asking.Parameter) -> dict[str, Any]:
    schema = (
        {"type": "array", "items": dict(parameter.schema), "maxItems": 20} if parameter.many else dict(parameter.schema)
    )
    return {"name": name, "in": "query", "required": name == "article", "schema": schema}


def _response(status: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object"}
    if status != "200":
        schema |= {"required": ["error"], "properties": {"error": {"type": "string"}}}
    return {
        "description": "an answer" if status == "200" else "why not",
        "content": {"application/json": {"schema": schema}},
    }
