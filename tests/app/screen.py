"""A page as Streamlit's AppTest runs it, and what is on it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def run(page: str, **query: str) -> AppTest:
    """The page after its first run, without an exception."""
    app = AppTest.from_string(f"from components.pages import {page}\n{page}.page()", default_timeout=60)
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """All words of a page that are plain text or markup, and the lines that open."""
    found = [*app.markdown, *app.caption, *app.title, *app.get("html")]
    said = [str(getattr(e, "value", None) or e.proto.body) for e in found]
    return " ".join([*said, *(box.label for box in app.expander)])


def articles(app: AppTest) -> list[dict[str, Any]]:
    """The rows of the library's table, as the browser is sent them."""
    return [row for table in app.get("bidi_component") for row in json.loads(table.proto.json)[0]["rows"]]
